"""Typed numbers: each number of a report that no macro computes is told or listed, wherever it is typed."""

from itertools import product

import pytest
from checking import told_of

from congbo.reports.macros import MACROS
from congbo.reports.reconciliation import reconcile
from congbo.reports.typed_numbers import MARKED, TypedNumbers
from congbo.rules.prose import typed_numbers
from congbo.words.number_names import FORMS
from sample import document, report

NAMES = [example for form in FORMS for example in form.examples]
PLACES = {
    "prose": ("Theo {}, Sở đã làm.", ""),
    "a note": ("Lời[^a].\n\n[^a]: Theo {}.", ""),
    "a list": ("- Theo {}\n- Khác", ""),
    "a table": ("| A | B |\n|---|---|\n| {} | x |", ""),
    "a heading": ("## I. {}\n\nLời.", ""),
    "zero": ('{{{{ figure("a", zero="không có {}") }}}}', ""),
    "nonzero": ('{{{{ fraction("a") }}}} {{{{ figure("a", nonzero="có {}, {{}}") }}}}', ""),
    "otherwise": ('{{{{ difference("a", otherwise="chưa so với {}") }}}}', ""),
    "article": ('{{{{ cite("46-KH-SKHCN-2024", article="{}") }}}}', ""),
    "an editor's note": ('{{{{ editor_note("Xem {}.") }}}}', ""),
    "the place": ("x", "place: Xã {}\n"),
    "a recipient": ("x", "recipients:\n  - Sở ({})\n"),
    "the signer": ("x", "signer:\n  position: Tổ trưởng {}\n  name: A\n"),
}


def typed(place: str, text: str) -> TypedNumbers:
    body, keys = PLACES[place]
    return TypedNumbers(report(body.format(text), keys=keys.format(text)))


@pytest.mark.parametrize("place", PLACES)
def test_a_name_is_listed_and_a_count_is_told_in_every_place(place: str) -> None:
    for name in ("Điều 14", "Đề án 06", "COVID-19", "năm 2024", "biểu II.06a", "24/7"):
        found = typed(place, name)
        assert found.counts == [], name
        assert [one.text for one in found.names] == [name]
        assert name in found.names[0].context
    for count in ("125 hồ sơ", "87,5%", "02 văn bản", "2024 hồ sơ", "13/13 hồ sơ", "05"):
        assert len(typed(place, count).counts) == 1, count


def test_every_text_that_a_macro_brings_as_it_is_typed_is_looked_at() -> None:
    """An option that takes any text is prose, the order of documents or the name of a part: nothing else."""
    free = {(m.name, key) for m in MACROS.values() for key, accepted in m.options.items() if accepted is None}
    assert free == {("cite_all", "order"), ("part", "of")}


def test_a_marked_name_is_listed_with_its_sentence_and_is_told_only_where_it_counts() -> None:
    body = 'Câu trước. Sở dùng {{ name("Gói 3 trong 1") }} cho {{ figure("x") }} người. Câu sau.'
    (name,) = TypedNumbers(report(body)).names
    assert (name.text, name.label, name.marked) == ("Gói 3 trong 1", MARKED, True)
    assert name.context == "Sở dùng Gói 3 trong 1 cho … người"
    for wrong in ("87,5%", "125 hồ sơ", "Tỷ lệ 100%", "3 tỷ đồng"):
        found = told_of(typed_numbers, report(f'{{{{ name("{wrong}") }}}}'))
        assert [rule for rule, _ in found] == ["typed-number"]


@pytest.mark.parametrize(
    "text", ["46/KH-SKHCN", "Kế hoạch số 46/KH-SKHCN ngày 05/03/2024", '{{ name("46/KH-SKHCN") }}']
)
def test_a_document_with_a_record_is_cited_and_one_without_is_a_doubt(text: str) -> None:
    recorded = report(f"Theo {text}.", document("46-KH-SKHCN-2024", issued="2024-03-05"))
    ((rule, message),) = told_of(typed_numbers, recorded)
    assert rule == "typed-number"
    assert '{{ cite("46-KH-SKHCN-2024") }}' in message
    ((rule, _),) = told_of(typed_numbers, report(f"Theo {text}.", document("47-KH-SKHCN-2024")))
    assert rule == "typed-document"


def test_numbers_of_headings_lists_links_and_notes_are_neither_told_nor_listed() -> None:
    body = "## II. MỤC\n\n### 1. Một\n\n1. a\n2. b\n\n[xem](trang-2.md) <https://x.vn/a?b=12>[^n1]"
    body += "\n\n[^n1]: Lời."
    found = TypedNumbers(report(body))
    assert (found.counts, found.names) == ([], [])


def test_the_words_of_options_are_listed_with_their_section() -> None:
    body = '## I. A\n\n{{ figure("x", zero="không có", nonzero="có {}") }}\n\n'
    body += '## II. B\n\n{{ editor_note("Lời.") }}'
    assert [(one.macro, one.option, one.text, one.section) for one in TypedNumbers(report(body)).options] == [
        ("figure", "zero", "không có", "mục I"),
        ("figure", "nonzero", "có {}", "mục I"),
        ("editor_note", "", "Lời.", "mục II"),
    ]


def test_places_are_those_of_the_file_and_in_its_order() -> None:
    body = 'Có 12 hồ sơ và Điều 5.\nCó {{ figure("x", zero="15") }}, **13**.'
    found = report(body, keys="place: Xã 14\n")
    lines = found.source.text.split("\n")
    counts = TypedNumbers(found).counts
    assert [one.text for one in counts] == ["14", "12", "15", "13"]
    for one in counts:
        if not one.within:
            assert lines[one.line - 1][one.column - 1 :].startswith(one.text)


def test_a_sentence_is_cut_where_it_is_long_and_the_name_stays_whole() -> None:
    for before, after in product((0, 10, 200), repeat=2):
        text = f"{'lời ' * before}Điều 14 {'và ' * after}"
        (name,) = TypedNumbers(report(text)).names
        assert "Điều 14" in name.context
        assert len(name.context) <= 200


def test_the_reconciliation_lists_what_is_typed() -> None:
    found = report('Theo Điều 14 và {{ figure("x", zero="không") }}.')
    listed = reconcile(found, []).typed
    assert ([one.text for one in listed.names], [one.text for one in listed.options]) == (
        ["Điều 14"],
        ["không"],
    )
