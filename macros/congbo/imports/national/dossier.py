"""Dossier: the tables “Thành phần hồ sơ” whose cells were run together, each under its heading.

    --Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khaiMẫu số 01.docx1 bản chínhGiấy ủy quyền0 bản chính,1 bản sao

A heading that says for whom (`Trường hợp …`, `Đối với …`) is a case; any other is a note on its papers.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from congbo.imports.incoming import Telling, shortened
from congbo.imports.letters import CAPITAL, on_one_line, said, without_mark
from congbo.imports.national import form_names
from congbo.words.spelling import slug

HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
WHERE = "Thành phần hồ sơ"
NAMELESS = "(Nguồn không ghi tên giấy tờ)"
LONGEST_CASE_NAME = 160
_COUNT = re.compile(rf"(\d+) bản chính(?:,(\d+) bản sao)?(?=[^\s,;).]|\s*$|\s*[-+*•]|\s*[{CAPITAL}])")
_NOT_A_CELL = re.compile(r"[\s(]")
_MARK = r"^(?:[-+*•:]\s*)?(?:(?:\d+(?:\.\d+)*|[a-zđ]|[ivx]+)[.)]\s*|\([a-zđivx\d]+\)[.]?\s*)?"
_CASE = re.compile(
    rf"{_MARK}(?:các\s+|tùy\s+)?(?:hồ sơ (?:đề nghị|đăng ký|cấp)[^.;]{{0,60}})?(?:gồm\s+)?"
    r"(?:trường hợp|đối với|nếu\b|khi\b)",
    re.IGNORECASE,
)
_MAYBE_CASE = re.compile(
    rf"{_MARK}(?:hồ sơ\s+)?(?:thủ tục\s+)?(?:đề nghị\s+)?(?:cấp (?:lại|mới|đổi|giấy|chứng)|"
    r"gia hạn|đăng ký|tách|thay đổi|"
    r"thành lập|chấp thuận|xét hưởng|hưởng|hình thức thuộc|công dân (?:đã|chưa)|sát hạch|"
    r"giấy tờ(?:, tài liệu)? chứng minh (?:là|người)\b)",
    re.IGNORECASE,
)
"""A heading that says what is done, not which papers stand below: a case where another is beside it."""
_GENERAL = re.compile(
    rf"{_MARK}(?:giấy tờ phải nộp|bao gồm|gồm|thành phần hồ sơ(?: gồm| bao gồm)?|hồ sơ gồm)\W*$",
    re.IGNORECASE,
)
_ADDED = re.compile(r"\bnộp thêm\W*$|\bnêu rõ\b", re.IGNORECASE)
"""A heading that goes on from the one before it."""
_REMARK = re.compile(r"^\W*lưu ý\b", re.IGNORECASE)
_SENTENCE = re.compile(r"\b(?:thì|không phải nộp|được sử dụng)\b.*[^:]$", re.IGNORECASE)
_LEADS_IN = re.compile(r"(?:gồm|bao gồm|sau đây|như sau|sau|cụ thể)\W*$|^\W*theo quy định", re.IGNORECASE)
_SETS = re.compile(r"^\W*số lượng(?: hồ sơ)?\W*(\d{1,2})\s*(?:\([^()]*\)\s*)?bộ\W*$", re.IGNORECASE)
_BEHIND_NAME = re.compile(r"[,;:.\s]*(?:(?:hồ sơ\s+)?(?:bao\s+)?gồm(?: có)?)?[,;:.\s]*$", re.IGNORECASE)
LONGEST_NOTE = 400


@dataclass(slots=True)
class Papers:
    """The papers that everybody brings, and the cases with their own."""

    dossier: list[dict[str, Any]] = field(default_factory=list)
    cases: list[dict[str, Any]] = field(default_factory=list)
    sets: int | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    heading: str
    rows: tuple[tuple[str, int, int | None], ...]


def read(text: str, tell: Telling) -> Papers:
    """Return the papers of the tables; words that are in no row are left as they are."""
    papers = Papers()
    parts = text.split(HEAD)
    tell.said += [HEAD, "--"]
    if len(parts) == 1:
        tell.leave(WHERE, said(text.strip()))
        return papers
    heading, tables = parts[0], list[_Table]()
    for part in parts[1:]:
        rows, rest = _rows(part)
        tables.append(_Table(on_one_line(said(heading.strip(" -"))), rows))
        heading = rest
    cases = _cases([table for table in tables if table.rows and table.heading])
    alone = sum(bool(table.heading and table.rows) for table in tables) == 1
    for table in tables:
        _place(papers, table, tell, is_case=table in cases, alone=alone)
    tell.leave(WHERE, said(heading.strip(" -")))
    return papers


def _cases(tables: list[_Table]) -> list[_Table]:
    """Return the tables that are cases; where most of them are, the others that can be are cases too."""
    named = [table for table in tables if _CASE.search(table.heading)]
    maybe = [table for table in tables if _MAYBE_CASE.search(table.heading)]
    found = [table for table in tables if table in named or table in maybe]
    if len(found) < 2:
        return named
    others = [
        table
        for table in tables
        if not any(pattern.search(table.heading) for pattern in (_GENERAL, _REMARK, _ADDED))
    ]
    return others if 2 * len(found) > len(others) else found


def _rows(part: str) -> tuple[tuple[tuple[str, int, int | None], ...], str]:
    rows: list[tuple[str, int, int | None]] = []
    at = 0
    for found in _COUNT.finditer(part):
        start = found.start()
        digits = found[1]
        if len(digits) > 1:  # the name lent the cell its last digits: `năm 2024` and `1`
            if digits[0] == "0" and len(digits) == 2 and part[start - 1 : start] in ("(", " "):
                continue
            kept = 1 if len(digits) > 2 or digits[0] == "0" else 2
            start, digits = start + len(digits) - kept, digits[-kept:]
        elif start and _NOT_A_CELL.match(part[start - 1]) and not _ends_row(part, found.end()):
            continue
        if start < at:
            continue
        rows.append((part[at:start], int(digits), int(found[2]) if found[2] else None))
        at = found.end()
    return tuple(rows), part[at:]


def _ends_row(part: str, end: int) -> bool:
    return end == len(part) or not part[end].isspace()


def _place(papers: Papers, table: _Table, tell: Telling, *, is_case: bool, alone: bool) -> None:
    heading = table.heading
    if _REMARK.match(heading):
        tell.said.append(heading)
        for text, originals, copies in table.rows:
            tell.said.append(_printed(originals, copies))
            tell.leave(f"{WHERE}: {heading.strip(' *:-').lower()}", text.strip())
        if not table.rows:
            tell.leave(WHERE, heading)
        return
    items = _items(papers, table, tell)
    if is_case and items:
        tell.said.append(heading)
        papers.cases.append(_case(heading, items, papers.cases))
        return
    if heading and not _GENERAL.match(heading):
        if not items or len(heading) > LONGEST_NOTE or (alone and _LEADS_IN.search(heading)):
            tell.leave(f"{WHERE}: lời dẫn", heading)
        else:
            for paper in items:
                paper["note"] = "; ".join(filter(None, (heading.strip(" *-+:;"), paper.get("note", ""))))
    else:
        tell.said.append(heading)
    papers.dossier += items


def _items(papers: Papers, table: _Table, tell: Telling) -> list[dict[str, Any]]:
    """Return the papers of a table; a row that only says for whom is a note on the papers below it."""
    items: list[dict[str, Any]] = []
    above, waiting = "", False
    for row in table.rows:
        if _sets(papers, row, tell):
            continue
        if _is_heading(row):
            if waiting:
                tell.leave(f"{WHERE}: lời dẫn", above)
            above, waiting = on_one_line(row[0]), True
            tell.said.append(_printed(row[1], row[2]))
            continue
        if paper := _paper(row, tell):
            if above:
                paper["note"] = re.sub(r"^[-+*•\s]+|[\s:;]+$", "", above)
                waiting = False
            items.append(paper)
    if waiting:
        tell.leave(f"{WHERE}: lời dẫn", above)
    return items


def _is_heading(row: tuple[str, int, int | None]) -> bool:
    """Tell whether a row of no copies only says for whom the rows below it are."""
    text, originals, copies = row
    plain = on_one_line(text)
    return (
        not originals and not copies and plain.endswith(":") and len(plain) <= LONGEST_NOTE
        and _CASE.match(plain) is not None
    )  # fmt: skip


def _is_remark(row: tuple[str, int, int | None]) -> bool:
    """Tell whether a row of no copies is a sentence about the papers: `Lưu ý …`, `Trường hợp … thì …`."""
    text, originals, copies = row
    plain = on_one_line(text)
    if originals or copies or form_names.divided(plain).files:
        return False
    return bool(_REMARK.match(plain) or (_CASE.match(plain) and _SENTENCE.search(plain)))


def _case(heading: str, items: list[dict[str, Any]], before: list[dict[str, Any]]) -> dict[str, Any]:
    name = _BEHIND_NAME.sub("", re.sub(_MARK, "", heading, flags=re.IGNORECASE)) or heading
    name = name[:1].upper() + name[1:]
    case: dict[str, Any] = {"id": case_id(name, {one["id"] for one in before})}
    case["name"] = name if len(name) <= LONGEST_CASE_NAME else shortened(name, LONGEST_CASE_NAME)
    if case["name"] != name:
        case["when"] = name
    if items:
        case["dossier"] = items
    return case


def case_id(name: str, taken: set[str]) -> str:
    """Return an id for a case from its name, unlike those that there are."""
    words = [word for word in slug(name).split("-") if word]
    base = ""
    for word in words:
        if len(base) + len(word) > 48:
            break
        base = f"{base}-{word}" if base else word
    base = base or "truong-hop"
    number = 1
    found = base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def _sets(papers: Papers, row: tuple[str, int, int | None], tell: Telling) -> bool:
    """Tell whether a row says only how many sets of papers are needed, and keep that."""
    found = _SETS.match(on_one_line(row[0]))
    if found and int(found[1]) and papers.sets in (None, int(found[1])):
        papers.sets = int(found[1])
        tell.said += [row[0], _printed(row[1], row[2])]
        return True
    return False


def _printed(originals: int, copies: int | None) -> str:
    return f"{originals} bản chính" + (f",{copies} bản sao" if copies is not None else "")


def _paper(row: tuple[str, int, int | None], tell: Telling) -> dict[str, Any] | None:
    """Return a paper, or None for a remark that only stands among them."""
    text, originals, copies = row
    tell.said.append(_printed(originals, copies))
    if _is_remark(row):
        tell.leave(f"{WHERE}: lưu ý", text.strip())
        return None
    named = form_names.divided(text.strip())
    name = without_mark(on_one_line(named.name), tell.mends)
    if named.doubtful:
        tell.doubt(WHERE, f"không rõ tên tệp mẫu bắt đầu từ đâu trong “…{shortened(text.strip()[-60:])}”")
    if not name or not any(sign.isalnum() for sign in name):
        tell.doubt(WHERE, "có giấy tờ không ghi tên")
        name = f"{NAMELESS} {name}".strip()
    paper: dict[str, Any] = {"name": name, "originals": originals}
    if copies is not None:
        paper["copies"] = copies
    if named.files:
        paper["forms"] = [{"name": on_one_line(one)} for one in named.files]
    return paper
