"""What a seal covers of a report, what moved a figure, and what readers call each part."""

from datetime import date
from typing import Any

import pytest

from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports import sealing
from congbo.reports.report import Report
from congbo.reports.sealing import Drift, drift, named, seal_of, title_of, used
from congbo.reports.seals import Seal
from congbo.words.vocabulary import SealedPart
from sample import document, dossiers, field, indicator, organisation, procedure, ratio, report, statistic

DAY = date(2024, 7, 30)
OWN = organisation("SKHCN", name="Sở Mẫu", short_name="Sở", long_name="Sở Mẫu tỉnh", parent="UBND")
ABOVE = organisation("UBND", name="Ủy ban")
ALL_PLANS = {"count": "văn bản", "where": {"kind": ["kế hoạch"]}}
PLAN = document("46-KH-SKHCN-2024", issued="2024-03-05")
COUNT = indicator("ke-hoach", ALL_PLANS, unit="kế hoạch")
BEFORE = "previous:\n  start: 2023-01-01\n  end: 2023-07-20\n  as_of: 2023-07-20\n  complete:\n  - văn bản\n"


def sealed(found: Report, seal: Seal | None = None, *records: Record) -> Report:
    """The report with its seal, over these records or over its own."""
    register = Register(records) if records else found.register
    return Report(found.source, found.meta, register, seal or seal_of(found, DAY))


def test_a_document_that_is_cited_is_used_though_nothing_counts_it() -> None:
    decision = document("348-QD-UBND-2024", "decisions", number="348/QĐ-UBND")
    other = document("349-QD-UBND-2024", "decisions", number="349/QĐ-UBND")
    found = report('{{ cite("348-QD-UBND-2024") }}', OWN, decision, other)
    assert list(used(found)) == ["348-QD-UBND-2024"]


def test_a_figure_rests_on_what_counted_in_the_period_before_too() -> None:
    earlier = document("9-KH-SKHCN-2023", issued="2023-03-05")
    in_period = indicator(
        "ke-hoach",
        {"count": "văn bản", "where": {"kind": ["kế hoạch"], "issued": ["trong kỳ"]}},
        unit="kế hoạch",
    )
    records = (OWN, PLAN, earlier, in_period)
    assert list(used(report('{{ figure("ke-hoach") }}', *records))) == ["46-KH-SKHCN-2024", "ke-hoach"]
    compared = report('{{ figure("ke-hoach") }}', *records, keys=BEFORE)
    assert list(used(compared)) == ["46-KH-SKHCN-2024", "9-KH-SKHCN-2023", "ke-hoach"]
    figure = seal_of(compared, DAY).figures["ke-hoach"]
    assert (figure.text, figure.previous, figure.difference) == ("01", "01", "0")
    assert seal_of(report("x", *records), DAY).figures["ke-hoach"].previous is None


def test_a_report_shows_the_names_of_its_body_and_of_those_that_its_records_name() -> None:
    topic, unused = field("cchc", name="Cải cách"), field("khac")
    advising = organisation("VP", name="Văn phòng")
    plan = document(
        "46-KH-SKHCN-2024", issued="2024-03-05", topics=["cchc"], advised_by="VP", replaces=["cu"]
    )
    replaced = document("cu", "decisions", issuer="KHAC")
    everything = (OWN, ABOVE, topic, unused, advising, plan, replaced, organisation("KHAC"), COUNT)
    found = report('{{ figure("ke-hoach") }}', *everything)
    assert set(named(found)) == {"SKHCN", "UBND", "cchc", "VP"}
    assert seal_of(found, DAY).names == {
        "SKHCN": ("Sở Mẫu", "Sở", "Sở Mẫu tỉnh"),
        "UBND": ("Ủy ban", "", ""),
        "VP": ("Văn phòng", "", ""),
        "cchc": ("Cải cách",),
    }


def test_a_report_whose_body_has_no_record_shows_no_name_of_it() -> None:
    assert named(report("x", ABOVE)) == {}
    assert set(named(report("x", OWN, ABOVE))) == {"SKHCN", "UBND"}


def test_a_report_that_is_not_sealed_does_not_drift() -> None:
    assert drift(report("x", OWN)) == []


