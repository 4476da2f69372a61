"""Forms: the rows of filled forms, the number that a column gives, and a year's numbers from its parts."""

from collections.abc import Iterable
from fractions import Fraction

from congbo.export.standalone.published import Data, Frame, Published, Row, Span, moved


def columns_of(form: Data) -> dict[str, Data]:
    """Return the columns of a form by key, each with its number as the form prints it."""
    return {one["key"]: {"number": str(nth), **one} for nth, one in enumerate(form["columns"], start=3)}


def unit_of_column(form: Data, column: str) -> str:
    """Return what a column counts: `hồ sơ`, `%`."""
    return str(columns_of(form).get(column, {}).get("unit") or form["counted"])


def column_in_words(form: Data, column: str) -> str:
    """Return a column as sentences name it: `cột (4): Tiếp nhận trực tuyến`."""
    one = columns_of(form).get(column)
    if one is None:
        return f"cột “{column}” mà biểu không có"
    named = one.get("name") or ": ".join(filter(None, (" › ".join(one.get("group", ())), one["label"])))
    return f"cột ({one['number']}): {named}"


def rows_stated(form: str, frame: Frame, period: Span, data: Published, source: str = "") -> list[Row]:
    """Return the rows of exactly a period and the frame's body, of the source named, or of one a body."""
    rows = [
        row
        for row in data.rows.get(form, ())
        if row.period == period and row.organisation == (frame.organisation or row.organisation)
    ]
    if source:
        return [row for row in rows if row.states(source)]
    used = {body: used_source([row for row in rows if row.organisation == body]) for body in bodies(rows)}
    return [row for row in rows if row.source == used[row.organisation]]


def bodies(rows: Iterable[Row]) -> list[str]:
    """Return the bodies that rows are of."""
    return list(dict.fromkeys(row.organisation for row in rows))


def used_source(rows: list[Row]) -> str:
    """Return the source that is used: the preferred one, what the body states itself, the first."""
    preferred = [row.source for row in rows if row.record.get("preferred")]
    sources = [row.source for row in rows]
    return (preferred or ([""] if "" in sources else sources))[0]


def form_for(id_: str, frame: Frame, data: Published) -> Data | None:
    """Return the form that the period is told in where one is named: itself, what replaced it."""
    forms, now, seen = data.lists["form"], id_, set[str]()
    while now not in seen:
        seen.add(now)
        later = [
            f for f in forms.values() if now in f.get("replaces", ()) and f.get("since", "~") <= frame.end
        ]
        if later:
            now = max(later, key=lambda form: (form["since"], form["id"]))["id"]
    if now != id_ and not rows_stated(now, frame, frame.period, data):
        now = id_ if rows_stated(id_, frame, frame.period, data) else now
    return forms.get(now)


def rows_that_count(rows: list[Row], of: tuple[str, str, str]) -> list[Row]:
    """Return the rows that give a number once: of the whole, or of what is asked for; else of the parts."""
    found: list[Row] = []
    for body in bodies(rows):
        own = [
            row
            for row in rows
            if row.organisation == body
            and all(asked in ("", is_) for asked, is_ in zip(of, row.of, strict=True))
        ]
        found += [row for row in own if (row.of == of if any(of) else row.whole)] or own
    return found


def adds(form: Data, column: str) -> bool:
    """Tell whether numbers of a column in several rows may be added."""
    return form.get("roll_up", "cộng") == "cộng" and unit_of_column(form, column) != "%"


def added(rows: list[Row], column: str) -> Fraction | None:
    """Return the sum of a column; None where a cell is not known."""
    values = [row.value(column) for row in rows]
    return None if None in values else sum((value for value in values if value is not None), Fraction(0))


def start_of_year(period: Span) -> str:
    """Return the first day of the reporting year of a period; that of one from a 15th begins on 15/12."""
    start, end = period
    year = int(end[:4])
    if start[8:] == "15":
        return f"{year - 1 if end[5:] < '12-15' else year:04}-12-15"
    return min(start, f"{year:04}-01-01")


def tiles(periods: Iterable[Span], within: Span) -> list[Span]:
    """Return the fewest periods that fill a time without gap or overlap, in order; none where none do."""
    ways: dict[str, list[Span]] = {within[0]: []}
    for start, end in sorted(periods, key=lambda period: (period[1], period[0])):
        before, after = ways.get(start), moved(end, 1)
        if before is None or not within[0] <= start <= end <= within[1]:
            continue
        if after not in ways or len(before) + 1 < len(ways[after]):
            ways[after] = [*before, (start, end)]
    return ways.get(moved(within[1], 1), [])


def of_year(form: Data, column: str, parts: list[list[Row]]) -> Fraction | None:
    """Return a column over parts of a year in order, each with its rows; None where unknown.

    What is carried over is that of the first part, what is carried on that of the last; of a sum with what
    is carried over in it, only the other columns are added from the second part on.
    """
    if not adds(form, column):
        return None
    carried, identities = form.get("carry_over", ()), form.get("identities", ())
    opening = {one["column"] for one in carried}
    closing = {one["earlier"] for one in carried}
    closing |= {part for one in identities if one["column"] in closing for part in one.get("equals", ())}
    if column in opening:
        return added(parts[0], column)
    if column in closing:
        return added(parts[-1], column)
    later = [column]
    for one in identities:
        if one["column"] == column and opening & {*one.get("equals", ())}:
            later = [part for part in one["equals"] if part not in opening]
            break
    sums = [added(parts[0], column), *(added(rows, one) for one in later for rows in parts[1:])]
    return None if None in sums else sum((value for value in sums if value is not None), Fraction(0))
