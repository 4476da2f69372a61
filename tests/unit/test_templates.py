"""Templates decide nothing: they loop, test for presence, look up and put in place what they are given."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import congbo
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.records.register import Register
from congbo.reports.site import Site

FOLDER = Path(congbo.__file__).parent / "pages/templates"
TEMPLATES = sorted(FOLDER.rglob("*.html"))

OWN = Renderer(Pages(Site(Path(), Register([]), (), (), ()), date(2024, 7, 24))).environment
JINJA = Environment(autoescape=True)
PLACING = {"join", "length", "list", "map", "safe", "trim", "upper", "urlize"}
"""Jinja's own filters that choose, order and compute nothing."""

FILTERS = PLACING | {name for name, one in OWN.filters.items() if JINJA.filters.get(name) is not one}
TESTS = {"defined", "none"} | (set(OWN.tests) - set(JINJA.tests))
LOOKUPS = {"get", "items", "numbered", "values"}
"""Methods that only find something."""

_ADDRESS = re.compile(r"[a-z0-9./#-]*")


def decisions(text: str) -> Iterator[str]:
    """Yield what a template does besides looping, testing for presence, looking up and placing."""
    page = JINJA.parse(text)
    imported = {node.target for node in page.find_all(nodes.Import)}
    for node in page.find_all(nodes.Node):
        match node:
            case nodes.And() | nodes.Or() | nodes.Not():
                continue
            case nodes.Concat(nodes=parts):
                told = [part.value for part in parts if isinstance(part, nodes.Const)]
                wrong = not all(isinstance(one, str) and _ADDRESS.fullmatch(one) for one in told)
            case nodes.Filter(name=name):
                wrong = name not in FILTERS
            case nodes.Test(name=name):
                wrong = name not in TESTS
            case nodes.Call(node=nodes.Getattr(node=of, attr=name)):
                wrong = name not in LOOKUPS and not (isinstance(of, nodes.Name) and of.name in imported)
            case nodes.BinExpr() | nodes.UnaryExpr() | nodes.Compare() | nodes.Dict() | nodes.Slice():
                wrong = True
            case nodes.NSRef() | nodes.AssignBlock() | nodes.ExprStmt():
                wrong = True
            case _:
                continue
        if wrong:
            yield f"{node.lineno}: {type(node).__name__} {getattr(node, 'name', getattr(node, 'op', ''))}"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.relative_to(FOLDER).as_posix())
def test_a_template_decides_nothing(template: Path) -> None:
    assert list(decisions(template.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "decision",
    [
        "{{ a + b }}",
        "{{ limit.value * 30 }}",
        "{{ 7 // days }}",
        "{{ -a }}",
        "{{ found | length - ended | length }}",
        "{% if unit == 'tháng' %}x{% endif %}",
        "{% if event.action != 'bãi bỏ' %}x{% endif %}",
        "{% if items | length <= 10 %}x{% endif %}",
        "{% if column in line.inferred %}x{% endif %}",
        "{{ 'co' if fees | rejectattr('amount', 'equalto', 0) | list else 'khong' }}",
        "{{ rows | selectattr('in_force') | list | length }}",
        "{{ values | sum }}",
        "{{ value | round(1) }}",
        "{{ names | sort }}",
        "{% for kind, found in documents | groupby('kind') %}x{% endfor %}",
        "{% if form.startswith('Mẫu') %}x{% endif %}",
        "{{ day.strftime('%Y') }}",
        "{% if kind is sameas other %}x{% endif %}",
        "{% if unit is eq('%') %}x{% endif %}",
        "{% if 3 is divisibleby(2) %}x{% endif %}",
        "{{ size ~ ' thủ tục' }}",
        "{{ {'co': 'Có thu'}[fee] }}",
        "{% set place = namespace(top=0) %}{% set place.top = 1 %}",
        "{{ name[:3] }}",
    ],
)
def test_a_decision_is_found_wherever_it_stands(decision: str) -> None:
    assert list(decisions(decision)) != []


@pytest.mark.parametrize(
    "placing",
    [
        "{% for row in rows %}{{ loop.index }}{{ row.name }}{% if not loop.last %}; {% endif %}{% endfor %}",
        "{% if a and (b or not c) %}{{ a }}{% elif b is none %}{{ b or 'Chưa rõ' }}{% endif %}",
        "{{ root ~ (report | evidence_address) ~ '#' }}",
        "{% import '_macros.html' as m %}{{ m.link(register.get('document', id), root) }}",
        "{{ day | short_date }} {{ items | length | count }} {{ names | join('; ') }}",
    ],
)
def test_loops_presence_lookups_and_values_are_no_decisions(placing: str) -> None:
    assert list(decisions(placing)) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.relative_to(FOLDER).as_posix())
def test_a_template_can_be_compiled_with_the_filters_and_tests_there_are(template: Path) -> None:
    OWN.get_template(template.relative_to(FOLDER).as_posix())
