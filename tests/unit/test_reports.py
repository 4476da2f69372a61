import random
from dataclasses import replace
from typing import Any

import pytest

from congbo.figures.indicators import Figure, evaluate
from congbo.figures.quantities import State
from congbo.records.register import Register
from congbo.reports.report import is_report, read_report, same_value
from sample import (
    FRAME,
    REPORT_KEYS,
    document,
    dossiers,
    event,
    indicator,
    organisation,
    page,
    procedure,
    ratio,
    report,
    statistic,
)

PLANS = [
    document("46-KH-SKHCN-2024", issued="2024-02-01", applies_to="2024"),
    document("9-KH-SKHCN-2024", issued="2024-03-01", applies_to="2024"),
    document("12-KH-SKHCN-2024", issued="2024-01-05", applies_to="2024"),
]
COUNT_PLANS = indicator("ke-hoach", {"count": "văn bản", "where": {"kind": "kế hoạch"}})


def fraction(over: int, under: int, decimals: int = 1) -> Figure:
    records = [statistic("tu-so", str(over)), statistic("mau-so", str(under))]
    definition = ratio({"statistic": "tu-so"}, {"statistic": "mau-so"})
    found = indicator("x", definition, unit="%", decimals=str(decimals))
    return evaluate(found, FRAME, Register(records))


def number(value: str, unit: str = "hồ sơ") -> Figure:
    found = indicator("x", {"statistic": "so"}, unit=unit)
    return evaluate(found, FRAME, Register([statistic("so", value)]))


def cited(body: str) -> list[tuple[str, str]]:
    """The cited documents and their anchors, in reading order."""
    return [(c.document.split("-")[0], c.anchor) for c in report(body, *PLANS, COUNT_PLANS).citations]


def test_a_page_is_a_report_when_it_has_a_period() -> None:
    assert is_report(page("x", front_matter=REPORT_KEYS))
    assert not is_report(page("x", front_matter="title: Hướng dẫn\n"))


def test_a_report_is_known_by_its_page_and_takes_its_times_from_the_front_matter() -> None:
    found = report("x")
    assert found.id == "bao-cao"
    assert found.frame == replace(FRAME, organisation="SKHCN")


def test_every_problem_of_a_reports_front_matter_is_told_where_it_stands() -> None:
    period = "period:\n  start: 2024-07-20\n  end: 2024-01-01\n"
    keys = f"title: Báo cáo\norganisation: SKHCN\n{period}as_of: 20/07/2024\nngay: x\n"
    meta, problems = read_report(page("x", front_matter=keys))
    assert meta is None
    assert sorted((p.line, p.column, p.rule) for p in problems) == [
        (6, 3, "period-order"),
        (8, 8, "date-form"),
        (9, 1, "unknown-key"),
    ]
    assert "thiếu “day”" in problems[-1].message


def test_notes_are_numbered_by_their_first_marker_in_reading_order() -> None:
    body = """\
| a[^bang] | b |
|---|---|

- Mục[^muc], lại[^bang]

[^khong]: không có dấu
[^muc]: m
[^bang]: b
"""
    assert [(note.number, note.id) for note in report(body).notes] == [(1, "bang"), (2, "muc")]


def test_a_note_used_twice_keeps_its_number_and_takes_no_other() -> None:
    notes = report("a[^x] b[^y] c[^x] d[^z]\n\n[^x]: x\n[^y]: y\n[^z]: z\n").notes
    assert [(note.number, note.id) for note in notes] == [(1, "x"), (2, "y"), (3, "z")]


def test_a_note_names_the_records_of_its_text_once_each() -> None:
    body = """\
a[^ds] b[^ten] c[^btv]

[^ds]: {{ cite("9-KH-SKHCN-2024") }}; {{ cite_all("ke-hoach", order="number") }}; {{ cite("khong-co") }}
[^ten]: {{ procedure_names("moi") }} {{ procedure_names("khong-co") }} {{ figure("ke-hoach") }}
[^btv]: {{ editor_note("Bản gốc in sai") }}
"""
    new = indicator("moi", {"count": "sự kiện", "where": {"action": "mới ban hành"}})
    procedures = [procedure(id_, events=[event("mới ban hành", "2024-02-01")]) for id_ in ("p1", "p2")]
    notes = report(body, *PLANS, COUNT_PLANS, new, *procedures).notes
    assert [(note.records, note.editorial) for note in notes] == [
        (("9-KH-SKHCN-2024", "12-KH-SKHCN-2024", "46-KH-SKHCN-2024"), False),
        (("p1", "p2"), False),
        ((), True),
    ]


