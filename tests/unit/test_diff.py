"""What a change does is told before it is public: in words, as a comment that cannot be broken, as data."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from commands import congbo
from congbo.export.review import FigureChange, Review
from congbo.export.review_formats import MOST_MARKDOWN, as_markdown
from congbo.export.review_records import How, KeyChange, RecordChange

SAMPLE = Path(__file__).parents[1] / "sample"
DAY = ("--day", "2026-11-23")


def git(site: Path, *arguments: str) -> str:
    own = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *own, *arguments], cwd=site, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone with the sample site in a folder of it, committed once."""
    clone = tmp_path_factory.mktemp("clone")
    shutil.copytree(SAMPLE, clone / "trang", ignore=shutil.ignore_patterns("site"))
    git(clone, "init", "-q", "-b", "main", ".")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "base")
    return clone


@pytest.fixture
def site(committed: Path, tmp_path: Path) -> Path:
    git(committed, "clone", "-q", "--no-hardlinks", ".", str(tmp_path / "clone"))
    return tmp_path / "clone/trang"


def told(site: Path, *arguments: str) -> dict[str, Any]:
    done = congbo(site, "diff", *arguments, "--format", "json", *DAY)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def edit(file: Path, pattern: str, new: str) -> None:
    text, found = re.subn(pattern, new, file.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert found
    file.write_text(text, "utf-8")


def first(site: Path, pattern: str) -> Path:
    return sorted(site.glob(pattern))[0]


def test_nothing_is_told_where_nothing_changed_and_the_work_tree_is_left_alone(site: Path) -> None:
    done = congbo(site, "diff", *DAY)
    assert (done.returncode, done.stdout) == (0, "Không có gì khác đối với người đọc.\n")
    assert congbo(site, "diff", "--exit-code", *DAY).returncode == 0
    assert git(site, "status", "--short") == ""
    assert not (site.parent / ".git/index.lock").exists()


def test_a_document_more_moves_its_figures_and_notes_and_is_named_as_the_reason(site: Path) -> None:
    plan = first(site, "records/plans/*/*.md")
    text = plan.read_text("utf-8")
    number = re.search(r"^number: (\d+)/", text, re.MULTILINE)
    assert number
    new = plan.with_name(plan.name.replace(f"{number[1]}-", "987-", 1))
    new.write_text(text.replace(f"number: {number[1]}/", "number: 987/", 1), "utf-8")
    found = told(site)
    assert [(one["how"], Path(one["path"]).name) for one in found["records"]] == [("thêm", new.name)]
    assert found["figures"]
    assert all(any("987/" in why for why in one["because"]) for one in found["figures"])
    assert [f"van-ban/{new.stem}/", True] in found["pages"]
    assert congbo(site, "diff", "--exit-code", *DAY).returncode == 1
    git(site, "add", "-A")
    git(site, "commit", "-qm", "plan")
    assert told(site, "HEAD^1", "HEAD") == found
    assert told(site, "main~1") == found
    back = told(site, "HEAD", "HEAD^1")
    assert [one["how"] for one in back["records"]] == ["bỏ"]
    assert {(one["id"], one["after"], one["before"]) for one in back["figures"]} == {
        (one["id"], one["before"], one["after"]) for one in found["figures"]
    }


def test_what_citizens_read_otherwise_is_told_in_their_words(site: Path) -> None:
    procedure = first(site, "records/procedures/*/*.md")
    edit(procedure, r"^name: .*$", "name: Thủ tục có tên khác")
    found = told(site)
    (sheet,) = (one for one in found["sheets"] if one["after"] == "Thủ tục có tên khác")
    assert sheet["procedure"] == procedure.stem
    (record,) = found["records"]
    assert [(key["title"], key["after"]) for key in record["keys"]] == [
        ("Tên thủ tục", "Thủ tục có tên khác")
    ]
    lines = congbo(site, "diff", *DAY).stdout
    assert "dân đọc khác đi ở trang thủ tục" in lines


def test_a_signed_report_that_would_no_longer_be_as_signed_is_told_first(site: Path) -> None:
    signed = Path(str(first(site, "docs/bao-cao/*.seal.json")).replace(".seal.json", ".md"))
    agency = re.search(r"^organisation: (\S+)$", signed.read_text("utf-8"), re.MULTILINE)
    assert agency
    edit(site / f"records/organisations/{agency[1]}.md", r"^name: .*$", "name: Sở có tên khác")
    found = told(site)
    assert found["seals"], "the sample's sealed report names its agency"
    assert "niêm phong bị lệch" in congbo(site, "diff", *DAY).stdout.splitlines()[0]


def test_a_broken_state_is_told_and_no_traceback(site: Path) -> None:
    plan = first(site, "records/plans/*/*.md")
    plan.write_text("---\nnumber: [\n---\n", "utf-8")
    first(site, "docs/bao-cao/*.md").write_text("---\ntitle: [\n---\n", "utf-8")
    found = told(site)
    assert len(found["errors_after"]) >= 2
    assert ("không đọc được", plan.name) in [(one["how"], Path(one["path"]).name) for one in found["records"]]


def test_what_cannot_be_compared_says_what_to_do(site: Path, tmp_path: Path) -> None:
    for name in ("khong-co", "--upload-pack=x", "HEAD~99"):
        done = congbo(site, "diff", "--", name)
        assert (done.returncode, done.stdout) == (2, "")
        assert "không có bản" in done.stderr
    shallow = tmp_path / "shallow"
    git(site, "commit", "-q", "--allow-empty", "-m", "second")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{site.parent}", str(shallow))
    done = congbo(shallow / "trang", "diff", "HEAD^1")
    assert done.returncode == 2
    assert "git fetch --unshallow" in done.stderr
    assert "fetch-depth: 0" in done.stderr
    alone = shutil.copytree(SAMPLE, tmp_path / "alone")
    done = congbo(alone, "diff")
    assert done.returncode == 2
    assert "không nằm trong kho git nào" in done.stderr


def test_a_comment_is_never_too_long_and_holds_nothing_that_a_forge_would_act_on() -> None:
    evil = "@ai <script>x</script> `` #12 [a](http://b.example) </details>\n# to\n**đ**"
    one = RecordChange(
        f"records/{evil}.md", "kế hoạch", evil, How.CHANGED, (KeyChange(evil, evil, "x" * 500),) * 9
    )
    figure = FigureChange(evil, evil, evil, evil, None, (evil,) * 9)
    text = "\n".join(as_markdown(Review(records=(one,) * 3000, figures=(figure,) * 3000)))
    assert len(text) < MOST_MARKDOWN
    assert "dòng nữa; gõ `congbo diff` để xem hết" in text
    outside = re.sub(r"(`+) ?.*? ?\1(?!`)", "", text)
    for sign in ("@", "<script", "#12", "](", "**"):
        assert sign not in outside, sign
    assert text.count("<details>") == text.count("\n</details>")
