"""The tree of an official document, and what of a page's HTML gets into it."""

import pytest

from congbo.paper.document import (
    Annex,
    Break,
    Cell,
    Code,
    Heading,
    Item,
    Mark,
    Paragraph,
    Run,
    Table,
    placed,
    text_of,
)
from congbo.paper.from_page import annex_title, read

SIGNATURE = '<div class="cb-signature"></div>'


def test_a_paragraph_keeps_its_forms_and_absolute_links() -> None:
    content = read('<p>Sở có <a href="https://x.vn/a"><strong>06</strong></a> <em>kế hoạch</em></p>')
    assert content.blocks == (
        Paragraph(
            (
                Run("Sở có "),
                Run("06", bold=True, link="https://x.vn/a"),
                Run(" "),
                Run("kế hoạch", italic=True),
            )
        ),
    )


def test_what_is_for_the_screen_stays_out() -> None:
    page = (
        '<p>A<span class="cb-hidden"> ẩn</span></p><div class="cb-web"><p>B</p></div>'
        "<svg><text>C</text></svg>"
    )
    assert read(page).blocks == (Paragraph((Run("A"),)),)


def test_text_of_unforeseen_elements_is_kept() -> None:
    page = "<section>một<blockquote><p>hai</p></blockquote><x-y>ba</x-y></section>bốn"
    words = [block.inlines[0].text for block in read(page).blocks if isinstance(block, Paragraph)]  # type: ignore[union-attr]
    assert words == ["một", "hai", "ba", "bốn"]


def test_a_code_keeps_what_it_says_what_is_read_aloud_and_its_caption() -> None:
    page = (
        '<figure data-code="{0}"><div role="img" aria-label="Mã A"><svg></svg></div>'
        "<figcaption>Quét <b>mã</b></figcaption></figure>"
    )
    caption = (Run("Quét "), Run("mã", bold=True))
    content = read(f"<p>x</p>{SIGNATURE}{page.format('https://x.vn/#a')}")
    assert content.closing == content.codes == (Code("https://x.vn/#a", "Mã A", caption),)
    for said in ("", "a b", "a" * 3000):  # nothing, or what no code of ours says: its caption is kept
        assert read(page.format(said)).blocks == (Paragraph(caption),)


def test_a_code_without_words_of_its_own_is_read_aloud_by_its_caption_or_content() -> None:
    (captioned,) = read('<figure data-code="a"><figcaption>Mã</figcaption></figure>').codes
    (bare,) = read('<figure data-code="a"></figure>').codes
    assert (captioned.alternative, bare.alternative) == ("Mã", "a")


def test_lists_become_items_with_their_depth_and_number() -> None:
    page = "<ul><li>a<ul><li>b</li></ul></li></ul><ol start='3'><li><p>c</p><p>d</p></li><li>e</li></ol>"
    assert read(page).blocks == (
        Item(1, None, (Run("a"),)),
        Item(2, None, (Run("b"),)),
        Item(1, 3, (Run("c"),)),
        Paragraph((Run("d"),)),
        Item(1, 4, (Run("e"),)),
    )


def test_a_note_marked_twice_is_one_note() -> None:
    mark = '<sup id="fnref:{0}x"><a class="footnote-ref" href="#fn:x">1</a></sup>'
    note = (
        '<div class="footnote"><ol><li id="fn:x"><p>Lời&#160;<a class="footnote-backref" href="#">↩</a></p>'
        "<p>tiếp</p></li></ol></div>"
    )
    content = read(f"<p>A{mark.format('')}</p><p>B{mark.format('2')}</p>{note}")
    marks = [one for block in content.blocks for one in block.inlines if isinstance(one, Mark)]  # type: ignore[union-attr]
    assert marks == [Mark("x", "1", again=False), Mark("x", "1", again=True)]
    assert content.notes == {"x": (Run("Lời"), Break(), Run("tiếp"))}


def test_what_follows_the_signature_is_closing_text_and_annexes() -> None:
    page = f"<h2>I</h2>{SIGNATURE}<p>cuối</p><h2>Phụ lục I. Số liệu</h2><p>x</p><h2>Phụ lục II</h2><p>y</p>"
    content = read(page)
    assert content.blocks == (Heading(1, (Run("I"),)),)
    assert content.closing == (Paragraph((Run("cuối"),)),)
    assert content.annexes == (
        Annex("Phụ lục I", (Run("Số liệu"),), (Paragraph((Run("x"),)),)),
        Annex("Phụ lục II", (), (Paragraph((Run("y"),)),)),
    )


@pytest.mark.parametrize(
    ("heading", "label", "title"),
    [
        ("Phụ lục", "Phụ lục", ""),
        ("Phụ lục số liệu", "Phụ lục", "số liệu"),
        ("Phụ lục II. Biểu mẫu", "Phụ lục II", "Biểu mẫu"),
        ("Bảng kèm theo", "", "Bảng kèm theo"),
    ],
)
def test_an_annex_has_a_label_and_a_title(heading: str, label: str, title: str) -> None:
    assert annex_title(heading) == (label, title)