def parts(found: Report) -> dict[tuple[SealedPart, str], Drift]:
    return {(one.part, one.id): one for one in drift(found)}


def test_a_figure_is_moved_by_the_changed_records_that_stand_or_stood_behind_it() -> None:
    account, other = statistic("tai-khoan", "54"), statistic("khac", "7")
    body = '{{ figure("tai-khoan") }} {{ figure("khac") }} {{ figure("ke-hoach") }}'
    found = report(body, OWN, account, other, PLAN, COUNT)
    more = document("47-KH-SKHCN-2024", issued="2024-03-06")
    now = sealed(found, None, OWN, statistic("tai-khoan", "55"), statistic("khac", "8"), PLAN, more, COUNT)
    moved = {id_: one.moved_by for (part, id_), one in parts(now).items() if part is SealedPart.FIGURE}
    assert moved == {
        "ke-hoach": ("47-KH-SKHCN-2024",),
        "khac": ("khac-2024-07-20",),
        "tai-khoan": ("tai-khoan-2024-07-20",),
    }
    assert {one.moved_by for (part, _), one in parts(now).items() if part is not SealedPart.FIGURE} == {()}


def test_a_figure_that_is_gone_was_moved_by_what_stood_behind_it() -> None:
    account = statistic("tai-khoan", "54")
    found = report('{{ figure("tai-khoan") }}', OWN, account)
    gone = parts(sealed(found, None, OWN))[SealedPart.FIGURE, "tai-khoan"]
    assert (gone.new, gone.moved_by) == (None, ("tai-khoan-2024-07-20",))


def test_a_definition_that_changed_moves_its_figure() -> None:
    found = report('{{ figure("ke-hoach") }}', OWN, PLAN, COUNT)
    none = indicator("ke-hoach", {"count": "văn bản", "where": {"kind": ["báo cáo"]}}, unit="kế hoạch")
    moved = parts(sealed(found, None, OWN, PLAN, none))[SealedPart.FIGURE, "ke-hoach"].moved_by
    assert moved == ("46-KH-SKHCN-2024", "ke-hoach")


def test_a_figure_that_nothing_known_moved_is_told_with_all_that_changed() -> None:
    body = '{{ figure("ke-hoach") }} {{ figure("tai-khoan") }}'
    found = report(body, OWN, PLAN, COUNT, statistic("tai-khoan", "54"))
    seal = seal_of(found, DAY)
    other = seal.figures["ke-hoach"].model_copy(update={"text": "02", "records": ()})
    misread = seal.model_copy(update={"figures": {**seal.figures, "ke-hoach": other}})
    now = sealed(found, misread, OWN, PLAN, COUNT, statistic("tai-khoan", "55"))
    moved = {id_: one.moved_by for (part, id_), one in parts(now).items() if part is SealedPart.FIGURE}
    assert moved == {"ke-hoach": ("tai-khoan-2024-07-20",), "tai-khoan": ("tai-khoan-2024-07-20",)}


def test_a_figure_that_was_corrected_away_and_is_there_is_moved_by_what_stands_behind_it() -> None:
    gone = "rectifications:\n- date: 2024-08-01\n  reason: x\n  changes:\n"
    gone += "  - part: số liệu\n    id: tai-khoan\n"
    body = '{{ figure("tai-khoan") }}'
    found = report(body, OWN, statistic("tai-khoan", "54"), keys=gone)
    seal = seal_of(found, DAY)
    now = sealed(found, seal, OWN, statistic("tai-khoan", "55"))
    there = parts(now)[SealedPart.FIGURE, "tai-khoan"]
    assert (there.old, there.moved_by) == (None, ("tai-khoan-2024-07-20",))


def test_a_figure_that_only_a_rectification_names_is_told_as_gone() -> None:
    keys = "rectifications:\n- date: 2024-08-01\n  reason: x\n  changes:\n"
    keys += "  - part: số liệu\n    id: la\n    value: '5'\n    mark: m\n"
    (gone,) = drift(sealed(report("x", OWN, keys=keys)))
    assert (gone.part, gone.id, gone.new, gone.moved_by) == (SealedPart.FIGURE, "la", None, ())


