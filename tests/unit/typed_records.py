"""Records as people and tools type them at random: every style of YAML, notes wherever one may stand."""

import random
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any, get_origin

import yaml
from pydantic import BaseModel
from ruamel.yaml import YAML
from yaml.nodes import MappingNode, Node, SequenceNode

from congbo.records.formatting import formatted, unformattable
from congbo.records.kinds import KINDS, Kind, part_type
from congbo.records.part import fields_of
from congbo.records.versions import is_changing

WORDS = [
    "Cấp lại", "giấy phép", "sở hữu trí tuệ", "không", "có", "tỉnh Quảng Ngãi", "Điều 5, khoản 2", "đ", "☎",
    "– gạch", "“ngoặc”", "(mục a)", "50%", "C#", "a:b", "b/c", "it's", 'nói "có"', "ổ", "№ 5", "😀",
]  # fmt: skip
ODD = [
    "1.010830", "010", "0x1F", "0b1", "0o17", "1e3", "12:30", "12:30:45", "no", "Yes", "off", "y", "~", "=",
    "true", ".5", "5.", ".inf", ".nan", "1_000", "1,000", "+5", "-0", "2024-07-01", "2024-7-1", "null", "<<",
    "2024-07-01 10:00:00", ":ký hiệu", "- gạch", "-", "? hỏi", "?", "# thăng", "a # b", "a: b", "a:", ": b",
    "'", '"', "''", "[a]", "{a}", "a, b", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "---", "...", "7",
    " đầu", "cuối ", "a\tb", "\ttab", "x" * 130, "không  hai cách", "9" * 20, "0.10", "100.0", "3.5",
]  # fmt: skip
SEVERAL = [
    "dòng một\ndòng hai", "dòng một\n\ndòng ba\n", "  lùi\nkhông lùi", "cuối có cách \nhai", "tab\t\nb",
    "a\n  b\n c\n", "# không phải ghi chú\nb", "\nđầu trống", "nhiều\n\n\n", "- a\n- b\n", "k: v\nl: w",
    "---\nb\n",
]  # fmt: skip


