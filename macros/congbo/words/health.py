"""Health: what is damaged in a text, found without false alarms: what a sound text may hold is not told.

A damaged word is one that cannot be Vietnamese as it stands, and is when the damage is undone. Everything
here is linear in the length of the text, and a sound text is passed over at the speed of one search.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from congbo.words.encodings import MISREADINGS, OLD_ENCODINGS, Misreading, OldEncoding
from congbo.words.hidden import PLAIN
from congbo.words.syllables import is_syllable, without_tone

LONGEST_SHOWN = 60  # characters of a damaged text that a message quotes


class Sort(StrEnum):
    """What happened to a text."""

    MISREAD = "misread-encoding"
    OLD = "old-encoding"
    LOST = "lost-letters"


@dataclass(frozen=True, slots=True)
class Damage:
    """Damage of a text: where it begins, some damaged words, what they were (empty where nobody knows)."""

    sort: Sort
    start: int
    got: str
    meant: str = ""
    encoding: str = ""


# A sound text has none of these: signs beside letters and common punctuation, capitals inside a word, and
# vowels side by side that no syllable has; a question mark before a letter.
_IMPOSSIBLE = "[À-ÿ](?:(?<=[a-z].)(?<=[À-Þ])|(?<=[aAeEÀ-ÖØ-öø-ÿ].)|(?<=[oO][âùõÂÙÕ])|(?<=[uUyY][ùõòÙÕÒ]))"
_ASKED_LETTER = r"\?(?:(?=\w)|(?<=[bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX]\?))"
_UNSOUND = tuple(map(re.compile, (f"[^{PLAIN}]", _IMPOSSIBLE, _ASKED_LETTER)))
"""One after the other: each begins with signs that are looked for at once, all together with none."""
_MAYBE_OLD = re.compile(f"(?=[\x80-\xff])[^{PLAIN}]|{_IMPOSSIBLE}")
_ADDRESS = re.compile(r"\S*(?:://|www\.|[/=&]\w*\?|\?\w+=)\S*")
_TOKEN = re.compile("[A-Za-z\u0080-\u009f\u00a1-\u024f\u0300-\u036fẠ-ỹ‘’“”]+")
_TODAY = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0Ạ-ỹ]")
"""Letters that only Unicode has: a text that has them was typed in it."""

_ASKED = re.compile(r"[\w?]*\?[\w?]*")
_WITH_LOST = re.compile(
    "[bcdđghklmnpqrstvx?]{0,4}[aăâeêioôơuưy?]{1,4}(?:[cmnpt?]|ch|ng|nh|[cnp?][gh?])?", re.IGNORECASE
)
_CONSONANTS = re.compile("[bcdđghklmnpqrstvx]{1,3}", re.IGNORECASE)
_READ = re.compile(f"[{PLAIN}°§«»²³½×\u0300-\u0303\u0306\u0309\u031b\u0323]")
"""What a misread sequence must stand for to be one: what Vietnamese texts have, composed or not."""

_MAYBE_PUNCTUATION = "‘’“”–—…\u00a0»"


def unsound(text: str) -> bool:
    """Tell whether there is anything to look at: most texts end here."""
    return any(pattern.search(text) for pattern in _UNSOUND)


def damage(text: str) -> Damage | None:
    """Return what happened to a text of one paragraph or one value, or None."""
    if not unsound(text):
        return None
    return _misread(text) or _old(text) or _lost(text)


def _misread(text: str) -> Damage | None:
    for misreading in MISREADINGS:
        for match in misreading.pattern.finditer(text):
            if misreading.letter(match.group()) and not _may_be_typed(text, match, misreading):
                start, got = _words_around(text, match.start())
                return Damage(Sort.MISREAD, start, got, _read_rightly(got))
    return None


def _may_be_typed(text: str, match: re.Match[str], misreading: Misreading) -> bool:
    """Tell whether the signs may stand side by side in a sound text: “XÃ”, capitals before a space."""
    sequence, letter = match.group(), misreading.letter(match.group())
    if not _READ.match(letter):
        return True
    if len(sequence) == 3:
        return False
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    ends = sequence[1] in _MAYBE_PUNCTUATION and not after.isalpha()
    return ends and (before.isupper() or not before.isalpha())


def _read_rightly(text: str) -> str:
    """Return the text read rightly, however many times in turn it was misread."""
    for _ in range(3):
        better = min((misreading.decoded(text) for misreading in MISREADINGS), key=len)
        if better == text:
            break
        text = better
    return text


def _old(text: str) -> Damage | None:
    """Return the old encoding that most words speak for, in a run of words that have no letter of today."""
    if _MAYBE_OLD.search(text) is None:
        return None
    best: tuple[int, int, OldEncoding] | None = None
    words = [(token.start(), token.group()) for token in _TOKEN.finditer(text) if not token.group().isascii()]
    runs, has_sound = list(_runs(words)), _TODAY.search(text) is not None
    for encoding in OLD_ENCODINGS:
        for run in runs:
            old = [(start, word) for start, word in run if _is_old(word, encoding)]
            certain = [start for start, word in old if not _may_be_word(word)]
            enough = len(certain) > 1 or (len(certain) == 1 and len(old) > 1 and not has_sound)
            if enough and (best is None or len(certain) > best[0]):
                whole = _TODAY.search(text, 0, old[0][0]) is None  # nothing sound before: all is damaged
                best = len(certain), old[0][0] if whole else certain[0], encoding
    if best is None:
        return None
    _, first, encoding = best
    first, got = _words_around(text, first)
    plain = [letter for letter in got if letter.isascii() and letter.isalpha()]
    in_capitals = len(plain) > 1 and all(map(str.isupper, plain))  # a font of capitals has them in its marks
    meant = encoding.decoded(got)
    return Damage(Sort.OLD, first, got, meant.upper() if in_capitals else meant, encoding.name)


def _runs(words: Sequence[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Yield the words with letters beyond ASCII that stand together, with no letter of today between them."""
    run: list[tuple[int, str]] = []
    for start, word in words:
        if not _TODAY.search(word):
            run.append((start, word.strip("‘’“”")))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_old(word: str, encoding: OldEncoding) -> bool:
    """Tell whether a word is a Vietnamese one when it is read as the encoding; signs alone are none."""
    if not any(letter.isascii() for letter in word):
        return False
    meant = encoding.decoded(word)
    return meant != word and is_syllable(meant, strict=True)


