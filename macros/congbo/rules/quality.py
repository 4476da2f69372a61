"""Quality: what in a procedure's record cannot both be right and misleads who reads it.

The other flaws of quality are no problems: `congbo check` counts them, and a page of the site lists them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from congbo.figures.contradictions import SORTS
from congbo.figures.flaws import Flaw
from congbo.figures.quality import flaws
from congbo.records.problems import Problem
from congbo.rules.rulebook import SiteToCheck, tells

_EXPLAIN = "chưa sửa được thì giải thích ở “explained”"


@tells("online-level", "limit-differs", "fee-differs", "level-ended", "completeness-differs", "folder-field")
def contradictions(site: SiteToCheck) -> Iterator[Problem]:
    """No two places of a procedure's record contradict each other, unless the record explains why."""
    found: dict[str, list[Flaw]] = defaultdict(list)
    for flaw in flaws(site.register, site.of_day, SORTS):
        if not flaw.note:
            found[flaw.sort.id].append(flaw)
    yield from _tell(site, "online-level", found)
    yield from _tell(site, "limit-differs", found)
    yield from _tell(site, "fee-differs", found)
    yield from _tell(site, "level-ended", found)
    yield from _tell(site, "completeness-differs", found)
    yield from _tell(site, "folder-field", found)


def _tell(site: SiteToCheck, rule: str, found: Mapping[str, Sequence[Flaw]]) -> Iterator[Problem]:
    for flaw in found.get(rule, ()):
        mend = flaw.sort.mend.rstrip(".")
        hint = f"Hãy {mend[0].lower()}{mend[1:]}; {_EXPLAIN}"
        yield site.problem(flaw.procedure, flaw.path, rule, flaw.in_words, hint)
