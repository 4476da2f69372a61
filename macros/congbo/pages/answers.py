"""Answers: what the macros of a written page put into it: one answer for the screen, for Word and for PDF."""

from congbo.pages.placeholders import Placeholders
from congbo.pages.rendering import Renderer
from congbo.reports.calls import Call
from congbo.reports.macro import Asked
from congbo.reports.macros import MACROS
from congbo.reports.notes import notes_in_order
from congbo.reports.report import Report
from congbo.reports.written_page import PageSource

NOTES_PLACE = "///Footnotes Go Here///"
"""Python-Markdown's own mark of the place where the notes' texts go."""


class Answers:
    """The answers to the calls of one page; `root` is the relative way from the page to the site's root."""

    def __init__(self, renderer: Renderer, page: PageSource, report: Report | None, root: str) -> None:
        self.page = page
        self._renderer = renderer
        self._report = report
        self._root = root
        self._placeholders = Placeholders()
        self._tokens: dict[int, str] = {}

    def answer(self, call: Call) -> str:
        """Return what stands in the Markdown for a call: its token, before a signature also the notes."""
        macro = MACROS[call.name]
        register = (self._report or self._renderer.pages).register
        asked = Asked(call, register, self._report)
        html = self._renderer.part(macro.template, self._root, register=register, **macro.context(asked))
        notes = macro.signs and self._report is not None and self._report.notes
        token = self._placeholders.keep(html, block=macro.block)
        return f"{NOTES_PLACE}\n\n{token}" if notes else token

    def token(self, call: Call) -> str:
        """Return the answer to a call, made once however often it is asked for."""
        if call.start not in self._tokens:
            self._tokens[call.start] = self.answer(call)
        return self._tokens[call.start]

    def markdown(self) -> str:
        """Return the page's Markdown with its calls answered and its notes in the order of their markers."""
        text = self.page.markdown(self.token)
        if not self.page.note_ids:
            return text
        return notes_in_order(text, self._report.note_ids if self._report else self.page.note_ids)

    def in_words(self, text: str) -> str:
        """Return a heading of the page in words, as menus and titles have it."""
        return self._placeholders.in_words(text)

    def fill(self, html: str) -> str:
        """Return the page's HTML with what the macros answered in its places."""
        return self._placeholders.fill(html)
