"""Parts: what the macros of one page put into it.

A macro leaves a token in the Markdown and its HTML is put in after Markdown is done, so that nothing a
record says is ever read as Markdown, and no block of HTML is parsed twice.
"""

import re

from congbo.reports.report import Report
from congbo.reports.written_page import Call, PageSource, note_spans

_TOKEN = re.compile("(?:<p>)?\ue000(\\d+)\ue001(?:</p>)?")
_TOKEN_ONLY = re.compile("\ue000(\\d+)\ue001")
_MARKER = re.compile(r"\[\^([\w-]+)\]")


class PageParts:
    """The parts of one page while it is made, and the calls that its macros answer, in order."""

    def __init__(self, source: PageSource | None, report: Report | None, root: str) -> None:
        self.source = source
        self.report = report
        self.root = root
        self._html: list[tuple[str, bool]] = []
        self._next_call = 0

    def token(self, html: str, *, block: bool = False) -> str:
        """Keep the HTML and return the token that stands for it in the Markdown."""
        self._html.append((html, block))
        return f"\ue000{len(self._html) - 1}\ue001"

    def call(self, name: str, id_: str = "") -> Call | None:
        """Return the call of the source that is being answered: the next of that name and id."""
        calls = self.source.calls if self.source else ()
        for index in range(self._next_call, len(calls)):
            if calls[index].name == name and calls[index].id == id_:
                self._next_call = index + 1
                return calls[index]
        return None

    def fill(self, content: str) -> str:
        """Return the page's HTML with every token replaced by what it stands for."""

        def replace(match: re.Match[str]) -> str:
            html, block = self._html[int(match.group(1))]
            if block:
                return html
            return match.group().replace(f"\ue000{match.group(1)}\ue001", html)

        return _TOKEN_ONLY.sub(lambda m: self._html[int(m.group(1))][0], _TOKEN.sub(replace, content))


def notes_in_order(markdown: str, note_ids: list[str]) -> str:
    """Return the Markdown with its note texts at the end, in the order of their first markers.

    A note that is not in `note_ids` is taken out, markers and all.
    Python-Markdown numbers notes by the order of their texts, not of their markers.
    """
    texts: dict[str, str] = {}
    rest, end = "", 0
    for start, stop, id_ in note_spans(markdown):
        texts[id_] = markdown[start:stop].strip()
        rest, end = rest + markdown[end:start], stop
    rest = (rest + markdown[end:]).rstrip()
    rest = _MARKER.sub(lambda marker: marker.group() if marker.group(1) in note_ids else "", rest)
    ordered = [texts[id_] for id_ in note_ids if id_ in texts]
    return "\n\n".join([rest, *ordered]) + "\n"
