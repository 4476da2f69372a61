"""Tables: the sheets and columns that records of a kind have in a workbook, made from their model.

A record is a row of the first sheet. Each list of groups is a sheet of its own, a row an item, joined by the
record's id and the item's number; groups without a list are columns. What fits no cell stands as it is typed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum, auto
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from congbo.records.fees import FREE
from congbo.records.forms import Form
from congbo.records.kinds import Kind, target_of
from congbo.records.observations import Cell
from congbo.records.operands import SHORT_FORM, short_keys
from congbo.records.part import BY_MACHINE, fields_of
from congbo.records.record import Record, changing_keys
from congbo.records.versions import Version

VERSIONS = "versions"
"""The table of the values that changed in time, of whatever key."""
_MOST_LEVELS = 3
_OF_EVERY_RECORD = frozenset(Record.model_fields)
"""Keys that stand behind those of the kind."""
Path = tuple[str, ...]


class Sort(Enum):
    """How the values of a column stand in cells."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    YES_NO = auto()
    CHOICE = auto()
    REFERENCE = auto()
    TEXTS = auto()  # a list: a line an item
    CELL = auto()  # of a form: a number, or a mark that it is not known or inferred
    FREE = auto()  # the word that stands in the place of a list: `không`
    AS_TYPED = auto()  # as in the record: what has no other shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: which key of a record or an item, told by its path, and how its values stand."""

    key: str
    path: Path
    sort: Sort
    title: str
    help: str = ""
    required: bool = False
    terms: tuple[str, ...] = ()
    target: str = ""
    short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet. `levels` are the keys that lead from list to list; none are those of the records themselves.

    `free` says that a word may stand in the place of its list, `text_key` which key of an item may stand
    alone as a text. `form` is the official form whose columns it has, where it has such.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    levels: tuple[Path, ...] = ()
    heads: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    free: bool = False
    text_key: str = ""
    form: str = ""

    @property
    def id_key(self) -> str:
        """The key of the column of the record's id."""
        return f"{self.name}/@" if self.name else "id"

    @property
    def number_keys(self) -> tuple[str, ...]:
        """The keys of the columns of numbers: of the item, behind those of the items around it."""
        return tuple(f"{self.name}/#{'.'.join(level) if n else ''}" for n, level in self._numbered)

    @property
    def _numbered(self) -> list[tuple[int, Path]]:
        return [(len(self.levels) - 1 - at, level) for at, level in enumerate(self.levels)]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all its columns from left to right."""
        return (self.id_key, *self.number_keys, *(column.key for column in self.columns))

    @property
    def root(self) -> str:
        """The key of a record that holds its list."""
        return self.levels[0][0] if self.levels else ""


def tables_of(kind: Kind, forms: Mapping[str, Form]) -> tuple[Table, ...]:
    """Return the tables of a kind, that of the records first; `forms` are those with a sheet of their own."""
    walk = _Walk(forms)
    found = walk.columns(kind.model, (), (), (kind.label,), skip=frozenset({"id", *kind.given}))
    columns = sorted(found, key=lambda column: column.path[0] in _OF_EVERY_RECORD)
    main = Table(
        name="", title=_capital(kind.label), columns=tuple(columns), order=tuple(fields_of(kind.model))
    )
    tables = sorted(walk.tables, key=lambda table: table.root in _OF_EVERY_RECORD)
    changing = changing_keys(kind.model)
    return (main, *tables, *((_versions(kind, changing),) if changing else ()))


def _versions(kind: Kind, changing: Sequence[str]) -> Table:
    """Return the table of versions: which key, since when, by what, which value."""
    fields = fields_of(kind.model)
    own = {key: info for key, info in fields_of(Version).items() if key != "value"}
    columns = [
        _column(f"{VERSIONS}/{key}", (key,), info, Version, required=False) for key, info in own.items()
    ]
    titles = tuple(f"{fields[key].title} ({key})" for key in changing)
    what = Column(
        key=f"{VERSIONS}/key",
        path=(),
        sort=Sort.CHOICE,
        title="Khoá",
        help="Khoá nào của bản ghi đổi giá trị theo thời gian.",
        required=True,
        terms=titles,
    )
    value = Column(
        key=f"{VERSIONS}/value",
        path=("value",),
        sort=Sort.AS_TYPED,
        title="Giá trị",
        help="Chữ thì gõ như thường; danh sách, nhóm khoá thì gõ như trong bản ghi.",
    )
    return Table(
        name=VERSIONS,
        title="Giá trị theo thời gian",
        columns=(what, *columns, value),
        levels=((VERSIONS,),),
        heads=("Bản",),
        order=tuple(fields_of(Version)),
    )


def key_of_version(text: str) -> str:
    """Return the key that a cell of the table of versions names: `name` of `Tên thủ tục (name)`."""
    return text.rpartition("(")[2].rstrip(") ") if text.endswith(")") else text


class _Walk:
    """Walks a model; gives the columns of a group, and keeps the tables of the lists in it."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self.tables: list[Table] = []
        self._forms = forms

    def columns(
        self,
        model: type[BaseModel],
        prefix: Path,
        levels: tuple[Path, ...],
        titles: tuple[str, ...],
        name: str = "",
        *,
        skip: frozenset[str] = frozenset(),
        around: str = "",
        form: Form | None = None,
    ) -> Iterator[Column]:
        """Yield the columns of a group of keys that stands at a path in an item."""
        for key, info in fields_of(model).items():
            if key in skip or BY_MACHINE in info.metadata:
                continue
            path = (*prefix, key)
            whole = f"{name}/{'.'.join(path)}" if name else ".".join(path)
            shape, inner = shape_of(info.annotation)
            if shape is list and isinstance(inner, type) and issubclass(inner, BaseModel):
                if _holds_itself(inner) or len(levels) == _MOST_LEVELS:
                    yield _column(whole, path, info, model, Sort.AS_TYPED, around=around)
                    continue
                if free := _may_be_free(info):
                    yield _column(whole, path, info, model, Sort.FREE, around=around)
                self._table(inner, (*levels, path), (*titles, info.title or key), info, free=free)
            elif shape is dict:
                yield from self._of_dict(whole, path, info, model, form)
            elif isinstance(inner, type) and issubclass(inner, BaseModel):
                if _holds_itself(inner):
                    yield _column(whole, path, info, model, Sort.AS_TYPED, around=around)
                    continue
                said = f"{around}{info.title}: "
                yield from self.columns(inner, path, levels, titles, name, around=said, form=form)
            else:
                yield _column(whole, path, info, model, around=around)

    def _table(
        self,
        model: type[BaseModel],
        levels: tuple[Path, ...],
        titles: tuple[str, ...],
        info: FieldInfo,
        *,
        free: bool,
    ) -> None:
        base = ".".join(".".join(level) for level in levels)
        of_forms = any(shape_of(one.annotation)[0] is dict for one in fields_of(model).values())
        for form in self._forms.values() if of_forms else (None,):
            name = f"{base}@{form.id}" if form else base
            place = len(self.tables)
            columns = tuple(self.columns(model, (), levels, titles, name, form=form))
            table = Table(
                name=name,
                title=f"{titles[-1]} {form.short_symbol.replace('/', '-')}" if form else _named(titles),
                columns=columns,
                levels=levels,
                heads=(*titles[1:-1], "Thứ tự"),
                order=tuple(fields_of(model)),
                free=free,
                text_key=_text_key(model),
                form=form.id if form else "",
            )
            self.tables.insert(place, table)

    def _of_dict(
        self, whole: str, path: Path, info: FieldInfo, model: type[BaseModel], form: Form | None
    ) -> Iterator[Column]:
        """Yield the columns of a form, or one that holds names and values as they are typed."""
        cells = get_args(info.annotation)[1:] and _of_cells(info.annotation)
        keys = list(form.by_key) if form and cells else _short_columns(info, path)
        known = form or self._forms.get(SHORT_FORM)
        if not keys:
            yield _column(whole, path, info, model, Sort.AS_TYPED)
            return
        for key in keys:
            column = known.by_key.get(key) if known else None
            number = f"({known.numbers[key]}) " if known and column else ""
            yield Column(
                key=f"{whole}.{key}",
                path=(*path, key),
                sort=Sort.CELL,
                title=f"{number}{column.full_name if column else key}",
                help=f"{column.definition or column.full_name if column else ''} {info.description}".strip(),
            )


