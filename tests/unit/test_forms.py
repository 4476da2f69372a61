import io
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from forms import as_csv, as_workbook, form, observation, table, values
from openpyxl import Workbook, load_workbook
from pydantic import ValidationError

from congbo.figures.findings import Misfit, findings
from congbo.figures.form_table import form_table
from congbo.figures.frame import Frame
from congbo.figures.observations import cells, form_for
from congbo.law.form_heads import heads
from congbo.records.forms import in_effect, plain_label, shipped
from congbo.records.grids import LARGEST_FILE, GridError, cell_name, read_grid
from congbo.records.observations import Observation, written
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.records.tables import read_table
from sample import FRAME, dossiers, field, organisation

SEEDS = range(60)


def chances(name: str) -> list[Random]:
    return [Random(f"{name} {seed}") for seed in SEEDS]


def test_the_heads_of_any_form_tile_its_table_exactly() -> None:
    for chance in chances("tile"):
        found = form(chance)
        rows = found.head_rows
        width = len(found.lines) + len(found.columns)
        covered = [
            (row, column)
            for head in found.heads
            for row in range(head.row, head.row + head.rows)
            for column in range(head.first, head.first + head.columns)
        ]
        assert len(covered) == len(set(covered)) == len(rows) * width
        assert set(covered) == {(row, column) for row in range(len(rows)) for column in range(1, width + 1)}
        for nth, column in enumerate(found.columns, start=len(found.lines) + 1):
            over = [h.text for row in rows for h in row if h.first <= nth < h.first + h.columns]
            assert over == list(column.way)


def test_two_neighbours_of_one_name_are_two_columns_and_one_group() -> None:
    ways = [("Kỳ", "Số"), ("Kỳ", "Số"), ("Số",), ("Số",)]
    assert [(one.text, one.row, one.first, one.columns, one.rows) for one in heads(ways)] == [
        *(("Số", 1, 1, 1, 1), ("Số", 1, 2, 1, 1), ("Kỳ", 0, 1, 2, 1)),
        *(("Số", 0, 3, 1, 2), ("Số", 0, 4, 1, 2)),
    ]


def read(found: Any, raw: bytes, name: str = "records/observations/kq.csv", **keys: Any) -> Any:
    return read_table(observation([], **keys), found, raw, name, {})


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_reads_the_same_however_its_columns_stand_and_its_heads_are_typed(ending: str) -> None:
    for chance in chances(f"table {ending}"):
        found = form(chance)
        rows = [{"@": f"Đơn vị {nth}", **values(chance, found)} for nth in range(chance.randint(1, 8))]
        rows = [row for row in rows if set(row.values()) - {row["@"], "?"}] or [{**rows[0], "cot_1": "5"}]
        extra = chance.choice([(), ("Trả lại, rút",)])
        grid = table(chance, found, rows, shuffled=True, extra=extra)
        raw = as_workbook(grid) if ending == "xlsx" else as_csv(grid, chance.choice(",;\t"))
        got, problems = read(found, raw, f"kq.{ending}", extra=list(extra))
        assert problems == []
        assert [row.label for row in got.rows] == [row["@"] for row in rows]
        for line, row in zip(got.rows, rows, strict=True):
            assert {key: written(cell) for key, cell in line.cells.items()} == {
                key: row[key] for key in found.by_key
            }
            assert set(line.extra) == set(extra)


def test_a_head_that_the_form_does_not_have_is_told_at_its_cell_and_not_dropped() -> None:
    for chance in chances("unknown"):
        found = form(chance)
        rows = [{"@": "Cả sở", **values(chance, found), "cot_1": "5"}]
        grid = table(chance, found, rows, shuffled=True, extra=("Cột lạ ngoài biểu",))
        got, problems = read(found, as_csv(grid))
        assert got is None
        at = next(n for n, row in enumerate(grid) for text in row if "ngoai bieu" in plain_label(text))
        assert [(one.line, one.rule) for one in problems] == [(at + 1, "table-form")]


def test_every_cell_that_is_no_number_is_told_where_it_stands() -> None:
    for chance in chances("cells"):
        found = form(chance)
        rows = [{"@": f"Đơn vị {nth}", **values(chance, found), "cot_1": "5"} for nth in range(4)]
        wrong = chance.choice(["1.247", "12,5", "-3", "nhiều", "#REF!", "1e5", "*"])
        row, key = chance.choice(rows), chance.choice(list(found.by_key))
        row[key] = wrong
        grid = table(chance, found, rows, shuffled=True)
        (problem,) = read(found, as_csv(grid))[1]
        line = next(n for n, cells in enumerate(grid, start=1) if row["@"] in cells)
        assert (problem.rule, problem.line) == ("table-form", line)
        assert grid[line - 1][problem.column - 1] == wrong
        assert problem.message.startswith(f"ô {cell_name(line - 1, problem.column - 1)}: ")


