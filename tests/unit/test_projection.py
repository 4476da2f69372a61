"""The projection: what a report and the evidence of its figures show, and nothing else."""

from datetime import date
from typing import Any

import pytest

from congbo.records.record import Record
from congbo.reports.projection import behind, key_of, shown_of, used
from congbo.reports.report import Report
from congbo.reports.seals import Shown, encoded, read_seal, sealed
from sample import (
    document,
    dossiers,
    event,
    field,
    indicator,
    organisation,
    procedure,
    ratio,
    report,
    statistic,
)

OWN = organisation("SKHCN", name="Sở Mẫu", short_name="Sở", long_name="Sở Mẫu tỉnh", parent="UBND")
ABOVE = organisation("UBND", name="Ủy ban")
ALL_PLANS = {"count": "văn bản", "where": {"kind": ["kế hoạch"]}}
PLAN = document("46-KH-SKHCN-2024", issued="2024-03-05", subject="về việc mẫu")
COUNT = indicator("ke-hoach", ALL_PLANS, unit="kế hoạch")
IN_PERIOD = indicator(
    "ke-hoach",
    {"count": "văn bản", "where": {"kind": ["kế hoạch"], "issued": ["trong kỳ"]}},
    unit="kế hoạch",
)
BEFORE = "previous:\n  start: 2023-01-01\n  end: 2023-07-20\n  as_of: 2023-07-20\n  complete:\n  - văn bản\n"


def shown(body: str, *records: Record, keys: str = "") -> Shown:
    return shown_of(report(body, *records, keys=keys))


def keys(found: list[Record]) -> list[str]:
    return [key_of(record) for record in found]


def test_a_record_is_called_by_what_references_call_its_kind_and_its_id() -> None:
    everything = [OWN, PLAN, COUNT, procedure("1.1"), field("a"), statistic("so", "1"), dossiers("mot", {})]
    assert keys(everything) == [
        "organisation/SKHCN",
        "document/46-KH-SKHCN-2024",
        "indicator/ke-hoach",
        "procedure/1.1",
        "field/a",
        "statistic/so-2024-07-20",
        "dossiers/mot",
    ]


def test_a_document_that_is_cited_is_used_though_nothing_counts_it() -> None:
    decision = document("348-QD-UBND-2024", "decisions", number="348/QĐ-UBND")
    other = document("349-QD-UBND-2024", "decisions", number="349/QĐ-UBND")
    found = report('{{ cite("348-QD-UBND-2024") }}', OWN, decision, other)
    assert keys(used(found)) == ["document/348-QD-UBND-2024"]


def test_a_figure_rests_on_what_counted_in_the_period_before_too() -> None:
    earlier = document("9-KH-SKHCN-2023", issued="2023-03-05")
    records, body = (OWN, PLAN, earlier, IN_PERIOD), '{{ figure("ke-hoach") }}'
    assert keys(used(report(body, *records))) == ["document/46-KH-SKHCN-2024"]
    compared = report(body, *records, keys=BEFORE)
    both = ["document/46-KH-SKHCN-2024", "document/9-KH-SKHCN-2023"]
    assert keys(used(compared)) == keys(behind(compared.figures["ke-hoach"], compared)) == both
    figure = shown_of(compared).figures["ke-hoach"]
    assert (figure["text"], figure["previous_value"]) == ("01", "1")
    assert figure["previous"].startswith("01 (")
    assert figure["previous_records"] == {"document/9-KH-SKHCN-2023": "ngày 05/03/2023"}
    alone = shown(body, *records).figures["ke-hoach"]
    assert not {"previous_value", "previous_records"} & alone.keys()


def test_the_rows_of_the_form_and_the_parts_of_a_ratio_are_used_each_once() -> None:
    share = indicator("ty-le", ratio(ALL_PLANS, {"count": "thủ tục", "where": {}}), unit="%")
    row = dossiers("mot-cua", {"received_total": 2})
    found = report('{{ figure("ty-le") }}', OWN, PLAN, share, procedure("p1"), row)
    assert keys(used(found)) == ["document/46-KH-SKHCN-2024", "dossiers/mot-cua", "procedure/p1"]
    assert sorted(keys(behind(found.figures["ty-le"], found))) == [
        "document/46-KH-SKHCN-2024",
        "procedure/p1",
    ]
    figure = shown_of(found).figures["ty-le"]
    assert (figure["text"], figure["fraction"], figure["values"]) == ("100%", "1/1", ["100", "1", "1"])


