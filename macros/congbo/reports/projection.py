"""Projection: what a report shows, as its seal holds it: no record, only what readers saw of it.

What a record says beside, and what it says of later days, is not in it; nor is how a page is spelled.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property

from pydantic import BaseModel

from congbo.figures.conditions import Candidate
from congbo.figures.definitions import Term, in_words, terms
from congbo.figures.indicators import Figure
from congbo.figures.observations import FormRecord, FormRow, rows_in
from congbo.records.documents import Document
from congbo.records.dossier_counts import DossierCount
from congbo.records.forms import Form, shipped
from congbo.records.kinds import kind_for
from congbo.records.observations import Observation, written
from congbo.records.operands import SHORT_FORM
from congbo.records.record import Record
from congbo.records.regimes import NAMES_OF_PERIODS, NamedPeriod
from congbo.records.register import Register
from congbo.records.statistics import Statistic
from congbo.reports.calls import Call
from congbo.reports.citations import issuer_name
from congbo.reports.figure_view import FigureView
from congbo.reports.macro import Asked
from congbo.reports.macros import MACROS
from congbo.reports.notes import note_spans
from congbo.reports.report import Report
from congbo.reports.report_meta import RESTS, SHOWN_KEYS
from congbo.reports.seals import Shown, Value
from congbo.words.wording import number, short_date

Naming = Callable[[str, str], str]
"""What a seal calls a record: by what references call its kind, and its id."""

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_CALL = re.compile("\x02(\\d+)\x03")


def key_of(record: Record) -> str:
    """Return what a seal calls a record by its own id: `document/46-KH-SOMAU-2024`."""
    return f"{kind_for(type(record)).target}/{record.id}"


def shown_of(report: Report, naming: Naming = lambda target, id_: id_) -> Shown:
    """Return what a report shows, with the evidence of its figures; ids are those that `naming` gives."""
    return _Projection(report, naming).shown()


class _Projection:
    """Puts together what one report shows."""

    def __init__(self, report: Report, naming: Naming) -> None:
        self._report = report
        self._naming = naming
        self._answers = list(map(self._answer, report.source.calls))
        self._order = {(call.line, call.column): nth for nth, call in enumerate(report.source.calls)}

    def shown(self) -> Shown:
        report = self._report
        figures = {self._naming("figure", id_): self._figure(one) for id_, one in report.figures.items()}
        return Shown(
            order=list(figures),
            figures=figures,
            records={self._key(record): self._record(record) for record in used(report)},
            names=self._names(),
            notes={
                note.id: {"number": str(note.number), "text": self._tokens(self._marked_note(note.id))}
                for note in report.notes
            },
            keys=self._keys(),
            body=[self._tokens(text) for text in _paragraphs(report.source.markdown(self._mark))],
        )

    def _key(self, record: Record) -> str:
        target = kind_for(type(record)).target
        return f"{target}/{self._naming(target, record.id)}"

    def _names(self) -> dict[str, dict[str, str]]:
        """Return the names that stand in the text, or in definitions, of records that are not counted."""
        report, found = self._report, dict[str, dict[str, str]]()
        organisations = report.register.organisations
        own = organisations.get(report.frame.organisation)
        for record in (own, organisations.get(own.parent) if own else None, *self._terms()):
            if record:
                found.setdefault(self._key(record), {})["full"] = record.label
        for call in report.source.calls:
            for document in report.cited_by(call) if call.options.get("of") else ():
                for issuer in filter(None, map(organisations.get, document.issuers)):
                    of = call.options["of"]
                    found.setdefault(self._key(issuer), {})[of] = issuer_name(issuer, of)
        return dict(sorted(found.items()))

    def _terms(self) -> Iterator[Record]:
        for figure in self._report.figures.values():
            if not figure.declared:
                yield from terms(FigureView(self._report, figure).definition)

    def _keys(self) -> dict[str, Value]:
        """Return what the page's head says to readers; what is as good as not written is left out."""
        meta = self._report.meta
        said = {key: _spoken(getattr(meta, key)) for key in sorted(SHOWN_KEYS)}
        return _known(**{**said, "organisation": self._naming("organisation", meta.organisation)})

    def _figure(self, figure: Figure) -> dict[str, Value]:
        view, comparison = FigureView(self._report, figure), self._report.comparisons[figure.id]
        before = comparison.before
        values = (
            figure.value,
            *(part.value if part else None for part in (figure.numerator, figure.denominator)),
        )
        return _known(
            title=figure.title,
            text=figure.text,
            unit=figure.unit,
            fraction=figure.fraction,
            values=[_exact(value) for value in values],
            state=str(figure.state),
            time=view.time,
            definition="" if figure.declared else in_words(view.definition, self._term),
            stated=_stated(figure.declared, self._report.register),
            target=_target(figure, self._report.register),
            verdict=str(figure.verdict),
            score=figure.score_text,
            **{RESTS: view.rests},
            beside=figure.beside.text if figure.beside else "",
            previous=view.before,
            previous_value=_exact(before.value) if before else "",
            records=dict(sorted(self._counted(figure))),
            previous_records=dict(sorted(self._counted(before))) if before else {},
            answers=[answer for call, answer in self._answered("figure") if call.id == figure.id],
            listed=self._listed(figure),
        )

    def _term(self, term: Term) -> str:
        """Return a word of a definition; a record is called by its id, which its name does not touch."""
        return self._key(term.record).partition("/")[2] if term.record else term.text

    def _counted(self, figure: Figure) -> Iterator[tuple[str, str]]:
        """Yield what a figure counts, and what its evidence says of each beside its name."""
        for candidate in reversed(_candidates(figure)):
            yield self._key(candidate.record), _beside(candidate)

    def _record(self, record: Record) -> dict[str, Value]:
        value = cells = stated = ""
        explained: list[Value] = []
        if isinstance(record, Statistic):
            value = " ".join(filter(None, (record.qualifier, number(record.value), record.unit)))
        if isinstance(record, DossierCount | Observation):
            cells = _cells(record, self._report.register)
            explained = [[one.column, one.row, one.note] for one in record.explained]
        if isinstance(record, Observation):
            document = self._report.register.documents.get(record.stated_in.document)
            stated = document.label if document else ""
        if isinstance(record, Form):
            cells = f"{record.unit}; " + "; ".join(
                f"({record.numbers[one.key]}) {' › '.join(one.way)}" for one in record.columns
            )
        answers = self._words_of[record.id] if isinstance(record, Document) else []
        return _known(
            name=record.label, value=value, cells=cells, stated=stated, explained=explained, answers=answers
        )

    def _listed(self, figure: Figure) -> list[Value]:
        """Return what each list in the text names of what the figure counts, in its order."""
        found = []
        for call, _ in self._answered("indicator"):
            if call.id == figure.id:
                asked = Asked(call, self._report.register, self._report)
                macro = MACROS[call.name]
                found.append([self._key(one) for one in (*macro.cites(asked), *macro.names(asked))])
        return found

    @cached_property
    def _words_of(self) -> dict[str, list[str]]:
        """What the text says of each document, place by place."""
        found: dict[str, list[str]] = defaultdict(list)
        for call, answer in self._answered("document", "indicator"):
            asked = Asked(call, self._report.register, self._report)
            worded = MACROS[call.name].worded(asked)
            for document, words in worded:
                found[document.id].append(words)
            if not worded and MACROS[call.name].target == "document":
                found[call.id].append(answer)
        return found

    def _answered(self, *targets: str) -> Iterator[tuple[Call, str]]:
        for call, answer in zip(self._report.source.calls, self._answers, strict=True):
            if answer and MACROS[call.name].target in targets:
                yield call, answer

    def _answer(self, call: Call) -> str:
        """Return the words that answer a call, or nothing where it calls what is not there."""
        register, target = self._report.register, MACROS[call.name].target
        known: dict[str, Container[str]] = {
            "document": register.documents,
            "indicator": register.indicators.keys() & self._report.figures.keys(),
            "figure": self._report.figures,
        }
        if target and call.id not in known.get(target, ()):
            return ""
        return MACROS[call.name].text(Asked(call, register, self._report))

    def _mark(self, call: Call) -> str:
        return f"\x02{self._order[call.line, call.column]}\x03"

    def _marked_note(self, id_: str) -> str:
        return self._report.source.note_markdown(id_, self._mark)

    def _tokens(self, text: str) -> list[Value]:
        """Return a text with spaces made one, and each call as its name and what it names.

        What answers a call that names a record is sealed with the record or the figure; of any other call
        its words are the third item.
        """
        tokens: list[Value] = []
        for place, part in enumerate(_CALL.split(" ".join(text.split()))):
            if place % 2 == 0:
                tokens += [part] if part else []
                continue
            call = self._report.source.calls[int(part)]
            target = MACROS[call.name].target
            named = self._naming(target, call.id) if target else call.id
            words = [] if target else [self._answers[int(part)]]
            if counted := self._counted_in(call):
                words = [counted]
            tokens.append([call.name, named, *words])
        return tokens

    def _counted_in(self, call: Call) -> str:
        """Return what a form that is called shows of what is counted from the register."""
        table = self._report.form_tables.get(call.id or SHORT_FORM)
        return table.counted_words if table and MACROS[call.name].shows_form else ""


