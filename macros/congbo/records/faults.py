"""Faults: why YAML cannot read a front matter, in plain words, with the line as it should be.

What libyaml says of a broken text is true of the text that it saw, and seldom of what was typed. Here each
way in which people go wrong is tried: a line is mended so, and where YAML then reads further down, that was
it. What is offered has therefore been read; where nothing helps, nothing is offered.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import yaml

from congbo.records.slips import LAST_WAYS, PAIR, WAYS, Fault, equals, missing_colon, pair, parts, tight

MOST_TRIED = 12
"""Lines above the place where reading stopped at which the cause is looked for."""
MOST_FAULTS = 20
ENOUGH = 200_000
"""Characters that may be read again at each step of the search."""
_COMMENT = re.compile(r"\s*(?://|/\*|<!--|;|--)\s*(?P<text>.*?)\s*(?:-->|\*/)?\s*")
_RULE = re.compile(r"[^\S\n]*(?:-{1,2}|-{4,}|[–—−‒_=*~]{1,}|-[ -]+-|[–—−-]+)[^\S\n]*$")
MESSAGES = {
    "found character '\\t' that cannot start any token": "có ký tự tab; hãy lùi dòng bằng dấu cách",
    "mapping values are not allowed in this context": (
        "dấu hai chấm sai chỗ; hãy đặt giá trị trong ngoặc kép,"
        " hoặc lùi dòng này thẳng với các khoá cùng nhóm"
    ),
    "found character that cannot start any token": (
        "giá trị bắt đầu bằng một dấu mà YAML dành riêng; hãy đặt giá trị trong ngoặc kép"
    ),
    "did not find expected alphabetic or numeric character": (
        "giá trị bắt đầu bằng dấu “*” hoặc “&”; hãy đặt giá trị trong ngoặc kép"
    ),
    "found unknown escape character": "trong ngoặc kép có dấu “\\” lạ; hãy dùng ngoặc đơn thay ngoặc kép",
    "could not find expected ':'": "thiếu dấu hai chấm sau tên khoá",
    "did not find expected key": (
        "dòng này lùi vào không khớp các dòng cùng nhóm, hoặc có chữ đứng sau ngoặc kép đóng"
    ),
    "did not find expected '-' indicator": "danh sách bị ngắt; mỗi mục bắt đầu bằng “- ”, lùi vào như nhau",
    "found unexpected end of stream": "ngoặc kép hoặc ngoặc đơn chưa được đóng",
    "did not find expected ',' or ']'": "danh sách trong ngoặc vuông chưa được đóng",
    "did not find expected ',' or '}'": "nhóm khoá trong ngoặc nhọn chưa được đóng",
}
"""What is said where no way to go wrong is known, by what libyaml says."""
SAID_TOO_LATE = frozenset(
    {
        "could not find expected ':'",
        "found unexpected end of stream",
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
    }
)
"""What libyaml sees only further down: the place to look at is where the value began."""


def faults(head: str, keys: Collection[str] = ()) -> list[Fault]:
    """Return what is wrong with a front matter that YAML cannot read, as far as it is understood.

    `keys` are those that a record of the kind may have at any depth.
    """
    lines, found = head.split("\n"), list[Fault]()
    while len(found) < _most(lines, MOST_FAULTS) and (stop := _stop(lines)) is not None:
        fault = _fault(lines, stop, keys)
        if fault is None:
            break
        found.append(fault)
        if fault.right is None or "\n" in fault.right or fault.line >= len(lines):
            break
        lines = _mended(lines, fault)
    return [*_once(found)]


def _most(lines: Sequence[str], most: int) -> int:
    """Return how much of something is tried at most: less in a long text, which takes long to read."""
    return max(1, min(most, ENOUGH // (sum(map(len, lines)) + 1)))


def _once(found: Sequence[Fault]) -> Iterator[Fault]:
    """Yield the faults, those that many lines have in the same way once, with the numbers of the others."""
    same: dict[str, list[Fault]] = {}
    for fault in found:
        same.setdefault(fault.message, []).append(fault)
    for first, *more in same.values():
        yield replace(
            first,
            also=(*first.also, *(fault.line for fault in more)),
            shown=first.shown or first.right or "",
        )


def loose(head: str, keys: Collection[str] = ()) -> Fault | None:
    """Return what is wrong with a front matter that YAML reads as one text, for no line is a pair."""
    lines = head.split("\n")
    for way in (tight, equals, missing_colon):
        found = {
            n: fault for n in range(len(lines)) if (fault := next(way(lines, n, keys), None)) and fault.right
        }
        mended = [(found[n].right or "") if n in found else line for n, line in enumerate(lines)]
        if found and _stop(mended) is None:
            first, *more = sorted(found)
            fault = found[first]
            return replace(fault, also=tuple(more))
    return None


def _mended(lines: Sequence[str], fault: Fault) -> list[str]:
    return [*lines[: fault.line], fault.right or "", *lines[fault.line + 1 :]]


def _stop(lines: Sequence[str]) -> tuple[int, int, int] | None:
    """Return the line and column at which YAML stops reading, and the line of what it was reading, from 0."""
    try:
        for _ in yaml.parse("\n".join(lines), Loader=yaml.CBaseLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark, context = error.problem_mark, error.context_mark or error.problem_mark
        return (mark.line, mark.column, context.line) if mark and context else (0, 0, 0)
    except yaml.YAMLError:
        return 0, 0, 0
    return None


def _further(lines: Sequence[str], stop: tuple[int, int, int]) -> bool:
    after = _stop(lines)
    return after is None or after[0] > stop[0]


def _fault(lines: list[str], stop: tuple[int, int, int], keys: Collection[str]) -> Fault | None:
    at = min(stop[0], len(lines) - 1)
    near = [at, stop[2], *range(at - 1, max(at - _most(lines, MOST_TRIED), -1), -1)]
    near = [number for number in dict.fromkeys(near) if number < len(lines) and lines[number].strip()]
    for ways in (WAYS, LAST_WAYS):
        for number in near:
            for way in ways:
                for fault in way(lines, number, keys):
                    if _further(_mended(lines, fault), stop):
                        return fault
    return _of_all(lines, stop, keys) or _of_text(lines, near, stop, keys)


def _of_all(lines: list[str], stop: tuple[int, int, int], keys: Collection[str]) -> Fault | None:
    """Return the fault that many lines have in the same way, at the first of them."""
    for way in WAYS:
        found = {
            n: fault for n in range(len(lines)) if (fault := next(way(lines, n, keys), None)) and fault.right
        }
        mended = [(found[n].right or "") if n in found else line for n, line in enumerate(lines)]
        if len(found) > 1 and _further(mended, stop):
            first, *more = sorted(found)
            fault = found[first]
            return replace(fault, also=tuple(more), right=None, shown=fault.shown or fault.right or "")
    return None


# lines that are of no key


def _of_text(
    lines: Sequence[str], near: Sequence[int], stop: tuple[int, int, int], keys: Collection[str]
) -> Fault | None:
    """Return the fault of a line that no key begins: a rest of something, a text, the end of the keys."""
    for number in near:
        n = number
        while n and lines[n - 1].strip() and not _is_of_key(lines[n - 1]) and not _is_of_key(lines[n]):
            n -= 1
        line = lines[n]
        if _is_of_key(line):
            continue
        loose = [m for m in range(n, len(lines)) if lines[m].strip() and not PAIR.match(parts(lines[m])[1])]
        many = len(loose)
        without = ["" if m in loose else other for m, other in enumerate(lines)]
        if not _further([*lines[:n], "", *lines[n + 1 :]], stop) and not _further(without, stop):
            continue
        column = len(line) - len(line.lstrip())
        if re.fullmatch(r"\s*(?:={7}|<{7}.*|>{7}.*|\|{7}.*)\s*", line):
            return Fault(n, 0, f"dòng “{line.strip()[:7]}” là dấu xung đột của git còn sót; hãy xoá dòng này")
        if _RULE.match(line):
            message = f"dòng kết thúc phần khoá phải đúng ba dấu gạch nối “---” (đang là “{line.strip()}”)"
            return Fault(n, 0, message, None, "---")
        if line.strip().startswith(("```", "~~~")):
            return Fault(n, 0, "dòng này là dấu của khung mã, không phải khoá; hãy xoá dòng này")
        if match := _COMMENT.fullmatch(line):
            return Fault(n, 0, "ghi chú trong phần khoá viết sau dấu “#”", None, f"# {match['text']}")
        if "\t" in line or line.count("|") > 1:
            message = "có bảng dán vào giữa các khoá; hãy chuyển bảng xuống dưới dòng “---” thứ hai, hoặc xoá"
            return Fault(n, column, message)
        message = "dòng này không có “khoá:” ở đầu"
        above = next((pair(lines[m])[1] for m in range(n - 1, -1, -1) if pair(lines[m])[1]), "")
        if above and many <= 2:
            lead = len(lines[n - 1]) - len(lines[n - 1].lstrip(" ")) + 2
            moved = " " * max(lead, 2) + line.strip()
            if _further([*lines[:n], moved, *lines[n + 1 :]], stop):
                message += (
                    f"; là phần tiếp của “{above}” thì lùi vào {max(lead, 2)} dấu cách, là nội dung khác thì"
                    " chuyển xuống dưới dòng “---” thứ hai"
                )
                return Fault(n, column, message)
        if many > 1:
            message = f"từ đây có {many} dòng không có “khoá:” ở đầu, như văn bản dán vào"
        return Fault(n, column, f"{message}; hãy chuyển xuống dưới dòng “---” thứ hai, hoặc xoá")
    return None


def _is_of_key(line: str) -> bool:
    """Tell whether a line begins with a key, or may belong to the one above."""
    return line[:1] in (" ", "#") or line.startswith("- ") or PAIR.match(parts(line)[1]) is not None