def formula(text: str, value: Any = None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Đơn vị", "cot_1", "cot_2"])
    sheet.append(["Cả sở", 3, text])
    out = io.BytesIO()
    book.save(out)
    if value is None:
        return out.getvalue()
    kept = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            part = (
                old.read(name)
                .replace(b"<v></v>", f"<v>{value}</v>".encode())
                .replace(b"<v />", f"<v>{value}</v>".encode())
            )
            new.writestr(name, part)
    return kept.getvalue()


def test_a_formula_counts_by_the_value_kept_with_it_and_is_never_run() -> None:
    found = form(Random(1), wide=2)
    got, problems = read(found, formula("=1+1", 7), "kq.xlsx")
    assert problems == []
    assert written(got.rows[0].cells["cot_2"]) == "7"
    _, (problem,) = read(found, formula("=1+1"), "kq.xlsx")
    assert (problem.line, problem.column) == (2, 3)
    assert "công thức không có giá trị" in problem.message


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    return out.getvalue()


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    book = as_workbook([["Đơn vị", "cot_1"], ["Cả sở", "3"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]><x>&c;</x>'
MERGE = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
HOSTILE = {
    "empty": b"",
    "no package": b"PK\x03\x04 and then nothing",
    "bomb": bomb(),
    "large": b"0" * (LARGEST_FILE + 1),
    "entities": with_part(SHEET, lambda _: ENTITY),
    "no sheet": with_part("xl/workbook.xml", lambda _: b"<workbook/>"),
    "broken": with_part(SHEET, lambda part: part[: len(part) // 2]),
    "far row": with_part(
        SHEET, lambda part: part.replace(b'r="2"', b'r="1048576"').replace(b'2"', b'1048576"')
    ),
    "far column": with_part(SHEET, lambda part: part.replace(b'r="B2"', b'r="ZZZZZ2"')),
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_workbook_is_told_and_never_raises(raw: bytes) -> None:
    got, problems = read(form(Random(1), wide=1), raw, "kq.xlsx")
    assert got is None
    assert {one.rule for one in problems} == {"table-form"}


def test_a_merge_over_the_whole_sheet_takes_no_time_and_no_room() -> None:
    raw = with_part(SHEET, lambda part: part.replace(b"</sheetData>", MERGE))
    got, problems = read(form(Random(1), wide=1), raw, "kq.xlsx")
    assert problems == []
    assert len(got.rows) == 1


def test_any_damage_of_a_file_is_read_or_told() -> None:
    found = form(Random(1), wide=3)
    rows = [{"@": "Cả sở", "cot_1": "1", "cot_2": "2", "cot_3": "3"}]
    grid = table(Random(2), found, rows, shuffled=False)
    for chance in chances("damage"):
        for ending, raw in (("csv", as_csv(grid)), ("xlsx", as_workbook(grid))):
            damaged = bytearray(raw)
            for _ in range(chance.randint(1, 30)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            cut = bytes(damaged)[: chance.choice([len(raw), chance.randrange(len(raw))])]
            got, problems = read(found, cut, f"kq.{ending}")
            assert (got is None) == bool(problems)


def test_a_csv_that_is_no_utf_8_text_is_told_with_its_line() -> None:
    with pytest.raises(GridError) as caught:
        read_grid("Đơn vị,Số\nCả sở,3\n".encode("utf-16"), "kq.csv")
    assert "UTF-8" in str(caught.value)


IDENTITIES = [{"column": "cot_1", "equals": ["cot_2", "cot_3"]}, {"column": "cot_3", "at_most": ["cot_2"]}]


def register(*records: Record, **keys: Any) -> Register:
    return Register([organisation("SKHCN"), form(Random(3), wide=4, **keys), *records])


def filled(rows: list[dict[str, Any]], **keys: Any) -> Observation:
    return observation([{"label": f"Dòng {n}", **row} for n, row in enumerate(rows)], **keys)


def whole(first: int, *others: int, **keys: Any) -> Observation:
    numbers = (first, *others)
    return filled([{"cells": {f"cot_{n}": str(value) for n, value in enumerate(numbers, 1)}}], **keys)


def test_every_planted_fault_of_an_identity_is_told_at_its_cell() -> None:
    for chance in chances("identity"):
        rows = []
        for _ in range(chance.randint(2, 6)):
            third = chance.randrange(100)
            second = third + chance.randrange(100)
            rows.append({"cot_1": second + third, "cot_2": second, "cot_3": third, "cot_4": 0})
        at = chance.randrange(len(rows))
        rows[at]["cot_1"] += (by := chance.choice([-1, 1, 7]))
        lines = [
            {"cells": {key: str(value) for key, value in row.items()}, "level": "cấp tỉnh"} for row in rows
        ]
        if any(row["cot_1"] < 0 for row in rows):
            continue
        (one,) = findings(register(filled(lines), identities=IDENTITIES), "thu")
        assert (one.kind, one.path) == (Misfit.IDENTITY, ("rows", at, "cells", "cot_1"))
        assert one.message.endswith(f"chênh {by:+d}")
        assert one.refused


def test_a_cell_that_is_not_known_makes_no_identity_fail() -> None:
    row = {"cells": {"cot_1": "5", "cot_2": "?", "cot_3": "1"}}
    assert list(findings(register(filled([row]), identities=IDENTITIES), "thu")) == []


def test_a_part_may_not_be_more_than_the_whole() -> None:
    (one,) = findings(register(whole(7, 3, 4, 0), identities=IDENTITIES), "thu")
    assert one.message == "cột (5) = 4 lớn hơn (4) = 3, chênh +1"


def test_what_a_signed_original_prints_is_explained_and_not_refused() -> None:
    stated = {"stated_in": {"document": "5-BC"}, "original": "có"}
    (bare,) = findings(register(whole(8, 3, 3, 0, **stated), identities=IDENTITIES), "thu")
    assert not bare.refused
    assert not bare.explained
    note = [{"column": "cot_1", "note": "Bản gốc in vậy."}]
    (one,) = findings(register(whole(8, 3, 3, 0, **stated, explained=note), identities=IDENTITIES), "thu")
    assert one.explained == "Bản gốc in vậy."


def test_an_original_says_of_which_paper_it_is_a_copy() -> None:
    with pytest.raises(ValidationError, match="stated_in"):
        whole(1, 1, 0, 0, original="có")


def test_a_period_begins_with_what_the_one_before_ended_with() -> None:
    carry = [{"column": "cot_1", "earlier": "cot_4"}]
    before = whole(9, 0, 0, 5, id="truoc", period={"start": "2023-01-01", "end": "2023-12-31"})
    assert list(findings(register(before, whole(5, 0, 0, 0), carry_over=carry), "thu")) == []
    (one,) = findings(register(before, whole(6, 0, 0, 0), carry_over=carry), "thu")
    assert (one.kind, one.refused, one.row.record.id) == (Misfit.CARRY_OVER, False, "kq")
    assert "= 6 nhưng cột (6) của kỳ trước" in one.message
    gap = whole(9, 0, 0, 5, id="truoc", period={"start": "2023-01-01", "end": "2023-12-30"})
    assert list(findings(register(gap, whole(6, 0, 0, 0), carry_over=carry), "thu")) == []


def test_of_two_sources_one_is_used_and_their_difference_is_told() -> None:
    own = whole(6, 0, 0, 0)
    other = whole(7, 0, 0, 0, id="so-khac", stated_in={"document": "5-BC"})
    (one,) = findings(register(own, other), "thu")
    assert (one.kind, one.row.record) == (Misfit.SOURCES, other)
    assert cells("thu", "cot_1", FRAME, register(own, other)).value == 6
    assert cells("thu", "cot_1", FRAME, register(own, other), source="5-BC").value == 7
    preferred = whole(7, 0, 0, 0, id="so-khac", stated_in={"document": "5-BC"}, preferred="có")
    found = register(own, preferred)
    assert cells("thu", "cot_1", FRAME, found).records == (preferred,)
    shown = form_table(found.forms["thu"], FRAME, found)
    assert shown is not None
    assert shown.records == (preferred,)


def levels(*rows: tuple[str, str, str]) -> list[dict[str, Any]]:
    return [
        {"cells": {"cot_1": value}, **({"level": level} if level else {}), **({"unit": unit} if unit else {})}
        for value, level, unit in rows
    ]


def test_cells_are_asked_by_unit_and_level_and_the_whole_row_counts_once() -> None:
    rows = levels(("3", "cấp tỉnh", ""), ("4", "cấp xã", ""), ("7", "", ""))
    rows[2]["total"] = "có"
    found = register(filled(rows))
    assert cells("thu", "cot_1", FRAME, found).value == 7
    assert cells("thu", "cot_1", FRAME, found, level="cấp xã").value == 4
    assert cells("thu", "cot_1", FRAME, found, level="cấp huyện").value is None
    units = register(filled(levels(("3", "", "A"), ("4", "", "B"))))
    assert cells("thu", "cot_1", FRAME, units).value == 7
    assert cells("thu", "cot_1", FRAME, units, unit="B").value == 4


def test_what_is_not_known_is_a_near_miss_and_never_zero() -> None:
    found = cells("thu", "cot_1", FRAME, register(filled(levels(("3", "", "A"), ("?", "", "B")))))
    assert found.value is None
    assert [miss.reason for miss in found.near] == ["dòng “Dòng 1” chưa rõ số này"]


def test_shares_are_never_added() -> None:
    columns = [{"key": "cot_1", "label": "Tỷ lệ", "unit": "%"}]
    two = register(filled(levels(("30", "", "A"), ("40", "", "B"))), columns=columns)
    assert cells("thu", "cot_1", FRAME, two).value is None
    shown = form_table(two.forms["thu"], FRAME, two)
    assert shown is not None
    assert [cell.text for cell in shown.total.cells] == ["?"]
    assert [cell.text for cell in shown.lines[0].cells] == ["30%"]


def test_lines_that_overlap_are_not_added() -> None:
    two = register(filled(levels(("3", "", "A"), ("4", "", "B"))), roll_up="không cộng")
    assert cells("thu", "cot_1", FRAME, two).value is None


def test_the_form_of_a_period_is_the_one_that_holds_on_its_last_day() -> None:
    new = form(Random(3), wide=4, replaces="ii06a-vpcp", since="2026-08-01")
    found = Register([new])
    for end, id_ in (("2026-07-31", "ii06a-vpcp"), ("2026-08-01", "thu"), ("2027-01-01", "thu")):
        period = observation([{"label": "x", "cells": {}}], period={"start": "2026-01-01", "end": end}).period
        frame = Frame(period, FRAME.as_of, FRAME.day, "SKHCN")
        form_then = form_for("ii06a-vpcp", frame, found)
        assert form_then is not None
        assert form_then.id == id_


def test_rows_of_a_form_that_was_replaced_by_then_are_shown_and_told() -> None:
    new = form(Random(3), wide=4, replaces="ii06a-vpcp", since="2024-02-01")
    row = dossiers("ca-so", {"received_total": 16})
    found = Register([organisation("SKHCN"), new, row])
    kept = form_for("ii06a-vpcp", FRAME, found)
    assert kept is not None
    assert kept.id == "ii06a-vpcp"
    told = [one for one in findings(found, "ii06a-vpcp") if one.kind is Misfit.FORM]
    assert [one.message for one in told] == [
        "kỳ này dùng Biểu thử từ ngày 01/02/2024, thay cho Biểu II.06a/VPCP/KSTT"
    ]


def test_a_sites_own_form_stands_for_the_shipped_one() -> None:
    own = form(Random(3), wide=4, id="ii06a-vpcp")
    assert in_effect([own])["ii06a-vpcp"] is own
    assert Register([own]).forms["ii06a-vpcp"] is own
    assert set(in_effect()) == set(shipped())


def test_a_row_of_a_table_is_of_the_unit_or_field_that_it_names() -> None:
    found = form(Random(3), wide=2)
    names = {"đo lường": ("field", "do-luong"), "chi cục": ("unit", "CC")}
    raw = "Đơn vị,cot_1,cot_2,Cấp\nĐo lường,1,2,\nCHI CỤC,3,4,\nKhác,5,6,Cấp xã\nTổng cộng,9,12,\n".encode()
    got, problems = read_table(observation([]), found, raw, "kq.csv", names)
    assert problems == []
    assert got is not None
    said = [(row.label, row.unit, row.field, str(row.level or ""), row.total) for row in got.rows]
    assert said == [
        *(("Đo lường", "", "do-luong", "", False), ("CHI CỤC", "CC", "", "", False)),
        *(("Khác", "", "", "cấp xã", False), ("Tổng cộng", "", "", "", True)),
    ]


def test_a_workbook_that_the_site_makes_of_a_form_is_read_back_the_same() -> None:
    from congbo.paper.workbook import workbook
    from sample import report

    for chance in chances("back")[:10]:
        found = form(chance)
        numbers = [{**values(chance, found), "cot_1": "5"} for _ in range(3)]
        rows = [{"label": f"Đơn vị {n}", "unit": f"U{n}", "cells": one} for n, one in enumerate(numbers)]
        whole_report = report("x", organisation("SKHCN"), field("a"), found, observation(rows))
        shown = form_table(found, whole_report.frame, whole_report.register)
        assert shown is not None
        packed = workbook(whole_report, shown)
        assert load_workbook(io.BytesIO(packed)).worksheets[0].max_column >= len(found.columns)
        got, problems = read(found, packed, "kq.xlsx")
        assert problems == []
        assert [row.label for row in got.rows] == [*(row["label"] for row in rows), "Tổng cộng"]
        for line, row in zip(got.rows, numbers, strict=False):
            own = {key: written(cell).rstrip("*") for key, cell in line.cells.items()}
            assert own == {key: value.rstrip("*") for key, value in row.items()}
