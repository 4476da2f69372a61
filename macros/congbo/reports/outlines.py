"""Outlines: report pages to begin with, as data: headings and calls, and what a site has not is said so.

An outline never brings a number: where the site has no indicator for a sentence, a line
`[Chưa có: …]` stands in its place, which the rule `not-written` tells until somebody writes it.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from congbo.law.regimes import ReportingPeriod
from congbo.records import shipped as shipped_pages
from congbo.words.spelling import slug

_OF_FIGURE = re.compile(r'\{\{ *(?:figure|fraction|cite_all|procedure_names)\("([^"]+)"')
_NOTE = re.compile(r"\[\^[^\]]+\]:")
NOT_WRITTEN = re.compile(r"\[Chưa có: ([^\]\n]*)\]")
"""What stands in a page where a figure or a text is still to be brought."""
_BODY = "[[cơ quan]]"
_PLAIN = re.compile(r"[\w“(][\w “”(),/.;+–…-]*")
_TRUTHS = frozenset({"true", "false", "null", "yes", "no"})


@dataclass(frozen=True, slots=True)
class Outline:
    """A report to begin with. `figures` are what its sentences need, each with what it is called."""

    id: str
    title: str
    description: str
    figures: Mapping[str, str]
    body: str

    def text(self, body: str, known: Collection[str]) -> str:
        """Return the page's text for a body; what needs a figure that is not known is said to be missing."""
        blocks = (self._block(block, known) for block in self.body.strip().split("\n\n"))
        return "\n\n".join(filter(None, blocks)).replace(_BODY, body) + "\n"

    def _block(self, block: str, known: Collection[str]) -> str:
        missing = [id_ for id_ in dict.fromkeys(_OF_FIGURE.findall(block)) if id_ not in known]
        if not missing:
            return block
        if _NOTE.match(block):
            return ""
        names = "; ".join(self.figures[id_] for id_ in missing)
        return f"{'- ' if block.startswith('- ') else ''}[Chưa có: {names}.]"


@cache
def shipped() -> dict[str, Outline]:
    """Return the outlines that the package ships, by id."""
    return {
        id_: Outline(id_, front.data["title"], front.data["description"], front.data["figures"], front.body)
        for id_, front in shipped_pages.pages("outlines")
    }


def page_id(kind: str, period: ReportingPeriod) -> str:
    """Return the id of a report's page: `2026-09-cchc-quy-iii`; of a week or free days with the last day."""
    if period.name in ("", "tuần"):
        return "-".join(filter(None, (period.end.isoformat(), kind, slug(period.name))))
    return f"{period.end:%Y-%m}-{kind}-{slug(period.name)}"


def period_keys(period: ReportingPeriod, level: str = "") -> dict[str, Any]:
    """Return the keys by which a report names its period."""
    if not period.regime:
        return {"start": period.start.isoformat(), "end": period.end.isoformat()}
    by_days = period.name == "tuần"
    when = {"start": period.start.isoformat()} if by_days else {"year": str(period.year)}
    return {"regime": period.regime, "of": period.name, **when, **({"level": level} if level else {})}


def page(head: Mapping[str, Any], body: str) -> str:
    """Return a page with these keys and this text."""
    return f"---\n{written(head)}---\n\n{body}"


def written(keys: Mapping[str, Any], indent: str = "") -> str:
    """Return keys as front matter: groups, lists and texts, each text as it is where that is safe."""
    lines = []
    for key, value in keys.items():
        if isinstance(value, Mapping):
            lines.append(f"{indent}{key}:\n{written(value, f'{indent}  ')}")
        elif isinstance(value, list | tuple):
            items = "".join(f"{indent}  - {_item(one, indent)}" for one in value)
            lines.append(f"{indent}{key}:\n{items}")
        else:
            lines.append(f"{indent}{key}: {_scalar(value)}".rstrip() + "\n")
    return "".join(lines)


def _item(value: Any, indent: str) -> str:
    if isinstance(value, Mapping):
        return written(value, f"{indent}    ").lstrip(" ")
    return f"{_scalar(value)}\n"


def _scalar(value: Any) -> str:
    text = str(value)
    if _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _TRUTHS - {"true"}:
        return text
    return json.dumps(text, ensure_ascii=False) if text else ""
