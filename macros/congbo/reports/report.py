"""Reports: a report page as data: its frame, figures, notes, citations, and what the original printed."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from congbo.figures.comparisons import Comparison, compared
from congbo.figures.form_table import FormTable, form_table
from congbo.figures.frame import Frame
from congbo.figures.indicators import Figure, declared, evaluate
from congbo.figures.observations import form_for
from congbo.law.regimes import Regime
from congbo.records.documents import Document
from congbo.records.indicator_definitions import Indicator
from congbo.records.operands import SHORT_FORM
from congbo.records.problems import Problem
from congbo.records.procedures import Procedure
from congbo.records.reader import typed
from congbo.records.regimes import regimes_of
from congbo.records.register import Register
from congbo.reports.calls import Call
from congbo.reports.macro import Asked
from congbo.reports.macros import MACROS
from congbo.reports.outlines import NOT_WRITTEN
from congbo.reports.periods import named, resolved
from congbo.reports.report_meta import PrintedFigure, ReportMeta
from congbo.reports.seals import Chain, Rectified
from congbo.reports.written_page import PageSource
from congbo.words.vocabulary import SealedPart
from congbo.words.wording import number

_NUMBER = r"\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?"
_NUMBER_IN_TEXT = re.compile(rf"({_NUMBER})(?:/({_NUMBER}))?")
_THOUSANDS = re.compile(r"[.\u00a0\u202f](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited at a place of the report; `anchor` is the id of that place on the page."""

    document: str
    section: str
    note: str
    line: int
    column: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note, with the ids of the records it names."""

    number: int
    id: str
    records: tuple[str, ...]
    editorial: bool


class Report:
    """A report computed from the records: a pure function of (records, front matter, text, seal).

    Its register is that of its own last day, so that it keeps the names that held then; `chain` is its seal
    with the rectifications made since, or None.
    """

    def __init__(
        self, source: PageSource, meta: ReportMeta, register: Register, chain: Chain | None = None
    ) -> None:
        own = register.current("organisation", meta.organisation)
        self.source = source
        self.meta = meta if own == meta.organisation else meta.model_copy(update={"organisation": own})
        self.chain = chain
        self.id = source.id
        self.frame = Frame(meta.period.days, meta.as_of, meta.day, own, named(meta.period))
        self.register = register.on(self.frame.last_day)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every indicator of the register and every declared figure of this report, in annex order.

        A sealed report keeps the figures that it was sealed with, in their order: an indicator made later is
        not its own, and one that moves in lists moves nothing in what was signed. A report that chooses its
        annex has those figures, in the order in which it names them, and those that its page shows.
        """
        sealed = None if self.chain is None else self._sealed_figures(self.chain)
        computed = {
            id_: evaluate(item, self.frame, self.register)
            for id_, item in self.register.indicators.items()
            if (sealed is None or id_ in sealed) and self._has(id_)
        }
        wanted = {*self.annex, *(call.id for call in self._showing)}
        for measure, statistics in self.register.measures.items():
            stated_here = any(statistic.stated_in.report == self.id for statistic in statistics)
            figure = declared(measure, self.frame, self.register)
            sealed_here = sealed is None or measure in sealed
            shown = measure in wanted or (stated_here and self._has(measure))
            if figure and measure not in computed and sealed_here and shown:
                computed[measure] = figure
        order = (*self.annex, *computed) if sealed is None else sealed
        return {id_: computed[id_] for id_ in dict.fromkeys(order) if id_ in computed}

    @cached_property
    def annex(self) -> tuple[str, ...]:
        """The figures that the report chooses for its annex; none where it has every one."""
        return tuple(self.register.current("figure", id_) for id_ in self.meta.annex)

    @cached_property
    def _called(self) -> frozenset[str]:
        """The figures that the page or its head names, in whatever way."""
        printed = (one.figure for one in self.original)
        return frozenset((*self.annex, *printed, *(call.id for call in self.source.calls)))

    def _has(self, id_: str) -> bool:
        return not self.annex or id_ in self._called

    def _sealed_figures(self, chain: Chain) -> dict[str, None]:
        """Return the figures that were sealed or corrected into the report, by the ids that they have now."""
        corrected = [id_ for part, id_ in chain.expected if part is SealedPart.FIGURE]
        ids = (*chain.seal.shown.order, *corrected)
        return dict.fromkeys(self.register.current("figure", id_) for id_ in ids)

    def indicator(self, id_: str) -> Indicator:
        """Return an indicator as it holds on the last day of the period, whatever it says of later ones."""
        return self.register.indicators[id_].on(self.frame.period.end)

    @property
    def marks_declared(self) -> bool:
        """Whether its annex marks what rests on declared numbers: where it is one that the report chose."""
        return bool(self.annex)

    @cached_property
    def comparisons(self) -> dict[str, Comparison]:
        """Every figure beside its value in the period that the report is compared with."""
        return {
            id_: compared(figure, self.frame, self.meta.previous, self.register)
            for id_, figure in self.figures.items()
        }

    @cached_property
    def figures_in_text(self) -> list[str]:
        """The ids of the figures that the text shows, in reading order, each once."""
        return list(dict.fromkeys(call.id for call in self._showing))

    @cached_property
    def _showing(self) -> list[Call]:
        return [call for call in self.source.calls if MACROS[call.name].shows_figure]

    @cached_property
    def citations(self) -> list[Citation]:
        """Every citation in reading order; a document's anchors count up from 1."""
        found: list[Citation] = []
        cited: Counter[str] = Counter()
        for call in _reading_order(self.source):
            for document in self.cited_by(call):
                cited[document.id] += 1
                anchor = f"vb-{document.id}-{cited[document.id]}"
                found.append(Citation(document.id, call.section, call.note, call.line, call.column, anchor))
        return found

    @cached_property
    def notes(self) -> list[Note]:
        """The notes by number."""
        return [self._note(number, id_) for number, id_ in enumerate(self.note_ids, start=1)]

    @cached_property
    def note_ids(self) -> list[str]:
        """The notes in the order of their numbers.

        A note that only lists what figures count is left out where they count nothing in the period.
        """
        return [id_ for id_ in self.source.note_ids if not self._is_empty(id_)]

    def _is_empty(self, note: str) -> bool:
        calls = self._calls_of.get(note, [])
        lists = all(MACROS[call.name].lists for call in calls)
        counted = any(self.figures[call.id].chosen for call in calls if call.id in self.figures)
        words = re.search(r"\w", self.source.note_markdown(note, lambda call: ""))
        return bool(calls) and lists and not counted and words is None

    @cached_property
    def _calls_of(self) -> dict[str, list[Call]]:
        """The calls in the text of each note."""
        found: dict[str, list[Call]] = defaultdict(list)
        for call in self.source.calls:
            found[call.note].append(call)
        return dict(found)

    def _note(self, number: int, id_: str) -> Note:
        calls = self._calls_of.get(id_, [])
        cited = [document.id for call in calls for document in self.cited_by(call)]
        named = [record.id for call in calls for record in MACROS[call.name].names(self._asked(call))]
        editorial = any(MACROS[call.name].editorial for call in calls)
        return Note(number, id_, tuple(dict.fromkeys([*cited, *named])), editorial)

    def cited_by(self, call: Call) -> list[Document]:
        """Return the documents that a macro call cites, in the order in which it names them."""
        return list(MACROS[call.name].cites(self._asked(call)))

    def _asked(self, call: Call) -> Asked:
        return Asked(call, self.register, self)

    @cached_property
    def form_tables(self) -> dict[str, FormTable]:
        """The forms of exactly this report's period by what the page calls them, as far as there are rows.

        The form of dossiers is among them whether the page shows it or not.
        """
        called = [call.id or SHORT_FORM for call in self.source.calls if MACROS[call.name].shows_form]
        found: dict[str, FormTable] = {}
        for id_ in dict.fromkeys((SHORT_FORM, *called)):
            form = (
                form_for(id_, self.frame, self.register)
                if id_ == SHORT_FORM
                else self.register.forms.get(id_)
            )
            if form and (table := form_table(form, self.frame, self.register)):
                found[id_] = table
        return found

    @property
    def shown_forms(self) -> list[FormTable]:
        """The forms that have rows of the period, each once."""
        return list({table.form.id: table for table in self.form_tables.values()}.values())

    @property
    def dossier_form(self) -> FormTable | None:
        """The form of dossiers, or None where there is no row."""
        return self.form_tables.get(SHORT_FORM)

    @property
    def unfinished(self) -> bool:
        """Whether the page says of anything that it is not written yet."""
        return NOT_WRITTEN.search(self.source.body) is not None

    @cached_property
    def illustrative(self) -> list[Procedure]:
        """The procedures that its figures count and that have anything reconstructed, each once."""
        counted = {
            candidate.record.id: candidate.record
            for figure in self.figures.values()
            for part in (figure, figure.denominator)
            if part
            for candidate in part.chosen
            if isinstance(candidate.record, Procedure) and candidate.record.illustrative
        }
        return list(counted.values())

    def places_of(self, figure: str) -> list[Call]:
        """Return the calls that show a figure."""
        return [call for call in self._showing if call.id == figure]

    @cached_property
    def original(self) -> tuple[PrintedFigure, ...]:
        """What the signed original printed, each by the id that its figure has now."""
        ids = [self.register.current("figure", one.figure) for one in self.meta.printed]
        return tuple(
            one if id_ == one.figure else one.model_copy(update={"figure": id_})
            for id_, one in zip(ids, self.meta.printed, strict=True)
        )

    @cached_property
    def printed(self) -> dict[str, list[PrintedFigure]]:
        """What the original printed, by figure."""
        by_figure: dict[str, list[PrintedFigure]] = {}
        for printed in self.original:
            by_figure.setdefault(printed.figure, []).append(printed)
        return by_figure

    @property
    def reconcilable(self) -> bool:
        """Whether something of a signed original is known that the report can be held against."""
        forms = (form for document in self.register.documents.values() for form in document.printed)
        return bool(self.meta.printed or self.meta.corrections) or any(f.report == self.id for f in forms)

    @cached_property
    def rectified(self) -> list[Rectified]:
        """What was rectified since the report was sealed, in order."""
        return list(self.chain.rectified) if self.chain else []

    def declared_verdict(self, figure: str) -> str:
        """Return what the report's own text says of a figure's target, or an empty text."""
        return next((p.verdict for p in self.printed.get(figure, []) if p.verdict), "")

    @property
    def cited_later(self) -> list[Document]:
        """The documents that the report cites though they were issued after its period."""
        cited = [self.register.documents[id_] for id_ in dict.fromkeys(c.document for c in self.citations)]
        return [d for d in cited if d.issued and d.issued > self.frame.period.end]

    def misprinted(self, figure: str) -> PrintedFigure | None:
        """Return what the original printed where it is another value than the records give."""
        computed = self.figures.get(figure)
        return next(
            (p for p in self.printed.get(figure, []) if computed and not same_value(p.text, computed)), None
        )


