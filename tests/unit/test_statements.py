"""Statements: what a report says of a figure is what is computed, in words, and parts add up."""

from random import Random
from typing import Any

import pytest
from checking import told_of

from congbo.records.record import Record
from congbo.reports.breakdowns import breakdown
from congbo.reports.macro import Asked
from congbo.reports.macros import MACROS
from congbo.reports.projection import shown_of
from congbo.reports.report import Report
from congbo.rules.calls import fitting
from congbo.rules.figures import statements
from sample import document, dossiers, field, indicator, organisation, procedure, ratio, report, statistic

LAST = {"start": "2023-01-01", "end": "2023-07-20"}
PREVIOUS = "previous:\n  start: 2023-01-01\n  end: 2023-07-20\n  as_of: 2023-07-20\n"
SHARE = ratio({"dossiers": "received_online"}, {"dossiers": "received_total"})
ON_TIME = ratio(
    {"sum": [{"dossiers": "resolved_early"}, {"dossiers": "resolved_on_time"}]},
    {"dossiers": "resolved_total"},
)
PLANS = {"count": "văn bản", "where": {"kind": "kế hoạch", "issued": "trong kỳ"}}


def target(value: str, direction: str = "không thấp hơn", year: str = "2024") -> dict[str, Any]:
    step = {"year": year, "value": value, "source": "1-KH-SKHCN-2024"}
    return {"direction": direction, "holds": "suốt kỳ giao", "steps": [step]}


def share(online: int, total: int, before: tuple[int, int] | None = None, **keys: Any) -> list[Record]:
    def row(id_: str, online: int, total: int, **keys: Any) -> Record:
        return dossiers(id_, {"received_online": online, "received_total": total}, **keys)

    rows = [row("nay", online, total)] + ([row("truoc", *before, period=LAST)] if before else [])
    return [
        indicator("ty-le", SHARE, unit="%", **keys),
        document("1-KH-SKHCN-2024", issued="2024-01-05"),
        *rows,
    ]


def words(found: Report) -> list[str]:
    return [MACROS[call.name].text(Asked(call, found.register, found)) for call in found.source.calls]


@pytest.mark.parametrize(
    ("online", "total", "aim", "direction", "said"),
    [
        (14, 16, "80", "không thấp hơn", "vượt chỉ tiêu"),
        (14, 16, "87.5", "không thấp hơn", "đạt chỉ tiêu"),
        (14, 16, "90", "không thấp hơn", "chưa đạt chỉ tiêu"),
        (14, 16, "90", "không cao hơn", "đạt chỉ tiêu, trong mức cho phép"),
        (2, 3, "66.7", "không thấp hơn", "chưa đạt chỉ tiêu"),
    ],
)
def test_the_verdict_is_that_of_the_unrounded_value(
    online: int, total: int, aim: str, direction: str, said: str
) -> None:
    found = report('{{ verdict("ty-le") }}', *share(online, total, target=target(aim, direction)))
    assert words(found) == [said]
    assert told_of(statements, found) == []


def test_a_target_says_which_way_it_is_better_and_has_its_unit() -> None:
    body = '{{ target("ty-le") }} {{ target("so") }}'
    count = indicator("so", PLANS, unit="văn bản", target=target("3", "không cao hơn"))
    assert words(report(body, *share(14, 16, target=target("80")), count)) == [
        "không thấp hơn 80%",
        "không cao hơn 3 văn bản",
    ]


def test_the_difference_and_the_value_before_are_those_of_the_period_that_is_named() -> None:
    body = '{{ difference("ty-le") }}; {{ previous_value("ty-le") }}'
    assert words(report(body, *share(14, 16, (17, 20)), keys=PREVIOUS)) == ["tăng 2,5 điểm %", "85%"]
    assert words(report(body, *share(14, 16, (7, 8)), keys=PREVIOUS)) == ["không đổi", "87,5%"]


