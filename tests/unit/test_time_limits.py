"""Time limits as editors write them, and as pages, tables, filters and other systems read them."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError
from sealed import seal_of

from congbo.export.csv import PROCEDURE_COLUMNS, procedure_rows, table
from congbo.export.json import record as data_of
from congbo.export.public_services import duration
from congbo.figures.changes import changes_of
from congbo.pages.pages import Pages
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.records.time_limits import TimeLimit
from congbo.reports.seals import encoded, read_seal
from congbo.reports.site import Site
from congbo.words.vocabulary import TimeUnit
from sample import field, indicator, procedure, report

DAY = date(2026, 11, 25)
COUNTED = indicator("thu-tuc", {"count": "thủ tục", "where": {}}, unit="thủ tục")


def limit(value: str, unit: str, cut_off: str = "") -> TimeLimit:
    keys = {"value": value, "unit": unit, "cut_off": cut_off}
    return TimeLimit.model_validate({key: text for key, text in keys.items() if text})


def pages(*records: Record) -> Pages:
    return Pages(Site(Path(), Register([field("so-huu-tri-tue"), *records]), (), (), ()), DAY)


FORMS = [
    # value, unit, cut-off; in lists; in tables; days to compare by; xsd:duration
    ("5", "ngày làm việc", "", "05 ngày làm việc", "5 ngày làm việc", 5, ""),
    ("5.0", "ngày làm việc", "", "05 ngày làm việc", "5 ngày làm việc", 5, ""),
    ("0.5", "ngày làm việc", "", "0,5 ngày làm việc", "0,5 ngày làm việc", 0.5, ""),
    ("1.5", "ngày", "", "1,5 ngày", "1,5 ngày", 1.5, "P1DT12H"),
    ("0.5", "ngày", "", "0,5 ngày", "0,5 ngày", 0.5, "P0DT12H"),
    ("25", "ngày", "", "25 ngày", "25 ngày", 25, "P25D"),
    ("2", "tháng", "", "02 tháng", "2 tháng", 60, "P2M"),
    ("1", "năm", "", "01 năm", "1 năm", 365, "P1Y"),
    ("4", "giờ", "", "04 giờ", "4 giờ", 0.167, "PT4H"),
    ("1.5", "giờ", "", "1,5 giờ", "1,5 giờ", 0.062, "PT1H30M"),
    ("48", "giờ", "", "48 giờ", "48 giờ", 2, "PT48H"),
    ("4", "giờ làm việc", "", "04 giờ làm việc", "4 giờ làm việc", 0.167, ""),
    ("", "trong ngày", "", "trong ngày", "trong ngày", 1, ""),
    (
        *("", "trong ngày", "15:00"),
        *("trong ngày (nhận sau 15:00 thì ngày làm việc tiếp theo)",) * 2,
        *(1, ""),
    ),
]


@pytest.mark.parametrize(("value", "unit", "cut_off", "words", "plain", "days", "iso"), FORMS)
def test_a_limit_reads_the_same_in_lists_tables_filters_and_other_systems(
    value: str, unit: str, cut_off: str, words: str, plain: str, days: float, iso: str
) -> None:
    one = limit(value, unit, cut_off)
    assert (one.in_words, one.plain, one.comparable_days, duration(one)) == (words, plain, days, iso)


def test_every_unit_is_among_them() -> None:
    assert {unit for _, unit, *_ in FORMS} == set(TimeUnit)


@pytest.mark.parametrize(("value", "unit", "cut_off", "words", "plain", "days", "iso"), FORMS)
def test_a_procedure_with_it_is_listed_filtered_and_exported(
    value: str, unit: str, cut_off: str, words: str, plain: str, days: float, iso: str
) -> None:
    keys = {"value": value, "unit": unit, "cut_off": cut_off}
    kept = {key: text for key, text in keys.items() if text}
    one = procedure("p1", processing_time=[{"value": "90", "unit": "ngày"}, {**kept, "since": "2026-01-01"}])
    made = pages(one)
    (row,) = made.procedures
    assert (row.time_in_words, row.days) == (words[:1].upper() + words[1:], days)
    (cells,) = csv.DictReader(
        io.StringIO(table(PROCEDURE_COLUMNS, procedure_rows(made)).decode("utf-8-sig"), newline="")
    )
    assert cells["thoi_han"] == plain
    (told,) = changes_of(one)
    assert (told.what, words in told.headline, "90 ngày" in told.headline) == (
        "thời hạn giải quyết",
        True,
        True,
    )
    data = json.loads(json.dumps(data_of(one)))["processing_time"][1]
    assert data.get("value") == (float(value) if value else None)
    assert (data["unit"], data.get("cut_off", "")) == (unit, cut_off)
    chain = seal_of(report("x", one, COUNTED))
    assert read_seal(encoded(chain), "bao-cao.seal.json", chain.report) == (chain, [])


def test_a_whole_number_is_the_same_record_however_it_is_written() -> None:
    first, second = (
        procedure("p1", processing_time=[{"value": text, "unit": "ngày"}]) for text in ("5", "5.0")
    )
    assert first == second
    assert seal_of(report("x", first, COUNTED)) == seal_of(report("x", second, COUNTED))


@pytest.mark.parametrize(
    ("keys", "rule", "said"),
    [
        ({"value": "1", "unit": "trong ngày"}, "limit-form", "hãy xoá dòng này"),
        ({"unit": "ngày"}, "limit-form", "“value”"),
        ({"value": "1", "unit": "ngày", "cut_off": "15:00"}, "limit-form", "“trong ngày”"),
        ({"value": "1.5", "unit": "tháng"}, "limit-form", "số nguyên"),
        ({"value": "0.5", "unit": "năm"}, "limit-form", "số nguyên"),
        ({"value": "1.25", "unit": "ngày"}, "wrong-type", "một nửa"),
        ({"value": "1,5", "unit": "ngày"}, "wrong-type", "1.5"),
        ({"value": "-1", "unit": "ngày"}, "negative-count", "âm"),
        ({"unit": "trong ngày", "cut_off": "24:00"}, "wrong-type", "GIỜ:PHÚT"),
    ],
)
def test_a_limit_that_does_not_make_sense_is_refused(keys: dict[str, str], rule: str, said: str) -> None:
    with pytest.raises(ValidationError) as found:
        TimeLimit.model_validate(keys)
    (error,) = found.value.errors()
    assert error["type"] == rule
    assert said in f"{error['ctx']['said']} {error['ctx']['hint']}"


def hint(**keys: str) -> str:
    with pytest.raises(ValidationError) as found:
        TimeLimit.model_validate({"value": "4", **keys})
    return str(found.value.errors()[0]["ctx"]["hint"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gio lam viec", "giờ làm việc"),
        ("giờ làm việt", "giờ làm việc"),
        ("ngay lam viec", "ngày làm việc"),
        ("ngày việc", "ngày làm việc"),
        ("Tháng", "tháng"),
        ("ngày lv", "ngày làm việc"),
        ("trong ngày làm việc", "trong ngày"),
        ("h", "giờ"),
        ("working hours", "giờ làm việc"),
    ],
)
def test_a_slip_is_offered_the_same_unit(typed: str, meant: str) -> None:
    assert hint(unit=typed) == f"Có phải “{meant}”?"


@pytest.mark.parametrize("typed", ["phút", "buổi", "quý", "d", "sáng làm việc", "trong 1 ngày"])
def test_a_unit_that_is_none_of_these_is_offered_no_other(typed: str) -> None:
    assert hint(unit=typed) == ""


def test_a_week_is_told_in_days_and_offered_as_nothing_else() -> None:
    assert "7 ngày" in hint(unit="tuần")
    assert "Có phải" not in hint(unit="tuần")


@pytest.mark.parametrize("unit", list(TimeUnit))
def test_no_unit_with_a_letter_changed_is_offered_another(unit: str) -> None:
    for place in range(len(unit)):
        for letter in "aegnt":
            typed = unit[:place] + letter + unit[place + 1 :]
            if typed not in set(TimeUnit):
                assert hint(unit=typed) in ("", f"Có phải “{unit}”?"), typed


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("15 giờ", "15:00"), ("15h", "15:00"), ("8h30", "08:30"), ("8 giờ 30", "08:30"), ("15.30", "15:30")],
)
def test_a_time_written_otherwise_is_offered_in_the_accepted_form(typed: str, offered: str) -> None:
    with pytest.raises(ValidationError) as found:
        TimeLimit.model_validate({"unit": "trong ngày", "cut_off": typed})
    assert found.value.errors()[0]["ctx"]["hint"] == f"Có phải “{offered}”?"


def test_longer_limits_of_one_unit_compare_as_longer() -> None:
    for unit in TimeUnit:
        if unit is not TimeUnit.WITHIN_DAY:
            days = [limit(str(n), unit).comparable_days for n in range(1, 200)]
            assert days == sorted(days)
            assert len(set(days)) == len(days)
