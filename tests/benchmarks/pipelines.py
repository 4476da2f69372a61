"""Run the steps of both pipelines in a clean clone, each pipeline in an environment of its own.

    python tests/benchmarks/pipelines.py            checked, compared, built, looked at before and after
    python tests/benchmarks/pipelines.py --tests    the job of the tests, too

What only a forge can do (its own actions, installing packages of the system, publishing) is left out; the
published site is a server on loopback. Says each step with its seconds; ends with 1 where one fails.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import yaml

ROOT = Path(__file__).parents[2]
OF_THE_FORGE = ("sudo ", "apt-get ", "command -v ", "newest=$(", "mv site public")


def steps(pipeline: str, tests: bool) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield (job, script, variables) of each step that a clone can run, in the order of the jobs."""
    wanted = ("test", "build", "published") if tests else ("build", "published")
    if pipeline == "github":
        jobs = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))["jobs"]
        for name in wanted:
            for step in jobs[name]["steps"]:
                if "run" in step:
                    yield name, step["run"], dict.fromkeys(step.get("env", {}), "")
    else:
        jobs = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
        for name in wanted:
            for script in jobs[name]["script"]:
                yield name, script, {}


def run(pipeline: str, tests: bool, folder: Path) -> bool:
    """Run a pipeline's steps; tell each with its time."""
    clone, environment, published = folder / "clone", folder / "environment", folder / "published"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    published.mkdir()
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(published))
    ) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        told = {
            "PATH": f"{environment / 'bin'}:{os.environ['PATH']}",
            "SOURCE_DATE_EPOCH": str(int(time.time())),
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
            "CI_PAGES_URL": address.rstrip("/"),
            "CI_COMMIT_BRANCH": "main",
            "CI_DEFAULT_BRANCH": "main",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD^1",
            "CI": "true",
        }
        for job, script, variables in steps(pipeline, tests):
            if script.lstrip().startswith(OF_THE_FORGE):
                continue
            if job == "published" and not any(published.iterdir()):
                published.rmdir()
                (clone / "site").rename(published)
                (clone / "site").symlink_to(published)
            own = dict.fromkeys(variables, address)
            start = time.monotonic()
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", script],
                cwd=clone,
                env={**os.environ, **told, **own},
                capture_output=True,
                text=True,
                check=False,
            )
            first = script.strip().splitlines()[0]
            print(f"{pipeline} {job}: {time.monotonic() - start:6.1f} s  rc {done.returncode}  {first[:90]}")
            if done.returncode:
                print(done.stdout[-3000:] + done.stderr[-3000:])
                return False
        server.shutdown()
    return True


def main() -> None:
    """Run both pipelines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--tests", action="store_true", help="the job of the tests, too")
    asked = parser.parse_args()
    sound = []
    for pipeline in ("github", "gitlab"):
        with tempfile.TemporaryDirectory(prefix="congbo-pipeline-") as name:
            sound.append(run(pipeline, asked.tests, Path(name)))
    sys.exit(not all(sound))


if __name__ == "__main__":
    main()
