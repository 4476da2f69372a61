"""Typed: a front matter as it was typed: its groups and entries, and the comments that belong to each.

Every comment and empty line is given to one entry or group, wherever YAML lets it stand: above a key, behind
a value, between both, between brackets, behind the sign of a block, at the end.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

LONGEST_KEY = 128  # characters: YAML wants a longer one written in another way
_BLOCK_SIGN = re.compile(r"[|>][-+\d]*")
_GAP = re.compile(r"(?:\s|#[^\n]*)*")


class FormattingError(ValueError):
    """A front matter that is written in a way that cannot be brought into form."""


@dataclass(slots=True)
class Entry:
    """A key or an item: the lines above it, the comment behind it, its value.

    `under` are the comments that stand deeper below one whose value is still empty.
    """

    name: str
    place: tuple[int, int]
    value: "str | Group"
    starts: int
    style: str = ""
    above: list[str] = field(default_factory=list)
    behind: str = ""
    under: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """A mapping or a list, with the lines that stand behind its last entry."""

    is_list: bool
    flow: bool
    column: int
    span: tuple[int, int]
    owner: Entry | None
    entries: list[Entry] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Typed:
    """A front matter: its keys, the lines at its very top that are of no key, every comment of it."""

    root: Group | None
    top: list[str]
    comments: list[str]


def read(head: str) -> Typed:
    """Return a front matter that can be read, with what each of its comments belongs to."""
    root = yaml.compose(head, Loader=yaml.CSafeLoader)
    if root is None:
        lines = [line.strip() for line in head.split("\n")]
        return Typed(None, lines, [line for line in lines if line])
    reader = _Reader(head)
    group = reader.group(root)
    return Typed(group, reader.top, reader.comments)


class _Reader:
    """Reads a front matter into groups and gives every comment and empty line to the entry that it is of."""

    def __init__(self, head: str) -> None:
        self.head = head
        self.lines = head.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.masked = [*head]
        self.inner: set[int] = set()
        self.top: list[str] = []
        self.comments: list[str] = []
        self.order: list[tuple[Entry, list[Group]]] = []

    def group(self, root: Node) -> Group:
        group = self._group(root, None, [])
        self._give(group)
        return group

    def _group(self, node: Node, owner: Entry | None, around: list[Group]) -> Group:
        assert isinstance(node, CollectionNode)
        span = int(node.start_mark.index), int(node.end_mark.index)
        group = Group(
            isinstance(node, SequenceNode), bool(node.flow_style), node.start_mark.column, span, owner
        )
        around = [*around, group]
        dash = span[0]
        for child in node.value:
            key, value = child if isinstance(node, MappingNode) else (None, child)
            mark = (key or value).start_mark
            place = mark.line, mark.column
            if key is not None:
                self._mask(key)
                if not isinstance(key, ScalarNode) or "\n" in key.value or len(key.value) > LONGEST_KEY:
                    raise FormattingError("tên khoá quá dài hoặc không phải một dòng chữ")
            elif not group.flow:
                place = self._dash(dash)
            entry = Entry(key.value if key else "", place, "", value.start_mark.index)
            self.order.append((entry, around))
            group.entries.append(entry)
            if isinstance(value, ScalarNode):
                entry.value, entry.style = value.value, value.style or ""
                self._mask(value)
            else:
                entry.value = self._group(value, entry, around)
            dash = int(value.end_mark.index)
        return group

    def _dash(self, behind: int) -> tuple[int, int]:
        """Return the place of the dash of an item, given where the item before ends."""
        at = _GAP.match(self.head, behind).end()  # type: ignore[union-attr]
        line = self._line(at)
        return line, at - self.starts[line]

    def _line(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def _mask(self, node: ScalarNode) -> None:
        """Make the signs of a scalar unseen, so that every `#` left begins a comment."""
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        if node.style in ("|", ">"):
            sign = _BLOCK_SIGN.match(self.head, start)
            assert sign is not None
            text = self.head.index("\n", start) + 1
            self._hide(start, sign.end())
            if "+" not in sign.group():
                end = max(text, start + len(self.head[start:end].rstrip()))
            first = self._line(text)
            last = self._line(max(end - 1, text)) if end > text else first - 1
            self.inner.update(range(first, last + 1))
            self._hide(text, end)
            return
        self._hide(start, end)
        self.inner.update(range(node.start_mark.line + 1, node.end_mark.line + 1) if end > start else ())

    def _hide(self, start: int, end: int) -> None:
        self.masked[start:end] = ["\n" if sign == "\n" else "\0" for sign in self.masked[start:end]]

    # comments

    def _give(self, root: Group) -> None:
        run: list[tuple[int, str]] = []
        begun = -1
        places = [entry.place for entry, _ in self.order]
        for number, line in enumerate("".join(self.masked).split("\n")):
            comment = line.find("#")
            if comment >= 0:
                self.comments.append(self.lines[number][comment:].rstrip())
            own = not line[: comment if comment >= 0 else None].strip()
            if own and number not in self.inner:
                text = self.lines[number][comment:].rstrip() if comment >= 0 else ""
                run.append((comment, text))
                continue
            at = begun
            while at + 1 < len(places) and places[at + 1] <= (number, comment if comment >= 0 else len(line)):
                at += 1
            if run:
                self._run(run, number - len(run), begun, root)
                run = []
            begun = at
            if comment >= 0:
                self._behind(self.lines[number][comment:].rstrip(), self.starts[number] + comment, begun)
        self._run(run, len(self.lines) - len(run), begun, root)

    def _behind(self, text: str, index: int, begun: int) -> None:
        entry, around = self.order[max(begun, 0)]
        for group in reversed(around):
            if group.flow and group.span[1] <= index and group.owner is not None:
                entry = group.owner
        if entry.behind:
            entry.above.append(text)
        else:
            entry.behind = text

    def _run(self, run: Sequence[tuple[int, str]], first: int, begun: int, root: Group) -> None:
        """Give lines with comments or nothing to what they stand above, or below where they stand deeper."""
        index = self.starts[first]
        before, around = self.order[begun] if begun >= 0 else (None, [])
        after, behind = self.order[begun + 1] if begun + 1 < len(self.order) else (None, [])
        if before is not None and isinstance(before.value, str) and before.starts > index:
            before.above += [text for _, text in run]  # between a key and its value
            return
        open_flow = [group for group in around if group.flow and group.span[0] < index < group.span[1]]
        if open_flow:
            if after is not None and any(group is open_flow[-1] for group in behind):
                after.above += [text for _, text in run]
            else:
                open_flow[-1].below += [text for _, text in run]
            return
        if before is None and after is not None:
            last_blank = max((n for n, (_, text) in enumerate(run) if not text), default=-1)
            self.top += [text for _, text in run[: last_blank + 1]]
            after.above += [text for _, text in run[last_blank + 1 :]]
            return
        least = after.place[1] if after is not None else -1
        empty = before if before is not None and before.value == before.style == "" else None
        deepest = 10**6
        waiting: list[str] = []
        for column, text in run:
            if not text:
                waiting.append(text)
                continue
            deepest = min(deepest, column)
            if empty is not None and column > max(empty.place[1], least) and deepest >= column:
                empty.under += [*waiting, text]
                waiting = []
                continue
            open_at = [group for group in around if not group.flow and least < group.column <= deepest]
            place = after.above if after is not None else root.below
            if open_at:
                widest = max(group.column for group in open_at)
                group = next(group for group in open_at if group.column == widest)
                place, deepest = group.below, widest
            else:
                deepest = least
            place += [*waiting, text]
            waiting = []
        (after.above if after is not None else root.below).extend(waiting)