def _of_cells(annotation: Any) -> bool:
    return any(one is Cell for one in get_args(get_args(annotation)[1])) or get_args(annotation)[1] is Cell


def _short_columns(info: FieldInfo, path: Path) -> list[str]:
    """Return the keys that a group has by names of its own, where they are those of the short form."""
    marks = getattr(get_args(info.annotation)[0], "__metadata__", ())
    named = any(getattr(getattr(mark, "func", None), "__name__", "") == "_short_key" for mark in marks)
    return list(short_keys()) if named else []


def _column(
    whole: str,
    path: Path,
    info: FieldInfo,
    model: type[BaseModel],
    sort: Sort | None = None,
    *,
    around: str = "",
    required: bool | None = None,
) -> Column:
    found, terms = _sort(info)
    target = target_of(model, path[-1]) if path[-1] in model.model_fields else ""
    if sort is None and found is Sort.TEXT and target:
        found = Sort.REFERENCE
    said = " Ghi “không” khi không thu; các khoản thì ghi ở trang tính của nó." if sort is Sort.FREE else ""
    return Column(
        key=whole,
        path=path,
        sort=sort or found,
        title=f"{around}{info.title or path[-1]}",
        help=f"{info.description or ''}{said}",
        required=info.is_required() if required is None else required,
        terms=(FREE,) if sort is Sort.FREE else terms,
        target=target,
        short=any(getattr(mark, "func", None) and "short" in repr(mark) for mark in info.metadata),
    )


