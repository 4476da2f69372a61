"""Placeholders: what the macros of a written page put into it, kept apart until Markdown is done.

A macro leaves a token in the Markdown and its HTML is put in afterwards, so that nothing a record says is
ever read as Markdown, and no block of HTML is parsed twice.
"""

import re
from html import unescape

_TOKEN = re.compile("(?:<p>)?\ue000(\\d+)\ue001(?:</p>)?")
_TAG = re.compile("<[^>]*>")
_START, _END = "\ue000", "\ue001"


class Placeholders:
    """The HTML that the tokens of one page stand for."""

    def __init__(self) -> None:
        self._html: list[tuple[str, bool]] = []

    def keep(self, html: str, *, block: bool = False) -> str:
        """Keep the HTML and return the token that stands for it in the Markdown."""
        self._html.append((html if block else html.strip(), block))
        return f"{_START}{len(self._html) - 1}{_END}"

    def in_words(self, text: str) -> str:
        """Return a text with every token replaced by the words of what it stands for."""
        return _TOKEN.sub(lambda match: unescape(_TAG.sub("", self._html[int(match.group(1))][0])), text)

    def fill(self, content: str) -> str:
        """Return the page's HTML with every token replaced by what it stands for, a block without its `<p>`.

        What is put in is not looked through again: a token that a record says stays what it is.
        """

        def replace(match: re.Match[str]) -> str:
            html, block = self._html[int(match.group(1))]
            return html if block else match.group().replace(f"{_START}{match.group(1)}{_END}", html)

        return _TOKEN.sub(replace, content)