def test_citations_are_in_reading_order_with_those_of_a_note_at_its_marker() -> None:
    body = """\
{{ cite("46-KH-SKHCN-2024") }} a[^n] {{ cite("12-KH-SKHCN-2024") }}

b[^n] {{ cite("46-KH-SKHCN-2024") }}

[^n]: {{ cite("9-KH-SKHCN-2024") }}
"""
    assert cited(body) == [
        ("46", "vb-46-KH-SKHCN-2024-1"),
        ("9", "vb-9-KH-SKHCN-2024-1"),
        ("12", "vb-12-KH-SKHCN-2024-1"),
        ("46", "vb-46-KH-SKHCN-2024-2"),
    ]


def test_reading_order_is_what_putting_each_note_at_its_first_marker_gives() -> None:
    chance = random.Random(17)
    ids = [plan.id for plan in PLANS]
    for _ in range(100):
        notes = {f"n{n}": chance.choices(ids, k=chance.randint(0, 3)) for n in range(chance.randint(0, 4))}
        uses = [name for name in notes for _ in range(chance.randint(1, 2))]
        pieces = chance.sample([*uses, *chance.choices(ids, k=4)], len(uses) + 4)
        written, expected, seen = "", [], list[str]()
        for piece in pieces:
            written += chance.choice(["\n\n", " ", " | "])
            if piece in notes:
                written += f"x[^{piece}]"
                expected += notes[piece] if piece not in seen else []
                seen.append(piece)
            else:
                written += f'{{{{ cite("{piece}") }}}}'
                expected.append(piece)
        texts = [
            f"[^{name}]: " + " ".join(f'{{{{ cite("{id_}") }}}}' for id_ in cites)
            for name, cites in notes.items()
        ]
        chance.shuffle(texts)
        separator = chance.choice(["\n", "\n\n"])
        found = report(written + "\n\n" + separator.join(texts) + "\n", *PLANS)
        assert [citation.document for citation in found.citations] == expected
        assert [note.id for note in found.notes] == list(dict.fromkeys(seen))
        anchors = [citation.anchor for citation in found.citations]
        assert len(set(anchors)) == len(anchors)


def test_a_list_of_documents_cites_each_in_the_order_that_is_asked() -> None:
    assert [id_ for id_, _ in cited('{{ cite_all("ke-hoach") }}')] == ["12", "46", "9"]
    assert [id_ for id_, _ in cited('{{ cite_all("ke-hoach", order="number") }}')] == ["9", "12", "46"]
    assert [id_ for id_, _ in cited('{{ cite_all("ke-hoach", order="-number") }}')] == ["46", "12", "9"]


def test_a_date_alone_and_an_unknown_document_are_no_citations() -> None:
    assert cited('{{ issued("9-KH-SKHCN-2024") }} {{ cite("khong-co") }} {{ cite_all("khong-co") }}') == []


def test_a_draft_is_not_cited_by_a_report() -> None:
    draft = document("1-KH-SKHCN-2024", publication="dự thảo", issued="2024-02-01")
    body = '{{ cite("1-KH-SKHCN-2024") }} {{ cite_all("ke-hoach") }} {{ figure("ke-hoach") }}'
    found = report(body, draft, *PLANS, COUNT_PLANS)
    assert "1-KH-SKHCN-2024" not in [citation.document for citation in found.citations]
    assert found.figures["ke-hoach"].text == "03"


def test_a_citation_knows_its_section_and_its_note() -> None:
    note = '[^n]: {{ cite("46-KH-SKHCN-2024") }}\n'
    body = '## I. A\n\n### 2. B\n\nx[^n] {{ cite("9-KH-SKHCN-2024") }}\n\n## II. C\n\n' + note
    places = {c.document: (c.section, c.note) for c in report(body, *PLANS).citations}
    assert places["9-KH-SKHCN-2024"] == ("mục I.2", "")
    assert places["46-KH-SKHCN-2024"][1] == "n"


