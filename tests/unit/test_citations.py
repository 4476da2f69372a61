import random
from itertools import pairwise, permutations
from typing import Any

import pytest

from congbo.records.documents import Document
from congbo.reports.citations import around_link, citation, in_order
from congbo.reports.macro import Macro
from congbo.reports.macros import MACROS
from congbo.reports.notes import Mark
from congbo.reports.written_page import read_page
from sample import document, organisation, page


def calls(body: str) -> list[tuple[str, str, int, int]]:
    return [(call.name, call.id, call.line, call.column) for call in page(body).calls]


def problems(body: str) -> list[tuple[str, int, int, str]]:
    return [(p.rule, p.line, p.column, p.hint) for p in page(body).problems]


def places(body: str) -> list[tuple[str, int, int]]:
    return [told[:3] for told in problems(body)]


def takes_one(macro: Macro) -> bool:
    return bool(macro.target) or macro.words is not None


def test_calls_are_found_with_their_arguments_where_they_stand() -> None:
    found = page(
        'Một.\n\nCó {{ figure("a") }} và {{ cite("B", date="long", subject=true, kind=false) }}.\n'
    ).calls
    assert [(call.name, call.arguments, call.options, call.line, call.column) for call in found] == [
        ("figure", ("a",), {}, 6, 7),
        ("cite", ("B",), {"date": "long", "subject": True, "kind": False}, 6, 28),
    ]


def test_calls_are_found_wherever_markdown_lets_them_stand() -> None:
    body = """\
# {{ figure("tieu-de") }}

| Cột | Cột |
|---|---|
| {{ figure("o-1") }} | *{{ figure("o-2") }}* |

- Mục {{ figure("muc") }}
    - {{ figure("muc-con") }}

> {{ figure("trich") }}

{% if true %}{{ figure("nhanh") }}{% endif %}
{{
  figure(
    "nhieu-dong"
  )
}}
"""
    found = page(body).calls
    ids = ["tieu-de", "o-1", "o-2", "muc", "muc-con", "trich", "nhanh", "nhieu-dong"]
    assert [call.id for call in found] == ids
    lines = body.split("\n")
    for call in found:
        assert lines[call.line - 4][call.column - 1 :].startswith("figure(")


def test_any_call_in_a_line_is_placed_however_often_its_name_stands_around() -> None:
    chance = random.Random(8)
    words = ["figure", "cite", "đã", "cite_all", "(cite)", "figure.", "số", "|", "*x*"]
    for _ in range(200):
        lines, expected = [], []
        for number in range(4, 4 + chance.randint(1, 4)):
            line = ""
            for _ in range(chance.randint(0, 4)):
                line += " ".join(chance.choices(words, k=chance.randint(0, 4))) + " {{ "
                name, id_ = chance.choice(["figure", "cite", "cite_all"]), chance.choice(["cite-1", "figure"])
                expected.append((name, id_, number, len(line) + 1))
                line += f'{name}("{id_}") }}}}'
            lines.append(line)
        assert calls("\n".join(lines)) == expected


def test_a_call_in_any_odd_spelling_is_read_and_nothing_fails() -> None:
    body = '{{ (cite)("a") }}{{ cite("b")|upper }}\n'
    assert [call[:2] for call in calls(body)] == [("cite", "a")]
    assert places(body) == [("macro-syntax", 4, 18)]


def test_commented_and_raw_calls_are_none_and_move_no_other() -> None:
    assert calls('{# {{ cite("a") }} #}\n{% raw %}{{ cite("b") }}{% endraw %}\n') == []
    assert calls('{# cite("a") #}{{ cite("b") }}') == [("cite", "b", 4, 19)]
    assert calls('{% raw %}{{ cite("a") }}{% endraw %}{{- cite ("b") -}}  {{ cite("c") }}') == [
        ("cite", "b", 4, 41),
        ("cite", "c", 4, 60),
    ]


def test_a_page_that_does_not_turn_macros_on_has_braces_as_text() -> None:
    for front_matter in ("", "---\ntitle: x\n---\n", "---\nrender_macros: false\n---\n"):
        found = read_page(f'{front_matter}{{{{ cite("a") }}}} {{{{ hỏng[^x]\n'.encode(), "docs/x.md")
        assert (found.calls, found.markers, found.problems) == ((), (), ())


