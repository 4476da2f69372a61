"""Reader: the files below records/ as records, with every problem of every file.

The one way in: the checks, the build and the tests all read through here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from congbo.records import frontmatter, names
from congbo.records.attachments import form_problems, may_be_form
from congbo.records.certain import with_mend
from congbo.records.comments import is_note_of
from congbo.records.entries import content, listed
from congbo.records.forms import shipped
from congbo.records.frontmatter import FrontMatter, KeyPath, Position
from congbo.records.kinds import KINDS, Kind, kind_of, part_type
from congbo.records.mending import every_key
from congbo.records.operands import SHORT_FORM, short_keys
from congbo.records.part import fields_of
from congbo.records.placing import folder_named, kind_to_add, misplaced
from congbo.records.problems import Problem, Severity
from congbo.records.record import Record
from congbo.records.scalars import shape
from congbo.records.shapes import as_group, as_list, better, once
from congbo.records.table_files import attached, loose_table, may_be_table
from congbo.records.unknown_keys import offers, unknown_key
from congbo.records.versions import PLAIN, VERSIONS, Version

RECORDS = "records"
_MEASURE = re.compile(rb"^measure:[ \t]*['\"]?([\w-]+)", re.MULTILINE)
MOST_HINTED = 100  # wrong keys of one file: whoever has more needs no guess at each
_NO_KEYS = ("[key]", PLAIN, VERSIONS)
"""What stands in the place of an error and is no key of a file."""
_QUOTED_KEY = re.compile(r"“(\w+)”")
_OF_A_HALF = frozenset({"front-matter-fence", "yaml-syntax", "duplicate-key"})
"""What is wrong with the first side of a conflict alone and may be right when somebody has settled it."""
_M = TypeVar("_M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the records that could be typed, in path order, and all problems of form.

    `unread` are the names by which other files may rightly call what is there but could not be read;
    `closed` are the folders and files that could not be read, `broken` the files that could not be typed.
    """

    root: Path
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()
    closed: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


def read_site(root: Path, typing: "Typing | None" = None) -> Reading:
    """Read every record below `root`/records. Nothing stops it: what cannot be read is a problem.

    `typing` reads one file as `read_record` does, which is used where none is given.
    """
    typing = typing or read_record
    listing = listed(root, RECORDS)
    records: list[Record] = []
    closed = list(listing.closed)
    broken: list[str] = []
    problems = list(listing.problems)
    problems += [
        Problem(
            folder,
            1,
            1,
            "file-name",
            "bản ghi phải là tệp; đây là một thư mục; hãy xoá, hoặc đổi tên cho hết “.md”",
        )
        for folder in listing.folders
        if folder.endswith(".md")
    ]
    refused = [problem for problem in listing.problems if problem.severity is Severity.ERROR]
    unread = {names.meant(Path(problem.path).name) for problem in refused}
    forms = [path for path in listing.files if may_be_form(path)]
    files = [path for path in listing.files if not may_be_table(path) and not may_be_form(path)]
    for path in files:
        raw = content(root, path)
        if isinstance(raw, Problem):
            problems.append(raw)
            unread.add(names.meant(Path(path).name))
            closed.append(path)
            continue
        record, found = typing(raw, path)
        problems += found
        if record is not None:
            records.append(record)
        else:
            broken.append(path)
            unread |= {
                Path(path).stem,
                names.meant(Path(path).name),
                *(name.decode() for name in _MEASURE.findall(raw)),
            }
    tables = attached(root, [path for path in listing.files if may_be_table(path)], records)
    problems += tables.problems
    problems += [loose_table(path) for path in tables.loose]
    broken += tables.broken
    unread |= {Path(path).stem for path in tables.broken}
    problems += form_problems(root, forms, records, (*broken, *closed))
    records = [tables.filled.get(one.path, one) for one in records if one.path not in tables.broken]
    return Reading(root, tuple(records), tuple(problems), frozenset(unread), tuple(closed), tuple(broken))


Typing = Callable[[bytes, str], tuple[Record | None, list[Problem]]]
"""Reads one file: its bytes and its path give the record, or None, and the problems of its form."""


class Places:
    """Positions of keys in the files of a site, read again only for the files that are asked about."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._marks: dict[str, tuple[bytes, dict[KeyPath, tuple[Position, Position]]]] = {}

    def of(self, path: str, key: KeyPath, *, at_key: bool = False) -> Position:
        """Return line and column of the key's value or of the key itself, or of the nearest group around."""
        if path not in self._marks:
            if not (self.root / path).is_file():
                return 1, 1  # a record of the package
            raw = (self.root / path).read_bytes()
            self._marks[path] = (raw, frontmatter.locate(frontmatter.decode(raw, path)[0]))
        raw, marks = self._marks[path]
        line, column = _position(marks, key)[0 if at_key else 1]
        return line, frontmatter.source_column(frontmatter.typed_lines(raw)[line - 1], column)