def test_a_table_keeps_its_head_caption_spans_and_shares() -> None:
    page = (
        "<table><caption>Biểu</caption><thead><tr><th rowspan='2'>TT</th><th colspan='2'>Số</th></tr>"
        "<tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>1</td><th scope='row'>Rất nhiều chữ trong ô này</th>"
        "<td class='cb-num'>2</td></tr></tbody></table>"
    )
    (table,) = read(page).blocks
    assert isinstance(table, Table)
    assert table.caption == (Run("Biểu"),)
    assert [len(row) for row in table.head] == [2, 2]
    assert table.body[0][2] == Cell((Run("2"),), header=False, centred=True)
    assert table.widths[1] > table.widths[0]
    assert sum(table.widths) == pytest.approx(1, abs=0.001)


def test_a_cell_over_two_rows_stands_in_both() -> None:
    tall, wide, other = (
        Cell((Run(text),), False, False, columns, rows)
        for text, columns, rows in (
            ("tall", 1, 2),
            ("wide", 2, 1),
            ("other", 1, 1),
        )
    )
    rows = list(placed([[tall, wide], [other, other]]))
    assert rows == [[(tall, True), (wide, True)], [(tall, False), (other, True), (other, True)]]


def test_only_an_annex_with_a_wide_table_lies_on_its_side() -> None:
    narrow = Table((), (), (), (0.5, 0.5))
    wide = Table((), (), (), (0.1,) * 10)
    assert not Annex("Phụ lục", (), (narrow,)).landscape
    assert Annex("Phụ lục", (), (narrow, wide)).landscape


def test_a_raised_a_lowered_and_a_struck_word_stay_so() -> None:
    page = "<p>m<sup>hai</sup> CO<sub>x</sub> <del>bỏ</del></p>"
    assert read(page).blocks == (
        Paragraph(
            (
                Run("m"),
                Run("hai", script="super"),
                Run(" CO"),
                Run("x", script="sub"),
                Run(" "),
                Run("bỏ", struck=True),
            )
        ),
    )


def test_lines_and_spaces_of_code_are_kept() -> None:
    assert read("<pre><code>nếu:\n  x\n</code></pre>").blocks == (
        Paragraph((Run("nếu:"), Break(), Run("\u00a0 x"))),
    )


def test_headings_step_down_one_level_at_a_time() -> None:
    page = f"<h4>a</h4><h2>b</h2><h6>c</h6>{SIGNATURE}<h5>d</h5><h2>Phụ lục</h2><h5>e</h5><h3>f</h3>"
    content = read(page)
    levels = [
        [block.level for block in blocks if isinstance(block, Heading)]
        for blocks in (content.blocks, content.closing, content.annexes[0].blocks)
    ]
    assert levels == [[1, 1, 2], [3], [2, 2]]


def test_the_title_of_an_annex_keeps_its_form_and_its_note() -> None:
    mark = '<sup id="fnref:x"><a class="footnote-ref" href="#fn:x">1</a></sup>'
    (annex,) = read(f"{SIGNATURE}<h2>Phụ lục I. Tên <b>đậm</b>{mark}</h2>").annexes
    assert annex.label == "Phụ lục I"
    assert annex.title == (Run("Tên "), Run("đậm", bold=True), Mark("x", "1", again=False))


def test_what_a_cell_or_a_note_holds_in_blocks_stands_on_lines() -> None:
    inner = "<table><tr><td>c</td><td>d</td></tr></table>"
    table = f"<table><tr><td><p>a</p><ul><li>b</li></ul>{inner}</td></tr></table>"
    (outer,) = read(table).blocks
    assert isinstance(outer, Table)
    assert [[cell.inlines for cell in row] for row in outer.body] == [
        [(Run("a"), Break(), Run("b"), Break(), Run("c d"))]
    ]
    note = f'<div class="footnote"><ol><li id="fn:x"><p>Lời</p>{table}</li></ol></div>'
    assert read(note).notes["x"][:3] == (Run("Lời"), Break(), Run("a"))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("một<b>hai</b>ba<!-- ẩn -->bốn", ["một", "hai", "ba", "bốn"]),
        ("<ul>một<li>hai</li>ba<ul><li>bốn</li></ul>năm</ul>", ["một", "hai", "ba", "bốn", "năm"]),
        ("<center><p>một</p>hai</center>", ["một", "hai"]),
        ("<span>một<div>hai</div></span>ba", ["một", "hai", "ba"]),
        ("<table><caption>một</caption></table><table><tr></tr></table>", ["một"]),
        ("<p>một\x01\ufffe hai</p>", ["một hai"]),
        ("<h2></h2><ol start='x'><li value='k'>một</li></ol>", ["một"]),
    ],
)
def test_no_text_is_lost_to_strange_html(page: str, words: list[str]) -> None:
    assert [text_of(block.inlines) for block in read(page).blocks] == words  # type: ignore[union-attr]


def test_numbers_of_cells_and_items_that_are_none_count_as_one() -> None:
    page = (
        "<table><tr><td colspan='x' rowspan='9'>a</td><td rowspan='0'>b</td></tr><tr><td>c</td></tr></table>"
        "<ol><li value='5'>d</li><li>e</li></ol>"
    )
    table, *items = read(page).blocks
    assert isinstance(table, Table)
    assert [(cell.columns, cell.rows) for row in table.body for cell in row] == [(1, 2), (1, 1), (1, 1)]
    assert [item.number for item in items if isinstance(item, Item)] == [5, 6]


def test_a_table_with_an_endless_word_leaves_room_for_the_other_columns() -> None:
    page = f"<table><tr><td>{'x' * 400}</td><td>ngắn</td></tr></table>"
    (table,) = read(page).blocks
    assert isinstance(table, Table)
    assert table.widths[1] > 0.1