def test_a_page_is_known_by_its_files_stem_and_its_lines_count_in_the_file() -> None:
    found = page('{{ cite("a") }}', path="docs/bao-cao/2024-tu-kiem-tra.md", front_matter="title: x\n")
    assert found.id == "2024-tu-kiem-tra"
    assert found.body_line == 5
    assert found.calls[0].line == 5
    assert found.data == {"render_macros": "true", "title": "x"}


def test_a_call_knows_its_section_as_it_is_cited() -> None:
    sections = {
        call.id: call.section
        for call in page(
            """\
{{ figure("dau") }}

## I. KẾT QUẢ

{{ figure("I") }}

### 2. Tự kiểm tra {{ figure("I.2") }}

#### 2.6. Chính quyền điện tử

{{ figure("I.2.6") }}

##### Không đánh số

{{ figure("van-I.2.6") }}

## II. TỒN TẠI

{{ figure("II") }}

### 1. Tồn tại

{{ figure("II.1") }}

## Phụ lục

{{ figure("phu-luc") }}

### 1. Bảng

{{ figure("bang") }}
"""
        ).calls
    }
    assert sections == {
        "dau": "phần mở đầu",
        "I": "mục I",
        "I.2": "mục I.2",
        "I.2.6": "mục I.2.6",
        "van-I.2.6": "mục I.2.6",
        "II": "mục II",
        "II.1": "mục II.1",
        "phu-luc": "phần không đánh số",
        "bang": "mục 1",
    }


NOTES = """\
Có kế hoạch[^mot] và quyết định[^hai]: xem {{ cite("than") }}[^mot].

[^mot]: Gồm {{ cite("A") }};
  và {{ cite("B") }}.
[^hai]: Là {{ cite("C") }}.
 \t
{{ cite("sau") }}

   [^ba]: Lùi vào {{ cite("D") }}.

Cuối[^ba].
"""


def test_a_call_knows_the_note_in_whose_text_it_stands() -> None:
    notes = {call.id: call.note for call in page(NOTES).calls}
    assert notes == {"than": "", "A": "mot", "B": "mot", "C": "hai", "sau": "", "D": "ba"}


def test_markers_and_texts_of_notes_are_told_apart_where_they_stand() -> None:
    found = page(NOTES)
    assert [(mark.id, mark.line) for mark in found.markers] == [
        ("mot", 4),
        ("hai", 4),
        ("mot", 4),
        ("ba", 14),
    ]
    line = NOTES.split("\n")[0]
    assert line[found.markers[1].column - 1 :].startswith("[^hai]")
    assert found.definitions == (Mark("mot", 6, 1), Mark("hai", 8, 1), Mark("ba", 12, 1))


def test_notes_are_in_the_order_of_their_first_markers_and_not_of_their_texts() -> None:
    assert page(NOTES).note_ids == ["mot", "hai", "ba"]
    body = "x[^c]\n\n| a[^a] | b[^b] |\n\n- y[^a]\n\n[^a]: a\n[^b]: b\n[^c]: c\n"
    assert page(body).note_ids == ["c", "a", "b"]


def test_a_marker_inside_a_notes_text_gives_no_number() -> None:
    assert page("x[^a]\n\n[^a]: xem[^b]\n\n[^b]: b\n").note_ids == ["a"]


def test_the_text_of_a_note_is_had_alone() -> None:
    found = page(NOTES)
    assert found.note_text("mot") == 'Gồm {{ cite("A") }};\n  và {{ cite("B") }}.'
    assert found.note_text("hai") == 'Là {{ cite("C") }}.'
    assert found.note_text("ba") == 'Lùi vào {{ cite("D") }}.'
    assert found.note_text("bon") == ""


def test_an_unknown_macro_is_told_with_the_nearest_and_the_others_are_still_read() -> None:
    body = 'a {{ cte("A") }}\n{{ xyzzy("B") }} {{ cite("C") }}\n'
    assert problems(body)[0] == ("unknown-macro", 4, 6, "Có phải “cite”?")
    assert places(body) == [("unknown-macro", 4, 6), ("unknown-macro", 5, 4)]
    assert calls(body) == [("cite", "C", 5, 21)]


@pytest.mark.parametrize(
    "argument", ["id", "page.title", "ids[0]", "*ids", 'cite("A")', '"A" if x else "B"', '"A" ~ x', "f()"]
)
def test_a_variable_or_a_nested_call_is_refused_as_argument(argument: str) -> None:
    found = page(f"\n{{{{ figure({argument}) }}}}\n")
    assert ("macro-argument", 5, 4) in [(p.rule, p.line, p.column) for p in found.problems]
    assert [call.name for call in found.calls if call.name == "figure"] == []


