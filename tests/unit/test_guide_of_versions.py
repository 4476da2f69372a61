"""The guide to what changes in time: its records are read as they stand there, and mean what it says."""

import re
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from test_cases import BASE

from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.records.reader import read_site
from congbo.records.register import Register
from congbo.rules import check as checks
from congbo.words.example import EXAMPLE

GUIDE = Path(__file__).parents[2] / "macros/congbo/pages/docs/huong-dan/theo-thoi-gian.md"
_RECORD = re.compile(r"Tệp `(records/[^`]+)`:\n\n```markdown\n(.*?)```", re.DOTALL)
RECORDS = dict(
    _RECORD.findall(GUIDE.read_text("utf-8").replace(EXAMPLE.symbol, "SKHCN"))
)  # the agency of the base
BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("guide")
    copytree(BASE, root, dirs_exist_ok=True)
    for path, text in RECORDS.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def register(site: Path) -> Register:
    return Register(read_site(site).records)


def test_nothing_is_wrong_with_the_records_of_the_guide(site: Path) -> None:
    told = [str(problem) for problem in checks.read(site, AFTER).problems if problem.path in RECORDS]
    assert told == []
    assert len(RECORDS) == 8


def procedure(register: Register, id_: str, day: date) -> Procedure:
    return register.on(day).procedures[id_]


def organisation(register: Register, id_: str, day: date) -> Organisation:
    return register.on(day).organisations[id_]


def test_the_amended_procedure_has_its_old_papers_to_the_last_day_and_the_new_ones_then(
    register: Register,
) -> None:
    papers = [
        [item.name for item in procedure(register, "giay-phep-mau", day).dossier] for day in (BEFORE, AFTER)
    ]
    assert papers == [
        ["Đơn đề nghị", "Bản sao giấy đăng ký kinh doanh"],
        ["Đơn đề nghị", "Bản thuyết minh"],
    ]
    assert [len(procedure(register, "giay-phep-mau", day).steps) for day in (BEFORE, AFTER)] == [2, 3]


def test_the_merged_bodies_have_a_successor_from_the_day_and_the_centre_its_new_name_and_parent(
    register: Register,
) -> None:
    for id_ in ("SO-A", "SO-B"):
        assert [organisation(register, id_, day).successor for day in (BEFORE, AFTER)] == [(), ("SO-C",)]
    centre = [organisation(register, "TT-D", day) for day in (BEFORE, AFTER)]
    assert [(one.name, one.parent) for one in centre] == [
        ("Trung tâm D", "SO-A"),
        ("Trung tâm Dịch vụ D", "SO-C"),
    ]
    filed = [procedure(register, "xac-nhan-mau", day) for day in (BEFORE, AFTER)]
    assert [(one.receiving, one.authority and one.authority.decides) for one in filed] == [
        (("SO-A",), "Sở A"),
        (("SO-C",), "Sở C"),
    ]