def used(report: Report) -> list[Record]:
    """Return the records that a report shows: behind its figures, in its dossier form, cited; by key.

    What a figure nearly counted is not among them: it is shown as evidence only, every plan of a later year
    nearly counts, and a record that comes to count changes the figure.
    """
    found = [record for figure in report.figures.values() for record in behind(figure, report)]
    for table in report.form_tables.values():
        found += table.records
    named = [report.register.forms.get(one.form) for one in found if isinstance(one, Observation)]
    forms = [*(table.form for table in report.form_tables.values()), *filter(None, named)]
    found += [form for form in forms if form != shipped().get(SHORT_FORM)]
    found += [report.register.documents[citation.document] for citation in report.citations]
    by_key = {key_of(record): record for record in found}
    return [by_key[key] for key in sorted(by_key)]


def behind(figure: Figure, report: Report) -> list[Record]:
    """Return the records that a figure counts, now and in the period before, each once."""
    before = report.comparisons[figure.id].before
    found = [c.record for one in (figure, before) if one for c in _candidates(one)]
    return list({key_of(record): record for record in found}.values())


def _candidates(figure: Figure) -> list[Candidate]:
    parts = [part.chosen for part in (figure.numerator, figure.denominator) if part]
    return [candidate for chosen in (figure.chosen, *parts) for candidate in chosen]


