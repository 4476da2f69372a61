from random import Random

from forms import form

from congbo.paper.document import Cell, Run, placed, text_of
from congbo.paper.wide_tables import LINE_COLUMNS, MOST, Rows, parts
from congbo.records.forms import Form


def cell(text: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((Run(text),), header=False, centred=True, columns=columns, rows=rows)


def table(of: Form) -> tuple[Rows, Rows]:
    head = [tuple(cell(one.text, one.columns, one.rows) for one in row) for row in of.head_rows]
    keys = list(of.by_key)
    line = (cell("1"), cell("Đơn vị"), *map(cell, keys))
    total = (cell("Tổng cộng", columns=2), *map(cell, keys))
    return (*head, line), (line, total)


def over(rows: Rows, lead: int = LINE_COLUMNS) -> dict[str, list[str]]:
    """The texts above each column's last one, by that."""
    ways: dict[int, list[str]] = {}
    for row in placed(rows):
        column = 0
        for one, begins in row:
            for at in range(column, column + one.columns):
                ways.setdefault(at, []).extend([text_of(one.inlines)] if begins else [])
            column += one.columns
    return {way[-1]: way[:-1] for column, way in ways.items() if column >= lead}


def test_each_part_holds_whole_groups_below_their_heads_and_every_column_is_in_one() -> None:
    for seed in range(80):
        found = form(Random(f"wide {seed}"))
        head, body = table(found)
        made = list(parts(head, body))
        assert (len(made) == 1) == (len(found.columns) + LINE_COLUMNS <= MOST) or len(
            found.columns
        ) > MOST - 3
        whole = over(head)
        split: dict[str, list[str]] = {}
        for part, lines in made:
            assert all(part)
            widths = {sum(one.columns for one, _ in row) for row in placed((*part, *lines))}
            assert len(widths) == 1, "every row is as wide as the others"
            split |= over(part)
            assert [text_of(one.inlines) for one in lines[0][:2]] == ["1", "Đơn vị"]
            assert text_of(lines[1][0].inlines) == "Tổng cộng"
        assert split == whole


def test_a_form_that_fits_is_one_table() -> None:
    head, body = table(form(Random(1), wide=11))
    assert list(parts(head, body)) == [(head, body)]
