"""One stylesheet: of the theme's rules those that a page can meet, then the package's own; no comments."""

import pytest

from congbo.site.styles import classes_of, stylesheet, words_of


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a{color:red}", ".a{color:red}"),
        (".b{color:red}", ""),
        (".a,.b,.a .b{color:red}", ".a{color:red}"),
        (".a .b:hover,p>.b{color:red}", ""),
        ("p,[type=radio]{color:red}", "p,[type=radio]{color:red}"),
        (".a:not(.b){color:red}", ".a:not(.b){color:red}"),
        (".a:is(.b,p){color:red}", ".a:is(.b,p){color:red}"),
        ("@media print{.b{color:red}.a{top:0}}", "@media print{.a{top:0}}"),
        ("@media print{.b{color:red}}", ""),
        ("@supports (top:0){@media print{.a{top:0}}}", "@supports (top:0){@media print{.a{top:0}}}"),
        ("/* c */.a{width:1.5px}", ".a{width:1.5px}"),
        ("@keyframes k{0%{top:0}}", ""),
        ("@keyframes k{0%{top:0}}.a{animation:k 1s}", "@keyframes k{0%{top:0}}.a{animation:k 1s}"),
        ("[dir=ltr] p{top:0}[dir=rtl] p{left:0}", "[dir=ltr] p{top:0}"),
        ("[data-md-color-accent=red]{top:0}[role=tab]{top:0}", ""),
        (":root{--x:1;--y:url('a;b');top:var(--x)}", ":root{--x:1;top:var(--x)}"),
        (":root{--y:1}", ""),
        (".b{top:var(--x)}:root{--x:1}", ""),
        (":root{--own:1}", ":root{--own:1}"),
    ],
)
def test_a_rule_is_kept_where_a_page_can_meet_it(css: str, kept: str) -> None:
    own = ".cb-own{top:var( --own )}"
    assert stylesheet(css, f"/* why\n */{own} /* so */", {"a", "[dir=ltr]"}) == kept + own


def test_the_classes_of_a_page_are_those_of_its_elements() -> None:
    html = "<p class=\"a b-c\n d\">class='no'</p><i class='e f'><b class=g>class h"
    assert classes_of(html) >= {"a", "b-c", "d", "e", "f", "g"}
    assert "h" not in classes_of(html)
    assert classes_of('<p data-class="x">') == {"x"}  # rather one too many
    assert classes_of('<body dir="rtl" data-md-color-primary=teal>') == {
        "[dir=rtl]",
        "[data-md-color-primary=teal]",
    }


def test_any_word_of_a_script_may_be_a_class() -> None:
    assert words_of('e.classList.add("md-nav__link--active")') >= {"md-nav__link--active"}