def note(body: str, id_: str, *records: Record) -> str:
    found = report(body, OWN, PLAN, COUNT, *records)
    return seal_of(found, DAY).notes[id_].text


def test_a_note_is_sealed_in_its_words() -> None:
    body = 'a[^a]\n\n[^a]: Có {{ figure("ke-hoach") }}: {{ cite_all("ke-hoach") }}, {{ date_of("end") }}.\n'
    assert note(body, "a") == "Có 01: Kế hoạch số 46/KH-SKHCN ngày 05/03/2024, 20/07/2024."


def test_a_note_that_calls_what_is_not_there_is_sealed_as_it_is_written_and_no_other_is() -> None:
    body = (
        'Có {{ figure("khong-co") }}.[^a] b[^b]\n\n'
        '[^a]: Xem {{ cite("46-KH-SKHCN-2024") }}.\n\n[^b]: Xem {{ cite("khong-co") }}.\n'
    )
    assert note(body, "a") == "Xem Kế hoạch số 46/KH-SKHCN ngày 05/03/2024."
    assert note(body, "b") == 'Xem {{ cite("khong-co") }}.'


BODY = 'Có {{ figure("ke-hoach") }}, {{ figure("tai-khoan") }}[^a] x[^b]\n\n[^a]: a\n\n[^b]: b\n'
TITLES = [
    (SealedPart.FIGURE, "ke-hoach", "số liệu “Chỉ số ke-hoach”"),
    (SealedPart.FIGURE, "tai-khoan", "số liệu “Số tai-khoan”"),
    (SealedPart.FIGURE, "la", "số liệu “la”"),
    (SealedPart.NOTE, "b", "chú thích 2"),
    (SealedPart.NOTE, "la", "chú thích la"),
    (SealedPart.TEXT, "as_of", "“Ngày chốt số liệu” ở đầu trang"),
    (SealedPart.TEXT, "body", "lời văn của báo cáo"),
    (SealedPart.RECORD, "46-KH-SKHCN-2024", "bản ghi “Kế hoạch số 46/KH-SKHCN”"),
    (SealedPart.NAME, "SKHCN", "tên “Sở Mẫu”"),
    (SealedPart.CITATION, "la", "văn bản dẫn “la”"),
]


@pytest.mark.parametrize(("part", "id_", "title"), TITLES)
def test_readers_are_told_a_part_by_what_it_is_called(part: SealedPart, id_: str, title: str) -> None:
    found = report(BODY, OWN, PLAN, COUNT, statistic("tai-khoan", "54"))
    assert title_of(found, part, id_) == title


def test_a_rectification_names_each_change_as_an_editor_would_type_it() -> None:
    found = report('{{ figure("tai-khoan") }}', OWN, statistic("tai-khoan", "54"))
    now = sealed(found, None, OWN, statistic("tai-khoan", "55"))
    changes = sealing.rectification(now, date(2024, 8, 1), "Đếm sót.")
    states = seal_of(now, DAY).states
    figure, record = states[SealedPart.FIGURE, "tai-khoan"], states[SealedPart.RECORD, "tai-khoan-2024-07-20"]
    expected: dict[str, Any] = {
        "date": date(2024, 8, 1),
        "reason": "Đếm sót.",
        "changes": [
            {"part": "số liệu", "id": "tai-khoan", "value": "55", "mark": figure.mark},
            {"part": "bản ghi", "id": "tai-khoan-2024-07-20", "mark": record.mark},
        ],
    }
    assert changes == expected


def test_the_rows_of_the_form_and_the_parts_of_a_ratio_are_used_each_once() -> None:
    share = indicator("ty-le", ratio(ALL_PLANS, {"count": "thủ tục", "where": {}}), unit="%")
    row = dossiers("mot-cua", {"received_total": 2})
    found = report('{{ figure("ty-le") }}', OWN, PLAN, share, procedure("p1"), row)
    assert list(used(found)) == ["46-KH-SKHCN-2024", "mot-cua", "p1", "ty-le"]
    assert [record.id for record in sealing.counted(found.figures["ty-le"])] == ["46-KH-SKHCN-2024", "p1"]
    assert sealing.shown(found.figures["ty-le"], found) == "100% (1/1)"