def test_what_only_nearly_counts_is_not_used() -> None:
    late = document("47-KH-SKHCN-2025", number="47/KH-SKHCN", issued="2025-03-05")
    found = report('{{ figure("ke-hoach") }}', OWN, PLAN, late, IN_PERIOD)
    assert [miss.candidate.record.id for miss in found.figures["ke-hoach"].excluded] == ["47-KH-SKHCN-2025"]
    assert keys(used(found)) == ["document/46-KH-SKHCN-2024"]
    assert shown_of(found) == shown('{{ figure("ke-hoach") }}', OWN, PLAN, IN_PERIOD)


def test_a_report_shows_the_names_of_its_own_body_and_the_one_above() -> None:
    advising, topic = organisation("VP", name="Văn phòng"), field("cchc", name="Cải cách")
    plan = PLAN.model_copy(update={"topics": ("cchc",), "advised_by": "VP"})
    records = (OWN, ABOVE, topic, advising, plan, COUNT)
    assert shown('{{ figure("ke-hoach") }}', *records).names == {
        "organisation/SKHCN": {"full": "Sở Mẫu"},
        "organisation/UBND": {"full": "Ủy ban"},
    }
    assert shown("x", OWN).names == {"organisation/SKHCN": {"full": "Sở Mẫu"}}
    assert shown("x", ABOVE).names == {}


def test_a_figure_is_sealed_with_all_that_its_evidence_says() -> None:
    found = shown('Có {{ figure("ke-hoach") }} kế hoạch.', OWN, PLAN, IN_PERIOD)
    assert found.figures == {
        "ke-hoach": {
            "title": "Chỉ số ke-hoach",
            "text": "01",
            "unit": "kế hoạch",
            "values": ["1", "", ""],
            "state": "có số liệu",
            "time": "Từ 01/01/2024 đến 20/07/2024",
            "definition": "đếm văn bản: loại văn bản là kế hoạch, ngày ban hành là trong kỳ",
            "verdict": "chưa giao chỉ tiêu",
            "previous": "chưa có số liệu cùng kỳ: báo cáo không nêu kỳ để so sánh",
            "records": {"document/46-KH-SKHCN-2024": "ngày 05/03/2024"},
            "answers": ["01"],
        }
    }
    assert found.records == {"document/46-KH-SKHCN-2024": {"name": "Kế hoạch số 46/KH-SKHCN"}}


def test_a_declared_figure_is_sealed_with_where_it_is_stated_and_a_record_with_its_value() -> None:
    stated = {"report": "bao-cao", "place": "mục II"}
    one = statistic("so", "5432.10", stated_in=stated, note="Ước tính.", qualifier="hơn")
    found = shown('{{ figure("so") }}', OWN, one)
    figure = found.figures["so"]
    assert "definition" not in figure
    assert figure["stated"] == "mục II; Ước tính."
    assert figure["values"] == ["54321/10", "", ""]
    assert found.records == {"statistic/so-2024-07-20": {"name": "Số so", "value": "hơn 5\u202f432,1 hồ sơ"}}


def test_an_event_counts_through_its_document_and_its_day() -> None:
    decision = document("348-QD-UBND-2024", "decisions", number="348/QĐ-UBND", issuer="UBND")
    decided = procedure("1.1", events=[event("mới ban hành", "2024-03-22")])
    new = indicator("moi", {"count": "sự kiện", "where": {"action": "mới ban hành"}})
    found = report("x", decided, decision, new)
    assert keys(used(found)) == ["procedure/1.1"]
    assert shown_of(found).figures["moi"]["records"] == {
        "procedure/1.1": "mới ban hành, 348/QĐ-UBND, hiệu lực 22/03/2024"
    }