def _sort(info: FieldInfo) -> tuple[Sort, tuple[str, ...]]:
    shape, inner = shape_of(info.annotation)
    if shape is list:
        return Sort.TEXTS, ()
    if isinstance(inner, type):
        if issubclass(inner, StrEnum):
            return Sort.CHOICE, tuple(str(one) for one in inner)
        if inner is bool:
            return Sort.YES_NO, ("có", "không")
        if issubclass(inner, date):
            return Sort.DATE, ()
        if issubclass(inner, int | Decimal):
            return Sort.NUMBER, ()
        if inner is Cell:
            return Sort.CELL, ()
    return Sort.TEXT, ()


def shape_of(annotation: Any) -> tuple[type, Any]:
    """Return whether a type is a list, a group of names (dict) or single, and of what."""
    origin = get_origin(annotation)
    if origin is tuple:
        return list, shape_of(get_args(annotation)[0])[1]
    if origin is dict or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return dict, None
    if hasattr(annotation, "__metadata__"):
        return shape_of(get_args(annotation)[0])
    if origin is not None:
        parts = [part for part in get_args(annotation) if part is not type(None)]
        return shape_of(parts[0]) if parts else (object, None)
    return object, annotation


@cache
def _holds_itself(model: type[BaseModel]) -> bool:
    """Tell whether a group may hold groups of its own type, however deep: no number of columns would do."""
    return model in _below(model, frozenset())


def _below(model: type[BaseModel], seen: frozenset[type[BaseModel]]) -> frozenset[type[BaseModel]]:
    found: frozenset[type[BaseModel]] = seen
    for info in model.model_fields.values():
        _, inner = shape_of(info.annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel) and inner not in found:
            found = _below(inner, found | {inner})
    return found


def _may_be_free(info: FieldInfo) -> bool:
    """Tell whether a list may be written as the word that there is nothing."""
    try:
        return bool(TypeAdapter(_annotated(info)).validate_python(FREE) == ())
    except ValidationError:
        return False


def _annotated(info: FieldInfo) -> Any:
    return Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation


def _text_key(model: type[BaseModel]) -> str:
    """Return the key of an item that may be written as a text alone; empty where none may."""
    try:
        found = model.model_validate("…")
    except ValidationError:
        return ""
    return next(key for key in fields_of(model) if getattr(found, key, None) == "…")


def _named(titles: Sequence[str]) -> str:
    """Return what a sheet is called: by its own key, and by those around it from inside out."""
    own, *around = reversed(titles[1:])
    return f"{own} ({', '.join(around)})" if around else own


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