def test_a_report_has_every_indicator_and_the_figures_that_are_stated_in_it_or_shown_by_it() -> None:
    here, elsewhere = {"report": "bao-cao"}, {"report": "bao-cao-khac"}
    records = [
        COUNT_PLANS,
        statistic("khai-o-day", "5", stated_in=here),
        statistic("khai-noi-khac", "6", stated_in=elsewhere),
        statistic("goi-o-day", "7", stated_in=elsewhere),
    ]
    found = report('{{ figure("goi-o-day") }}', *records)
    assert set(found.figures) == {"ke-hoach", "khai-o-day", "goi-o-day"}
    assert {id_: figure.text for id_, figure in found.figures.items()} == {
        "ke-hoach": "0",
        "khai-o-day": "05",
        "goi-o-day": "07",
    }


def test_the_figures_of_the_text_come_once_each_in_reading_order_with_all_their_places() -> None:
    found = report(
        '{{ figure("b") }} {{ fraction("a") }}\n{{ figure("a") }} {{ cite("c") }} {{ figure("b") }}'
    )
    assert found.figures_in_text == ["b", "a"]
    assert [(call.name, call.line) for call in found.places_of("b")] == [("figure", 11), ("figure", 12)]
    assert [(call.name, call.line) for call in found.places_of("a")] == [("fraction", 11), ("figure", 12)]


def test_the_dossier_form_has_the_rows_of_exactly_the_reports_period() -> None:
    other = {"start": "2023-01-01", "end": "2023-12-31"}
    form = report("x", dossiers("ky-nay", {}), dossiers("ky-truoc", {}, period=other)).dossier_form
    assert form is not None
    assert [line.title for line in form.lines] == ["ky-nay"]
    assert report("x", dossiers("ky-truoc", {}, period=other)).dossier_form is None


PRINTED = """\
printed:
  - figure: ke-hoach
    text: '03'
    place: I.1
  - figure: ke-hoach
    text: 04 kế hoạch
    place: I.2
  - figure: ty-le
    text: 87%
    place: I.3
  - figure: khong-co
    text: '5'
    place: I.4
"""


def test_what_the_original_printed_otherwise_is_found_at_its_place() -> None:
    online: list[dict[str, Any]] = [{"value": "toàn trình"}]
    share = indicator(
        "ty-le",
        ratio({"count": "thủ tục", "where": {"online_level": "toàn trình"}}, {"count": "thủ tục"}),
        unit="%",
    )
    procedures = [procedure(f"p{n}", online_level=online if n < 6 else []) for n in range(7)]
    found = report("x", *PLANS, COUNT_PLANS, share, *procedures, keys=PRINTED)
    assert found.figures["ty-le"].text == "85,7%"
    plans, percentage = found.misprinted("ke-hoach"), found.misprinted("ty-le")
    assert plans is not None
    assert (plans.text, plans.place) == ("04 kế hoạch", "I.2")
    assert percentage is not None
    assert percentage.text == "87%"
    assert found.misprinted("khong-co") is None
    assert [printed.place for printed in found.printed["ke-hoach"]] == ["I.1", "I.2"]


@pytest.mark.parametrize(
    ("printed", "figure", "same"),
    [
        pytest.param("06", number("6"), True, id="two digits"),
        pytest.param("hơn 60", number("60"), True, id="with a qualifier"),
        pytest.param("06 kế hoạch", number("7"), False, id="another count"),
        pytest.param("1.247", number("1247"), True, id="thousands with a point"),
        pytest.param("1\u202f247", number("1247"), True, id="thousands with a thin space"),
        pytest.param("1.247.000", number("1247000"), True, id="millions"),
        pytest.param("1.247", number("1.2470"), False, id="thousands are no decimals"),
        pytest.param("1.247,5", number("1247.5"), True, id="thousands and decimals"),
        pytest.param("87,5%", fraction(14, 16), True, id="decimal comma"),
        pytest.param("87.5%", fraction(14, 16), True, id="decimal point"),
        pytest.param("87%", fraction(14, 16), False, id="cut off, not rounded"),
        pytest.param("88%", fraction(14, 16), True, id="rounded to whole per cents"),
        pytest.param("86%", fraction(48, 56), True, id="fewer places than the indicator's"),
        pytest.param("85,71%", fraction(48, 56), True, id="more places than the indicator's"),
        pytest.param("85,72%", fraction(48, 56), False, id="more places, wrong in the last"),
        pytest.param("87%", fraction(48, 56), False, id="another percentage"),
        pytest.param("100%", fraction(13, 13), True, id="all"),
        pytest.param("13/13", fraction(13, 13), True, id="the two counts"),
        pytest.param("12/12", fraction(13, 13), False, id="two other counts of one value"),
        pytest.param("13/13", number("100", "%"), False, id="two counts where none were counted"),
        pytest.param("1.200/1.300", fraction(1200, 1300), True, id="two counts with thousands"),
        pytest.param("0%", fraction(0, 0), False, id="nothing has arisen"),
        pytest.param("không phát sinh", fraction(0, 0), True, id="words alone"),
    ],
)
def test_a_printed_value_is_the_same_when_it_is_the_figure_to_the_places_printed(
    printed: str, figure: Figure, same: bool
) -> None:
    assert same_value(printed, figure) is same


