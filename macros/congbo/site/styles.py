"""Styles: one stylesheet for the whole site, with of the theme's own only what its pages use.

The theme's stylesheet is nine tenths for things that a site may have and this one has not; on a slow phone
nothing is seen before it has come. A rule goes when it asks for a class that no page has and no script
names, or for a colour, a direction or a role that no page has; a custom property when nothing asks for its
value, keyframes when nothing moves by them, a comment always.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import tinycss2

ADDRESS = "assets/congbo/site.css"

_CLASS_ATTRIBUTE = re.compile(r"""class(?<!\wclass)=(?:"[^"]*"|'[^']*'|[^\s>"']+)""")
"""An attribute with its value; it begins with its letters, which are found far faster than a boundary."""
_CHOICES = "dir", "role", "data-md-color-primary", "data-md-color-accent"
"""The attributes that a page has with one value of many that the theme has rules for."""
_CHOSEN = tuple(f"[{name}=" for name in _CHOICES)
_CHOICE = {f"{name}=": re.compile(rf"""{name}(?<!\w{name})=["']?[\w-]+""") for name in _CHOICES}
_QUOTES = "\"'"
_COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)
_WORD = re.compile(r"[\w-]+")
_MOVES = re.compile(r"animation[\w-]*:([^;}]*)")
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")
_NESTED = {"media", "supports"}


def classes_of(html: str) -> set[str]:
    """Return what a page's elements have that rules ask for: classes, and choices as `[dir=ltr]`."""
    values = {found.removeprefix("class=") for found in _CLASS_ATTRIBUTE.findall(html)}
    names = {name for one in values for name in (one[1:-1] if one[0] in _QUOTES else one).split()}
    for asked, pattern in _CHOICE.items():
        if asked in html:
            chosen = {one.removeprefix(asked).lstrip(_QUOTES) for one in pattern.findall(html)}
            names |= {f"[{asked}{value}]" for value in chosen}
    return names


def words_of(script: str) -> set[str]:
    """Return every word of a script, any of which may be a class that it sets."""
    return set(_WORD.findall(script))


def stylesheet(theme: str, own: str, classes: set[str]) -> str:
    """Return the theme's rules that pages with these classes can meet, followed by the package's own."""
    own = own_rules(own)
    rules = "".join(_matching(_rules(theme), classes))
    asked = set(_ASKED.findall(rules + own)) | words_of(" ".join(_MOVES.findall(rules + own)))
    return "".join(_asked_for(_rules(rules), asked)) + own


def own_rules(own: str) -> str:
    """Return the package's own rules without their comments."""
    return _COMMENT.sub("", own).lstrip()


def _rules(css: str) -> list[Any]:
    return list(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _matching(rules: Iterable[Any], classes: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [one for one in _selectors(rule.prelude) if _asked_by(one) <= classes]
            if selectors:
                yield f"{','.join(map(tinycss2.serialize, selectors))}{{{tinycss2.serialize(rule.content)}}}"
        elif inner := _inside(rule):
            yield from _wrapped(rule, _matching(inner, classes))
        else:
            yield rule.serialize()


def _asked_for(rules: Iterable[Any], asked: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            kept = [
                one.serialize()
                for one in tinycss2.parse_blocks_contents(
                    rule.content, skip_comments=True, skip_whitespace=True
                )
                if one.type != "declaration" or not one.name.startswith("--") or one.name in asked
            ]
            if kept:
                yield f"{tinycss2.serialize(rule.prelude)}{{{';'.join(kept)}}}"
        elif inner := _inside(rule):
            yield from _wrapped(rule, _asked_for(inner, asked))
        elif rule.type != "at-rule" or rule.lower_at_keyword != "keyframes" or _name(rule) in asked:
            yield rule.serialize()


def _name(rule: Any) -> str:
    return str(tinycss2.serialize(rule.prelude)).strip()


def _inside(rule: Any) -> list[Any]:
    """Return the rules inside a rule for certain media; nothing for any other kind."""
    if rule.type != "at-rule" or rule.lower_at_keyword not in _NESTED or rule.content is None:
        return []
    return list(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _wrapped(rule: Any, inner: Iterator[str]) -> Iterator[str]:
    if text := "".join(inner):
        yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{text}}}"


def _selectors(prelude: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield the selectors of a list; a comma inside `:is(…)` stands in a token of its own."""
    selector: list[Any] = []
    for token in prelude:
        if token == ",":
            yield selector
            selector = []
        else:
            selector.append(token)
    yield selector


def _asked_by(selector: list[Any]) -> set[str]:
    """Return the classes and choices without which a selector matches nothing: not those inside `:not(…)`."""
    classes = {name.value for dot, name in pairwise(selector) if dot == "." and name.type == "ident"}
    attributes = (tinycss2.serialize([one]) for one in selector if one.type == "[] block")
    return classes.union(one for one in attributes if one.startswith(_CHOSEN))
