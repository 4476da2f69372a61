"""New: the command that begins a record."""

import re
import sys
from pathlib import Path
from typing import Any

import click

from congbo.cli import COULD_NOT_RUN, PROBLEMS
from congbo.cli.here import root_here, site_root, with_additions
from congbo.law.symbols import ANY, Symbol
from congbo.records import blank as scaffold
from congbo.records import writing
from congbo.records.documents import Document
from congbo.records.forms import Form
from congbo.records.kinds import KINDS
from congbo.records.observations import Observation
from congbo.records.operands import SHORT_FORM
from congbo.records.reader import RECORDS, read_site
from congbo.records.register import Register
from congbo.words.example import EXAMPLE
from congbo.words.file_names import unportable, wrong_id


def _folders() -> tuple[str, ...]:
    return tuple(kind.folder for kind in KINDS)


class _Folder(click.Choice[str]):
    """The folder of a kind, among the kinds that there are when the command is run."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        self.choices = _folders()
        return super().convert(value, param, ctx)


class _New(click.Command):
    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Leave what is more than a blank record to its own command: a report's page, a decision."""
        if args[:1] == ["report"]:
            from congbo.cli.new_report import new_report

            return new_report.make_context(f"{info_name} report", args[1:], parent, **extra)
        if args[:1] == ["decision"]:
            from congbo.cli.new_decision import new_decision

            return new_decision.make_context(f"{info_name} decision", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Load what the site adds first: its kinds are among those that can be begun, and that help names."""
        if root := site_root(Path()):
            with_additions(root)
        return super().parse_args(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.epilog = (
            f"LOẠI là một trong: {', '.join(_folders())}. Trang báo cáo: congbo new report --help."
            " Quyết định cùng các thủ tục của nó: congbo new decision --help."
        )
        super().format_epilog(ctx, formatter)


@click.command(cls=_New)
@click.argument("folder", metavar="LOẠI", type=_Folder(_folders()))
@click.argument("record_id", metavar="TÊN-TỆP")
@click.option("--form", "form_id", metavar="MÃ", default=SHORT_FORM, help="Biểu của “observations”.")
def new(folder: str, record_id: str, form_id: str) -> None:
    """Tạo một bản ghi mới: LOẠI là thư mục của loại bản ghi, TÊN-TỆP không dấu, không có “.md”."""
    if site_root(Path()) is None and Path("mkdocs.yml").is_file():
        Path(RECORDS).mkdir()  # the first record of a new site
    root = root_here()
    kind = next(kind for kind in KINDS if kind.folder == folder)
    file = root / RECORDS / folder / f"{record_id}.md"
    number = ANY.read(record_id) if kind.model is Document else None
    if number and number.kind:
        click.echo(f"congbo: “{record_id}” là số, ký hiệu: ghi ở “number”. {_offered(number)}", err=True)
        sys.exit(COULD_NOT_RUN)
    if why := _wrong_name(record_id, f"{RECORDS}/{folder}/{record_id}.md"):
        example = EXAMPLE.file(46, "KH", 2024)
        click.echo(f"congbo: “{record_id}” không đặt tên được: {why}. Ví dụ: {example}", err=True)
        sys.exit(COULD_NOT_RUN)
    form = _form(root, form_id) if kind.model is Observation else None
    try:
        writing.create(file, scaffold.record(kind, form).encode())
    except FileExistsError:
        click.echo(f"congbo: đã có {file.relative_to(root).as_posix()}; không ghi đè", err=True)
        sys.exit(PROBLEMS)
    click.echo(f"Đã tạo {file.relative_to(root).as_posix()}. Điền các giá trị rồi chạy “congbo check”.")


def _offered(symbol: Symbol) -> str:
    """Return what the file of a document of that number is called."""
    if symbol.year:
        return f"Tệp thì đặt tên {symbol.file_stem}"
    return f"Tệp thì đặt tên {symbol.file_stem}-NĂM, NĂM là năm ban hành"


def _form(root: Path, id_: str) -> Form:
    """Return the form that is named, of the package or of the site."""
    forms = Register(read_site(root).records).forms
    if id_ not in forms:
        click.echo(f"congbo: không có biểu “{id_}”; các biểu: {', '.join(forms)}", err=True)
        sys.exit(COULD_NOT_RUN)
    return forms[id_]


def _wrong_name(name: str, path: str) -> str:
    inside, slash, id_ = name.rpartition("/")
    if slash and not re.fullmatch(r"[a-z0-9-]+", inside):
        return f"ở trước chỉ thêm một thư mục: chữ thường không dấu, chữ số, gạch nối (đang là '{inside}')"
    return wrong_id(id_) or unportable(path)