def test_what_a_record_says_of_days_after_the_report_is_not_shown() -> None:
    decision = document("348-QD-UBND-2024", "decisions", number="348/QĐ-UBND", issuer="UBND")
    new = indicator("moi", {"count": "thủ tục", "where": {"in_force": "cuối kỳ"}})
    first, later = event("mới ban hành", "2024-03-22"), event("bãi bỏ", "2024-07-25")
    level = {"value": "toàn trình", "since": "2024-01-01"}
    before = shown("x", decision, new, procedure("1.1", events=[first], online_level=[level]))
    assert before.figures["moi"]["values"] == ["1", "", ""]
    for grown in (
        {"events": [first, later]},
        {"events": [first], "online_level": [level, {"value": "một phần", "since": "2024-07-25"}]},
    ):
        assert shown("x", decision, new, procedure("1.1", **{"online_level": [level], **grown})) == before
    ended = procedure("1.1", events=[first, event("bãi bỏ", "2024-07-20")])
    assert shown("x", decision, new, ended).figures["moi"]["values"] == ["0", "", ""]


def note(body: str, id_: str) -> Any:
    return shown(body, OWN, PLAN, COUNT).notes[id_]["text"]


def test_a_note_is_sealed_in_its_words_with_each_call_by_what_it_names() -> None:
    body = 'a[^a]\n\n[^a]: Có {{ figure("ke-hoach") }}: {{ cite_all("ke-hoach") }}, {{ date_of("end") }}.\n'
    assert note(body, "a") == [
        *("Có ", ["figure", "ke-hoach"], ": ", ["cite_all", "ke-hoach"], ", "),
        *(["date_of", "end", "20/07/2024"], "."),
    ]


def test_what_calls_what_is_not_there_is_sealed_without_words() -> None:
    body = 'Có {{ figure("khong-co") }}.[^a]\n\n[^a]: Xem {{ cite("khong-co") }}.\n'
    found = shown(body, OWN, PLAN, COUNT)
    assert found.body == [["Có ", ["figure", "khong-co"], ".[^a]"]]
    assert note(body, "a") == ["Xem ", ["cite", "khong-co"], "."]


def test_prose_is_sealed_by_paragraph_with_spaces_made_one_and_without_the_texts_of_notes() -> None:
    one = '# Đầu\n\nMột  hai\nba {{ figure("ke-hoach") }}.[^a]\n\n\n\nBốn.\n\n[^a]: Chú thích.\n\nNăm.\n'
    other = "# Đầu\n\nMột hai ba {{figure('ke-hoach')}}.[^a]\n\n[^a]: Chú thích.\n\nBốn.\n \nNăm.\n"
    body = [["# Đầu"], ["Một hai ba ", ["figure", "ke-hoach"], ".[^a]"], ["Bốn."], ["Năm."]]
    assert shown(one, OWN, PLAN, COUNT).body == shown(other, OWN, PLAN, COUNT).body == body


def test_what_a_call_of_a_record_says_is_sealed_with_the_record_or_the_figure() -> None:
    body = (
        '{{ cite("46-KH-SKHCN-2024", subject=true) }} {{ issued("46-KH-SKHCN-2024") }} '
        '{{ figure("ke-hoach", nonzero="có {}") }} {{ cite_all("ke-hoach") }}'
    )
    found = shown(body, OWN, PLAN, COUNT)
    assert found.records["document/46-KH-SKHCN-2024"]["answers"] == [
        "Kế hoạch số 46/KH-SKHCN ngày 05/03/2024 về việc mẫu",
        "05 tháng 3 năm 2024",
        "Kế hoạch số 46/KH-SKHCN ngày 05/03/2024",
    ]
    assert found.figures["ke-hoach"]["answers"] == ["có 01"]
    assert found.figures["ke-hoach"]["listed"] == [["document/46-KH-SKHCN-2024"]]


def test_of_the_pages_head_what_readers_see_is_sealed() -> None:
    found = shown("x", OWN, keys="description: Một câu.\nhide: [toc]\nseal: 1e00\nplace: Kon Tum\n")
    assert found.keys == {
        "title": "Báo cáo",
        "organisation": "SKHCN",
        "period": {"start": "2024-01-01", "end": "2024-07-20"},
        "as_of": "2024-07-20",
        "day": "2024-07-24",
        "day_known": "có",
        "illustrative": "không",
        "place": "Kon Tum",
    }