def read_report(
    source: PageSource, regimes: Mapping[str, Regime] | None = None
) -> tuple[ReportMeta | None, list[Problem]]:
    """Return the front matter of a report page, or None, and its problems.

    Periods that are named by their regime get its days; the shipped regimes hold where no others are given.
    """
    regimes = regimes_of() if regimes is None else regimes
    data, told = resolved(source.data, regimes, source.text, source.path)
    meta, problems = typed(ReportMeta, data, source.text, source.path)
    return (None if told else meta), [*told, *problems]


def is_report(source: PageSource) -> bool:
    """Tell whether a page is a report: it has a period."""
    return "period" in source.data


def same_value(printed: str, figure: Figure) -> bool:
    """Tell whether the number in a printed text is the figure, rounded to the places that are printed."""
    found = _NUMBER_IN_TEXT.search(printed)
    if found is None:
        return True
    got, whole = found.groups()
    if whole is not None:
        parts = [part.value if part else None for part in (figure.numerator, figure.denominator)]
        return parts == [_plain(got), _plain(whole)]
    if figure.value is None:
        return False
    decimals = len(f"{_plain(got):f}".partition(".")[2])
    return number(figure.value, decimals) == number(_plain(got), decimals)


def _plain(text: str) -> Decimal:
    """Return a number as Vietnamese prints it: points group thousands, a comma begins the decimals."""
    return Decimal(_THOUSANDS.sub("", text).replace(",", "."))


def _reading_order(source: PageSource) -> Sequence[Call]:
    """Return the calls with those of a note's text where its first marker stands."""
    place = {mark.id: (mark.line, mark.column) for mark in reversed(source.markers)}

    def key(call: Call) -> tuple[tuple[int, int], int, int]:
        own = (call.line, call.column)
        return (place.get(call.note, own) if call.note else own, *own)

    return sorted(source.calls, key=key)
