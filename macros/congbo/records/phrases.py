"""Phrases: short texts that people type, in lists that are neither empty nor endless, as a type."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from congbo.records.scalars import parse_list, parse_text, refuse

LONGEST_PHRASE = 120
"""Characters of a phrase: a longer one is a paragraph, and nobody types it the same again."""
MOST_PHRASES = 60
"""How many ways of saying one thing a list may hold."""

_LETTER = re.compile(r"\w")


def _phrase(value: object) -> str:
    text = " ".join(parse_text(value).split())
    if len(text) > LONGEST_PHRASE:
        got = f"đang có {len(text)} ký tự"
        raise refuse("too-long", f"có cụm từ phải dài không quá {LONGEST_PHRASE} ký tự ({got})")
    if not _LETTER.search(text):
        raise refuse("wrong-type", f"phải có chữ hoặc số trong mỗi cụm từ (đang là '{text}')")
    return text


def _some(phrases: tuple[str, ...]) -> tuple[str, ...]:
    if not phrases:
        raise refuse("missing-key", "phải có ít nhất một cụm từ")
    if len(phrases) > MOST_PHRASES:
        raise refuse("too-long", f"phải có không quá {MOST_PHRASES} cụm từ (đang có {len(phrases)})")
    return phrases


Phrase = Annotated[str, BeforeValidator(_phrase)]
Phrases = Annotated[tuple[Phrase, ...], BeforeValidator(parse_list), AfterValidator(_some)]