def test_records_are_called_as_the_asker_names_them() -> None:
    body = 'Có {{ figure("ke-hoach") }}[^a].\n\n[^a]: {{ cite("46-KH-SKHCN-2024") }}.\n'
    by_issuer = indicator("ke-hoach", {"count": "văn bản", "where": {"issuer": ["SKHCN"]}}, unit="kế hoạch")
    found = report(body, OWN, ABOVE, PLAN, by_issuer, statistic("so", "5"))
    once = shown_of(found, lambda target, id_: f"{target[0]}-{id_}")
    assert set(once.figures) == {"f-ke-hoach", "f-so"}
    assert set(once.records) == {"document/d-46-KH-SKHCN-2024", "statistic/s-so-2024-07-20"}
    assert once.names == {
        "organisation/o-SKHCN": {"full": "Sở Mẫu"},
        "organisation/o-UBND": {"full": "Ủy ban"},
    }
    assert once.figures["f-ke-hoach"]["definition"] == "đếm văn bản: cơ quan ban hành là o-SKHCN"
    assert once.figures["f-ke-hoach"]["records"] == {"document/d-46-KH-SKHCN-2024": "ngày 05/03/2024"}
    assert once.body == [["Có ", ["figure", "f-ke-hoach"], "[^a]."]]
    assert once.notes["a"]["text"] == [["cite", "d-46-KH-SKHCN-2024"], "."]


TARGET = {
    "direction": "không thấp hơn",
    "holds": "suốt kỳ giao",
    "steps": [{"year": "2024", "value": "2", "source": "46-KH-SKHCN-2024"}],
}


def test_a_target_is_sealed_with_its_year_its_source_and_what_is_said_of_it() -> None:
    figure = shown("x", OWN, PLAN, COUNT.model_copy(), indicator("dich", ALL_PLANS, target=TARGET)).figures
    assert figure["dich"]["target"].endswith(", năm 2024, Kế hoạch số 46/KH-SKHCN")
    assert figure["dich"]["verdict"] == "chưa đạt chỉ tiêu"
    assert "target" not in figure["ke-hoach"]


@pytest.mark.parametrize(
    ("keys_", "records"),
    [
        ({"name": "Tên khác"}, "organisation"),
        ({"subject": "về việc khác"}, "document"),
        ({"doubts": ("x",)}, "document"),
        ({"body": "Lời."}, "document"),
        ({"doubts": ("x",)}, "statistic"),
    ],
)
def test_what_no_reader_of_the_report_sees_is_not_in_it(keys_: dict[str, Any], records: str) -> None:
    everything: dict[str, Record] = {
        "organisation": organisation("VP"),
        "document": PLAN,
        "statistic": statistic("so", "5"),
    }
    body = '{{ figure("ke-hoach") }}, {{ figure("so") }}, {{ cite("46-KH-SKHCN-2024") }}'
    before = shown(body, OWN, COUNT, *everything.values())
    everything[records] = everything[records].model_copy(update=keys_)
    assert shown(body, OWN, COUNT, *everything.values()) == before


def test_an_annex_that_a_report_chose_marks_what_rests_on_declared_numbers_and_its_seal_holds_it() -> None:
    records = [
        organisation("SKHCN"),
        statistic("tu-so", "15"),
        statistic("mau-so", "16"),
        statistic("ty-le", "93", unit="%"),
        indicator("ty-le", ratio({"statistic": "tu-so"}, {"statistic": "mau-so"}), points={"most": "6"}),
    ]
    every = shown_of(report('{{ figure("ty-le") }}', *records))
    assert "rests" not in every.figures["ty-le"]
    chosen = report('{{ figure("ty-le") }}', *records, keys="annex: ty-le\n")
    shown = shown_of(chosen)
    found = shown.figures["ty-le"]
    assert (found["rests"], found["beside"], found["score"]) == ("Có số tự khai", "93%", "5,6/6 điểm")
    chain = sealed(chosen.id, date(2024, 8, 1), shown)
    again, problems = read_seal(encoded(chain), "x.seal.json", chosen.id)
    assert problems == []
    assert again == chain
    assert shown_of(Report(chosen.source, chosen.meta, chosen.register, again)) == shown