@pytest.mark.parametrize(
    ("body", "records", "reason"),
    [
        ('{{ difference("ty-le") }}', share(14, 16), "báo cáo không nêu kỳ để so sánh"),
        ('{{ previous_value("ty-le") }}', share(14, 16), "báo cáo không nêu kỳ để so sánh"),
        ('{{ verdict("ty-le") }}', share(0, 0, target=target("80")), "không phát sinh"),
        (
            '{{ verdict("ty-le") }}',
            share(14, 16, target=target("80", year="2025")),
            "chưa giao chỉ tiêu năm 2024",
        ),
        (
            '{{ target("ty-le") }}',
            share(14, 16, target=target("80", year="2025")),
            "chưa giao chỉ tiêu năm 2024",
        ),
        (
            '{{ breakdown("ty-le", by="unit") }}',
            share(14, 16),
            "bản ghi hồ sơ của kỳ này không chia theo đơn vị",
        ),
    ],
)
def test_where_there_is_nothing_to_state_the_call_says_why(
    body: str, records: list[Record], reason: str
) -> None:
    found = report(body, *records)
    ((rule, message),) = told_of(statements, found)
    assert rule == "nothing-to-state"
    assert reason in message


@pytest.mark.parametrize("name", ["verdict", "target", "difference", "previous_value"])
def test_otherwise_is_printed_only_where_there_is_nothing_to_state(name: str) -> None:
    body = f'{{{{ {name}("ty-le", otherwise="chưa có để so") }}}}'
    lacking = report(body, *share(14, 16, target=target("80", year="2025")))
    assert words(lacking) == ["chưa có để so"]
    assert told_of(statements, lacking) == []
    stated = report(body, *share(14, 16, (1, 2), target=target("80")), keys=PREVIOUS)
    assert "chưa có" not in words(stated)[0]


@pytest.mark.parametrize(
    ("of", "number"),
    [("numerator", "15"), ("denominator", "16"), ("resolved_early", "14"), ("resolved_on_time", "01")],
)
def test_a_part_is_named_by_its_place_its_column_or_its_measure(of: str, number: str) -> None:
    row = dossiers("nay", {"resolved_early": 14, "resolved_on_time": 1, "resolved_total": 16})
    body = f'{{{{ part("dung-han", of="{of}") }}}}'
    assert words(report(body, indicator("dung-han", ON_TIME, unit="%"), row)) == [number]


def test_parts_of_a_sum_have_places_and_zero_and_nonzero_hold_for_them() -> None:
    total = indicator("tong", {"sum": [{"statistic": "a"}, {"statistic": "b"}]}, unit="hồ sơ")
    body = '{{ part("tong", of="1", zero="không có") }} {{ part("tong", of="b", nonzero="có {}") }}'
    assert words(report(body, total, statistic("a", "0"), statistic("b", "7"))) == ["không có", "có 07"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('part("ty-le", of="tu-so")', "“of” chỉ nhận numerator, denominator"),
        ('part("ty-le")', "“of” chỉ nhận numerator, denominator"),
        ('part("so", of="1")', "không phải là tổng hay tỷ lệ"),
        ('part("khai", of="1")', "là số tự khai"),
        ('verdict("so")', "chưa được giao chỉ tiêu nào"),
        ('target("khai")', "chưa được giao chỉ tiêu nào"),
        ('breakdown("so", by="field")', "chỉ chia được theo by=“kind”, “issuer” và “month”"),
        ('breakdown("so")', "chỉ chia được theo by="),
        ('breakdown("khai", by="unit")', "là số tự khai"),
        ('breakdown("tong", by="unit")', "không chia nhỏ được"),
    ],
)
def test_a_call_that_does_not_fit_says_what_is_accepted(call: str, message: str) -> None:
    tong = indicator("tong", {"sum": [{"statistic": "khai"}, PLANS]}, unit="hồ sơ")
    records = [*share(14, 16), indicator("so", PLANS), statistic("khai", "3"), tong]
    found = report(f"{{{{ {call} }}}}", *records)
    ((rule, text),) = told_of(fitting, found)
    assert rule == "macro-mismatch"
    assert message in text


FIELDS = [field("a", name="Lĩnh vực A"), field("b", name="Lĩnh vực B")]