def read_record(raw: bytes, path: str) -> tuple[Record | None, list[Problem]]:
    """Return the record of one file, or None, and the problems of its form, each at its place."""
    name = path.rpartition("/")[2]
    if what := names.program(name):
        message = f"đây là tệp {what}, không phải bản ghi “.md” nên không được đọc"
        hint = "Hãy chuyển tệp ra ngoài records; muốn có bản ghi thì lập bằng “congbo new” rồi chép chữ vào"
        return None, [Problem(path, 1, 1, "file-name", message, hint)]
    kind = kind_of(path.removeprefix(f"{RECORDS}/"))
    if kind is None:
        front, _ = frontmatter.read(frontmatter.decode(raw, path)[0], path)
        hint = folder_named(path.split("/")[1], front.data if front else {})
        folders = "" if hint else f": {', '.join(kind.folder for kind in KINDS)}"
        message = f"tệp phải nằm trong một thư mục của records{folders}"
        return None, [Problem(path, 1, 1, "unknown-folder", message, hint)]
    if not name.endswith(".md"):
        message = f"bản ghi phải là tệp có đuôi “.md” (đang là '{name}')"
        return None, [Problem(path, 1, 1, "file-name", message, names.renamed(name))]
    text, problems = frontmatter.decode(raw, path)
    is_note = partial(is_note_of, kind.model)
    keys = partial(every_key, kind.model)
    front, refused = frontmatter.read(text, path, is_note, keys) if text or not problems else (None, [])
    if any(problem.rule == "conflict-marker" for problem in problems):
        refused = [problem for problem in refused if problem.rule not in _OF_A_HALF]
    problems += refused
    if front is None:
        return None, on_source_columns(problems, raw)
    record, found = _typed(kind, front, text, path)
    if record is None and (elsewhere := misplaced(path, kind, front.data, found)):
        return None, [elsewhere]
    problems += unless_refused(found, refused)
    return None if refused else record, on_source_columns(problems, raw)


def unless_refused(problems: list[Problem], refused: list[Problem]) -> list[Problem]:
    """Return the problems of a model without those of values that the front matter already refused."""
    places = {(problem.line, problem.column) for problem in refused}
    return [problem for problem in problems if (problem.line, problem.column) not in places]


def on_source_columns(problems: list[Problem], raw: bytes) -> list[Problem]:
    """Return the problems with columns counted in the line as it was typed, not in its normal form."""
    if not problems:
        return problems
    lines = frontmatter.typed_lines(raw)
    typed_columns = cache(lambda number: frontmatter.source_columns(lines[number - 1]))
    return [
        replace(problem, column=typed_columns(problem.line)(problem.column))
        if problem.line <= len(lines) and problem.rule not in frontmatter.AS_TYPED
        else problem
        for problem in problems
    ]


def _typed(kind: Kind, front: FrontMatter, text: str, path: str) -> tuple[Record | None, list[Problem]]:
    stem = path.rpartition("/")[2].removesuffix(".md")
    own: dict[str, Any] = {"id": stem, "path": path, "body": front.body, **kind.given}
    problems = [
        Problem(
            path,
            *frontmatter.locate(text)[key,][0],
            "unknown-key",
            f"không viết khoá “{key}”: máy lấy từ chỗ đặt tệp; hãy xoá dòng này",
        )
        for key in own
        if key != "id" and key in front.data
    ]
    typed_id = front.data.get("id", stem)
    if typed_id != stem:
        place = frontmatter.locate(text)["id",][1]
        message = f"“id” phải trùng với tên tệp “{stem}” (đang là {_shown(typed_id)})"
        hint = "Hãy xoá dòng này, máy lấy mã từ tên tệp; muốn mã khác thì đổi tên tệp"
        problems.append(Problem(path, *place, "id-stem", message, hint))
    record, found = typed(kind.model, {**front.data, **own}, text, path)
    return record, problems + unless_refused(found, problems)


