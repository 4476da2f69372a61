"""The library of indicators: a site has what it names, and its own record stands for ours."""

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from congbo.figures.indicators import evaluate
from congbo.figures.typed import clashes
from congbo.records.indicator_definitions import Indicator
from congbo.records.library import FOLDERS, is_shipped, library, with_library
from congbo.records.register import Register
from congbo.reports.site import Site
from congbo.rules import check as checks
from sample import FRAME, dossiers, indicator

BASE = Path(__file__).parents[1] / "cases" / "base"
ID = "ii06a-dung-han-tiep-nhan"


def read(root: Path, settings: str = "", page: str = "") -> Site:
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    report = root / "docs/bao-cao/mau.md"
    report.write_text(report.read_text("utf-8") + page, "utf-8")
    if settings:
        (root / "mkdocs.yml").write_text(f"plugins:\n  - congbo:\n{settings}", "utf-8")
    return checks.read(root, date(2026, 11, 23))


def shipped(site: Site) -> set[str]:
    return {id_ for id_, one in site.register.indicators.items() if is_shipped(one)}


def test_a_site_that_names_nothing_of_the_library_has_nothing_of_it(tmp_path: Path) -> None:
    assert not shipped(read(tmp_path))


def test_a_page_that_calls_an_indicator_of_the_library_has_it(tmp_path: Path) -> None:
    site = read(tmp_path, page=f'\nĐúng hạn: {{{{ figure("{ID}") }}}}.\n')
    assert [problem for problem in site.problems if problem.rule.startswith("unknown")] == []
    assert shipped(site) == {ID}
    assert site.reports[0].figures[ID].fraction == "15/16"


def test_the_settings_of_a_site_name_indicators_of_the_library(tmp_path: Path) -> None:
    site = read(tmp_path, "      indicators:\n        - ii06a-trong-han-tiep-nhan\n")
    assert shipped(site) == {"ii06a-trong-han-tiep-nhan"}
    assert site.reports[0].figures["ii06a-trong-han-tiep-nhan"].fraction == "16/16"


@pytest.mark.parametrize(
    ("written", "said"), [("[khong-co]", "“khong-co”"), ("co", "phải là danh sách"), ("[1]", "“1”")]
)
def test_a_setting_that_names_nothing_is_told(tmp_path: Path, written: str, said: str) -> None:
    site = read(tmp_path, f"      indicators: {written}\n")
    told = [problem.message for problem in site.problems if "“indicators”" in problem.message]
    assert len(told) == 1
    assert said in told[0]


def test_a_sites_own_record_stands_for_the_one_of_the_library() -> None:
    own = indicator(ID, {"dossiers": "received_total"})
    former = indicator("ten-moi", {"dossiers": "received_total"}, former_ids=[ID])
    assert with_library([own], {ID}) == (own,)
    assert with_library([former], {ID}) == (former,)
    shipped = Register(with_library([], {ID})).indicators[ID]
    assert is_shipped(shipped)
    assert not is_shipped(own)


def test_whoever_adds_a_folder_offers_its_indicators(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "---\ntitle: Số hồ sơ nhận\nunit: hồ sơ\ndefinition:\n  dossiers: received_total\n---\n"
    (tmp_path / "so-ho-so-nhan.md").write_text(text, "utf-8")
    monkeypatch.setattr("congbo.records.library.FOLDERS", [*FOLDERS, tmp_path])
    found = Register(with_library([], {"so-ho-so-nhan"})).indicators
    assert list(found) == ["so-ho-so-nhan"]


@pytest.mark.parametrize("one", library().values(), ids=library())
def test_an_indicator_of_the_library_is_typed_and_has_its_basis(one: Indicator) -> None:
    assert one.legal_basis or one.sources
    assert one.body.strip()
    assert one.target is None  # a target is set by the body's own superiors
    assert not list(clashes(one.unit, one.definition, Register([])))


def test_the_library_tells_three_meanings_of_on_time_apart() -> None:
    cells = {
        "received_total": 20000,
        "resolved_total": 19962,
        "resolved_early": 14000,
        "resolved_on_time": 5724,
        "pending_in_time": 6,
    }
    register = Register([dossiers("d", cells)])
    values = {
        id_: evaluate(one, FRAME, register) for id_, one in library().items() if id_.startswith("ii06a-")
    }
    assert {id_: found.text for id_, found in values.items()} == {
        "ii06a-dung-han-da-giai-quyet": "98,81%",
        "ii06a-dung-han-tiep-nhan": "98,62%",
        "ii06a-trong-han-tiep-nhan": "98,65%",
    }
    assert values[ID].value == Fraction(9862, 100)
    assert len({one.title.casefold() for one in library().values()}) == len(library())
