"""Forty indicators of other agencies: each with its definition, its exact value and what is printed.

The sets of numbers follow what such reports hold: the dossier form by unit and field, quarter by quarter, and
numbers that bodies state. All values are worked out by hand beside the definition.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from congbo.figures.definitions import explained
from congbo.figures.frame import Frame
from congbo.figures.indicators import Figure, evaluate
from congbo.figures.quantities import State
from congbo.figures.sentences import sentence_of
from congbo.figures.typed import clashes
from congbo.records.forms import shipped
from congbo.records.operands import SHORT_FORM
from congbo.records.record import Period, Record
from congbo.records.register import Register
from congbo.words.vocabulary import Verdict
from sample import document, dossiers, event, indicator, organisation, procedure, statistic
from sample import field as field_of_work

YEAR = {"start": "2025-01-01", "end": "2025-12-31"}
Q1 = {"start": "2025-01-01", "end": "2025-03-31"}
Q2 = {"start": "2025-04-01", "end": "2025-06-30"}
Q3 = {"start": "2025-07-01", "end": "2025-09-30"}
NAMES = {int(place): key for key, place in shipped()[SHORT_FORM].numbers.items()}


def frame(period: dict[str, str], body: str = "SNV") -> Frame:
    found = Period.model_validate(period)
    return Frame(found, found.end, found.end, body)


def row(id_: str, period: dict[str, str], cells: dict[int, int], **keys: Any) -> Record:
    """A row of the form by the numbers of its columns; what is left out follows from the identities."""
    held = {place: cells.get(place, 0) for place in range(3, 14)}
    held[7] = cells.get(7, held[8] + held[9] + held[10])
    held[11] = cells.get(11, held[12] + held[13])
    held[3] = cells.get(3, held[7] + held[11])
    named = {NAMES[place]: count for place, count in held.items()}
    return dossiers(id_, named, organisation="SNV", period=period, **keys)


def stated(measure: str, value: str, unit: str, period: dict[str, str] = Q3, body: str = "SNV") -> Record:
    own = {"id": f"{measure}-{body}-{period['end']}", "unit": unit, "period": period, "organisation": body}
    return statistic(measure, value, **own)


RECORDS: list[Record] = [
    organisation("SNV"),
    organisation("STC"),
    organisation("PHONG-1"),
    organisation("PHONG-2"),
    field_of_work("dat-dai"),
    field_of_work("ho-tich"),
    # one row a quarter: 6 of each is 11 of the one before
    row("q1", Q1, {4: 700, 5: 200, 6: 100, 8: 500, 9: 350, 10: 50, 12: 80, 13: 20}),
    row("q2", Q2, {4: 800, 5: 100, 6: 100, 8: 600, 9: 300, 10: 20, 12: 70, 13: 10}),
    # the third by unit and field: 20,000 dossiers
    row(
        "q3-1a",
        Q3,
        {4: 8000, 5: 1940, 6: 60, 8: 6000, 9: 3900, 10: 80, 12: 4, 13: 16},
        unit="PHONG-1",
        field="dat-dai",
    ),
    row(
        "q3-1b",
        Q3,
        {4: 3000, 5: 980, 6: 20, 8: 3000, 9: 924, 10: 70, 12: 0, 13: 6},
        unit="PHONG-1",
        field="ho-tich",
    ),
    row(
        "q3-2a",
        Q3,
        {4: 5000, 5: 1000, 6: 0, 8: 5000, 9: 900, 10: 88, 12: 2, 13: 10},
        unit="PHONG-2",
        field="dat-dai",
    ),
    stated("don-khieu-nai", "4", "hồ sơ"),
    stated("cong-chuc", "32", "công chức"),
    stated("ngay-giai-quyet", "50000", "ngày"),
    stated("ngay-lam-them", "5", "ngày"),
    stated("ngay-trong-ky", "10", "ngày"),
    stated("ho-so-nghin", "8.96", "nghìn hồ sơ"),
    stated("ho-so-le", "17", "hồ sơ"),
    stated("hai-long", "92.5", "%"),
    stated("hai-long-truoc", "90.25", "%"),
    stated("phieu-mot", "100", "phiếu"),
    stated("phieu-hai", "300", "phiếu"),
    stated("hai-long-mot", "80", "%"),
    stated("hai-long-hai", "96", "%"),
    stated("nhiem-vu", "120", "nhiệm vụ", Q1),
    stated("nhiem-vu", "130", "nhiệm vụ", Q2),
    stated("nhiem-vu", "50", "nhiệm vụ", Q3),
    stated("nhiem-vu-xong", "110", "nhiệm vụ", Q1),
    stated("nhiem-vu-xong", "125", "nhiệm vụ", Q2),
    stated("nhiem-vu-xong", "41", "nhiệm vụ", Q3),
    stated("phan-anh", "0", "phản ánh"),
    stated("phan-anh-dung-han", "0", "phản ánh"),
    stated("thu-phi", "1.25", "tỷ đồng"),
    stated("chi-phi", "350", "triệu đồng"),
    stated("cong-chuc", "45", "công chức", Q3, "STC"),
    stated("so-hoa", "14750", "hồ sơ"),
    stated("thanh-toan", "2.37", "%"),
    *(document(f"{n}-KH-SNV-2025", issuer="SNV", issued=f"2025-0{n}-10") for n in (1, 5, 8)),
    *(procedure(f"p{n}", events=[event("mới ban hành", f"2025-0{n}-01")]) for n in (1, 4, 7, 8)),
]
REGISTER = Register(RECORDS)


def col(*places: int, **keys: Any) -> dict[str, Any]:
    """A column of the form, or the sum of several."""
    cells = [{"dossiers": NAMES[place], **keys} for place in places]
    return cells[0] if len(cells) == 1 else {"sum": cells}


def say(measure: str, **keys: Any) -> dict[str, Any]:
    return {"statistic": measure, **keys}


def ratio(above: dict[str, Any], below: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"ratio": {"numerator": above, "denominator": below}, **keys}


def per(above: dict[str, Any], below: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"quotient": {"numerator": above, "denominator": below}, **keys}


def target(direction: str, *steps: dict[str, str], **keys: str) -> dict[str, Any]:
    return {"direction": direction, "steps": [{"source": "1-KH-SNV-2025", **step} for step in steps], **keys}


@dataclass(frozen=True)
class Row:
    """An indicator: its definition and unit, the exact value in that unit, what is printed and judged."""

    name: str
    definition: dict[str, Any]
    unit: str
    value: Fraction | int | None
    text: str
    verdict: Verdict = Verdict.NO_TARGET
    score: str = ""
    period: dict[str, str] = field(default_factory=lambda: Q3)
    keys: dict[str, Any] = field(default_factory=dict)
    body: str = "SNV"


F = Fraction
WHOLE_YEAR = {"from_start_of_year": "có"}
AT_MOST_3 = target("không cao hơn", {"year": "2025", "value": "3"}, holds="suốt kỳ giao")
TWO = target(
    "không thấp hơn", {"year": "2025", "half": "1", "value": "90"}, {"year": "2025", "value": "95.50"}
)

TABLE = [
    # four definitions of "đúng hạn" on the same 20,000 dossiers
    Row("đúng hạn trên đã giải quyết", ratio(col(8, 9), col(7)), "%", F(1972400, 19962), "98,81%"),
    Row(
        "đúng hạn theo mức không hài lòng",
        {
            "difference": [
                {"constant": "100", "in_unit": "%"},
                ratio(col(10, 13), col(3)),
                ratio(say("don-khieu-nai"), col(3)),
            ]
        },
        "%",
        F(9863, 100),
        "98,63%",
    ),
    Row("đúng hạn trên tiếp nhận", ratio(col(8, 9), col(3)), "%", F(9862, 100), "98,62%"),
    Row("đúng hạn và trong hạn trên tiếp nhận", ratio(col(8, 9, 12), col(3)), "%", F(9865, 100), "98,65%"),
    # columns, units and fields
    Row("tiếp nhận", col(3), "hồ sơ", 20000, "20\u202f000"),
    Row("tiếp nhận của một đơn vị", col(3, unit="PHONG-1"), "hồ sơ", 14000, "14\u202f000"),
    Row("tiếp nhận của một lĩnh vực", col(3, field="dat-dai"), "hồ sơ", 16000, "16\u202f000"),
    Row("của một đơn vị, một lĩnh vực", col(10, unit="PHONG-2", field="dat-dai"), "hồ sơ", 88, "88"),
    Row(
        "không có dòng nào như vậy",
        col(3, unit="PHONG-2", field="ho-tich"),
        "hồ sơ",
        None,
        "chưa có số liệu cùng kỳ",
    ),
    Row("trực tuyến và trực tiếp", col(4, 5), "hồ sơ", 19920, "19\u202f920"),
    Row("trực tuyến", ratio(col(4), col(4, 5)), "%", F(1600000, 19920), "80,32%"),
    Row(
        "quá hạn của một đơn vị",
        ratio(col(10, unit="PHONG-1"), col(7, unit="PHONG-1")),
        "%",
        F(15000, 13974),
        "1,07%",
    ),
    Row("phải giải quyết trừ đã giải quyết", {"difference": [col(3), col(7)]}, "hồ sơ", 38, "38"),
    Row(
        "chênh lệch hai đơn vị",
        {"difference": [col(3, unit="PHONG-1"), col(3, unit="PHONG-2")]},
        "hồ sơ",
        8000,
        "8\u202f000",
    ),
    # from the beginning of the year: what is open at a turn counts once
    Row("tiếp nhận từ đầu năm", col(3, **WHOLE_YEAR), "hồ sơ", 1000 + 900 + 19920, "21\u202f820"),
    Row("tồn đầu năm", col(6, **WHOLE_YEAR), "hồ sơ", 100, "100"),
    Row("đang giải quyết đến cuối kỳ", col(11, **WHOLE_YEAR), "hồ sơ", 38, "38"),
    Row(
        "đúng hạn từ đầu năm",
        ratio(col(8, 9), col(7), **WHOLE_YEAR),
        "%",
        F(100 * (850 + 900 + 19724), 900 + 920 + 19962),
        "98,59%",
    ),
    Row(
        "đúng hạn sáu tháng",
        ratio(col(8, 9), col(7), **WHOLE_YEAR),
        "%",
        F(175000, 1820),
        "96,15%",
        period=Q2,
    ),
    Row("nhiệm vụ từ đầu năm", say("nhiem-vu", **WHOLE_YEAR), "nhiệm vụ", 300, "300"),
    Row("hoàn thành từ đầu năm", ratio(say("nhiem-vu-xong"), say("nhiem-vu"), **WHOLE_YEAR), "%", 92, "92%"),
    Row(
        "thủ tục mới từ đầu năm",
        {"count": "sự kiện", "where": {"effective": "trong kỳ"}, **WHOLE_YEAR},
        "thủ tục",
        4,
        "04",
    ),
    Row(
        "thủ tục mới trong quý", {"count": "sự kiện", "where": {"effective": "trong kỳ"}}, "thủ tục", 2, "02"
    ),
    # per unit and means
    Row("hồ sơ trên công chức", per(col(7), say("cong-chuc")), "hồ sơ/công chức", F(19962, 32), "623,81"),
    Row("thời gian giải quyết", per(say("ngay-giai-quyet"), col(7)), "ngày/hồ sơ", F(50000, 19962), "2,5"),
    Row("năm trên mười ngày, phần trăm", per(say("ngay-lam-them"), say("ngay-trong-ky")), "%", 50, "50%"),
    Row("năm trên mười ngày, số lần", per(say("ngay-lam-them"), say("ngay-trong-ky")), "lần", F(1, 2), "0,5"),
    Row(
        "năm trên mười ngày, không phải ngày",
        ratio(say("ngay-lam-them"), say("ngay-trong-ky")),
        "ngày",
        None,
        "không tính được vì khác đơn vị",
    ),
    Row(
        "trung bình hai kết quả", {"mean": {"of": [say("hai-long-mot"), say("hai-long-hai")]}}, "%", 88, "88%"
    ),
    Row(
        "trung bình theo số phiếu",
        {
            "mean": {
                "of": [say("hai-long-mot"), say("hai-long-hai")],
                "weights": [say("phieu-mot"), say("phieu-hai")],
            }
        },
        "%",
        92,
        "92%",
    ),
    Row("trung bình mỗi đơn vị", {"mean": {"of": [col(3)], "each": "đơn vị"}}, "hồ sơ", 10000, "10\u202f000"),
    Row(
        "trung bình tỷ lệ các lĩnh vực",
        {"mean": {"of": [ratio(col(4), col(3))], "each": "lĩnh vực"}},
        "%",
        (F(1300000, 16000) + F(300000, 4000)) / 2,
        "78,13%",
    ),
    # scales: thousands and ones, billions and millions
    Row(
        "nghìn và lẻ",
        {"sum": [say("ho-so-nghin"), say("ho-so-le")]},
        "hồ sơ",
        None,
        "không tính được vì khác đơn vị",
    ),
    Row(
        "nghìn đổi ra lẻ",
        {"sum": [say("ho-so-nghin", in_unit="hồ sơ"), say("ho-so-le")]},
        "hồ sơ",
        8977,
        "8\u202f977",
    ),
    Row(
        "thu trừ chi",
        {"difference": [say("thu-phi", in_unit="triệu đồng"), say("chi-phi")]},
        "triệu đồng",
        900,
        "900",
    ),
    Row("nửa số hồ sơ", {"product": {"of": col(3), "by": "0.5"}}, "hồ sơ", 10000, "10\u202f000"),
    # lower is better, two targets a year, points, nothing by nothing
    Row(
        "trễ hạn thanh toán",
        say("thanh-toan"),
        "%",
        F(237, 100),
        "2,37%",
        Verdict.WITHIN,
        keys={"target": AT_MOST_3},
    ),
    Row(
        "hai mức trong năm, sáu tháng",
        ratio(say("nhiem-vu-xong"), say("nhiem-vu"), **WHOLE_YEAR),
        "%",
        94,
        "94%",
        Verdict.EXCEEDED,
        period=Q2,
        keys={"target": TWO},
    ),
    Row(
        "hai mức trong năm, chín tháng",
        ratio(say("nhiem-vu-xong"), say("nhiem-vu"), **WHOLE_YEAR),
        "%",
        92,
        "92%",
        Verdict.NOT_DUE,
        keys={"target": TWO},
    ),
    Row(
        "phản ánh, không phát sinh",
        ratio(say("phan-anh-dung-han"), say("phan-anh")),
        "%",
        None,
        "không phát sinh",
        Verdict.NOT_ARISEN,
    ),
    Row(
        "phản ánh, tính là 0",
        ratio(say("phan-anh-dung-han"), say("phan-anh")),
        "%",
        0,
        "0%",
        score="0/6 điểm",
        keys={"when_zero": "0", "points": {"most": "6"}},
    ),
    Row(
        "phản ánh, điểm tối đa",
        ratio(say("phan-anh-dung-han"), say("phan-anh")),
        "%",
        None,
        "không phát sinh",
        Verdict.NOT_ARISEN,
        "6/6 điểm",
        keys={"when_zero": "điểm tối đa", "points": {"most": "6"}},
    ),
    Row(
        "số hóa, điểm theo tỷ lệ",
        ratio(say("so-hoa"), col(3)),
        "%",
        F(7375, 100),
        "73,75%",
        score="2,95/4 điểm",
        keys={"points": {"most": "4"}},
    ),
    Row(
        "số hóa, có ngưỡng",
        ratio(say("so-hoa"), col(3)),
        "%",
        F(7375, 100),
        "73,75%",
        score="3,69/4 điểm",
        keys={"points": {"most": "4", "threshold": "80"}},
    ),
    Row(
        "qua ngưỡng",
        ratio(say("so-hoa"), col(3)),
        "%",
        F(7375, 100),
        "73,75%",
        score="4/4 điểm",
        keys={"points": {"most": "4", "threshold": "50"}},
    ),
    # bodies
    Row("công chức của cơ quan", say("cong-chuc"), "công chức", 32, "32"),
    Row("công chức của cơ quan khác", say("cong-chuc"), "công chức", 45, "45", body="STC"),
    Row("của một cơ quan nêu tên", say("cong-chuc", organisation="STC"), "công chức", 45, "45"),
    Row(
        "cả hai cơ quan",
        {"sum": [say("cong-chuc", organisation=body) for body in ("SNV", "STC")]},
        "công chức",
        77,
        "77",
    ),
    Row(
        "chênh lệch hai kỳ điều tra",
        {"difference": [say("hai-long"), say("hai-long-truoc")]},
        "điểm %",
        F(225, 100),
        "2,25",
    ),
]


def figure(one: Row) -> Figure:
    made = indicator("chi-so", one.definition, unit=one.unit, decimals="2", **one.keys)
    return evaluate(made, frame(one.period, one.body), REGISTER)


def test_the_table_has_forty_indicators_at_least_of_as_many_names() -> None:
    assert len({one.name for one in TABLE}) == len(TABLE) >= 40


@pytest.mark.parametrize("one", TABLE, ids=lambda one: one.name)
def test_an_indicator_has_its_exact_value_and_prints_it(one: Row) -> None:
    found = figure(one)
    assert (found.value, found.text) == (one.value, one.text)
    assert (found.verdict, found.score_text) == (one.verdict, one.score)


@pytest.mark.parametrize("one", TABLE, ids=lambda one: one.name)
def test_units_that_clash_are_told_and_no_others(one: Row) -> None:
    made = indicator("chi-so", one.definition, unit=one.unit)
    told = [clash for clash in clashes(made.unit, made.definition, REGISTER) if not clash.ratio]
    assert bool(told) is (figure(one).state is State.UNLIKE)


@pytest.mark.parametrize("one", TABLE, ids=lambda one: one.name)
def test_every_definition_is_one_sentence(one: Row) -> None:
    made = indicator("chi-so", one.definition, unit=one.unit, **one.keys)
    said = sentence_of(made, explained(made.definition, REGISTER))
    assert said[0].isupper() or said[0].isdigit()
    assert said.endswith(".")
    assert "None" not in said
    assert "  " not in said


def test_two_bodies_without_a_report_of_either_are_ambiguous_and_never_the_first() -> None:
    nobody = replace(frame(Q3), organisation="")
    found = evaluate(indicator("x", say("cong-chuc"), unit="công chức"), nobody, REGISTER)
    assert (found.value, found.state) == (None, State.AMBIGUOUS)


def test_a_body_that_states_nothing_is_not_given_the_number_of_another() -> None:
    found = evaluate(indicator("x", say("cong-chuc"), unit="công chức"), frame(Q3, "BKHCN"), REGISTER)
    assert (found.value, found.state) == (None, State.NO_DATA)
    assert {miss.reason for miss in found.excluded} == {"số liệu của cơ quan khác"}


def test_a_year_with_a_quarter_missing_is_not_added_up() -> None:
    gap = Register([one for one in RECORDS if one.id != "q2"])
    found = evaluate(indicator("x", col(4, **WHOLE_YEAR)), frame(Q3), gap)
    assert (found.value, found.state) == (None, State.NO_DATA)


def test_the_form_columns_of_the_table_keep_the_identities() -> None:
    for record in RECORDS:
        counts = getattr(record, "counts", None)
        if counts:
            held = {place: counts[name] for place, name in NAMES.items()}
            assert held[3] == held[4] + held[5] + held[6] == held[7] + held[11]


def test_the_day_of_a_figure_from_the_years_first_day_is_the_whole_time() -> None:
    found = evaluate(indicator("x", col(4, **WHOLE_YEAR)), frame(Q3), REGISTER)
    assert found.basis == Period.model_construct(start=date(2025, 1, 1), end=date(2025, 9, 30))