@pytest.mark.parametrize("seed", range(20))
def test_the_rows_of_a_breakdown_add_up_to_the_figure(seed: int) -> None:
    random = Random(seed)
    procedures = [
        procedure(f"1.{100000 + n}", field=random.choice("ab"), events=[_begun()])
        for n in range(random.randint(1, 9))
    ]
    plans = [
        document(f"{n}-KH-SKHCN-2024", issued=f"2024-{random.randint(1, 6):02d}-{random.randint(1, 28):02d}")
        for n in range(1, random.randint(2, 9))
    ]
    rows = [
        dossiers(
            f"d{n}",
            {"received_online": random.randint(0, 9), "received_total": random.randint(9, 20)},
            field=one,
        )
        for n, one in enumerate("ab")
    ]
    records = [
        *(organisation("SKHCN"), *FIELDS, *procedures, *plans, *rows, indicator("ty-le", SHARE, unit="%")),
        *(indicator("thu-tuc", {"count": "thủ tục"}), indicator("ke-hoach", PLANS, unit="văn bản")),
    ]
    calls = [
        ("thu-tuc", "field"),
        ("ke-hoach", "month"),
        ("ke-hoach", "issuer"),
        ("ke-hoach", "kind"),
        ("ty-le", "field"),
    ]
    found = report("\n\n".join(f'{{{{ breakdown("{id_}", by="{by}") }}}}' for id_, by in calls), *records)
    assert told_of(statements, found) == []
    for call in found.source.calls:
        table, figure = breakdown(call, found), found.figures[call.id]
        assert table.rows
        assert len({row.label for row in table.rows}) == len(table.rows)
        for column in range(min(2, len(table.heads))):
            assert sum(int(row.cells[column]) for row in table.rows) == int(table.total.cells[column])
        if figure.fraction:
            assert "/".join(table.total.cells[:2]) == figure.fraction
            assert table.total.cells[2] == figure.text
        else:
            assert int(table.total.cells[0]) == figure.value


def _begun() -> dict[str, str]:
    return {"action": "mới ban hành", "effective": "2020-01-01", "decision": "348-QD-UBND-2024"}


def test_months_stand_in_the_order_of_the_year_and_what_is_unknown_comes_last() -> None:
    days = {"3": "2024-05-02", "1": "2024-02-01", "2": "2024-01-03"}
    plans = [document(f"{n}-KH-SKHCN-2024", issued=day) for n, day in days.items()]
    count = indicator("ke-hoach", {"count": "văn bản"})
    undated = document("9-KH-SKHCN-2024")
    (call,) = report('{{ breakdown("ke-hoach", by="month") }}').source.calls
    table = breakdown(call, report('{{ breakdown("ke-hoach", by="month") }}', *plans, undated, count))
    assert [row.label for row in table.rows] == ["Tháng 1/2024", "Tháng 2/2024", "Tháng 5/2024", "Chưa rõ"]


@pytest.mark.parametrize(
    "call",
    [
        *('verdict("ty-le")', 'target("ty-le")', 'difference("ty-le")', 'previous_value("ty-le")'),
        *('part("ty-le", of="numerator")', 'breakdown("ty-le", by="field")', 'name("Gói 3")'),
    ],
)
def test_what_a_statement_says_is_in_the_seal(call: str) -> None:
    parts = [dossiers(f"d{n}", {"received_online": 7, "received_total": 8}, field=n) for n in "ab"]
    before = dossiers("truoc", {"received_online": 17, "received_total": 20}, period=LAST)
    item = indicator("ty-le", SHARE, unit="%", target=target("80"))
    found = report(f"Lời {{{{ {call} }}}} đuôi", item, *parts, before, *FIELDS, keys=PREVIOUS)
    (said,) = words(found)
    shown = shown_of(found)
    assert said
    assert said in str(shown.figures) or said in str(shown.body)


def test_a_marked_name_is_printed_as_it_is_typed() -> None:
    assert words(report('{{ name("Gói 3 trong 1 & “x”") }}')) == ["Gói 3 trong 1 & “x”"]
