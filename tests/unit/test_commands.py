"""The commands: what help says of each, and what each loads before it does anything."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from test_cases import BASE

import congbo
from congbo.cli import COMMANDS, FOR_DEVELOPERS, checked, here, main, module_of
from congbo.pages import settings

FOLDER = Path(congbo.__file__).parent / "cli"
TYPES = {"pydantic", "jinja2", "yaml"}
WRITERS = {"docx", "lxml", "markdown", "mkdocs", "openpyxl", "ruamel", "segno", "typst"}
LOADED = """
import atexit, sys
from congbo.cli import main
atexit.register(lambda: print("loaded", *sorted({{name.partition(".")[0] for name in sys.modules}} & {of})))
main()
"""


def loaded(*arguments: str) -> list[str]:
    """The libraries that a command has loaded when it ends, of those that take long."""
    code = LOADED.format(of=TYPES | WRITERS)
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=BASE, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1].split()[1:]


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("dev", "--help"), ("dev", "rule", "--help")]
)
def test_help_loads_no_library_but_the_one_that_prints_it(arguments: tuple[str, ...]) -> None:
    assert loaded(*arguments) == []


def test_check_loads_what_reads_and_nothing_that_writes() -> None:
    assert set(loaded("check")) == TYPES | {"markdown"}  # for the links of pages


def test_help_says_of_each_command_what_the_command_says_of_itself() -> None:
    printed = CliRunner().invoke(main, ["--help"]).output
    lines = printed.partition("Các lệnh:\n")[2].partition("\n\n")[0].splitlines()
    listed = [line.split(maxsplit=1) for line in lines]
    context = click.Context(main)
    assert [name for name, _ in listed] == list(COMMANDS)
    for name, says in listed:
        command = main.get_command(context, name)
        assert command is not None
        assert inspect.cleandoc(command.callback.__doc__ or "").startswith(says.removesuffix("..."))
        assert len(says) > 20


def test_every_command_is_the_function_of_its_name_in_the_module_of_its_name() -> None:
    own = {
        file.stem
        for file in FOLDER.glob("*.py")
        if re.search(rf"(?m)^@click\.(command|group)\((?s:.)*?^def {file.stem}\(", file.read_text("utf-8"))
    }
    assert own - {"__init__", "new_decision", "new_report"} == {*map(module_of, (*COMMANDS, *FOR_DEVELOPERS))}
    for name in (*COMMANDS, *FOR_DEVELOPERS):
        command = main.get_command(click.Context(main), name)
        assert isinstance(command, click.Command)
        assert command.name == name


def test_settings_are_read_once_where_a_day_is_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    sample = Path(__file__).parents[1] / "sample"

    def counting(root: Path) -> settings.Settings:
        read.append(root)
        return settings.read_settings(root)

    monkeypatch.chdir(sample)
    monkeypatch.setattr(here, "read_settings", counting)
    monkeypatch.setattr(checked, "read_settings", counting)
    done = CliRunner().invoke(main, ["rectify", "2024-sau-thang", "--reason", "Vì sao"])
    assert "Không có gì khác lúc niêm phong" in done.output
    assert read == [sample]
