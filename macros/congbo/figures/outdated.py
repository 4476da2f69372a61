"""Outdated: what a record of a procedure says in words that no longer hold, or that a form left behind."""

import re
from collections.abc import Iterator

from congbo.figures.contradictions import TWO_LEVELS
from congbo.figures.flaws import Found, Group, Looked, Sort
from congbo.records.frontmatter import KeyPath
from congbo.words.vocabulary import Aspect

_STRAY = re.compile(r"(?<!\.)[.;,:]\s*$")
_DISTRICT = re.compile(r"\bhuyện\b(?!\s+đảo)", re.IGNORECASE)


def _stop(looked: Looked) -> Iterator[Found]:
    """Find a name that ends with a sign that belongs to no name."""
    name = looked.procedure.name
    if found := _STRAY.search(name):
        yield ("name",), f"tên kết thúc bằng dấu “{found[0].strip()}”"


def _texts(looked: Looked) -> Iterator[tuple[KeyPath, str]]:
    """Yield what says where to go and who decides."""
    procedure = looked.procedure
    yield ("name",), procedure.name
    if who := procedure.authority:
        for key in ("decides", "handles", "delegates", "coordinates"):
            yield ("authority", key), getattr(who, key)
    yield ("receiving_note",), procedure.receiving_note
    for n, result in enumerate(procedure.results):
        yield ("results", n), result.name
    for n, step in enumerate(procedure.steps):
        yield ("steps", n), step


def _district(looked: Looked) -> Iterator[Found]:
    """Find the first text that sends people to a district, where there is none any more."""
    if looked.on.day < TWO_LEVELS:
        return
    for path, text in _texts(looked):
        if found := _DISTRICT.search(text):
            around = text[max(0, found.start() - 20) : found.end() + 20].strip()
            yield path, f"còn nói tới cấp huyện: “…{around}…”"
            return


def _bodies(looked: Looked) -> Iterator[Found]:
    """Find the first former name of a body, by the records of organisations, that a text still uses."""
    for path, text in _texts(looked):
        if name := looked.former.first_in(text):
            yield path, f"còn dùng tên cũ “{name}”; nay là {looked.former.now[name]}"
            return


SORTS: tuple[Sort, ...] = (
    Sort(
        "ten-co-quan-cu",
        Group.OUTDATED,
        Aspect.AUTHORITY,
        "còn dùng tên cơ quan cũ",
        "Cơ quan đã đổi tên, sáp nhập theo bản ghi cơ quan mà thủ tục còn gọi tên cũ.",
        "Ghi tên mới thành một bản có “since”; ghi mã cơ quan ở “decided_by”, “handled_by” thì tên tự đổi.",
        _bodies,
    ),
    Sort(
        "con-cap-huyen",
        Group.OUTDATED,
        Aspect.LEVEL,
        "còn nói tới cấp huyện",
        "Từ 01/7/2025 không còn cấp huyện; người đọc cần biết nay đến đâu.",
        "Ghi lại theo quyết định công bố mới; quyết định chưa đổi thì giải thích ở “explained”.",
        _district,
    ),
    Sort(
        "dau-cuoi-ten",
        Group.OUTDATED,
        Aspect.NAME,
        "có tên kết thúc bằng dấu câu",
        "Dấu thừa theo tên vào báo cáo, danh mục và kết quả tìm kiếm.",
        "Xoá dấu ở cuối “name”.",
        _stop,
    ),
)
"""What may be out of date."""
