"""Faults: why YAML cannot read a front matter, in plain words, with the line as it should be.

What libyaml says of a broken text is true of the text that it saw, and seldom of what was typed. Here each
way in which people go wrong is tried: a line is mended so, and where YAML then reads further down, that was
it. What is offered has therefore been read; where nothing helps, nothing is offered.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import yaml

from congbo.records.quoting import on_one_line

MOST_TRIED = 12
"""Lines above the place where reading stopped at which the cause is looked for."""
MOST_FAULTS = 20
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

_LEAD = re.compile(r"(?P<lead>[^\S\n]*(?:-[^\S\n]+)*)(?P<rest>.*)")
_NAME = r"[^\W\d][\w-]*"
_PAIR = re.compile(rf"(?P<key>{_NAME}):(?:[^\S\n]+(?P<value>.*)|$)")
_ODD_SPACE = re.compile("[^\\S \t\n]")
_COLONS = "：﹕︓∶꞉"
_TIGHT = re.compile(rf"(?P<key>{_NAME})[^\S\n]*(?P<sign>[:{_COLONS};])[^\S\n]*(?P<value>.*)")
_EQUALS = re.compile(rf"(?P<key>{_NAME})[^\S\n]*(?P<sign>:=|=>|->|→|=)[^\S\n]*(?P<value>.*)")
_BULLET = re.compile(r"(?P<sign>[•●▪■◦‣⁃·–—−+*✓✔➢►\uf000-\uf0ff]|\d{1,2}[.)]|[a-zđ]\))[^\S\n]+(?P<rest>.*)")
_DASH = re.compile(r"-(?P<rest>[^\s-].*)")
_WORN = re.compile(
    rf"(?P<sign>[*_`]{{1,3}})(?P<key>{_NAME})(?::(?P=sign)|(?P=sign)[^\S\n]*:)[^\S\n]*(?P<value>.*)"
)
_RULE = re.compile(r"[^\S\n]*(?:-{1,2}|-{4,}|[–—−‒_=*~]{1,}|-[ -]+-|[–—−-]+)[^\S\n]*$")
_RESERVED = "@`%*&!|>[]{},"
_CLOSED_BY = {"[": "]", "{": "}"}
_SAID = {"'": "ngoặc đơn", '"': "ngoặc kép"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a line, both counted from 0: what to say, and the line as it should be, if that is known."""

    line: int
    column: int
    message: str
    right: str | None = None
    shown: str = ""
    moved: bool = False

    @property
    def hint(self) -> str:
        """What to write, ready to print."""
        said = self.shown or self.right or ""
        said = f"“{said}”" if said.startswith(" ") and self.moved else said.strip()
        return f"Hãy viết: {said}" if said else ""


Way = Callable[[Sequence[str], int, Collection[str]], Iterator[Fault]]
"""A way to go wrong: the faults of a line that it may be, given all lines and the keys that are known."""


def faults(head: str, keys: Collection[str] = ()) -> list[Fault]:
    """Return what is wrong with a front matter that YAML cannot read, as far as it is understood.

    `keys` are those that a record of the kind may have at any depth.
    """
    lines, found = head.split("\n"), list[Fault]()
    while len(found) < MOST_FAULTS and (stop := _stop(lines)) is not None:
        fault = _fault(lines, stop, keys)
        if fault is None:
            break
        found.append(fault)
        if fault.right is None or fault.line >= len(lines):
            break
        lines = _mended(lines, fault)
    return [*_once(found)]


def _once(found: Sequence[Fault]) -> Iterator[Fault]:
    """Yield the faults, those that many lines have in the same way once, with the numbers of the others."""
    same: dict[str, list[Fault]] = {}
    for fault in found:
        same.setdefault(fault.message, []).append(fault)
    for first, *more in same.values():
        yield replace(
            first,
            message=first.message + _also([fault.line for fault in more]),
            shown=first.shown or first.right or "",
        )


def _also(lines: Sequence[int]) -> str:
    """Return what is said of other lines of a head, counted from 0, that have the same fault."""
    numbers = ", ".join(str(line + 2) for line in lines[:10])
    return f" (dòng {numbers}{'…' if len(lines) > 10 else ''} cũng vậy)" if lines else ""


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
    near = [at, stop[2], *range(at - 1, max(at - MOST_TRIED, -1), -1)]
    near = [number for number in dict.fromkeys(near) if lines[number].strip()]
    for ways in (_WAYS, _LAST_WAYS):
        for number in near:
            for way in ways:
                for fault in way(lines, number, keys):
                    if _further(_mended(lines, fault), stop):
                        return fault
    return _of_all(lines, stop, keys) or _of_text(lines, near, stop, keys)


