"""The pipelines of both forges: every night, with one moment for all that is checked and built."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from congbo.pages.zones import VIETNAM

ROOT = Path(__file__).parents[2]


def pipeline(name: str) -> dict[Any, Any]:
    found = yaml.safe_load((ROOT / name).read_text("utf-8"))
    assert isinstance(found, dict)
    return found


GITHUB, GITLAB = pipeline(".github/workflows/publish.yml"), pipeline(".gitlab-ci.yml")


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
    for name in reading:
        assert jobs[name]["needs"] == "day"
        assert jobs[name]["env"]["SOURCE_DATE_EPOCH"] == "${{ needs.day.outputs.moment }}"
    assert set(jobs["publish"]["needs"]) == reading
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
