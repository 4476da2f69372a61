"""New: the command that begins a record."""

import re
import sys
from pathlib import Path
from typing import Any

import click

from congbo.cli import COULD_NOT_RUN, PROBLEMS
from congbo.cli.asking import answer, at_terminal, one_of
from congbo.cli.checked import day_here
from congbo.cli.here import root_here, site_root, with_additions
from congbo.cli.typed_document import number_in, typed_document
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
        return super().convert(f"{value}s" if f"{value}s" in self.choices else value, param, ctx)


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
@click.argument("folder", metavar="LOẠI", type=_Folder(_folders()), required=False)
@click.argument("record_id", metavar="TÊN-TỆP|SỐ", required=False)
@click.option("--form", "form_id", metavar="MÃ", default=SHORT_FORM, help="Biểu của “observations”.")
@click.option("--issued", metavar="NGÀY", help="Của văn bản: ngày ban hành; có thể viết ngay sau SỐ.")
@click.option("--issuer", metavar="MÃ", help="Của văn bản: mã cơ quan ban hành; mặc định theo số.")
@click.option("--subject", metavar="TRÍCH-YẾU", help="Của văn bản; có thể viết ngay sau SỐ.")
def new(
    folder: str | None,
    record_id: str | None,
    form_id: str,
    issued: str | None,
    issuer: str | None,
    subject: str | None,
) -> None:
    """Tạo một bản ghi mới: LOẠI là thư mục của loại bản ghi, TÊN-TỆP không dấu, không có “.md”.

    Văn bản thì gõ SỐ như trên văn bản, kèm ngày và trích yếu: “99/KH-SOMAU ngày 10/7/2024 về việc …”; máy tự
    đặt tên tệp. Thiếu điều gì thì lệnh hỏi, nếu đang ở cửa sổ dòng lệnh.
    """
    if site_root(Path()) is None and Path("mkdocs.yml").is_file():
        Path(RECORDS).mkdir()  # the first record of a new site
    root = root_here()
    labels = {kind.folder: kind.label for kind in KINDS}
    if folder is None and at_terminal():
        for name, label in labels.items():
            click.echo(f"  {name}: {label}")
    folder = one_of(folder, "LOẠI", "Loại bản ghi", [*labels])
    kind = next(kind for kind in KINDS if kind.folder == folder)
    asked = "Số, ký hiệu, ngày, trích yếu như trên văn bản" if kind.model is Document else "Mã, là tên tệp"
    record_id = record_id if record_id is not None else answer(None, "TÊN-TỆP", asked, _not_empty)
    if kind.model is Document and (number_in(record_id) or issued):
        register = Register(read_site(root).records)
        found = typed_document(root, register, folder, record_id, issued, issuer, subject, None, day_here())
        writing.create(root / found.path, found.text)
        click.echo(f"Đã tạo {found.path}. Xem lại rồi chạy “congbo check”.")
        return
    file = root / RECORDS / folder / f"{record_id}.md"
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


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("hãy gõ tên tệp, hoặc số, ký hiệu của văn bản")
    return text


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
