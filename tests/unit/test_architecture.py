import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "macros" / "congbo"
MODULES = sorted(PACKAGE.rglob("*.py"))
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]


def test_imports_keep_to_the_contracts() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    for contract in CONTRACTS:
        assert f"{contract['name']} KEPT" in ran.stdout


def test_only_the_command_and_the_site_adapter_may_know_mkdocs() -> None:
    (contract,) = (contract for contract in CONTRACTS if contract["type"] == "forbidden")
    rooms = {path.stem if path.suffix else path.name for path in PACKAGE.iterdir() if room(path)}
    assert rooms - {name.removeprefix("congbo.") for name in contract["source_modules"]} == {"cli", "site"}
    assert {"mkdocs", "mkdocs_macros", "material"} <= set(contract["forbidden_modules"])


def room(path: Path) -> bool:
    """Tell whether a path of the package is a module or a folder of modules."""
    return (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_fits_in_the_head(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_one_module_at_the_edge_reads_the_clock_and_the_day_that_is_given(module: Path) -> None:
    reads = re.compile(
        r"\.(?:today|now|utcnow|localtime|gmtime)\(|\btime\.time\(|SOURCE_DATE_EPOCH|CONGBO_DAY|git.*\blog\b"
    )
    found = reads.findall(re.sub(r'"""(?:.|\n)*?"""', "", module.read_text(encoding="utf-8")))
    assert bool(found) is (module == PACKAGE / "site" / "clock.py"), found


def test_the_picture_of_the_rooms_is_the_contract() -> None:
    picture = (ROOT / "docs/developers/architecture.md").read_text("utf-8")
    rooms = re.search(r"```text\n(.*?)```", picture, re.DOTALL)
    assert rooms
    (layers,) = (contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
    assert [line.split()[0] for line in rooms[1].splitlines()] == layers
    assert {path.name for path in PACKAGE.iterdir() if room(path)} == set(layers)


def test_every_room_says_what_it_is_for() -> None:
    for path in PACKAGE.iterdir():
        if room(path):
            assert len(ast.get_docstring(ast.parse((path / "__init__.py").read_text("utf-8"))) or "") > 40, (
                path
            )


PLACES = ("macros", "docs", "tests", *(path.name for path in PACKAGE.iterdir() if room(path)))
PATHS = re.compile(rf"`((?:{'|'.join(PLACES)})/[\w./-]+)`")
FOR_DEVELOPERS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
FOR_DEVELOPERS += sorted(ROOT.glob("docs/developers/**/*.md"))


@pytest.mark.parametrize("page", FOR_DEVELOPERS, ids=lambda path: path.name)
def test_every_path_that_a_developer_is_led_to_exists(page: Path) -> None:
    for path in PATHS.findall(page.read_text("utf-8")):
        assert "NAME" in path or (ROOT / path).exists() or (PACKAGE / path).exists(), path