@pytest.mark.parametrize("options", ["date=form", "**options", "subject=not shown"])
def test_a_variable_is_refused_as_option(options: str) -> None:
    assert places(f'{{{{ cite("A", {options}) }}}}\n') == [("macro-argument", 4, 4)]


@pytest.mark.parametrize("name", [name for name, macro in MACROS.items() if takes_one(macro)])
def test_a_macro_that_shows_something_by_its_id_or_a_word_asks_for_it(name: str) -> None:
    assert places(f"{{{{ {name}() }}}}\n") == [("macro-argument", 4, 4)]


@pytest.mark.parametrize("name", [name for name, macro in MACROS.items() if not takes_one(macro)])
def test_a_macro_that_needs_nothing_takes_nothing(name: str) -> None:
    assert problems(f"{{{{ {name}() }}}}\n") == []
    assert places(f'{{{{ {name}("A") }}}}\n') == [("macro-argument", 4, 4)]


@pytest.mark.parametrize("name", [name for name, macro in MACROS.items() if takes_one(macro)])
def test_a_macro_s_options_are_written_with_their_names(name: str) -> None:
    assert places(f'{{{{ {name}("A", "long") }}}}\n') == [("macro-argument", 4, 4)]


def test_a_word_that_a_macro_does_not_accept_is_told_with_the_nearest() -> None:
    body = '{{ date_of("as-of") }}\n'
    assert problems(body) == [("macro-argument", 4, 4, "Có phải “as_of”?")]


@pytest.mark.parametrize("code", ["{{ cite }}", "{{ 1/0 }}", '{{ figure("A") | upper }}', "{% set a = 1 %}"])
def test_only_calls_of_macros_stand_between_braces(code: str) -> None:
    assert ("macro-syntax", 4, 1) in places(f"{code}\n")


@pytest.mark.parametrize(
    ("order", "hint"),
    [("nmber", "Có phải “number”?"), ("issued,ngày", ""), ("", ""), ("--year", "Có phải “year”?")],
)
def test_an_unknown_order_is_told_with_the_nearest(order: str, hint: str) -> None:
    body = f'{{{{ cite_all("x", order="{order}") }}}}\n'
    assert problems(body) == [("macro-argument", 4, 4, hint)]


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ('{{ cite("A" }}', 6),
        ("{% if %}", 6),
        ("{{ cite(", None),
        ("{# chưa đóng", 6),
        ("{{ " + "(" * 5000, None),
    ],
)
def test_a_macro_that_is_not_closed_is_a_problem_and_the_notes_are_still_read(
    broken: str, line: int | None
) -> None:
    found = page(f"x[^a]\n\n{broken}\n\n[^a]: a\n")
    assert [p.rule for p in found.problems] == ["macro-syntax"]
    assert line in (None, found.problems[0].line)
    assert found.note_ids == ["a"]


def test_problems_of_the_front_matter_and_of_the_macros_are_told_together() -> None:
    raw = b'---\nrender_macros: true\ntitle:\n---\n{{ cte("A") }}\n'
    rules = [problem.rule for problem in read_page(raw, "docs/x.md").problems]
    assert rules == ["empty-value", "unknown-macro"]


PLAN = document("46-KH-SKHCN-2024", issued="2024-07-03", subject="về tự kiểm tra năm 2024")
SKHCN = organisation(
    "SKHCN",
    name="Sở Khoa học và Công nghệ tỉnh Kon Tum",
    short_name="Sở KHCN",
    long_name="Sở Khoa học và Công nghệ",
)


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ({}, "Kế hoạch số 46/KH-SKHCN ngày 03/07/2024"),
        ({"date": "long"}, "Kế hoạch số 46/KH-SKHCN ngày 03 tháng 7 năm 2024"),
        ({"date": "none"}, "Kế hoạch số 46/KH-SKHCN"),
        ({"kind": False}, "46/KH-SKHCN ngày 03/07/2024"),
        ({"kind": False, "date": "none"}, "46/KH-SKHCN"),
        ({"of": "short"}, "Kế hoạch số 46/KH-SKHCN ngày 03/07/2024 của Sở KHCN"),
        ({"of": "long"}, "Kế hoạch số 46/KH-SKHCN ngày 03/07/2024 của Sở Khoa học và Công nghệ"),
        ({"of": "full"}, "Kế hoạch số 46/KH-SKHCN ngày 03/07/2024 của Sở Khoa học và Công nghệ tỉnh Kon Tum"),
        ({"subject": True}, "Kế hoạch số 46/KH-SKHCN ngày 03/07/2024 về tự kiểm tra năm 2024"),
        ({"article": "khoản 2 Điều 5"}, "khoản 2 Điều 5 Kế hoạch số 46/KH-SKHCN ngày 03/07/2024"),
        (
            {"article": "Điều 5", "date": "long", "of": "short", "subject": True},
            "Điều 5 Kế hoạch số 46/KH-SKHCN ngày 03 tháng 7 năm 2024 của Sở KHCN về tự kiểm tra năm 2024",
        ),
    ],
)
def test_a_citation_is_worded_in_the_order_of_decree_30(style: dict[str, Any], words: str) -> None:
    assert citation(PLAN, SKHCN, **style) == words


