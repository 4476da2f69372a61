"""Slips: the ways in which people go wrong with one line of a front matter, each with its mend."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from congbo.records.quoting import on_one_line

_LEAD = re.compile(r"(?P<lead>[^\S\n]*(?:-[^\S\n]+)*)(?P<rest>.*)")
_NAME = r"[^\W\d][\w-]*"
PAIR = re.compile(rf"(?P<key>{_NAME}):(?:[^\S\n]+(?P<value>.*)|$)")
_ODD_SPACE = re.compile("[^\\S \t\n]")
_COLONS = "：﹕︓∶꞉"
_TIGHT = re.compile(rf"(?P<key>{_NAME})[^\S\n]*(?P<sign>[:{_COLONS};])[^\S\n]*(?P<value>.*)")
_EQUALS = re.compile(rf"(?P<key>{_NAME})[^\S\n]*(?P<sign>:=|=>|->|→|=)[^\S\n]*(?P<value>.*)")
_BULLET = re.compile(r"(?P<sign>[•●▪■◦‣⁃·–—−+*✓✔➢►\uf000-\uf0ff]|\d{1,2}[.)]|[a-zđ]\))[^\S\n]+(?P<rest>.*)")
_DASH = re.compile(r"-(?P<rest>[^\s-].*)")
_SECOND = re.compile(r"[,;]?[^\S\n]+(?P<key>[a-z][a-z_]*):(?= )")
_LITTERED = re.compile(
    rf"(?P<space>[^\S\n]*)(?P<junk>[^\w\s]*)[^\S\n]*(?P<key>{_NAME}?)[^\S\n]*(?P<sign>[^\w\s]{{1,3}})"
    r"[^\S\n]*(?P<value>.*)"
)
_WORN = re.compile(
    rf"(?P<sign>[*_`]{{1,3}})(?P<key>{_NAME})(?::(?P=sign)|(?P=sign)[^\S\n]*:)[^\S\n]*(?P<value>.*)"
)
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
    also: tuple[int, ...] = ()

    def said(self, first: int) -> str:
        """Return what to say, with the lines that have the same fault; `first` is the first line's number."""
        numbers = ", ".join(str(line + first) for line in self.also[:10])
        more = "…" if len(self.also) > 10 else ""
        return f"{self.message} (dòng {numbers}{more} cũng vậy)" if self.also else self.message

    @property
    def hint(self) -> str:
        """What to write, ready to print."""
        said = self.shown or self.right or ""
        said = f"“{said}”" if said.startswith(" ") and self.moved else said.strip()
        return f"Hãy viết: {said}" if said else ""


Way = Callable[[Sequence[str], int, Collection[str]], Iterator[Fault]]
"""A way to go wrong: the faults of a line that it may be, given all lines and the keys that are known."""


def parts(line: str) -> tuple[str, str]:
    """Return the spaces and dashes with which a line begins, and the rest of it."""
    match = _LEAD.match(line)
    return (match["lead"], match["rest"]) if match else ("", line)