def _of_all(lines: list[str], stop: tuple[int, int, int], keys: Collection[str]) -> Fault | None:
    """Return the fault that many lines have in the same way, at the first of them."""
    for way in _WAYS:
        found = {
            n: fault for n in range(len(lines)) if (fault := next(way(lines, n, keys), None)) and fault.right
        }
        mended = [(found[n].right or "") if n in found else line for n, line in enumerate(lines)]
        if len(found) > 1 and _further(mended, stop):
            first, *more = sorted(found)
            fault = found[first]
            said = fault.message + _also(more)
            return replace(fault, message=said, right=None, shown=fault.shown or fault.right or "")
    return None


# the ways to go wrong with one line


def _parts(line: str) -> tuple[str, str]:
    match = _LEAD.match(line)
    return (match["lead"], match["rest"]) if match else ("", line)


def _odd_space(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    if match := _ODD_SPACE.search(lines[n]):
        message = (
            "có dấu cách lạ (không ngắt, chép từ Word hay trang mạng); hãy xoá và gõ lại dấu cách thường"
        )
        yield Fault(n, match.start(), message, _ODD_SPACE.sub(" ", lines[n]))


def _tight(lines: Sequence[str], n: int, keys: Collection[str]) -> Iterator[Fault]:
    lead, rest = _parts(lines[n])
    if (match := _TIGHT.match(rest)) and (not keys or match["key"] in keys):
        sign, at = match["sign"], len(lead) + match.start("sign")
        right = f"{lead}{match['key']}: {match['value']}".rstrip()
        if sign == ":":
            yield Fault(n, at + 1, "thiếu dấu cách sau dấu hai chấm", right)
        else:
            said = "dấu chấm phẩy" if sign == ";" else "dấu hai chấm khác loại (bề rộng đôi)"
            yield Fault(n, at, f"sau tên khoá là “{sign}”, {said}; phải là “:” rồi một dấu cách", right)


def _equals(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    lead, rest = _parts(lines[n])
    if match := _EQUALS.match(rest):
        message = f"sau tên khoá là “{match['sign']}”; phải là “:” rồi một dấu cách"
        right = f"{lead}{match['key']}: {match['value']}".rstrip()
        yield Fault(n, len(lead) + match.start("sign"), message, right)


def _missing_colon(lines: Sequence[str], n: int, keys: Collection[str]) -> Iterator[Fault]:
    lead, rest = _parts(lines[n])
    key, _, value = rest.partition(" ")
    if key in keys:
        message = f"thiếu dấu hai chấm sau tên khoá “{key}”"
        yield Fault(n, len(lead) + len(key), message, f"{lead}{key}: {value.strip()}".rstrip())


def _bullet(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    lead, rest = _parts(lines[n])
    if match := _BULLET.match(rest):
        message = f"mỗi mục của danh sách bắt đầu bằng gạch nối và dấu cách “- ” (đang là “{match['sign']}”)"
        yield Fault(n, len(lead), message, f"{lead}- {match['rest']}")
    elif match := _DASH.match(rest):
        message = "thiếu dấu cách sau gạch đầu dòng"
        yield Fault(n, len(lead) + 1, message, f"{lead}- {match['rest']}")


def _worn(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    lead, rest = _parts(lines[n])
    if match := _WORN.match(rest):
        message = f"tên khoá viết trơn, không in đậm hay nghiêng bằng “{match['sign']}”"
        yield Fault(n, len(lead), message, f"{lead}{match['key']}: {match['value']}".rstrip())


def _value(line: str) -> tuple[str, str, str]:
    """Return what stands before a line's value, its key and the value."""
    lead, rest = _parts(line)
    match = _PAIR.match(rest)
    if match is None:
        return lead, "", rest.rstrip()
    value = (match["value"] or "").rstrip()
    return lead + rest[: match.start("value")] if value else line, match["key"], value


def _quoted(text: str) -> str:
    return on_one_line(text, quoted=True)


def _quotes(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    before, _key, value = _value(lines[n])
    sign = value[:1]
    if sign not in _SAID or len(value) < 2:
        return
    column, inner = len(before), value[1:]
    end = re.search(r'(?<!\\)"' if sign == '"' else r"'(?!')", inner)
    if end is None:
        yield Fault(n, column, f"{_SAID[sign]} mở ở đây chưa được đóng", f"{before}{value}{sign}")
        yield Fault(n, column, f"{_SAID[sign]} mở ở đây chưa được đóng", before + _quoted(inner))
    elif sign == '"' and "\\" in value and value.endswith('"'):
        message = "trong ngoặc kép có dấu “\\”, YAML hiểu là một lệnh; hãy dùng ngoặc đơn thay ngoặc kép"
        yield Fault(n, column + value.index("\\"), message, before + _quoted(value[1:-1]))
    if end is not None and end.end() < len(inner):
        inside = value[1:-1] if value.endswith(sign) else value
        message = f"sau {_SAID[sign]} đóng còn chữ; hãy đặt cả giá trị trong một cặp ngoặc"
        yield Fault(n, column + 1 + end.end(), message, before + _quoted(inside))


def _reserved(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    before, _key, value = _value(lines[n])
    sign = value[:1]
    if sign in _CLOSED_BY and _CLOSED_BY[sign] not in value:
        what = "ngoặc vuông" if sign == "[" else "ngoặc nhọn"
        yield Fault(n, len(before), f"{what} mở ở đây chưa được đóng", f"{before}{value}{_CLOSED_BY[sign]}")
    if sign and sign in _RESERVED:
        message = (
            f"giá trị không được bắt đầu bằng dấu “{sign}”; dấu thừa thì xoá, là chữ thì đặt cả giá trị trong"
            " ngoặc"
        )
        is_id = re.fullmatch(r"[A-Za-z0-9][\w.-]+", value.strip("[]{}<>" + sign))
        right = value.strip("[]{}<>" + sign) if is_id else _quoted(value)
        yield Fault(n, len(before), message, before + right)


def _colon_inside(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    before, _key, value = _value(lines[n])
    place = value.find(": ") if ": " in value else len(value) - 1
    if value[place : place + 1] == ":" and value[:1] not in _SAID:
        message = "trong giá trị có dấu hai chấm; hãy đặt cả giá trị trong ngoặc"
        yield Fault(n, len(before) + place, message, before + _quoted(value))


def _indent(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    line = lines[n]
    own = len(line) - len(line.lstrip(" "))
    columns: set[int] = set()
    for other in lines[:n]:
        lead, rest = _parts(other)
        if _PAIR.match(rest):
            columns |= {len(lead), len(lead) - len(lead.lstrip(" "))}
    dashes = re.match(r" *((?:- +)*)", line)
    deep = len(dashes[1]) if dashes else 0
    for column in sorted(columns - {own}, key=lambda column: (abs(column - own), -column)):
        if abs(column - own) <= 8 and _PAIR.match(line[own + deep :]):
            message = (
                f"dòng này lùi vào {own} dấu cách, không thẳng hàng với các dòng cùng nhóm;"
                f" phải lùi vào {column}"
                if column
                else f"dòng này lùi vào {own} dấu cách, phải viết sát lề như các khoá khác"
            )
            yield Fault(n, 0, message, " " * column + line[own:].rstrip(), moved=True)


_WAYS: tuple[Way, ...] = (
    _odd_space,
    _worn,
    _tight,
    _equals,
    _missing_colon,
    _quotes,
    _reserved,
    _bullet,
    _colon_inside,
)
_LAST_WAYS: tuple[Way, ...] = (_indent,)
"""Ways that are looked for where no other is found near: what stands above may have moved what is below."""


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
        loose = [m for m in range(n, len(lines)) if lines[m].strip() and not _PAIR.match(_parts(lines[m])[1])]
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
        if "\t" in line or line.count("|") > 1:
            message = "có bảng dán vào giữa các khoá; hãy chuyển bảng xuống dưới dòng “---” thứ hai, hoặc xoá"
            return Fault(n, column, message)
        message = "dòng này không có “khoá:” ở đầu"
        above = next((_value(lines[m])[1] for m in range(n - 1, -1, -1) if _value(lines[m])[1]), "")
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
    return line[:1] in (" ", "#") or line.startswith("- ") or _PAIR.match(_parts(line)[1]) is not None