def _may_be_word(word: str) -> bool:
    """Tell whether a word is spelled as Vietnamese may be: with no capital after a small letter."""
    mixed = any(one.islower() and other.isupper() for one, other in pairwise(word))
    return not mixed and is_syllable(word)


def _lost(text: str) -> Damage | None:
    if (place := text.find("\ufffd")) >= 0:
        return Damage(Sort.LOST, *_words_around(text, place))
    if "?" not in text:
        return None
    if "/" in text or "=" in text:
        text = _ADDRESS.sub(lambda match: " " * len(match.group()), text)
    doubtful: list[int] = []
    for token in _ASKED.finditer(text):
        sure = _has_lost(token.group(), text[token.end() : token.end() + 2])
        if sure or (sure is None and doubtful):
            return Damage(Sort.LOST, *_words_around(text, doubtful[0] if doubtful else token.start()))
        if sure is None:
            doubtful.append(token.start())
    return None


def _has_lost(word: str, after: str) -> bool | None:
    """Tell whether a word has question marks for letters; None where two such words would be needed."""
    if any(letter.isdigit() for letter in word) or not any(letter.isalpha() for letter in word):
        return False
    if _CONSONANTS.fullmatch(word.rstrip("?")):
        return True if word.islower() and after[:1] == " " and after[1:].islower() else None
    inside = word.strip("?")
    if not _WITH_LOST.fullmatch(without_tone(word)[0]) or _are_sentences(word):
        return False
    if "?" in inside:
        return True
    return (True if word.islower() and not is_syllable(inside) else None) if word.startswith("?") else False


def _are_sentences(word: str) -> bool:
    """Tell whether a question mark may only lack the space behind it: `gì?Có`."""
    parts = [part for part in word.split("?") if part]
    return all(map(is_syllable, parts)) and all(part[0].isupper() for part in parts[1:])


_OUTSIDE = " |\"'“”(),;:"


def _words_around(text: str, place: int) -> tuple[int, str]:
    """Return where the word at a place begins, and it with some of the words after it, on one line."""
    start = place
    while start > 0 and place - start < LONGEST_SHOWN // 2 and not text[start - 1].isspace():
        start -= 1
    while start < place and text[start] in _OUTSIDE:
        start += 1
    words = text[start : start + LONGEST_SHOWN].split("\n")[0]
    cut = start + LONGEST_SHOWN < len(text) and " " in words
    return start, (words.rpartition(" ")[0] if cut else words).rstrip(_OUTSIDE)


@dataclass(frozen=True, slots=True)
class Entity:
    """An HTML code in a text: where it stands, the word that has it, and the mended word."""

    start: int
    got: str
    meant: str


_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,31});|&(?:nbsp|#\d{3,5})\b")
_TWICE = re.compile(r"&amp;(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8});")


def entities(text: str) -> Iterator[Entity]:
    """Yield the HTML codes of a text that is not HTML; `&` alone, as in SNV-CCHC&PC, is as it should be."""
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        if html.unescape(match.group()) != match.group():
            start = text.rfind(" ", 0, match.start()) + 1
            got = text[start : start + LONGEST_SHOWN].split()[0]
            meant = " ".join(html.unescape(html.unescape(got)).split())
            yield Entity(match.start(), match.group(), meant)


_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|font|table|tbody|tr|td|th|ul|ol|li|a|h[1-6]|o:p|img|sup|sub|hr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def tags(text: str) -> Iterator[Entity]:
    """Yield the first HTML tag of a text that is not HTML, with the line that it is in without its tags."""
    if "<" not in text:
        return
    if match := _TAG.search(text):
        start = text.rfind("\n", 0, match.start()) + 1
        line = text[start:].split("\n")[0]
        meant = " ".join(html.unescape(_TAG.sub(" ", line)).split())
        yield Entity(match.start(), match.group(), meant if len(meant) <= 2 * LONGEST_SHOWN else "")


def entities_twice(text: str) -> Iterator[Entity]:
    """Yield the HTML codes of a Markdown text that were made codes once more, so that readers see them."""
    if "&amp;" in text:
        for match in _TWICE.finditer(text):
            meant = html.unescape(html.unescape(match.group()))
            if meant != html.unescape(match.group()):
                yield Entity(match.start(), match.group(), meant)