def test_what_a_figure_prints_is_always_its_own_value() -> None:
    chance = random.Random(21)
    for _ in range(300):
        over, under = chance.randint(0, 20000), chance.randint(1, 20000)
        figure = fraction(over, under, chance.randint(0, 3))
        assert figure.state is State.KNOWN
        assert same_value(figure.text, figure), figure.text
        assert same_value(figure.fraction, figure), figure.fraction
        count = number(str(chance.randint(0, 10**7)))
        assert same_value(count.text, count), count.text


def test_a_list_of_what_are_no_documents_cites_nothing() -> None:
    counted = indicator("thu-tuc", {"count": "thủ tục"})
    assert report('{{ cite_all("thu-tuc") }}', counted, procedure("p1")).citations == []


def test_a_note_that_lists_nothing_in_the_period_is_left_out_and_the_others_are_numbered_on() -> None:
    body = 'a[^trong] b[^dan] c[^loi] d[^ke-hoach]\n\n[^trong]: {{ cite_all("trong") }}.\n\n'
    body += '[^dan]: {{ cite("9-KH-SKHCN-2024") }}.\n\n[^loi]: Không có {{ cite_all("trong") }}.\n\n'
    body += '[^ke-hoach]: {{ cite_all("ke-hoach") }}.\n'
    none = indicator("trong", {"count": "văn bản", "where": {"kind": "báo cáo"}})
    found = report(body, none, COUNT_PLANS, *PLANS)
    assert [(note.number, note.id) for note in found.notes] == [(1, "dan"), (2, "loi"), (3, "ke-hoach")]


def test_a_verdict_that_the_text_declares_is_kept_as_declared() -> None:
    keys = "printed:\n  - figure: ke-hoach\n    text: '03'\n    place: I\n    verdict: vượt chỉ tiêu\n"
    found = report("x", COUNT_PLANS, *PLANS, keys=keys)
    assert found.declared_verdict("ke-hoach") == "vượt chỉ tiêu"
    assert found.declared_verdict("khong-co") == ""
    assert found.figures["ke-hoach"].verdict == "chưa giao chỉ tiêu"


def test_documents_issued_after_the_period_are_told_apart() -> None:
    later = document("99-KH-SKHCN-2024", issued="2024-07-21")
    body = '{{ cite("9-KH-SKHCN-2024") }} {{ cite("99-KH-SKHCN-2024") }} {{ cite("99-KH-SKHCN-2024") }}'
    assert report(body, later, *PLANS).cited_later == [later]


def test_a_page_calls_records_by_the_ids_that_they_have_now_and_is_not_typed_anew() -> None:
    body = (
        'Có {{ figure("cu", zero="không") }} và {{ cite("a") }}[^x], {{ date_of("end") }}.\n\n'
        '[^x]: {{ cite("cu") }}.\n'
    )
    source = page(body)
    asked: list[tuple[str, str]] = []

    def current(macro: str, id_: str) -> str:
        asked.append((macro, id_))
        return "moi" if (macro, id_) == ("figure", "cu") else id_

    followed = source.following(current)
    assert [(call.name, call.id) for call in followed.calls] == [
        ("figure", "moi"),
        ("cite", "a"),
        ("date_of", "end"),
        ("cite", "cu"),
    ]
    assert followed.text == source.text
    assert [(one.line, one.column, one.options) for one in followed.calls] == [
        (one.line, one.column, one.options) for one in source.calls
    ]
    assert ("cite", "cu") in asked
    assert source.following(lambda macro, id_: id_) is source


def test_a_report_whose_body_was_renamed_is_of_the_body_by_its_id_of_now() -> None:
    found = report("x", organisation("SKHCNMT", former_ids=["SKHCN"]))
    assert (found.meta.organisation, found.frame.organisation) == ("SKHCNMT", "SKHCNMT")
    assert report("x", organisation("SKHCN")).frame.organisation == "SKHCN"
