"""Lookups: the record that an editor meant by a number, a name, a full title, a path or a near id.

What is looked up is offered only where exactly one record has it. A number is right or unknown: nothing that
merely looks near is ever offered for it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property

from congbo.law.document_kinds import DOCUMENT_FOLDERS
from congbo.records.documents import Document
from congbo.records.kinds import KINDS, kind_called, name_of
from congbo.records.organisations import Organisation
from congbo.records.placing import document_folder
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.words.spelling import LONGEST_WORD, fold, national_code, nearest, numbers_in
from congbo.words.typed_days import day_in
from congbo.words.wording import short_date

MOST_HINTED = 100  # wrong references of one site: whoever has more needs no guess at each
MOST_NAMED = 3
_FEW = 8  # names that are told in full
_QUOTES = " \t\"'“”‘’«».,;:"
_PATH = re.compile(r"(?:.*[\\/])?([^\\/]+?)(?:\.md|/index\.html|/)?$", re.IGNORECASE)
_ROOTS = re.compile(r"(?:https?:|\.?\.?[\\/]|(?:records|docs|van-ban|thu-tuc|co-quan|linh-vuc|bao-cao)[\\/])")
_MANY = re.compile(r"\s*[,;]\s*|\s+(?:và|hoặc|&)\s+")
_SYMBOL = re.compile(r"\d[\w.]*(?:/\d{4})?/[^\s,;()“”\"]+|\d+-[^\W\d]+/[^\s,;()“”\"]+")
_BY_COUNT = re.compile(r"^(.+?)(?: so)? (\d+)(?: nam (\d{4}))?(?: cua (.+))?$")
_LIKELY = 0.8  # how like a name must be, of 1
_SHORTEST_PART = 8  # letters of a name that may stand for a longer one


class Lookups:
    """What references may have meant; `reports` are the titles of reports by id."""

    def __init__(self, register: Register, reports: Mapping[str, str] | None = None) -> None:
        self._register = register
        self._reports = reports or {}
        self._asked = 0

    def hint(self, target: str, typed: str, *, many: bool = False) -> str:
        """Return what to write for a reference to nothing; `many` says that it stands in a list."""
        self._asked += 1
        if self._asked > MOST_HINTED or len(typed) > 1_000:
            return ""
        found = self._found(target, typed)
        if len(found) == 1:
            return self._offer(target, found, typed)
        parts = [part for part in _MANY.split(typed.strip(_QUOTES)) if part]
        each = [self._found(target, part) for part in parts]
        if len(parts) == 1 and all(self._register.get(target, part) for part in typed.split()):
            parts, each = typed.split(), [[part] for part in typed.split()]
        if len(parts) > 1 and all(len(ids) == 1 for ids in each):
            ids = [id_ for (id_,) in each]
            if many:
                items = ", ".join(f"“- {id_}”" for id_ in ids)
                return f"Nhiều mã thì xuống dòng, mỗi mã một mục: {items}"
            return f"Ở đây chỉ một mã: {' hoặc '.join(f'“{id_}”' for id_ in ids)}"
        if found:
            return self._offer(target, found, typed)
        return (
            self._of_another_kind(target, typed, by_id=True)
            or self._differing(target, typed)
            or self._near(target, typed)
            or self._of_another_kind(target, typed, by_id=False)
            or self._how(target, typed)
        )

    def _found(self, target: str, typed: str) -> list[str]:
        """Return the ids of the records that are called so, by id, number, name or title."""
        for form in _forms(typed):
            if ids := self._tables[target].get(key(form)):
                return list(ids)
        return self._documents(typed) if target == "document" else []

    def _documents(self, typed: str) -> list[str]:
        """Return the documents of the number and the day that stand in a full title."""
        found = self._numbered(typed)
        day = day_in(typed)
        if found:
            return [] if day and all(one.issued and one.issued != day for one in found) else _ids(found, day)
        if match := _BY_COUNT.match(re.sub(r"\s+", " ", fold(typed.strip(_QUOTES)))):
            kind, number, year, body = match.groups()
            called = [one for one in self._register.documents.values() if fold(one.kind) == kind]
            same = [one for one in called if str(one.symbol.count) == number.lstrip("0")]
            bodies = self._tables["organisation"].get(key(body), []) if body else []
            same = [one for one in same if not body or one.issuer in bodies]
            return [one.id for one in same if not year or str(one.year) == year]
        return []

    def _numbered(self, typed: str) -> list[Document]:
        keys = [key(symbol.rstrip(".")) for symbol in _SYMBOL.findall(typed)]
        return [self._register.documents[id_] for one in keys for id_ in self._numbers.get(one, ())]

    def _differing(self, target: str, typed: str) -> str:
        """Return the records that have a number of which another day was typed."""
        found = [one for one in self._numbered(typed) if one.public] if target == "document" else []
        if not found:
            return ""
        said = ", ".join(f"“{one.id}” ghi ngày {short_date(one.issued)}" for one in found if one.issued)
        return f"Bản ghi mang số này: {said}; hãy xem lại số và ngày trên văn bản"

    def _offer(self, target: str, ids: list[str], typed: str) -> str:
        if len(ids) == 1:
            record = self._register.get(target, ids[0])
            former = f"“{typed}” là mã cũ. " if record and typed in record.former_ids else ""
            return f"{former}Hãy viết “{ids[0]}”{self._called(target, ids[0])}"
        named = ", ".join(f"“{id_}”{self._called(target, id_)}" for id_ in ids[:MOST_NAMED])
        more = f" và {len(ids) - MOST_NAMED} bản ghi nữa" if len(ids) > MOST_NAMED else ""
        return f"Có {len(ids)} bản ghi như thế, hãy chọn một: {named}{more}"

    def _called(self, target: str, id_: str) -> str:
        """Return what a record is called, in brackets; nothing of one that is not public."""
        record = self._register.get("indicator" if target == "figure" else target, id_)
        label = self._reports.get(id_, "") if target == "report" else ""
        if record is not None and record.public:
            label = record.label
            if isinstance(record, Document) and record.issued:
                label = f"{label} ngày {short_date(record.issued)}"
        return f" ({label})" if label and label != id_ else ""

    def _of_another_kind(self, target: str, typed: str, *, by_id: bool) -> str:
        """Return that a record of another kind is called so."""
        for other in self._tables:
            found = self._tables[other].get(key(typed), [])
            if other not in (target, "figure") and len(found) == 1:
                id_ = found[0]
                if by_id and key(id_) != key(typed):
                    continue
                return (
                    f"“{typed}” là {name_of(other)}{self._called(other, id_)}, không phải {name_of(target)}"
                )
        return ""

    def _near(self, target: str, typed: str) -> str:
        """Return the question that offers what has nearly that id or name, and every number of it."""
        table = self._tables[target]
        bare = next(iter(_forms(typed)))
        if offered := nearest(bare, self._ids(target)):
            return offered
        if not numbers_in(bare):
            plain = key(bare)
            begun = {id_ for name, ids in table.items() for id_ in ids if name.startswith(f"{plain}-")}
            if target == "organisation" and not begun:
                begun = {id_ for name, ids in table.items() for id_ in ids if plain.endswith(f"-{name}")}
            if len(plain) >= _SHORTEST_PART and len(begun) == 1:
                (id_,) = begun
                return f"Có phải “{id_}”{self._called(target, id_)}?"
        numbers, plain = sorted(numbers_in(bare)), key(bare)
        names = [name for name in table if len(name) > _SHORTEST_PART and sorted(numbers_in(name)) == numbers]
        close = get_close_matches(plain, names, n=1, cutoff=_LIKELY) if len(plain) <= LONGEST_WORD else []
        ids = table[close[0]] if close else []
        return f"Có phải “{ids[0]}”{self._called(target, ids[0])}?" if len(ids) == 1 else ""

    def _how(self, target: str, typed: str) -> str:
        """Return how to go on where nothing is called so."""
        kind = kind_called(target)
        if target not in ("document", "procedure") and 0 < len(self._ids(target)) <= _FEW:
            known = self._ids(target)
            said = ", ".join(f"“{id_}”" for id_ in known)
            where = f"; chưa có thì lập trong records/{kind.folder}" if kind else ""
            return f"Trang có: {said}{where}"
        if kind is None:
            return ""
        if target != "document":
            return f"Hãy xem lại; đúng rồi mà chưa có bản ghi thì lập trong records/{kind.folder}"
        if not re.search(r"\d[/-]", typed):
            return "Hãy viết mã của bản ghi, hoặc đủ số, ký hiệu như trên văn bản để máy tìm"
        folder = self._folder(typed)
        return f"Hãy xem lại số; đúng rồi mà chưa có bản ghi của văn bản này thì lập trong records/{folder}"

    def _folder(self, typed: str) -> str:
        """Return the folder of the documents whose kind stands in a number, in words or as its code."""
        folders = DOCUMENT_FOLDERS.items()
        said = (folder for folder, label in folders if key(typed).startswith(f"{key(label)}-"))
        return next(said, "") or document_folder(typed, self._register.document_kinds.values()) or "documents"

    def _ids(self, target: str) -> list[str]:
        if target == "report":
            return list(self._reports)
        if target == "figure":
            return [*self._register.indicators, *self._register.measures]
        return self._register.ids(target)

    @cached_property
    def _numbers(self) -> Mapping[str, list[str]]:
        """The documents by their numbers, as bodies print them."""
        found: dict[str, list[str]] = defaultdict(list)
        for document in self._register.documents.values():
            for number in (document.number, *(printed.form for printed in document.printed)):
                if number and document.id not in found[key(number)]:
                    found[key(number)].append(document.id)
        return found

    @cached_property
    def _tables(self) -> Mapping[str, Mapping[str, list[str]]]:
        """The ids by everything that records are called, by target."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for record in self._records():
            target = next(kind.target for kind in KINDS if isinstance(record, kind.model))
            for name in _names(record):
                ids = found[target][key(name)]
                if key(name) and record.id not in ids:
                    ids.append(record.id)
        for id_, title in self._reports.items():
            for name in {key(id_), key(title)}:
                found["report"][name].append(id_)
        for target in ("indicator", "statistic"):
            for name, ids in found[target].items():
                measures = (
                    [self._register.statistics[id_].measure for id_ in ids] if target == "statistic" else ids
                )
                found["figure"][name] = list(dict.fromkeys((*found["figure"].get(name, ()), *measures)))
        for measure in self._register.measures:
            found["figure"][key(measure)] = [measure]
        return defaultdict(dict, found)

    def _records(self) -> Iterator[Record]:
        yield from self._register.records
        yield from self._register.shipped


