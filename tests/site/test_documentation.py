"""What editors can write, call or be told is documented in the site's guides."""

import re
from importlib.resources import files
from pathlib import Path
from xml.etree.ElementTree import Element

import click
import pytest
import yaml

from congbo.cli import COMMANDS, FOR_DEVELOPERS, main
from congbo.records.guide import guide
from congbo.records.kinds import KINDS, listed, sections
from congbo.records.sections import HOME, LIST_OF_RECORDS
from congbo.reports.macros import MACROS
from congbo.reports.report_meta import ReportMeta
from output import article, by_id, having, text_of, tree

RULES = sorted(f.name.removesuffix(".md") for f in files("congbo.rules").iterdir() if f.name.endswith(".md"))
TEMPLATES = sorted(
    f.name.removesuffix(".html") for f in files("congbo.pages").joinpath("templates/lists").iterdir()
)


@pytest.fixture(scope="module")
def guides(root: Path) -> str:
    guides = root / "macros/congbo/pages/docs/huong-dan"
    return "\n".join(file.read_text("utf-8") for file in sorted(guides.glob("*.md")))


@pytest.fixture(scope="module")
def keys_page(built: Path) -> Element:
    return article(built, "huong-dan/ban-ghi/")


def test_every_list_that_a_page_may_ask_for_has_a_template_and_the_other_way_round() -> None:
    assert {f"{name}.html" for name in TEMPLATES} == {
        Path(template).name for template in (HOME.list, LIST_OF_RECORDS, *(one.list for one in sections()))
    }


def test_no_key_at_the_head_of_a_page_hides_a_macro(root: Path) -> None:
    assert set(ReportMeta.model_fields) & set(MACROS) == set()
    for file in sorted((root / "docs").rglob("*.md")):
        head = re.match(r"---\n(.*?\n)---\n", file.read_text("utf-8"), re.DOTALL)
        keys = set(yaml.safe_load(head[1])) if head else set()
        assert keys & set(MACROS) == set(), file


@pytest.mark.parametrize("name", MACROS)
def test_every_macro_is_documented_with_its_options_and_words(guides: str, name: str) -> None:
    assert f"`{{{{ {name}(" in guides
    macro = MACROS[name]
    words = [
        word
        for values in macro.options.values()
        for word in (values if isinstance(values, tuple) else ())
        if isinstance(word, str)
    ]
    for word in [*macro.options, *filter(None, words), *macro.accepted]:
        assert re.search(rf'[`"(, ]{re.escape(word)}[`"=]', guides), word


@pytest.mark.parametrize("name", listed())
def test_every_list_that_a_page_may_show_is_shown_by_a_page(root: Path, name: str) -> None:
    folders = (root / "docs", root / "macros/congbo/pages/docs")
    pages = [file.read_text("utf-8") for folder in folders for file in sorted(folder.rglob("*.md"))]
    assert any(f'\n{{{{ listing("{name}") }}}}' in page for page in pages)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_page_and_the_list_of_rules_leads_to_it(built: Path, rule: str) -> None:
    page = article(built, f"quy-tac/{rule}/")
    assert f"Mã quy tắc: {rule}" in text_of(page)
    (heading,) = page.iter("h1")
    listed = {link.get("href"): text_of(link) for link in article(built, "quy-tac/").iter("a")}
    assert listed[f"../quy-tac/{rule}/"] == text_of(heading)


@pytest.mark.parametrize("target", sorted({kind.target for kind in KINDS}))
def test_every_key_of_every_kind_of_record_is_documented(keys_page: Element, target: str) -> None:
    section = by_id(keys_page, target)
    named = {text_of(code) for code in section.iter("code")}
    for kind in (kind for kind in KINDS if kind.target == target):
        keys = list(guide(kind.model))
        assert {key.name for key in keys} <= named
        assert f"records/{kind.folder}/" in named
        assert all(key.title and key.help for key in keys)


def test_every_key_at_the_head_of_a_report_is_documented(keys_page: Element) -> None:
    named = {text_of(code) for code in by_id(keys_page, "report").iter("code")}
    assert {key.name for key in guide(ReportMeta)} <= named
    assert set(ReportMeta.model_fields) <= named


def test_every_command_and_every_option_is_documented(guides: str) -> None:
    assert isinstance(main, click.Group)
    context = click.Context(main)
    assert {*COMMANDS, *FOR_DEVELOPERS} == set(main.list_commands(context))
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        assert f"`congbo {name}" in guides, name
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.opts[0] in guides, option.opts


def test_every_section_has_a_front_page_that_the_menu_or_the_guide_leads_to(built: Path) -> None:
    guide = (tree(page.read_text("utf-8")) for page in (built / "huong-dan").rglob("index.html"))
    led = {link.get("href", "").removeprefix("../../") for page in guide for link in article_links(page)}
    for section in sections():
        if section.depths and section.address not in {address.removeprefix("../") for address in led}:
            page = tree((built / section.address / "index.html").read_text("utf-8"))
            (menu,) = having(page, "cb-menu")
            here = [link.get("href") for link in menu.iter("a") if link.get("aria-current") == "page"]
            assert "./" in here, section.address


def article_links(page: Element) -> list[Element]:
    (text,) = having(page, "md-content__inner")
    return list(text.iter("a"))
