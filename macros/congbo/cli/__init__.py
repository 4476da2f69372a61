"""The command line: one command for each thing that an editor, a reviewer or a machine does with a site.

One module a command. A module is loaded when its command is run: the types of records alone take longer to
load than help takes to print.
"""

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.resources import files
from keyword import iskeyword
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from congbo.cli.click_words import speak_vietnamese
from congbo.records import writing
from congbo.site.clock import DayError

COMMANDS = (
    *("check", "diff", "excel", "explain", "export", "fmt", "import", "init", "new", "next", "published"),
    *("rectify", "rename", "seal", "serve", "show", "verify"),
)
"""The commands in the order in which help lists them; each is the function of that name in its module."""

FOR_DEVELOPERS = ("dev",)
"""Commands that help does not list: they change the package, not a site."""

CLEAN, PROBLEMS, COULD_NOT_RUN = 0, 1, 2
"""The codes with which a command ends."""


class _CouldNotRun(click.ClickException):
    """A command that was typed wrong or cannot write, told as everything else is."""

    exit_code = COULD_NOT_RUN

    def show(self, file: Any = None) -> None:
        click.echo(f"congbo: {self.message}", err=True)


class _Commands(click.Group):
    """The commands; what is wrong with one as it was typed is said in Vietnamese."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS, *FOR_DEVELOPERS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        name = module_of(cmd_name)
        command: click.Command = getattr(import_module(f"congbo.cli.{name}"), name)
        _with_metavars(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        room = formatter.width - 6 - max(map(len, COMMANDS))
        rows = [(name, click.Command(name, help=_help(name)).get_short_help_str(room)) for name in COMMANDS]
        with formatter.section("Các lệnh"):
            formatter.write_dl(rows)
        formatter.write_paragraph()
        formatter.write_text("Gõ “congbo LỆNH --help” để xem cách dùng một lệnh.")

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **extra: Any) -> click.Context:
        if any(map(_is_half_read, args)):
            raise _CouldNotRun("lệnh có chữ không đúng bảng mã UTF-8; hãy gõ lại")
        with _in_vietnamese():
            return super().make_context(info_name, args, *more, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _in_vietnamese():
            return super().invoke(ctx)


def module_of(command: str) -> str:
    """Return the name of a command's module and function: a word of Python's own gets a stroke behind it."""
    return f"{command}_" if iskeyword(command) else command


def _is_half_read(text: str) -> bool:
    """Tell whether an argument has bytes that are no letters, which nothing could print."""
    return any("\ud800" <= sign <= "\udfff" for sign in text)


def _help(name: str) -> str | None:
    """Return what a command says of itself, read from its module without loading it."""
    name = module_of(name)
    module = ast.parse(files("congbo.cli").joinpath(f"{name}.py").read_text("utf-8"))
    (own,) = (node for node in module.body if isinstance(node, ast.FunctionDef) and node.name == name)
    return ast.get_docstring(own)


@contextmanager
def _in_vietnamese() -> Iterator[None]:
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        around = error.ctx.command_path if error.ctx else "congbo"
        raise _CouldNotRun(f"{_typed_wrong(error)}; gõ “{around} --help” để xem cách dùng") from None
    except (writing.WritingError, DayError) as error:
        raise _CouldNotRun(str(error)) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _CouldNotRun(writing.could_not_read_or_write(error)) from None


def _typed_wrong(error: click.UsageError) -> str:
    """Return what is wrong with a command as it was typed."""
    parameter = error.param if isinstance(error, click.BadParameter) else None
    name = " hoặc ".join(parameter.opts) if isinstance(parameter, click.Option) else ""
    name = name or (parameter.make_metavar(error.ctx) if parameter and error.ctx else "")
    match error:
        case click.MissingParameter():
            return f"còn thiếu {name}"
        case click.BadParameter() if parameter and isinstance(parameter.type, click.Choice):
            return f"{name} phải là một trong: {', '.join(parameter.type.choices)}"
        case click.BadParameter():
            return f"giá trị của {name} không dùng được"
        case click.NoSuchOption():
            return f"không có lựa chọn “{error.option_name}”"
    return "không có lệnh như vậy, hoặc lệnh gõ thừa, thiếu chữ"


def _with_metavars(command: click.Command) -> None:
    """Let a command and those below it name its options and commands in Vietnamese."""
    command.options_metavar = "[LỰA-CHỌN]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "LỆNH [THAM-SỐ]..."
        for one in command.commands.values():
            _with_metavars(one)


speak_vietnamese()


@click.group(cls=_Commands, options_metavar="[LỰA-CHỌN]", subcommand_metavar="LỆNH [THAM-SỐ]...")
@click.version_option(package_name="congbo", message="congbo %(version)s")
def main() -> None:
    """Tạo và kiểm tra bản ghi; niêm phong, đính chính và xuất báo cáo."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # Windows consoles begin in another encoding
