"""The pipelines of both forges, ours and a new site's: sound, with few rights, of one moment, never older."""

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from commands import congbo
from congbo.cli import main
from congbo.pages.zones import VIETNAM

ROOT = Path(__file__).parents[2]


def pipeline(name: str) -> dict[Any, Any]:
    found = yaml.safe_load((ROOT / name).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


WORKFLOW, DEFINITION = ".github/workflows/publish.yml", ".gitlab-ci.yml"
GITHUB, GITLAB = pipeline(WORKFLOW), pipeline(DEFINITION)
LOCK = ROOT / ".ci/requirements.txt"
AGENCY = (
    *("--kind", "xa", "--name", "Ủy ban nhân dân xã Mẫu", "--symbol", "UBND", "--place", "xã Mẫu"),
    *("--superior", "Ủy ban nhân dân tỉnh Mẫu", "--url", "https://mau.example"),
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The pipelines of each forge: this repository's, and that of a site just begun."""
    found = {"github": [ROOT / WORKFLOW], "gitlab": [ROOT / DEFINITION]}
    for forge, name in (("github", WORKFLOW), ("gitlab", DEFINITION)):
        root = tmp_path_factory.mktemp(forge)
        done = congbo(root, "init", ".", *AGENCY, "--forge", forge)
        assert done.returncode == 0, done.stderr
        found[forge].append(root / name)
    return found


def ran(*command: object) -> None:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_they_pass_the_schema_of_their_forge_and_the_audit(files: dict[str, list[Path]]) -> None:
    tools = Path(sys.executable).parent
    for schema, forge in (("vendor.github-workflows", "github"), ("vendor.gitlab-ci", "gitlab")):
        ran(tools / "check-jsonschema", "--builtin-schema", schema, *files[forge])
    ran(tools / "zizmor", "--offline", "--persona", "regular", *files["github"])


def test_actions_are_named_by_digest_and_jobs_have_no_more_rights_than_they_need(
    files: dict[str, list[Path]],
) -> None:
    digests: dict[str, str] = {}
    for file in files["github"]:
        text = file.read_text("utf-8")
        for action, digest, tag in re.findall(r"uses: (\S+)@(\S+)(.*)", text):
            assert re.fullmatch(r"[0-9a-f]{40}", digest), action
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", tag), "a reader sees which release that is"
            assert digests.setdefault(action, digest) == digest
        assert text.count("actions/checkout@") == text.count("persist-credentials: false")
        told = yaml.safe_load(text)
        assert told["permissions"] == {}
        rights = {name: job.get("permissions", {}) for name, job in told["jobs"].items()}
        writing = {name: [k for k, v in own.items() if v == "write"] for name, own in rights.items()}
        assert {name: own for name, own in writing.items() if own} == {
            "comment": ["pull-requests"],
            "publish": ["pages", "id-token"],
        }
        for name in ("comment", "publish"):  # what may write runs nothing of the change
            assert "checkout" not in str(told["jobs"][name])
        assert all(job["timeout-minutes"] <= 45 for job in told["jobs"].values())


def test_a_site_is_published_once_at_a_time_the_newest_and_looked_at_afterwards(
    files: dict[str, list[Path]],
) -> None:
    for file in files["github"]:
        jobs = yaml.safe_load(file.read_text("utf-8"))["jobs"]
        assert jobs["publish"]["concurrency"] == {"group": "pages", "cancel-in-progress": False}
        assert '"$newest" != "$GITHUB_SHA"' in str(jobs["publish"]["steps"][0]["run"])
        assert "publish" in jobs["published"]["needs"]
    for file in files["gitlab"]:
        told = yaml.safe_load(file.read_text("utf-8"))
        assert told["pages"]["resource_group"] == "pages"
        assert '"$newest" != "$CI_COMMIT_SHA"' in str(told["pages"]["script"])
        assert "pages" in told["published"]["needs"]


def lines_of(told: object) -> Iterator[str]:
    """Yield every line that a pipeline gives a shell."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key in ("run", "script"):
                texts = [value] if isinstance(value, str) else value
                yield from (line.strip() for text in texts for line in text.splitlines())
            else:
                yield from lines_of(value)
    elif isinstance(told, list):
        for one in told:
            yield from lines_of(one)


def test_every_command_of_ours_in_them_is_one_with_these_options(files: dict[str, list[Path]]) -> None:
    found = {
        line
        for file in (*files["github"], *files["gitlab"])
        for line in lines_of(yaml.safe_load(file.read_text("utf-8")))
        if line.startswith("congbo ")
    }
    assert {line.split()[1] for line in found} == {"check", "diff", "published"}
    for line in found:
        _, name, *arguments = shlex.split(re.sub(r" (>|\|\|).*", "", line))
        command = main.get_command(click.Context(main), name)
        assert command is not None, name
        options = {opt for param in command.params for opt in param.opts}
        assert {word for word in arguments if word.startswith("--")} <= options, line


def test_what_is_installed_is_locked_by_hash_and_names_no_host() -> None:
    text = LOCK.read_text("utf-8")
    assert "://" not in text
    locked = dict(re.findall(r"(?m)^([A-Za-z0-9._-]+)==([^ ;\\]+)", text))
    names = {canonicalize_name(name) for name in locked}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["test"],
        *project["build-system"]["requires"],
    ]
    for requirement in map(Requirement, wanted):
        assert canonicalize_name(requirement.name) in names, f"{requirement} is not locked: CONTRIBUTING.md"
    entries = re.split(r"(?m)^(?=[A-Za-z0-9])", text)
    assert all("--hash=sha256:" in entry for entry in entries if entry.strip() and "==" in entry)


def test_github_builds_just_after_midnight_in_vietnam() -> None:
    ((schedule,),) = [GITHUB[True]["schedule"]]  # YAML 1.1 reads the key `on` as true
    minute, hour, *every = schedule["cron"].split()
    assert every == ["*", "*", "*"]
    start = datetime(2026, 6, 30, int(hour), int(minute), tzinfo=UTC).astimezone(VIETNAM)
    assert (start.date().isoformat(), start.hour) == ("2026-07-01", 0)
    assert 0 < start.minute <= 15


def test_on_github_one_moment_is_taken_and_every_job_that_reads_the_site_is_given_it() -> None:
    jobs = GITHUB["jobs"]
    clocks = [name for name, job in jobs.items() if "date +%s" in str(job)]
    assert clocks == ["day"]
    reading = {
        name for name, job in jobs.items() if "congbo check" in str(job) or " build --strict" in str(job)
    }
    assert reading == {"build", "properdocs"}
    for name in (*reading, "test"):
        assert jobs[name]["needs"] == "day"
        assert jobs[name]["env"]["SOURCE_DATE_EPOCH"] == "${{ needs.day.outputs.moment }}"
    assert set(jobs["publish"]["needs"]) == {*reading, "test"}
    assert jobs["publish"]["if"] == "github.ref == 'refs/heads/main'"  # of a schedule as well as of a push


def test_on_gitlab_the_moment_is_that_of_the_pipeline_in_every_job() -> None:
    (line,) = GITLAB["default"]["before_script"]
    assert not [
        name
        for name, job in GITLAB.items()
        if isinstance(job, dict) and "before_script" in job and name != "default"
    ]
    environment = {
        "CI_PIPELINE_CREATED_AT": "2026-06-30T23:30:00Z",
        "PATH": "/usr/bin:/bin",
        "TZ": "Asia/Tokyo",
    }
    done = subprocess.run(
        ["sh", "-c", f"{line}; echo $SOURCE_DATE_EPOCH"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert datetime.fromtimestamp(int(done.stdout), VIETNAM).isoformat() == "2026-07-01T06:30:00+07:00"
    assert {"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"} in GITLAB["workflow"]["rules"]