def key(text: str) -> str:
    """Return the form in which two ways of typing an id, a number or a name are equal."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _forms(typed: str) -> Iterator[str]:
    """Yield a reference without what was typed around it: quotes, path, ending."""
    bare = typed.strip(_QUOTES)
    if bare.lower().endswith(".md") or _ROOTS.match(bare):
        bare = _PATH.sub(r"\1", bare)
    yield bare
    if (code := national_code(bare)) != bare:
        yield code


def _ids(found: Iterable[Document], day: object) -> list[str]:
    return list(dict.fromkeys(one.id for one in found if day is None or one.issued in (day, None)))


def _names(record: Record) -> Iterator[str]:
    """Yield everything that a record is called or was."""
    yield record.id
    yield from record.former_ids
    if isinstance(record, Document):
        yield from filter(None, (record.number, record.subject, record.label))
        if record.number and record.year:
            yield f"{record.number}/{record.year}"
    elif isinstance(record, Organisation):
        for name in ("name", "short_name", "long_name", "symbol"):
            yield from filter(None, record.ever(name))
    elif isinstance(record, Procedure):
        yield from filter(None, (record.national_code, record.name, record.plain_name, record.short_name))
        yield from record.other_names
    else:
        for name in ("title", "name"):
            if isinstance(said := getattr(record, name, ""), str) and said:
                yield said
