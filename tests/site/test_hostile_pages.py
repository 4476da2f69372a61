"""A page that carries code runs nothing, however it is spelled: it is refused, and no build publishes it."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from congbo.records.problems import Severity
from congbo.rules import check as checks
from output import article, text_of

Build = Callable[..., "subprocess.CompletedProcess[str]"]

PAGE = "docs/gioi-thieu.md"
DAY = date(2026, 6, 1)
GADGETS = (
    "cycler.__init__.__globals__.os.popen('touch {ran}')",
    "''.__class__.__mro__[1].__subclasses__()",
    "config.__class__",
    "lipsum.__globals__['os'].system('touch {ran}')",
    "namespace.__init__.__globals__.os.system('touch {ran}')",
    "environment",
    "macros",
    "navigation.pages",
    "self._TemplateReference__context",
    "cite.__globals__['os'].system('touch {ran}')",
    'cite("134-QD-UBND-2024").__class__',
    'cite(cycler.__init__.__globals__.os.popen("touch {ran}").read())',
    'cite("a" ~ cycler.__init__.__globals__.os.popen("touch {ran}").read())',
    'cite("a", article=lipsum.__globals__.os.popen("touch {ran}"))',
    'cite(*lipsum.__globals__.os.popen("touch {ran}"))',
    'cite("a", **lipsum.__globals__)',
    '(lipsum.__globals__.os.popen)("touch {ran}")',
    '[lipsum.__globals__.os.popen("touch {ran}")]',
    'cite("x") | map("system")',
    "1/0",
)
MARKS = (
    "{{{{ {code} }}}}",
    "{{{{- {code} -}}}}",
    "{{{{+ {code} }}}}",
    "{{% set x = {code} %}}",
    "{{%- if {code} -%}}x{{% endif %}}",
    "{{% for x in {code} %}}x{{% endfor %}}",
    "{{% call cite({code}) %}}x{{% endcall %}}",
    "{{% macro cite(x) %}}{{{{ {code} }}}}{{% endmacro %}}",
    "{{# x #}}{{{{ {code} }}}}{{# y",
    "{{% raw %}}x{{% endraw %}}{{{{ {code} }}}}",
)
PLACES = {
    "prose": "---\nrender_macros: {yes}\n---\n\n# Trang\n\nx {code} y\n",
    "heading without a title": "---\nrender_macros: {yes}\n---\n\n# Trang {code}\n",
    "table": "---\nrender_macros: {yes}\n---\n\n| a | b |\n|---|---|\n| {code} | c |\n",
    "note": "---\nrender_macros: {yes}\n---\n\nx[^a]\n\n[^a]: {code}\n",
    "code": "---\nrender_macros: {yes}\n---\n\n`{code}`\n\n```\n{code}\n```\n",
}
YES = ("true", "True", "yes", "Yes", "on", "ON", "y", "'true'", '"yes"', "!!bool yes", "có")


def written(root: Path, text: str) -> Path:
    page = root / PAGE
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, "utf-8")
    return root


def errors(root: Path) -> list[str]:
    found = checks.read(root, DAY).problems
    return [str(p) for p in found if p.path == PAGE and p.severity is Severity.ERROR]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile") / "site"
    shutil.copytree(Path(__file__).parents[1] / "cases" / "base", root)
    return root


@pytest.mark.parametrize("place", PLACES)
def test_code_in_any_mark_is_refused_and_does_not_run(base: Path, tmp_path: Path, place: str) -> None:
    ran = tmp_path / "ran"
    each = [(gadget, MARKS[at % len(MARKS)]) for at, gadget in enumerate(GADGETS)]
    for gadget, mark in product(GADGETS, MARKS) if place == "prose" else each:
        code = mark.format(code=gadget.replace("{ran}", str(ran)))
        root = written(base, PLACES[place].replace("{code}", code).replace("{yes}", "true"))
        assert errors(root), code
        assert not ran.exists(), code


@pytest.mark.parametrize("yes", YES)
def test_code_is_refused_in_any_spelling_of_yes(base: Path, tmp_path: Path, yes: str) -> None:
    ran = tmp_path / "ran"
    code = "{{ " + GADGETS[0].replace("{ran}", str(ran)) + " }}"
    root = written(base, PLACES["prose"].replace("{code}", code).replace("{yes}", yes))
    assert errors(root)
    assert not ran.exists()


KEYS = ("title", "description", "hide", "template", "figure", "cite", "page", "config")


@pytest.mark.parametrize("key", KEYS)
def test_code_in_the_front_matter_of_a_page_is_refused(base: Path, tmp_path: Path, key: str) -> None:
    ran = tmp_path / "ran"
    for gadget in GADGETS:
        code = gadget.replace("{ran}", str(ran)).replace('"', "'")
        root = written(base, f'---\nrender_macros: true\n{key}: "{{{{ {code} }}}}"\n---\n\n# Trang\n')
        assert errors(root), (key, code)
        assert not ran.exists()


@pytest.fixture
def project(copy_site: Callable[..., Path]) -> Path:
    return copy_site()


def test_a_build_with_a_page_that_carries_code_runs_nothing_and_publishes_nothing(
    project: Path, build: Build, tmp_path: Path
) -> None:
    ran, site = tmp_path / "ran", tmp_path / "site"
    code = "{{ " + GADGETS[0].replace("{ran}", str(ran)) + " }}"
    written(project, PLACES["prose"].replace("{code}", code).replace("{yes}", "yes"))
    done = build(project, site)
    assert done.returncode != 0
    assert f"{PAGE}:7:3: " in done.stderr
    assert not site.exists()
    assert not ran.exists()


TEXTS = (
    *('{{ "a" }}', "}}", "{{", "{%", "%}", "{#", "#}", "'\"\\", "\\u007b", "½", "{{ cite('x') }}"),
    "\\N{BULLET}",
)


def test_what_a_text_option_holds_reaches_the_page_as_it_is_typed(
    project: Path, build: Build, tmp_path: Path
) -> None:
    calls = "\n\n".join(f"- {{{{ editor_note({text!r}) }}}}" for text in TEXTS)
    written(project, f"---\ntitle: Lời\nrender_macros: true\n---\n\n# Lời\n\n{calls}\n")
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    shown = text_of(article(tmp_path / "site", "gioi-thieu/"))
    for text in TEXTS:
        assert " ".join(text.split()) in shown


def test_a_heading_with_a_call_has_an_address_without_it_and_a_menu_entry_with_its_words(
    project: Path, build: Build, tmp_path: Path
) -> None:
    heading = '## Theo {{ cite("46-KH-SKHCN-2024", date="none") }} này'
    written(project, f"---\nrender_macros: true\n---\n\n# Lời\n\n{heading}\n\nx\n\n## Hai\n\ny\n")
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/gioi-thieu/index.html").read_text("utf-8")
    assert 'id="theo-nay"' in page
    assert page.count("46/KH-SKHCN") >= 2
    assert not {"\ue000", "\ue001"} & set(page)
