"""Answers: what the macros of report pages and section pages put into the page.

Names and first arguments are checked before the build (`citations.MACROS`); here they are only answered.
"""

from collections.abc import Callable
from typing import Any

from congbo.figures.indicators import Figure
from congbo.pages.placeholders import PageParts
from congbo.pages.rendering import Renderer
from congbo.records.record import Document
from congbo.reports.prose import date_text, figure_text
from congbo.reports.report import Citation, Report, cited_documents
from congbo.reports.written_page import citation
from congbo.words import wording

NOTES_PLACE = "///Footnotes Go Here///"
"""Python-Markdown's own mark of the place where the notes' texts go."""


class Answers:
    """The macros, for one page at a time. Options are those of the page's call; what is returned is a token.

    `parts` is what the page that is being made is given; whoever makes a page sets it first.
    """

    parts: PageParts

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._register = renderer.pages.register

    @property
    def _report(self) -> Report:
        report = self.parts.report
        assert report is not None, "trang này không phải là báo cáo: thiếu “period” ở đầu trang"
        return report

    def _part(self, template: str, *, block: bool = False, **context: Any) -> str:
        parts = self.parts
        html = self._renderer.part(template, parts.root, **context)
        return parts.token(html if block else html.strip(), block=block)

    def figure(self, id: str, zero: str = "", nonzero: str = "{}") -> str:
        """Show a figure in prose, as a link to its evidence: `{{ figure("ke-hoach-cchc") }}` gives `06`.

        `zero` is the text shown instead of 0; `nonzero` is the frame of any other value.
        """
        text = figure_text(self._report, id, zero, nonzero)
        return self._figure(self._report.figures[id], text, "figure")

    def fraction(self, id: str) -> str:
        """Show the two counts of a ratio: `{{ fraction("ty-le-thanh-toan-truc-tuyen") }}` gives `13/13`."""
        figure = self._report.figures[id]
        return self._figure(figure, figure.fraction, "fraction")

    def _figure(self, figure: Figure, text: str, name: str) -> str:
        report = self._report
        call = self.parts.call(name, figure.id)
        places = report.places_of(figure.id)
        nth = places.index(call) + 1 if call else len(places)
        misprint = report.misprinted(figure.id) if name == "figure" else None
        return self._part(
            "report/figure.html", report=report, figure=figure, text=text, nth=nth, misprint=misprint
        )

    def cite(
        self,
        id: str,
        date: str = "short",
        of: str = "",
        subject: bool = False,
        article: str = "",
        kind: bool = True,
    ) -> str:
        """Cite a document: `{{ cite("46-KH-SKHCN-2024", date="long", of="short", subject=true) }}`.

        `date` is long, short or none; `of` names the issuer as short, long or full; `article` is a Điều or
        khoản put in front; `kind=false` leaves out the kind.
        """
        document = self._register.documents[id]
        style = {"date": date, "of": of, "subject": subject, "article": article, "kind": kind}
        return self._citations("cite", id, [document], style)

    def cite_all(
        self,
        id: str,
        order: str = "issued,number",
        date: str = "short",
        of: str = "",
        subject: bool = False,
    ) -> str:
        """Cite every document that an indicator counts: `{{ cite_all("ke-hoach-cchc", order="-number") }}`.

        `order` is a list of year, number and issued, each with `-` in front for falling.
        """
        documents = cited_documents(self._report.figures[id], order)
        return self._citations("cite_all", id, documents, {"date": date, "of": of, "subject": subject})

    def _citations(self, name: str, id_: str, documents: list[Document], style: dict[str, Any]) -> str:
        call = self.parts.call(name, id_)
        places: list[Citation] = []
        if self.parts.report and call:
            here = (call.line, call.column)
            places = [c for c in self.parts.report.citations if (c.line, c.column) == here]
        anchors = {place.document: place.anchor for place in places}
        items = [
            (document, citation(document, self._register.organisations.get(document.issuer), **style))
            for document in documents
        ]
        return self._part("report/citations.html", items=items, anchors=anchors)

    def issued(self, id: str, form: str = "long") -> str:
        """Show a document's date alone: `{{ issued("46-KH-SKHCN-2024") }}` gives `03 tháng 7 năm 2024`."""
        document = self._register.documents[id]
        assert document.issued is not None, f"{document.label} chưa rõ ngày ban hành"
        return self.parts.token(wording.day(document.issued, form))

    def procedure_names(self, id: str) -> str:
        """Name the procedures that an indicator counts: `{{ procedure_names("quy-trinh-noi-bo") }}`."""
        procedures = [candidate.record for candidate in self._report.figures[id].chosen]
        return self._part("report/procedure_names.html", procedures=procedures)

    def date_of(self, what: str, form: str = "short") -> str:
        """Show a day of the report: `{{ date_of("as_of") }}`; start and end of the period, as_of, day.

        `period` is what the period is called: `6 tháng đầu năm 2024`.
        """
        return self.parts.token(date_text(self._report, what, form))

    def editor_note(self, text: str) -> str:
        """Say something that is not the report's own text: `{{ editor_note("Bản gốc …") }}`."""
        return self._part("report/editor_note.html", text=text)

    def report_head(self) -> str:
        """Put the head of the report: issuing bodies, number and day, period, what the page is."""
        return self._part("report/head.html", block=True, report=self._report)

    def signature(self) -> str:
        """Put the notes, then the recipients and the signer."""
        notes = f"{NOTES_PLACE}\n\n" if self._report.notes else ""
        return notes + self._part("report/signature.html", block=True, report=self._report)

    def indicator_table(self) -> str:
        """Put the annex table of every indicator, and that of the declared figures."""
        return self._part("report/indicator_table.html", block=True, report=self._report)

    def dossier_form(self) -> str:
        """Put the dossiers of the period as Biểu II.06a/VPCP/KSTT."""
        return self._part("report/dossier_form.html", block=True, report=self._report)

    def chart(self, unit: str) -> str:
        """Draw the figures computed in a unit as bars, with their table: `{{ chart("%") }}`."""
        return self._part("report/chart.html", block=True, report=self._report, unit=unit)

    def listing(self, section: str) -> str:
        """List a section's records: `{{ listing("thu-tuc") }}`.

        Sections are the templates in templates/lists: thu-tuc, van-ban, chi-so, so-lieu and so on.
        """
        return self._part(f"lists/{section}.html", block=True)

    def summary(self) -> str:
        """Put the home page's way in: the register by field, the newest reports, what the site holds."""
        return self._part("lists/home.html", block=True)


ANSWERS: tuple[str, ...] = tuple(
    name
    for name, answer in vars(Answers).items()
    if isinstance(answer, Callable) and not name.startswith("_")  # type: ignore[arg-type]
)
"""The names of the macros, in the order of the class."""
