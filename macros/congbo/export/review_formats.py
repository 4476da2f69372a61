"""Review formats: a review as lines to read, as Markdown for a comment beside a change, as JSON for programs.

What comes from records is data: in Markdown each such part stands between marks of code, so that it is no
heading, link, mention or tag whatever it says.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from congbo.export.review import FigureChange, NoteChange, Review, SheetChange
from congbo.export.review_records import How, RecordChange
from congbo.words.wording import count

VERSION = 1
"""Of the shape of the JSON; a key that is only added leaves it."""
MOST_MARKDOWN = 60_000
"""Characters of a comment that every forge takes (GitHub: 65,536)."""
MOST_LINES = 200
"""Lines of a part that are told; the rest is counted."""
NOTHING = "Không có gì khác đối với người đọc."


class Data(str):
    """A text that comes from records."""

    __slots__ = ()


Line = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a review: how many of what, and a line for each."""

    title: str
    lines: tuple[Line, ...]


def as_text(review: Review) -> Iterator[str]:
    """Yield the lines of a review for a terminal."""
    if review.nothing:
        yield NOTHING
    for part in parts(review):
        yield f"{part.title}:"
        yield from (f"  {''.join(line)}" for line in part.lines)


def as_markdown(review: Review) -> Iterator[str]:
    """Yield a review for a comment beside a change: a summary, then each part folded; never too long."""
    found = list(parts(review))
    yield "### Người đọc sẽ thấy khác"
    yield ""
    if review.nothing:
        yield NOTHING
    yield from (f"- {part.title}" for part in found)
    left = MOST_MARKDOWN - sum(len(part.title) + 100 for part in found)
    for part in found:
        lines = ["", f"<details><summary>{part.title}</summary>", ""]
        cut = 0
        for line in part.lines[:MOST_LINES]:
            told = f"- {''.join(_code(one) if isinstance(one, Data) else one for one in line)}"
            if left < len(told) + 1:
                cut += 1
                continue
            left -= len(told) + 1
            lines.append(told)
        if more := cut + max(0, len(part.lines) - MOST_LINES):
            lines.append(f"- và {more} dòng nữa; gõ `congbo diff` để xem hết")
        yield from [*lines, "", "</details>"]


def as_json(review: Review) -> Iterator[str]:
    """Yield a review as JSON, every part under its name in `Review`."""
    data = {"version": VERSION, **asdict(review)}
    data["errors_after"] = [str(problem) for problem in review.errors_after]
    data["stale"] = [str(problem) for problem in review.stale]
    yield json.dumps(data, ensure_ascii=False, indent=1)


FORMATS: Mapping[str, Callable[[Review], Iterator[str]]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}


def parts(review: Review) -> Iterator[Part]:
    """Yield the parts of a review that have anything, what keeps it from being public first."""
    for title, lines in _parts(review):
        found = tuple(lines)
        if found:
            yield Part(title.format(count(len(found))), found)


def _parts(review: Review) -> Iterator[tuple[str, Sequence[Line]]]:
    yield "{} lỗi, chưa đăng được", [(Data(str(problem)),) for problem in review.errors_after]
    yield "{} báo cáo chưa tính được vì có lỗi", [(Data(id_),) for id_ in review.untold]
    yield "{} chỗ của báo cáo đã niêm phong bị lệch", [_drift(*one) for one in review.seals]
    yield "{} số liệu đổi", [_figure(one) for one in review.figures]
    yield "{} báo cáo thêm hoặc bỏ", [_came(one) for one in review.reports]
    yield "{} chỗ dân đọc khác đi ở trang thủ tục", [_sheet(one) for one in review.sheets]
    yield "{} trích dẫn không còn đúng", [(Data(str(problem)),) for problem in review.stale]
    yield (
        "{} văn bản được dẫn thêm hoặc thôi dẫn",
        [
            (Data(one.report), ": ", "dẫn thêm " if one.cited else "thôi dẫn ", Data(one.label))
            for one in review.citations
        ],
    )
    yield "{} chú thích đổi số", [_note(one) for one in review.notes]
    yield "{} trang thêm hoặc mất", [_came(one) for one in review.pages]
    for how in How:
        yield f"{{}} bản ghi: {how}", [_record(one) for one in review.records if one.how is how]


def _drift(report: str, told: str) -> Line:
    return Data(report), ": ", Data(told)


def _figure(one: FigureChange) -> Line:
    why = (" (do ", Data(_some(one.because)), ")") if one.because else ()
    before, after = (Data(told) if told is not None else "không có" for told in (one.before, one.after))
    return Data(one.report), ": ", Data(one.title), ": ", before, " → ", after, *why


def _sheet(one: SheetChange) -> Line:
    before, after = (Data(told) if told else "không có" for told in (one.before, one.after))
    where = (", ", Data(one.section)) if one.section and one.section != one.name else ()
    return Data(one.procedure), " ", Data(one.name), *where, ": ", before, " → ", after


def _note(one: NoteChange) -> Line:
    before, after = (str(told) if told is not None else "không có" for told in (one.before, one.after))
    return Data(one.report), ": chú thích ", Data(one.id), ": ", before, " → ", after


def _came(one: tuple[str, bool]) -> Line:
    return "thêm " if one[1] else "mất ", Data(one[0] or "trang chủ")


def _record(one: RecordChange) -> Line:
    line: list[str] = [f"{one.kind} ", Data(one.name), " (", Data(one.path), ")"]
    if one.former:
        line += [", trước là ", Data(one.former)]
    for number, key in enumerate(one.keys):
        before, after = (Data(told) if told else "không có" for told in (key.before, key.after))
        line += ["; " if number else ": ", Data(key.title), ": ", before, " → ", after]
    return tuple(line)


def _some(names: Sequence[str], most: int = 5) -> str:
    more = len(names) - most
    return "; ".join(names[:most]) + (f"; và {more} bản ghi nữa" if more > 0 else "")


def _code(text: str) -> str:
    """Return a text between marks of code that it cannot end."""
    line = " ".join(text.split()) or "…"
    fence = "`" * (1 + max(map(len, re.findall("`+", line)), default=0))
    apart = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{apart}{line}{apart}{fence}"
