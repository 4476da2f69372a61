"""Editing: a value of a file's front matter changed in its place, with every other byte kept.

Comments, quotes, line ends and the byte order mark stay as their editor left them. What is written is read
again before it is given back: a change that would not read as asked is an error, never a file.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from congbo.records.emitting import beside, block_lines, in_flow, indented
from congbo.records.frontmatter import KeyPath

_END = r"(?:\r\n|\n|\r)"
_LINE = re.compile(rf"[^\r\n]*(?:{_END}|\Z)")
_HEAD = re.compile(rf"(?:\ufeff)?---[ \t]*{_END}(?P<head>(?:[^\r\n]*{_END})*?)---[ \t]*(?:{_END}|\Z)")


class EditingError(ValueError):
    """A file that has no front matter to change, or a change that cannot be written into it."""


def replaced(raw: bytes, path: KeyPath, value: Any, order: Sequence[str] = ()) -> bytes:
    """Return a file with a value put where `path` says; a key that is new comes last in its group.

    With `order`, the keys of that group in their order, a new key comes behind the last of those before it.
    Raises EditingError where the path leads through a text or past the end of a list.
    """
    head, value = _Head.of(raw), _texts(value)
    held = head.node(path)
    if held is not None:
        edit = head.instead(path, held, value)
    elif isinstance(parent := head.node(path[:-1]), MappingNode) and parent.value:
        edit = head.new_key(parent, str(path[-1]), value, order)
    elif len(path) > 1 and isinstance(path[-1], str) and (parent is None or not parent.value):
        return replaced(raw, path[:-1], {path[-1]: value})
    elif len(path) == 1 and not head.text.strip():
        edit = head.last_key(str(path[0]), value)
    else:
        raise EditingError(f"không có chỗ cho {_shown(path)}")
    return head.with_edit(edit, _set(head.data, path, value))


def appended(raw: bytes, path: KeyPath, item: Any, order: Sequence[str] = ()) -> bytes:
    """Return a file with an item behind the others of a list; the list is made where there is none."""
    head, item = _Head.of(raw), _texts(item)
    held = head.node(path)
    if held is None or (isinstance(held, ScalarNode | CollectionNode) and not held.value):
        return replaced(raw, path, [item], order)
    if not isinstance(held, SequenceNode):
        raise EditingError(f"{_shown(path)} không phải danh sách")
    return head.with_edit(head.new_item(held, item), _set(head.data, (*path, len(held.value)), item))


def removed(raw: bytes, path: KeyPath) -> bytes:
    """Return a file without a key or an item; a list or a group of keys left empty goes with it."""
    head = _Head.of(raw)
    if head.node(path) is None:
        return raw
    while len(path) > 1 and len(_children(head.node(path[:-1]))) == 1:
        path = path[:-1]
    return head.with_edit(head.without(path), _without(head.data, path))


def commented(raw: bytes) -> frozenset[str]:
    """Return the keys in whose lines a note stands, which a new value would not keep."""
    head = _Head.of(raw)
    typed = [*head.text]
    for token in yaml.scan(head.text, Loader=yaml.CSafeLoader) if "#" in typed else ():
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            typed[start:end] = " " * (end - start)
    notes = [at for at, sign in enumerate(typed) if sign == "#"]
    spans = {
        str(key.value): range(key.start_mark.index, _line_end(head.text, _end(head.text, value)))
        for key, value in (head.root.value if head.root else ())
    }
    return frozenset(key for key, span in spans.items() if any(at in span for at in notes))


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Head:
    """The keys of a file as they were typed: what stands before, their text, what stands behind."""

    before: str
    text: str
    after: str
    root: MappingNode | None

    @classmethod
    def of(cls, raw: bytes) -> "_Head":
        try:
            typed = raw.decode()
            if not (match := _HEAD.match(typed)):
                raise EditingError("tệp không có phần khoá giữa hai dòng “---”")
            root = yaml.compose(match["head"], Loader=yaml.CSafeLoader)
        except (UnicodeDecodeError, yaml.YAMLError) as error:
            raise EditingError("tệp có phần khoá không đọc được") from error
        if root is not None and not isinstance(root, MappingNode):
            raise EditingError("giữa hai dòng “---” phải là các khoá")
        start, end = match.span("head")
        return cls(typed[:start], match["head"], typed[end:], root)

    @property
    def data(self) -> Any:
        return _data(self.root) if self.root else {}

    def node(self, path: KeyPath) -> Node | None:
        """Return the node of a value, None where there is none."""
        found: Node | None = self.root
        for step in path:
            found = dict(_children(found)).get(step)
        return found

    def with_edit(self, edit: _Edit, expected: Any) -> bytes:
        ending = next(iter(re.findall(_END, self.before)), "\n")
        text = self.text[: edit.start] + edit.text.replace("\n", ending) + self.text[edit.end :]
        made = (self.before + text + self.after).encode()
        if _Head.of(made).data != expected:
            raise EditingError("chỗ này viết theo cách mà máy không sửa được; hãy sửa bằng tay")
        return made

    # what is written

    def instead(self, path: KeyPath, held: Node, value: Any) -> _Edit:
        parent = self.node(path[:-1])
        assert isinstance(parent, CollectionNode)
        if parent.flow_style:
            start, end = held.start_mark.index, _end(self.text, held)
            apart = " " if self.text[start - 1] == ":" else ""
            return _Edit(start, end, apart + in_flow(value))
        start = self._behind(parent, path[-1])
        if isinstance(parent, SequenceNode) and value and isinstance(value, dict | list):
            first, *rest = block_lines(value)
            rest = [*indented(rest)]
        else:
            first, *rest = beside(value)
        end = max(_end(self.text, held), start)
        note = _rest_of_line(self.text, end)
        if note.lstrip().startswith("#") and not rest and first == str(value):
            first = "'" + first.replace("'", "''") + "'"  # a note behind words is taken for a part of them
        column = parent.start_mark.column
        apart = " " if first else ""
        return _Edit(start, end + len(note), "\n".join([apart + first + note, *indented(rest, " " * column)]))

    def new_key(self, parent: MappingNode, key: str, value: Any, order: Sequence[str]) -> _Edit:
        names = [str(name.value) for name, _ in parent.value]
        if parent.flow_style:
            at = parent.end_mark.index - 1
            return _Edit(at, at, f", {in_flow(key)}: {in_flow(value)}")
        column = parent.start_mark.column
        lines = [*indented(block_lines({key: value}), " " * column)]
        before = [name for name in names if name in order[: order.index(key)]] if key in order else names
        if parent is self.root and before == names:
            return self.last_key(key, value)  # last of all, behind the notes at the end
        if before:
            at = _line_end(self.text, _end(self.text, parent.value[names.index(before[-1])][1]))
            return _Edit(at, at, "\n".join(["", *lines]))
        at = parent.value[0][0].start_mark.index
        return _Edit(at, at, "\n".join([*lines, " " * column]).lstrip(" "))

    def last_key(self, key: str, value: Any) -> _Edit:
        return _Edit(len(self.text), len(self.text), "\n".join([*block_lines({key: value}), ""]))

    def new_item(self, held: SequenceNode, item: Any) -> _Edit:
        if held.flow_style:
            at = _end(self.text, held.value[-1])
            return _Edit(at, at, f", {in_flow(item)}")
        lines = [*indented(block_lines([item]), " " * held.start_mark.column)]
        at = _line_end(self.text, _end(self.text, held.value[-1]))
        return _Edit(at, at, "\n".join(["", *lines]))

    def without(self, path: KeyPath) -> _Edit:
        parent = self.node(path[:-1])
        assert isinstance(parent, CollectionNode)
        steps = [step for step, _ in _children(parent)]
        at = steps.index(path[-1])
        starts = [self._start(parent, step) for step in steps]
        nodes = [node for _, node in _children(parent)]
        end = _end(self.text, nodes[at])
        if parent.flow_style:
            if at + 1 < len(steps):
                return _Edit(starts[at], starts[at + 1], "")
            return _Edit(_end(self.text, nodes[at - 1]) if at else starts[at], end, "")
        line = self.text[_line_start(self.text, starts[at]) : starts[at]]
        if line.strip() and at + 1 < len(steps):  # behind a dash
            return _Edit(starts[at], starts[at + 1], "")
        return _Edit(_line_start(self.text, starts[at]), _next_line(self.text, end), "")

    # where it stands

    def _start(self, parent: CollectionNode, step: str | int) -> int:
        """Return where a key begins, or the dash of an item."""
        if isinstance(parent, MappingNode):
            return next(int(key.start_mark.index) for key, _ in parent.value if key.value == step)
        assert isinstance(step, int)
        item = parent.value[step]
        if parent.flow_style:
            return int(item.start_mark.index)
        begin = _end(self.text, parent.value[step - 1]) if step else parent.start_mark.index
        column = parent.start_mark.column
        if not step:
            return int(begin)
        at = _next_line(self.text, begin)
        while self.text[at : at + column].strip() or self.text[at + column : at + column + 1] != "-":
            at = _next_line(self.text, at)
        return int(at + column)

    def _behind(self, parent: CollectionNode, step: str | int) -> int:
        """Return the place behind the colon of a key or the dash of an item."""
        start = self._start(parent, step)
        if isinstance(parent, SequenceNode):
            return start + 1
        name = next(key for key, _ in parent.value if key.value == step)
        return self.text.index(":", name.end_mark.index) + 1


def _texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _texts(one) for key, one in value.items()}
    return [_texts(one) for one in value] if isinstance(value, list | tuple) else str(value)


def _children(node: Node | None) -> list[tuple[str | int, Node]]:
    if isinstance(node, MappingNode):
        return [(str(key.value), value) for key, value in node.value]
    return [*enumerate(node.value)] if isinstance(node, SequenceNode) else []


def _data(node: Node) -> Any:
    """Return what a node says, every scalar as text."""
    if isinstance(node, MappingNode):
        return {key: _data(value) for key, value in _children(node)}
    return [_data(one) for one in node.value] if isinstance(node, SequenceNode) else node.value


def _end(text: str, node: Node) -> int:
    """Return where a value ends: behind its last sign, without the notes and empty lines that follow."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        return _end(text, node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1])
    end = int(node.end_mark.index)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        header = _LINE.match(text, node.start_mark.index)
        assert header is not None
        kept = "+" in header.group().partition("#")[0]
        inside = re.sub(rf"{_END}\Z" if kept else r"\s+\Z", "", text[:end])
        return max(_line_end(text, len(inside)), _line_end(text, node.start_mark.index))
    return end


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _rest_of_line(text: str, at: int) -> str:
    return re.match(r"[^\r\n]*", text[at:]).group()  # type: ignore[union-attr]


def _line_end(text: str, at: int) -> int:
    return at + len(_rest_of_line(text, at))


def _next_line(text: str, at: int) -> int:
    return _LINE.match(text, at).end()  # type: ignore[union-attr]


def _set(data: Any, path: KeyPath, value: Any) -> Any:
    new = deepcopy(data)
    inside = new
    for step in path[:-1]:
        inside = inside[step]
    if isinstance(inside, list) and path[-1] == len(inside):
        inside.append(value)
    else:
        inside[path[-1]] = value
    return new


def _without(data: Any, path: KeyPath) -> Any:
    new = deepcopy(data)
    inside = new
    for step in path[:-1]:
        inside = inside[step]
    del inside[path[-1]]
    return new


def _shown(path: KeyPath) -> str:
    return "“" + ".".join(map(str, path)) + "”"