def test_what_is_not_known_of_a_document_is_left_out_of_its_citation() -> None:
    bare = document("46-KH-SKHCN-2024")
    assert citation(bare, SKHCN, date="long", subject=True) == "Kế hoạch số 46/KH-SKHCN"
    assert citation(bare, None, of="short") == "Kế hoạch số 46/KH-SKHCN"


def test_a_body_without_a_short_name_is_cited_by_its_full_one() -> None:
    body = organisation("SKHCN", name="Sở Khoa học và Công nghệ")
    assert citation(PLAN, body, of="short", date="none").endswith("của Sở Khoa học và Công nghệ")


DOCUMENTS = [
    document("9-KH-SKHCN-2024", issued="2024-03-01"),
    document("46-KH-SKHCN-2024", issued="2024-02-01"),
    document("100-KH-SKHCN-2023", issued="2023-12-01"),
    document("12-KH-SKHCN-2022"),
]


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        ("number", [9, 12, 46, 100]),
        ("-number", [100, 46, 12, 9]),
        ("issued", [12, 100, 46, 9]),
        ("-issued", [9, 46, 100, 12]),
        ("year,number", [12, 100, 9, 46]),
        ("-year,number", [9, 46, 100, 12]),
        ("year, -number", [12, 100, 46, 9]),
    ],
)
def test_documents_are_put_in_order_by_number_as_a_number_by_date_and_by_year(
    order: str, numbers: list[int]
) -> None:
    for shuffled in permutations(DOCUMENTS):
        found = in_order(shuffled, order)
        assert [int(record.number.split("/")[0]) for record in found] == numbers


def test_documents_that_an_order_does_not_tell_apart_keep_theirs() -> None:
    chance = random.Random(4)
    for _ in range(50):
        records: list[Document] = [
            document(f"{number}-KH-{letter}-2024", issued=f"2024-0{chance.randint(1, 3)}-01")
            for number in (1, 2, 3)
            for letter in "ABC"
        ]
        shuffled = chance.sample(records, len(records))
        found = in_order(shuffled, "-issued,number")
        place = {record.id: position for position, record in enumerate(shuffled)}
        for earlier, later in pairwise(found):
            assert earlier.issued is not None
            assert later.issued is not None
            keys = [
                (-r.issued.toordinal(), int(r.number[0]), place[r.id]) for r in (earlier, later) if r.issued
            ]
            assert keys == sorted(keys)


def test_a_document_whose_number_has_no_digits_is_put_first_and_nothing_fails() -> None:
    odd = document("x", number="KH-SKHCN")
    assert in_order([DOCUMENTS[0], odd], "number")[0] is odd


@pytest.mark.parametrize(
    ("style", "before", "behind"),
    [
        ({}, "Kế hoạch số ", " ngày 01/03/2024"),
        ({"date": "none", "kind": False}, "", ""),
        (
            {"article": "điều 4 của 46/KH-SKHCN cũ,", "subject": True},
            "điều 4 của 46/KH-SKHCN cũ, Kế hoạch số ",
            " ngày 01/03/2024 thay Kế hoạch số 46/KH-SKHCN",
        ),
    ],
)
def test_only_the_number_of_a_citation_is_a_link(style: dict[str, Any], before: str, behind: str) -> None:
    one = document("46-KH-SKHCN-2024", issued="2024-03-01", subject="thay Kế hoạch số 46/KH-SKHCN")
    words = citation(one, **style)
    assert around_link(one, words) == (before, "46/KH-SKHCN", behind)
    assert "".join(around_link(one, words)) == words


def test_a_document_without_a_number_is_linked_by_its_name() -> None:
    one = document("bien-ban-2024", number="", issued="2024-03-01", subject="họp giao ban")
    words = citation(one)
    assert around_link(one, words) == ("", one.label, " ngày 01/03/2024")
