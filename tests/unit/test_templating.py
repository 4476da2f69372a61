"""The templates that are filled quickly say what Jinja's own say, sign for sign."""

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from congbo.pages.templating import quicken

PARTS = """\
{% macro plain(a, b="<b>") %}[{{ a }}|{{ b }}]{% endmacro %}
{% macro around(a) %}<{{ caller() }}:{{ a }}>{% endmacro %}
{% macro many(a) %}{{ a }}{{ varargs | join("&") }}{{ kwargs | length }}{% endmacro %}
{% macro inner(a) %}{{ plain(a, plain("&")) }}{% endmacro %}
"""
PAGE = """\
{% import "parts" as m %}{% set kept %}<i>{{ sign }}</i>{% endset %}
{{ sign }}{{ safe }}{{ number }}{{ none }}{{ html }}{{ words | join(", ") }}{{ sign ~ safe }}
{{ sign | upper }}{{ m.plain(sign) }}{{ m.plain(sign, safe) }}{{ m.plain(b=sign, a=1) }}{{ m.inner(safe) }}
{% call m.around(sign) %}{{ sign }}{% endcall %}{{ m.many(1, sign, x=2) }}{{ kept }}
{{ m.plain(m.plain(sign)) | trim }}
{% for one in words %}{% set n = loop.index %}{{ m.plain(one, n) }}{{ loop.last }}{% endfor %}
{% include "piece" %}{{ words.upper is defined }}{{ group.key }}{{ group.items() | list }}{{ number + 1 }}
"""


class Html:
    """Something that says how it is HTML."""

    def __html__(self) -> str:
        return "<hr>"


def environment() -> Environment:
    loader = DictLoader({"parts": PARTS, "page": PAGE, "piece": "{{ sign }}<br>", "lacks": LACKS})
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)


LACKS = '{% import "parts" as m %}{{ m.plain() }}'
GIVEN = {
    "sign": "<&>\"'đ",
    "safe": Markup("<b>&amp;</b>"),
    "number": 5,
    "none": None,
    "html": Html(),
    "words": ["a<", Markup("<u>")],
    "group": {"key": "<v>"},
}


def test_every_value_and_macro_is_put_in_place_as_jinja_does() -> None:
    own, quick = environment(), environment()
    quicken(quick)
    assert quick.get_template("page").render(GIVEN) == own.get_template("page").render(GIVEN)


@pytest.mark.parametrize("name", ["page", "lacks"])
def test_what_is_not_there_is_still_refused(name: str) -> None:
    quick = environment()
    quicken(quick)
    with pytest.raises(UndefinedError):
        quick.get_template(name).render()


def test_too_many_arguments_are_refused() -> None:
    quick = environment()
    quicken(quick)
    with pytest.raises(TypeError):
        quick.from_string('{% import "parts" as m %}{{ m.plain(1, 2, 3) }}').render()