def _odd_space(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    if match := _ODD_SPACE.search(lines[n]):
        message = (
            "có dấu cách lạ (không ngắt, chép từ Word hay trang mạng); hãy xoá và gõ lại dấu cách thường"
        )
        yield Fault(n, match.start(), message, _ODD_SPACE.sub(" ", lines[n]))


def _known(key: str, keys: Collection[str]) -> bool:
    """Tell whether a word is a key, or looks like the key of a column, which no kind of record lists."""
    return key in keys or ("_" in key and key.isascii() and key.islower())


def tight(lines: Sequence[str], n: int, keys: Collection[str]) -> Iterator[Fault]:
    """Yield a key with no space behind its colon, or with a sign that only looks like a colon."""
    lead, rest = parts(lines[n])
    if (match := _TIGHT.match(rest)) and (not keys or _known(match["key"], keys)):
        sign, at = match["sign"], len(lead) + match.start("sign")
        right = f"{lead}{match['key']}: {match['value']}".rstrip()
        if sign == ":":
            yield Fault(n, at + 1, "thiếu dấu cách sau dấu hai chấm", right)
        else:
            said = "dấu chấm phẩy" if sign == ";" else "dấu hai chấm khác loại (bề rộng đôi)"
            yield Fault(n, at, f"sau tên khoá là “{sign}”, {said}; phải là “:” rồi một dấu cách", right)


def equals(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    """Yield a key with a sign of equality or an arrow for the colon."""
    lead, rest = parts(lines[n])
    if match := _EQUALS.match(rest):
        message = f"sau tên khoá là “{match['sign']}”; phải là “:” rồi một dấu cách"
        right = f"{lead}{match['key']}: {match['value']}".rstrip()
        yield Fault(n, len(lead) + match.start("sign"), message, right)


def missing_colon(lines: Sequence[str], n: int, keys: Collection[str]) -> Iterator[Fault]:
    """Yield a key without any colon."""
    lead, rest = parts(lines[n])
    key, _, value = rest.replace("\t", " ").partition(" ")
    if key in keys:
        message = f"thiếu dấu hai chấm sau tên khoá “{key}”"
        yield Fault(n, len(lead) + len(key), message, f"{lead}{key}: {value.strip()}".rstrip())


def _bullet(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    lead, rest = parts(lines[n])
    if match := _BULLET.match(rest):
        message = f"mỗi mục của danh sách bắt đầu bằng gạch nối và dấu cách “- ” (đang là “{match['sign']}”)"
        yield Fault(n, len(lead), message, f"{lead}- {match['rest']}")
    elif match := _DASH.match(rest):
        message = "thiếu dấu cách sau gạch đầu dòng"
        yield Fault(n, len(lead) + 1, message, f"{lead}- {match['rest']}")


def _worn(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    lead, rest = parts(lines[n])
    if match := _WORN.match(rest):
        message = f"tên khoá viết trơn, không in đậm hay nghiêng bằng “{match['sign']}”"
        yield Fault(n, len(lead), message, f"{lead}{match['key']}: {match['value']}".rstrip())


def pair(line: str) -> tuple[str, str, str]:
    """Return what stands before a line's value, its key and the value."""
    lead, rest = parts(line)
    match = PAIR.match(rest)
    if match is None:
        return lead, "", rest.rstrip()
    value = (match["value"] or "").rstrip()
    return lead + rest[: match.start("value")] if value else line, match["key"], value


def _quoted(text: str) -> str:
    return on_one_line(text, quoted=True)


def _quotes(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    before, _key, value = pair(lines[n])
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
    before, key, value = pair(lines[n])
    sign = value[:1] if key or "-" in before else ""
    if sign in _CLOSED_BY and _CLOSED_BY[sign] not in value:
        what = "ngoặc vuông" if sign == "[" else "ngoặc nhọn"
        yield Fault(n, len(before), f"{what} mở ở đây chưa được đóng", f"{before}{value}{_CLOSED_BY[sign]}")
    if sign and (sign in _RESERVED or value.startswith(("- ", "? "))):
        message = (
            f"giá trị không được bắt đầu bằng dấu “{sign}”; dấu thừa thì xoá, là chữ thì đặt cả giá trị trong"
            " ngoặc"
        )
        is_id = re.fullmatch(r"[A-Za-z0-9][\w.-]+", value.strip("[]{}<> " + sign))
        right = value.strip("[]{}<> " + sign) if is_id else _quoted(value)
        yield Fault(n, len(before), message, before + right)


def _two_keys(lines: Sequence[str], n: int, keys: Collection[str]) -> Iterator[Fault]:
    before, _key, value = pair(lines[n])
    for match in _SECOND.finditer(value):
        if match["key"] in keys:
            first, second = f"{before}{value[: match.start()]}", value[match.start("key") :]
            lead = " " * len(parts(lines[n])[0])
            message = f"dòng này có hai khoá; hãy xuống dòng trước “{match['key']}”"
            shown = f"“{first.strip()}”, xuống dòng “{lead}{second}”"
            yield Fault(n, len(before) + match.start("key"), message, f"{first}\n{lead}{second}", shown)


def _colon_inside(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    before, _key, value = pair(lines[n])
    place = value.find(": ") if ": " in value else len(value) - 1
    if value[place : place + 1] == ":" and value[:1] not in _SAID:
        message = "trong giá trị có dấu hai chấm; hãy đặt cả giá trị trong ngoặc"
        yield Fault(n, len(before) + place, message, before + _quoted(value))


def _indent(lines: Sequence[str], n: int, _: Collection[str]) -> Iterator[Fault]:
    line = lines[n]
    own = len(line) - len(line.lstrip(" "))
    columns: set[int] = set()
    for other in lines[:n]:
        lead, rest = parts(other)
        if PAIR.match(rest):
            columns |= {len(lead), len(lead) - len(lead.lstrip(" "))}
    dashes = re.match(r" *((?:- +)*)", line)
    deep = len(dashes[1]) if dashes else 0
    for column in sorted(columns - {own}, key=lambda column: (abs(column - own), -column)):
        if abs(column - own) <= 8 and PAIR.match(line[own + deep :]):
            message = (
                f"dòng này lùi vào {own} dấu cách, không thẳng hàng với các dòng cùng nhóm;"
                f" phải lùi vào {column}"
                if column
                else f"dòng này lùi vào {own} dấu cách, phải viết sát lề như các khoá khác"
            )
            yield Fault(n, 0, message, " " * column + line[own:].rstrip(), moved=True)


def _littered(lines: Sequence[str], n: int, keys: Collection[str]) -> Iterator[Fault]:
    """Yield a known key with signs around it that are none of its own."""
    match = _LITTERED.match(lines[n])
    if match is None or not _known(match["key"], keys) or (not match["junk"] and match["sign"] == ":"):
        return
    if match["junk"] == "-" and match["space"]:  # an item of a list, which may stand awry
        return
    own, key, text = len(match["space"]), match["key"], match["value"]
    above = next((other for other in reversed(lines[:n]) if PAIR.match(parts(other)[1])), "")
    message = f"quanh tên khoá “{key}” có dấu thừa hoặc sai; dòng này phải là “{key}: giá trị”"
    for column in dict.fromkeys((len(parts(above)[0]), own)):
        right = f"{' ' * column}{key}: {text}".rstrip()
        yield Fault(n, own, message, right, moved=column > 0)


WAYS: tuple[Way, ...] = (
    _odd_space,
    _worn,
    tight,
    equals,
    missing_colon,
    _quotes,
    _reserved,
    _bullet,
    _two_keys,
    _colon_inside,
)
LAST_WAYS: tuple[Way, ...] = (_indent, _littered)
"""Ways that are looked for where no other is found near: what stands above may have moved what is below."""
