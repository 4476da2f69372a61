"""A decision is recorded with all that it does, or nothing is; an id is changed wherever it stands."""

import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from commands import congbo
from congbo.cli.carrying_out import errors_of
from congbo.export.public_services import NO_ADDRESS
from congbo.pages.addresses import claims
from congbo.pages.pages import Pages
from congbo.records import writing
from congbo.records.procedures import Procedure
from congbo.records.reader import read_site
from congbo.records.register import Register
from congbo.reports.renaming import renamed
from congbo.rules import check as checks

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests/sample"
DAY = date(2026, 6, 1)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return shutil.copytree(SAMPLE, tmp_path / "trang", ignore=shutil.ignore_patterns("site"))


def texts(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }


def procedures(site: Path) -> dict[str, Procedure]:
    return dict(Register(read_site(site).records).procedures)


def test_procedures_are_amended_by_one_command_and_every_comment_stays(site: Path) -> None:
    before = procedures(site)
    names = [id_ for id_, one in before.items() if one.public]
    assert len(names) > 2
    files = {id_: (site / before[id_].path).read_text("utf-8") for id_ in names}
    (site / "ds.txt").write_text("\n".join(["# danh sách", *names]), "utf-8")
    act = ("new", "decision", "91/QĐ-UBND ngày 02/05/2026 về việc công bố thủ tục", "--issuer", "TINH")
    shown = congbo(site, *act, "--amends", f"@{site / 'ds.txt'}", "--dry-run")
    assert shown.returncode == 0, shown.stderr
    assert f"{len(names)} thủ tục sửa đổi, bổ sung" in shown.stdout
    assert {id_: (site / before[id_].path).read_text("utf-8") for id_ in names} == files
    done = congbo(site, *act, "--amends", f"@{site / 'ds.txt'}", "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    after = procedures(site)
    for id_ in names:
        *earlier, event = after[id_].events
        assert tuple(earlier) == before[id_].events
        assert (event.action, event.decision, event.effective) == (
            "sửa đổi, bổ sung",
            "91-QD-UBND-2026",
            date(2026, 5, 2),
        )
        kept = [line for line in files[id_].splitlines() if line]
        lines = (site / after[id_].path).read_text("utf-8").splitlines()
        assert [line for line in kept if line in lines] == kept
    decision = Register(read_site(site).records).documents["91-QD-UBND-2026"]
    assert (decision.subject, decision.issuer) == ("về việc công bố thủ tục", "TINH")
    again = congbo(site, *act, "--abolishes", names[0], "--yes")
    assert again.returncode == 2
    assert "đã có bản ghi của văn bản này" in again.stderr


def test_what_cannot_be_is_refused_before_anything_is_written(site: Path) -> None:
    before, (one, two, *_) = texts(site), procedures(site)
    number = "92/QĐ-UBND ngày 02/05/2026"
    for arguments, says in {
        (number, "--publishes", "khong-co"): "không có thủ tục “khong-co”",
        (number, "--abolishes", f"{one},{one}"): "nêu hai lần",
        (number, "--publishes", one, "--abolishes", one): "nêu hai lần",
        (number, "--replaces", one): "--replaces phải có dạng",
        (number, "--publishes", "@khong-co.txt"): "không có tệp",
        ("92/QĐ-UBND", "--issued", "31/2/2026"): "ngày phải viết như",
        ("92/QĐ-UBND", "--issued", "2/11/2026"): "sau hôm nay",
        ("không số",): "số, ký hiệu phải có dạng",
        (number, "--effective", "mai"): "ngày phải viết như",
    }.items():
        done = congbo(site, "new", "decision", *arguments, "--issuer", "TINH", "--yes")
        assert done.returncode == 2, arguments
        assert says in done.stderr, arguments
        assert texts(site) == before
    late = ("--effective", "1/1/2020", "--abolishes", two)
    done = congbo(site, "new", "decision", number, "--issuer", "TINH", *late, "--yes")
    assert done.returncode == 1
    assert "effective-before-issued" in done.stdout
    assert "chưa ghi gì" in done.stderr
    assert texts(site) == before


def records(site: Path) -> Iterator[tuple[str, str]]:
    for record in read_site(site).records:
        yield record.id, str(record.model_dump(exclude={"former_ids", "path"}))


@pytest.mark.parametrize("seed", range(3))
def test_an_id_is_changed_there_and_back_with_every_reference_and_address(seed: int, site: Path) -> None:
    chance, plain = random.Random(seed), ("/procedures/", "/organisations/", "/fields/", "/indicators/")
    first = checks.read(site, DAY)
    candidates = [one for one in read_site(site).records if any(part in one.path for part in plain)]
    record = chance.choice(candidates)
    before = {claim.address for claim in claims(Pages(first, DAY, NO_ADDRESS))}
    done = congbo(site, "rename", record.id, f"{record.id}-moi", "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    then = checks.read(site, DAY)
    assert {(p.path, p.rule) for p in then.problems} - {(p.path, p.rule) for p in first.problems} == set()
    assert before <= {claim.address for claim in claims(Pages(then, DAY, NO_ADDRESS))}, (
        "old addresses lead on"
    )
    done = congbo(site, "rename", f"{record.id}-moi", record.id, "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert dict(records(site)) == dict(records(SAMPLE))
    assert not list(site.rglob("*-moi.md"))


def test_every_record_of_the_first_site_can_be_renamed_but_documents_which_follow_their_number() -> None:
    site, register = checks.read(ROOT, DAY), Register(read_site(ROOT).records)
    own = [one for one in register.records if (ROOT / one.path).is_file()]
    for record in random.Random(7).sample(own, 3):
        files = renamed(ROOT, register, site.sources, site.reports, record, f"{record.id}-moi")
        assert {one.rule for one in errors_of(ROOT, files, DAY)} <= {"document-stem"}, record.path


def test_a_rename_that_cannot_be_is_refused(site: Path) -> None:
    before, (one, two, *_) = texts(site), procedures(site)
    for arguments, says in {
        ("khong-co", "moi"): "không có bản ghi nào mang mã",
        (one, two): "đã có records/",
        (one, "Mã mới"): "không đặt làm mã được",
        (one, "../x"): "không đặt làm mã được",
        (one, "moi", "--kind", "x"): "--kind phải là một trong",
    }.items():
        done = congbo(site, "rename", *arguments, "--yes")
        assert done.returncode == 2, arguments
        assert says in done.stderr, arguments
    assert texts(site) == before


def test_several_files_change_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a")
    (tmp_path / "c.md").write_bytes(b"c")
    (tmp_path / "d").write_bytes(b"no folder")
    wanted = {"a.md": b"A", "b/b.md": b"B", "c.md": None}
    with pytest.raises(writing.WritingError):
        writing.change_all(tmp_path, {**wanted, "d/e.md": b"E"})
    assert texts(tmp_path) == {"a.md": b"a", "c.md": b"c", "d": b"no folder"}
    writing.change_all(tmp_path, wanted)
    assert texts(tmp_path) == {"a.md": b"A", "b/b.md": b"B", "d": b"no folder"}


def test_a_body_takes_the_place_of_others_and_what_is_filed_there_follows(site: Path) -> None:
    number = ("new", "decision", "93/QĐ-UBND ngày 02/05/2026", "--issuer", "TINH", "--yes")
    for merges, says in {
        "MOT-CUA": "phải có dạng CŨ=MỚI",
        "MOT-CUA=MOI": "ghi thêm tên đầy đủ",
        "KHONG=TINH": "không có cơ quan nào mang mã",
        "MOT-CUA=Mã mới:Tên": "không đặt làm mã được",
    }.items():
        done = congbo(site, *number, "--merges", merges)
        assert done.returncode == 2, merges
        assert says in done.stderr, merges
    filed = [one.id for one in procedures(site).values() if one.receiving == ("MOT-CUA",)]
    assert filed
    done = congbo(site, *number, "--merges", "MOT-CUA+DU=MOI:Nơi mới")
    assert done.returncode == 0, done.stdout + done.stderr
    register = Register(read_site(site).records)
    before, after = register.on(date(2026, 5, 1)), register.on(date(2026, 5, 2))
    for id_ in filed:
        assert before.procedures[id_].receiving == ("MOT-CUA",)
        assert after.procedures[id_].receiving == ("MOI",)
    assert after.organisations["DU"].successor == after.organisations["MOT-CUA"].successor == ("MOI",)
    assert not before.organisations["DU"].successor
    assert after.organisations["MOI"].name == "Nơi mới"
    assert (
        "đã có cơ quan kế thừa"
        in congbo(site, *number[:2], "94/QĐ-UBND ngày 02/05/2026", *number[3:], "--merges", "DU=TINH").stderr
    )