class Typist:
    """Types one record; `notes` are the comments that it typed, each with a number of its own."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.kind: Kind = self.chance.choice(KINDS)
        self.notes: list[str] = []
        self.chatty = self.chance.choice([0, 0.05, 0.3])

    def file(self) -> bytes:
        """Return a file with a front matter of the kind's keys, in any order and style."""
        lines = ["---", *self.group(self.kind.model, 0, 4), *self.between(0, always=0.5), "---"]
        body = self.chance.choice(
            ["", "\n", "\nThân bài.\n", "Thân bài\n\n- mục:  x  \n\n\n", "\n\tmã\n   \n"]
        )
        text = "\n".join(lines) + "\n" + body
        if self.chance.random() < 0.2:
            text = unicodedata.normalize("NFD", text)
        ends = self.chance.choice(["\n", "\n", "\n", "\r\n", "\r"])
        return (self.chance.choice(["", "", "", "\ufeff"]) + text.replace("\n", ends)).encode()

    def note(self) -> str:
        self.notes.append(
            f"# ghi chú {len(self.notes)}{self.chance.choice(['', ': có gì', ' # nữa', ' {x'])}"
        )
        return self.notes[-1]

    def between(self, column: int, always: float = 0) -> list[str]:
        """Return lines of notes and nothing, at the column of what follows or at any other."""
        found: list[str] = []
        while self.chance.random() < max(self.chatty, always if not found else 0):
            at = self.chance.choice([column, column, column, 0, column + 2])
            found.append(self.chance.choice(["", "   ", " " * at + self.note()]))
        return found

    def behind(self) -> str:
        return (
            f"{self.chance.choice([' ', '   '])}{self.note()}" if self.chance.random() < self.chatty else ""
        )

    # values

    def text(self) -> str:
        pick = self.chance.random()
        if pick < 0.3:
            return self.chance.choice(ODD)
        if pick < 0.4:
            return self.chance.choice(SEVERAL)
        return " ".join(self.chance.choices(WORDS, k=self.chance.choice([1, 1, 2, 5, 30])))

    def scalar(self, column: int) -> list[str]:
        """Return a text behind a key of a group at a column, in one of the styles that can hold it."""
        text, styles = self.text(), ["'", '"', '"', "|", ">", "", "", ""]
        self.chance.shuffle(styles)
        for style in styles:
            if (lines := self.styled(text, style, column)) is not None:
                return lines
        return ["''"]

    def styled(self, text: str, style: str, column: int) -> list[str] | None:
        """Return a text in a style, or None where it would not be read back from it."""
        inner = " " * (column + self.chance.choice([1, 2, 2, 4]))
        match style:
            case "'":
                lines = ["'" + text.replace("'", "''") + "'" + self.behind()] if "\n" not in text else None
            case '"':
                escaped = yaml.dump(text, default_style='"', allow_unicode=True, width=10**6).rstrip("\n")
                lines = self.folded(escaped, inner) if " " in text.strip() else [escaped]
                lines = [*lines[:-1], lines[-1] + self.behind()]
            case "|" | ">":
                step = len(inner) - column
                ends = {0: "-", 1: ""}.get(len(text) - len(text.rstrip("\n")), "+")
                sign = style + (str(step) if text[:1] in " \n\t" or self.chance.random() < 0.2 else "") + ends
                typed = text.removesuffix("\n") if ends != "-" else text
                typed = typed if style == "|" else typed.replace("\n", "\n\n")
                lines = [sign + self.behind(), *(inner + one if one else "" for one in typed.split("\n"))]
            case _:
                if text in ("~", "null") or "  " in text:
                    return None
                lines = self.folded(text, inner) if self.chance.random() < 0.3 else [text]
                lines = [*lines[:-1], lines[-1] + self.behind()]
        if lines is None:
            return None
        # by the rules of YAML: read by itself, at the column where it will stand
        head = "".join(f"{' ' * n}{'k' * (n + 1)}:\n" for n in range(column)) + " " * column + "key: "
        try:
            node = yaml.compose("\n".join([head + lines[0], *lines[1:], ""]), Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            node = None
        for _ in range(column + 1):
            node = node.value[0][1] if isinstance(node, MappingNode) else None
        if node is not None and node.value == text:
            return lines
        while self.notes and any(line.endswith(self.notes[-1]) for line in lines):
            self.notes.pop()  # not typed after all
        return None

    def folded(self, text: str, inner: str) -> list[str]:
        words = text.split(" ")
        at = self.chance.randrange(len(words))
        return [" ".join(words[:at]), inner + " ".join(words[at:])] if at else [text]

    # groups

    def group(self, model: type[BaseModel] | None, column: int, depth: int) -> list[str]:
        known = list(fields_of(model)) if model else ["một", "on", "1", "x y", "a", "b"]
        keys = self.chance.sample(known, min(len(known), self.chance.choice([1, 2, 3, 5])))
        keys += ["khoá lạ"] if self.chance.random() < 0.05 else []
        lines: list[str] = []
        for key in keys:
            info = fields_of(model).get(key) if model else None
            first, *rest = self.value(info, column, depth)
            apart = self.chance.choice([" ", " ", " ", "   "]) if first and not first.startswith(" ") else ""
            name = self.chance.choice([key, key, key, f"'{key}'", f'"{key}"'])
            lines += [*self.named(key, column), f"{' ' * column}{name}:{apart}{first}", *rest]
        return lines

    def named(self, key: str, column: int) -> list[str]:
        """Return what stands above a key."""
        return self.between(column)

    def value(self, info: Any, column: int, depth: int) -> list[str]:
        """Return what stands behind a key of a group at a column: the rest of its line, and lines below."""
        inside = part_type(info.annotation) if info else None
        many = info is not None and get_origin(info.annotation) is tuple
        pick = self.chance.random()
        if pick < 0.1:
            return [self.flow(depth) + self.behind()]
        if pick < 0.15:
            return [self.chance.choice(["", "''", '""', "[]", "{}"]) + self.behind()]
        if depth and (many or pick < 0.3):
            if is_changing(info) and pick < 0.6:
                return [self.behind(), *self.versions(info, column + 2, depth - 1)]
            return [
                self.behind(),
                *self.items(inside, column + self.chance.choice([0, 1, 2, 2, 4]), depth - 1),
            ]
        if depth and (inside or (info and get_origin(info.annotation) is dict) or pick < 0.35):
            return [
                self.behind(), *self.group(inside, column + self.chance.choice([1, 2, 2, 3, 4]), depth - 1)
            ]  # fmt: skip
        return self.scalar(column)

    def versions(self, info: Any, column: int, depth: int) -> list[str]:
        lines: list[str] = []
        for number in range(self.chance.choice([1, 2, 3])):
            first, *rest = self.scalar(column + 2)
            keys = [[f"value:{first and ' '}{first}", *rest], [f"since: 202{number}-01-01" + self.behind()]]
            self.chance.shuffle(keys)
            inner = [(" " * (column + 2) + key[0], key[1:]) for key in keys]
            flat = [one for start, more in inner for one in (*self.between(column + 2), start, *more)]
            lines += [*self.between(column), *self.dashed(flat, column)]
        return lines

    def items(self, model: type[BaseModel] | None, column: int, depth: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self.chance.choice([1, 2, 4])):
            lines += self.between(column)
            pick = self.chance.random()
            if depth and (model or pick < 0.2):
                lines += self.dashed(self.group(model, column + 2, depth - 1), column)
            elif depth and pick < 0.3:
                lines += self.dashed(self.items(None, column + 2, depth - 1), column)
            elif pick < 0.35:
                lines.append(" " * column + "- " + self.flow(depth) + self.behind())
            else:
                first, *rest = self.scalar(column)
                lines += [" " * column + "- " + first, *rest]
        return lines

    def dashed(self, lines: list[str], column: int) -> list[str]:
        """Return the lines of a group as an item: the first behind the dash, if no note stands above it."""
        first = lines[0]
        if first.strip() and not first.lstrip().startswith("#") and self.chance.random() < 0.9:
            return [" " * column + "- " + first.strip(" "), *lines[1:]]
        return [" " * column + "-" + self.behind(), *lines]

    def flow(self, depth: int) -> str:
        """Return a list or a group between brackets, on one line or on several with notes."""
        parts = [
            self.flow(depth - 1)
            if depth > 0 and self.chance.random() < 0.15
            else self.chance.choice(["a", "'b, c'", '"d: e"', "hai từ", "2024-07-01", "1.50", "no", "'no'"])
            for _ in range(self.chance.choice([0, 1, 2, 3, 12]))
        ]
        is_list = self.chance.random() < 0.7
        named = parts if is_list else [f"khoá{number}: {part}" for number, part in enumerate(parts)]
        opens, closes = "[]" if is_list else "{}"
        if self.chance.random() < 0.3 and parts:
            inner = ",".join(f"{self.gap()}{part}" for part in named)
            return f"{opens}{inner}{self.gap()}{closes}"
        return f"{opens}{self.chance.choice(['', ' '])}{', '.join(named)}{closes}"

    def gap(self) -> str:
        """Return what ends a line between brackets."""
        own = f"\n{' ' * 12}{self.note()}" if self.chance.random() < self.chatty else ""
        return f"{self.behind()}{own}\n{' ' * 12}"


class Annotator(Typist):
    """Types notes above keys only, each at the column of its key, and knows of which key each is."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.chatty = 0
        self.keys: dict[str, str] = {}

    def named(self, key: str, column: int) -> list[str]:
        notes = [self.note() for _ in range(self.chance.choice([0, 0, 1, 2]))]
        self.keys.update(dict.fromkeys(notes, key))
        return [" " * column + note for note in notes]


def hold_places(seed: int) -> int:
    """Let notes be typed above keys; assert that each stands above its key in the form. Return how many."""
    typist = Annotator(seed)
    raw, model = typist.file(), typist.kind.model
    if unformattable(raw, "records/x/x.md", model):
        return 0
    lines = [line.strip() for line in parts(formatted(raw, model))[0].split("\n")]
    for number, line in enumerate(lines):
        if key := typist.keys.get(line):
            below = next(one for one in lines[number:] if one and not one.startswith("#"))
            assert re.match(rf"(?:- )*'?{key}'?:( |$)", below), f"{seed}: {line} above {below}"
    return len(typist.keys)


def hold(seed: int) -> bool:
    """Let a record be typed and formatted; assert what must hold. False where it cannot be read as typed."""
    typist = Typist(seed)
    raw, model = typist.file(), typist.kind.model
    if unformattable(raw, "records/x/x.md", model):
        return False
    made = formatted(raw, model)
    holds(raw, made, str(seed))
    assert formatted(made, model) == made, f"{seed}: not the same when formatted again"
    before, after = (parts(one)[0] for one in (raw, made))
    lost = [note for note in typist.notes if before.count(note) != after.count(note)]
    assert not lost, f"{seed}: lost {lost}"
    return True


def holds(raw: bytes, made: bytes, name: str) -> None:
    """Assert that a file in its form has the values, comments and body of the file as it was typed."""
    assert b"\r" not in made, f"{name}: a carriage return"
    assert made.endswith(b"\n"), f"{name}: the end"
    assert not made.endswith(b"\n\n"), f"{name}: the end"
    assert not made.startswith(b"\xef\xbb\xbf"), f"{name}: a byte order mark"
    (head, body), (new_head, new_body) = parts(raw), parts(made)
    node, new = (yaml.compose(one, Loader=yaml.CSafeLoader) for one in (head, new_head))
    assert data(new) == data(node), f"{name}: another value"
    assert sorted(comments(new_head)) == sorted(comments(head)), f"{name}: other comments"
    assert new_body.rstrip("\n") == body.rstrip("\n"), f"{name}: another body"
    for reads in (yaml.SafeLoader, YAML(typ="safe", pure=True)):
        value = reads.load(new_head) if isinstance(reads, YAML) else yaml.load(new_head, Loader=reads)
        for typed, read in leaves(new, value):
            assert written_back(read) == typed, f"{name}: {typed!r} is {read!r} for {reads}"


def leaves(node: Node | None, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield each text of a front matter with what a library makes of it; none of what is nothing."""
    if isinstance(node, MappingNode):
        for (key, part), (name, one) in zip(node.value, value.items(), strict=True):
            yield key.value, name
            yield from leaves(part, one)
    elif isinstance(node, SequenceNode):
        for part, one in zip(node.value, value, strict=True):
            yield from leaves(part, one)
    elif node is not None and value is not None:
        yield node.value, value


def written_back(value: Any) -> str:
    """Return what a library writes for a value that it read."""
    return value.isoformat() if isinstance(value, date) else value if isinstance(value, str) else repr(value)


def data(node: Node | None) -> Any:
    """Return what YAML says of a front matter, every scalar as text: by libyaml alone, not by our reader."""
    if isinstance(node, MappingNode):
        return {key.value: data(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [data(one) for one in node.value]
    return node.value if node else {}


def parts(raw: bytes) -> tuple[str, str]:
    """Return the front matter and the body of a file, composed, with line feeds."""
    text = unicodedata.normalize("NFC", raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    lines = text.split("\n")
    end = next(n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    return "\n".join([*lines[1:end], ""]), "\n".join(lines[end + 1 :])


def comments(head: str) -> Iterator[str]:
    """Yield the comments of a front matter: what begins with a `#` where no scalar stands."""
    typed = [*head]
    for token in yaml.scan(head, Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            if token.style in ("|", ">"):
                start = head.index("\n", start)
            typed[start:end] = ["\n" if sign == "\n" else "." for sign in head[start:end]]
    for line in "".join(typed).split("\n"):
        if "#" in line:
            yield line[line.index("#") :].rstrip()