def typed(model: type[_M], data: dict[str, Any], text: str, path: str) -> tuple[_M | None, list[Problem]]:
    """Return the data as the model, or None, and every error at the place it was typed."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        marks = frontmatter.locate(text)
        lines = text.split("\n")
        errors = error.errors(include_url=False)
        found = [
            (
                details,
                with_mend(
                    _problem(details, model, marks, path, lines, hinted=number < MOST_HINTED),
                    model,
                    details,
                    _position(marks, _place(details)),
                ),
            )
            for number, details in enumerate(errors)
        ]
        found = once(found)
        offered = {problem.hint for _, problem in found if problem.rule == "unknown-key"}
        return None, [p for details, p in found if not (p.rule == "missing-key" and _meant(details, offered))]


def _place(details: ErrorDetails) -> KeyPath:
    return tuple(part for part in details["loc"] if part not in _NO_KEYS)


def _meant(details: ErrorDetails, offered: set[str]) -> bool:
    """Tell whether the key is missing because it is misspelled, which has been said."""
    key = str(details["loc"][-1]) if details["loc"] else ""
    return any(offers(hint, key) for hint in offered)


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys that editors may write in a record or a group of keys."""
    return list(fields_of(model))


def _problem(
    details: ErrorDetails,
    model: type[BaseModel],
    marks: dict[KeyPath, tuple[Position, Position]],
    path: str,
    lines: list[str],
    *,
    hinted: bool,
) -> Problem:
    place = _place(details)
    group = _model_at(model, tuple(details["loc"][:-1]))
    key = str(next((part for part in reversed(place) if isinstance(part, str)), ""))
    at_key, at_value = _position(marks, place)
    match details["type"]:
        case "missing":
            title = fields_of(group)[key].title if group and key in fields_of(group) else ""
            _, parent = _position(marks, place[:-1])
            hint = kind_to_add(details["input"]) if key == "kind" else ""
            return Problem(path, *parent, "missing-key", f"thiếu khoá “{key}” ({title})", hint)
        case "extra_forbidden":
            titles = {name: info.title or "" for name, info in fields_of(group).items()} if group else {}
            return unknown_key(path, at_key, key, titles if hinted else ())
        case "model_type" | "model_attributes_type" | "dict_type":
            message = f"“{key}” phải là một nhóm khoá lùi vào bên dưới (đang là {_shown(details['input'])})"
            hint = as_group(details["input"], _model_at(model, tuple(details["loc"])))
            return Problem(path, *at_value, "wrong-type", message, hint)
        case "tuple_type" | "list_type":
            message = f"“{key}” phải là danh sách, mỗi mục một dòng “- ” (đang là {_shown(details['input'])})"
            hint = as_list(details["input"], _model_at(model, tuple(details["loc"])))
            return Problem(path, *at_value, "wrong-type", message, hint)
        case rule:
            context = details.get("ctx", {})
            if details["loc"][-1:] == ("[key]",):
                column = shipped()[SHORT_FORM].called(key)
                unknown = unknown_key(path, at_key, key, short_keys())
                return replace(unknown, hint=f"Có phải “{column}”?") if column else unknown
            if "counts" in place[:-1]:
                key = f"counts.{key}"
            said = str(context.get("said"))
            at_value = frontmatter.inside(lines, at_value, int(context.get("at", 0)))
            if isinstance(details["input"], dict):  # the group as a whole: at the key it speaks of, if any
                named = _QUOTED_KEY.match(said)
                at_value = marks.get((*place, named[1]), (at_key, at_value))[1] if named else at_value
                said = f"“{key}”: {said}" if key else said
            else:
                said = f"“{key}” {said}"
            hint = str(context.get("hint", ""))
            if isinstance(details["input"], str):
                info = fields_of(group).get(key) if group else None
                alone = details["loc"][-1] == 0 and at_value == marks.get(place[:-1], (at_key, at_key))[1]
                hint = better(hint, details["input"], context, info, alone=alone)
            elif isinstance(details["input"], list) and not hint and rule == "wrong-type":
                hint = "Hãy bỏ dấu ngoặc vuông hoặc gạch đầu dòng, viết cả giá trị trên một dòng"
            return Problem(path, *at_value, rule, said, hint)


def _shown(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else shape(value)


def _position(marks: dict[KeyPath, tuple[Position, Position]], place: KeyPath) -> tuple[Position, Position]:
    """Return the marks of the place, or of the nearest group around it; the file's start around all."""
    while place and place not in marks:
        place = place[:-1]
    return marks.get(place, ((1, 1), (1, 1)))


def _model_at(model: type[BaseModel], place: KeyPath) -> type[BaseModel] | None:
    """Return the type of the group of keys at a place of a record, as errors tell places."""
    current: type[BaseModel] | None = model
    versioned: type[BaseModel] | None = None
    for part in place:
        if part == VERSIONS:
            versioned, current = current, Version
        elif current is Version:
            current = versioned if part == "value" else current
        elif isinstance(part, str) and part not in _NO_KEYS and current is not None:
            info = current.model_fields.get(part)
            current = part_type(info.annotation) if info else None
    return current