def _beside(candidate: Candidate) -> str:
    """Return what evidence says of a counted record beside its name: through what it counts, and its day."""
    if candidate.document and candidate.event:
        event = candidate.event
        return f"{event.action}, {candidate.document.number}, hiệu lực {short_date(event.effective)}"
    if candidate.document:
        return candidate.document.label
    return f"ngày {short_date(candidate.issued)}" if candidate.issued else ""


def _target(figure: Figure, register: Register) -> str:
    if figure.target is None:
        return ""
    source = register.documents.get(figure.target.source)
    said = source.label if source else figure.target.source
    return f"{figure.target_in_words}, {figure.target.when}, {said}"


def _stated(statistic: Statistic | None, register: Register) -> str:
    if statistic is None:
        return ""
    document = register.documents.get(statistic.stated_in.document)
    return "; ".join(
        filter(None, (document.label if document else "", statistic.stated_in.place, statistic.note))
    )


def _cells(record: FormRecord, register: Register) -> str:
    """Return the cells of a record's rows, column by column as they are typed."""
    return "; ".join(_cells_of(row, register, named=row.number is not None) for row in rows_in(record))


def _cells_of(row: FormRow, register: Register, *, named: bool) -> str:
    form = register.forms.get(row.form)
    numbers = form.numbers if form else {}
    said = ", ".join(f"({numbers.get(key, key)}) {written(cell)}" for key, cell in row.cells.items())
    return f"{row.title}: {said}" if named else said


def _known(**values: Value) -> dict[str, Value]:
    """Return what there is: nothing yet is as good as absent, so a new part of the package breaks no seal."""
    return {key: value for key, value in values.items() if value not in ("", [], {}, None)}


def _spoken(value: object) -> Value:
    """Return a typed value of a page's head as plain data, in one spelling."""
    match value:
        case bool():
            return "có" if value else "không"
        case date():
            return value.isoformat()
        case NamedPeriod():
            return _known(**{key: _spoken(part) for key, part in value if key not in NAMES_OF_PERIODS})
        case BaseModel():
            return _known(**{key: _spoken(part) for key, part in value})
        case list() | tuple():
            return [_spoken(part) for part in value]
        case _:
            return value


def _exact(value: Fraction | None) -> str:
    return "" if value is None else str(value)


def _paragraphs(markdown: str) -> list[str]:
    """Return prose paragraph by paragraph, without the texts of its notes."""
    kept, end = [], 0
    for start, stop, _ in note_spans(markdown):
        kept.append(markdown[end:start])
        end = stop
    return [text for text in _PARAGRAPH_END.split("".join([*kept, markdown[end:]])) if text.strip()]
