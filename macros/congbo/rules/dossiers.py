"""Dossiers: what must hold of the rows of Biểu II.06a. Each docstring is the rule."""

from collections.abc import Iterator

from congbo.law.dossier_form import DOSSIER_COLUMNS, DOSSIER_IDENTITIES
from congbo.records.dossier_counts import DossierCount
from congbo.records.problems import Problem
from congbo.rules.rulebook import SiteToCheck, tells

_COLUMNS = {number: column for column, (number, _) in DOSSIER_COLUMNS.items()}


@tells("dossier-identity")
def dossier_identities(site: SiteToCheck) -> Iterator[Problem]:
    """The columns of Biểu II.06a add up: 3=4+5+6, 7=8+9+10, 11=12+13, 3=7+11 (TT 01/2020/TT-VPCP)."""
    for row in site.register.dossier_counts.values():
        for total, parts in DOSSIER_IDENTITIES:
            left = row.counts[total]
            right = sum(row.counts[_COLUMNS[part]] for part in parts)
            if left != right:
                number, _ = DOSSIER_COLUMNS[total]
                sum_of = "+".join(f"({part})" for part in parts)
                message = f"cột ({number}) = {left} nhưng {sum_of} = {right}, chênh {left - right:+d}"
                yield site.problem(row, ("counts", str(total)), "dossier-identity", message)


@tells("dossier-total")
def dossier_totals(site: SiteToCheck) -> Iterator[Problem]:
    """The rows of a body's units and fields in a period do not overlap, and add up to its own row."""
    bodies: dict[tuple[str, str], list[DossierCount]] = {}
    for row in site.register.dossier_counts.values():
        if row.public:
            bodies.setdefault((row.organisation, str(row.period)), []).append(row)
    for rows in bodies.values():
        parts = [row for row in rows if not row.whole]
        pairs = ((earlier, row) for n, row in enumerate(parts) for earlier in parts[:n])
        if twice := next((pair for pair in pairs if _overlap(*pair)), None):
            earlier, row = twice
            message = f"không cộng được với {earlier.path}: một bộ hồ sơ có thể nằm trong cả hai dòng"
            yield site.problem(row, ("unit" if row.unit else "field",), "dossier-total", message)
            continue
        for whole in (row for row in rows if row.whole and parts):
            for column, (number, _) in DOSSIER_COLUMNS.items():
                left, right = whole.counts[column], sum(row.counts[column] for row in parts)
                if left != right:
                    message = (
                        f"cột ({number}) của cả cơ quan = {left} nhưng {len(parts)} dòng theo lĩnh vực,"
                        f" đơn vị cộng lại = {right}, chênh {left - right:+d}"
                    )
                    yield site.problem(whole, ("counts", str(column)), "dossier-total", message)


def _overlap(one: DossierCount, other: DossierCount) -> bool:
    """Tell whether a dossier may stand in both rows: in a field and in a unit, in a unit and in its field."""
    if bool(one.unit) != bool(other.unit):
        return True
    return one.unit == other.unit and not (one.field and other.field)
