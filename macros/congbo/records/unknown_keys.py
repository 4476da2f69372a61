"""Unknown keys: the key that was meant by one that a record does not have."""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from congbo.records.frontmatter import Position
from congbo.records.problems import Problem
from congbo.words.spelling import LONGEST_WORD, fold, nearest

ASKED = "Có phải"
_TEXT_WORDS = 4
"""A key of so many words is a line of text."""
_NEAR = 0.75


def unknown_key(path: str, place: Position, key: str, accepted: Collection[str]) -> Problem:
    """Return the problem of a key that the model does not know, with the nearest that it does.

    `accepted` may be the titles of the keys, by key: a key is often typed in its Vietnamese name.
    """
    message = f"không có khoá “{key}”"
    hint = meant(key, accepted)
    if not hint and len(key.split()) >= _TEXT_WORDS:
        message = "dòng này là một câu, không phải “khoá: giá trị”"
        hint = "Là phần tiếp của dòng trên thì lùi vào 2 dấu cách; nội dung khác thì chuyển xuống dưới “---”"
    elif not hint and accepted:
        hint = f"Các khoá dùng được: {', '.join(accepted)}."
    return Problem(path, *place, "unknown-key", message, hint)


def meant(typed: str, accepted: Collection[str]) -> str:
    """Return the question that offers the key that was meant by another, or nothing."""
    titles = accepted if isinstance(accepted, Mapping) else {}
    if len(typed) > LONGEST_WORD:
        return ""
    worn = re.sub(r"^\d{1,2}[.)]\s*", "", typed).strip("*_`\"'“”‘’ ")
    if worn in accepted:
        return f"{ASKED} “{worn}”?"
    words = _words(worn)
    by_title = {_words(title): key for key, title in titles.items()}
    if key := by_title.get(words):
        return f"{ASKED} “{key}” ({titles[key]})?"
    if asked := nearest(worn, accepted):
        return asked
    close = get_close_matches(words, by_title, n=1, cutoff=_NEAR)
    begun = [
        title
        for title in by_title
        if f"{title} ".startswith(f"{words} ") or f"{words} ".startswith(f"{title} ")
    ]
    near = close or (begun if len(begun) == 1 else [])
    return f"{ASKED} “{by_title[near[0]]}” ({titles[by_title[near[0]]]})?" if near else ""


def offers(hint: str, key: str) -> bool:
    """Tell whether a hint offers a key."""
    return hint.startswith(f"{ASKED} “{key}”")


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))
