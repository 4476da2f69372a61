"""The command line: check, new and export; seal, rectify and verify what was signed."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from click.exceptions import NoArgsIsHelpError

from congbo.records import blank as scaffold
from congbo.records import writing
from congbo.records.kinds import KINDS
from congbo.records.problems import Problem, Severity, has_errors
from congbo.records.reader import RECORDS
from congbo.reports import sealing, seals
from congbo.reports.report import Report
from congbo.reports.site import Site
from congbo.rules import check as checks
from congbo.rules import seals as seal_rules
from congbo.words.spelling import nearest

CLEAN, PROBLEMS, COULD_NOT_RUN = 0, 1, 2


class _CouldNotRun(click.ClickException):
    """A command that was typed wrong or cannot write, told as everything else is."""

    exit_code = COULD_NOT_RUN

    def show(self, file: Any = None) -> None:
        click.echo(f"congbo: {self.message}", err=True)


class _Commands(click.Group):
    """The commands; what is wrong with one as it was typed is said in Vietnamese."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _in_vietnamese():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _in_vietnamese():
            return super().invoke(ctx)


@contextmanager
def _in_vietnamese() -> Iterator[None]:
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        around = error.ctx.command_path if error.ctx else "congbo"
        raise _CouldNotRun(f"{_typed_wrong(error)}; gõ “{around} --help” để xem cách dùng") from None
    except writing.WritingError as error:
        raise _CouldNotRun(str(error)) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _CouldNotRun(writing.could_not_read(error)) from None


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


@click.group(cls=_Commands)
@click.version_option(package_name="congbo", message="congbo %(version)s")
def main() -> None:
    """Tạo và kiểm tra bản ghi; niêm phong, đính chính và xuất báo cáo."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # Windows consoles begin in another encoding


@main.command()
@click.argument("paths", metavar="[ĐƯỜNG-DẪN]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--warnings-as-errors", is_flag=True, help="Coi cảnh báo như lỗi.")
def check(paths: tuple[Path, ...], warnings_as_errors: bool) -> None:
    """Kiểm tra mọi bản ghi và trang; chỉ in vấn đề của ĐƯỜNG-DẪN nếu có nêu.

    Mã thoát: 0 không có lỗi, 1 có lỗi, 2 không chạy được.
    """
    root = site_root(paths[0] if paths else Path())
    strange = [p for p in paths if not p.exists() or (root and not p.resolve().is_relative_to(root))]
    if root is None or strange:
        what = f"không có “{strange[0]}” trong trang" if strange else f"không thấy thư mục “{RECORDS}/”"
        click.echo(f"congbo: {what}; hãy chạy trong thư mục của trang (nơi có mkdocs.yml)", err=True)
        sys.exit(COULD_NOT_RUN)
    site = checks.read(root, date.today())
    wanted = [path.resolve().relative_to(root).as_posix() for path in paths]
    problems = [problem for problem in site.problems if is_below(problem.path, wanted)]
    for problem in problems:
        click.echo(str(problem))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    click.echo(f"{len(site.register)} bản ghi, {errors} lỗi, {warnings} cảnh báo.", err=True)
    sys.exit(PROBLEMS if errors or (warnings and warnings_as_errors) else CLEAN)


@main.command(epilog=f"LOẠI là một trong: {', '.join(kind.folder for kind in KINDS)}.")
@click.argument("folder", metavar="LOẠI", type=click.Choice([kind.folder for kind in KINDS]))
@click.argument("record_id", metavar="TÊN-TỆP")
def new(folder: str, record_id: str) -> None:
    """Tạo một bản ghi mới: LOẠI là thư mục của loại bản ghi, TÊN-TỆP không dấu, không có “.md”."""
    root = _root()
    kind = next(kind for kind in KINDS if kind.folder == folder)
    file = root / RECORDS / folder / f"{record_id}.md"
    if not re.fullmatch(r"(?:[a-z0-9-]+/)?[A-Za-z0-9][A-Za-z0-9.-]*", record_id):
        click.echo(
            f"congbo: “{record_id}” không đặt tên được; TÊN-TỆP chỉ gồm chữ không dấu, chữ số, dấu chấm,"
            " gạch nối, có thể thêm một thư mục ở trước: “2024/46-KH-SKHCN-2024”",
            err=True,
        )
        sys.exit(COULD_NOT_RUN)
    try:
        writing.create(file, scaffold.record(kind).encode())
    except FileExistsError:
        click.echo(f"congbo: đã có {file.relative_to(root).as_posix()}; không ghi đè", err=True)
        sys.exit(PROBLEMS)
    click.echo(f"Đã tạo {file.relative_to(root).as_posix()}. Điền các giá trị rồi chạy “congbo check”.")


_report = click.argument("report_id", metavar="BÁO-CÁO")
_day = click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Ngày; mặc định là hôm nay.")


@main.command()
@_report
@_day
@click.option("--replace", is_flag=True, help="Bỏ dấu niêm phong cũ, niêm phong lại theo bản ghi hiện có.")
def seal(report_id: str, day: datetime | None, replace: bool) -> None:
    """Niêm phong BÁO-CÁO: ghi lại mọi số liệu và bản ghi đã dùng; từ đó mọi thay đổi là lỗi.

    Báo cáo đã niêm phong mà bản ghi nay khác thì không niêm phong đè, trừ khi có --replace.
    """
    site, report = _site_and_report(report_id)
    path = seals.seal_path(report.source.path)
    of_seal = [p for p in site.problems if p.rule == "seal-drift" or p.path == path]
    rest = [p for p in site.problems if p not in of_seal and p.severity is Severity.ERROR]
    if rest or (of_seal and not replace):
        _stop([*rest, *(of_seal if not replace else [])], "chưa niêm phong vì còn các lỗi ở trên")
    if report.seal and not replace:
        click.echo(f"Đã niêm phong từ trước, mã {report.seal.fingerprint}; bản ghi không có gì khác.")
        return
    if report.meta.rectifications:
        _stop([], "báo cáo có đính chính; muốn niêm phong lại thì xoá “rectifications” ở đầu trang trước")
    unsealed = Report(report.source, report.meta, report.register)
    made = sealing.seal_of(unsealed, day.date() if day else date.today())
    writing.write(site.root / path, seals.encoded(made))
    click.echo(f"Đã niêm phong: {path}. Mã {made.fingerprint}. Hãy đưa tệp này vào git cùng báo cáo.")


@main.command()
@_report
@_day
@click.option("--reason", required=True, help="Lý do đính chính; người đọc báo cáo sẽ thấy.")
def rectify(report_id: str, day: datetime | None, reason: str) -> None:
    """Ghi vào đầu trang BÁO-CÁO một đính chính cho đúng những gì đã đổi từ lúc niêm phong."""
    site, report = _site_and_report(report_id)
    rest = [p for p in site.problems if p.rule != "seal-drift" and p.severity is Severity.ERROR]
    if rest or report.seal is None:
        _stop(rest, "chưa ghi đính chính" + ("" if rest else " vì báo cáo chưa được niêm phong"))
    correction = sealing.rectification(report, day.date() if day else date.today(), reason)
    if not correction["changes"]:
        click.echo("Không có gì khác lúc niêm phong; không phải đính chính.")
        return
    file = site.root / report.source.path
    writing.write(file, scaffold.with_item(file.read_bytes(), sealing.RECTIFICATIONS, correction))
    click.echo(f"Đã ghi đính chính {len(correction['changes'])} phần vào {report.source.path}.")


@main.command()
@_report
def verify(report_id: str) -> None:
    """Tính lại BÁO-CÁO từ các bản ghi và so với dấu niêm phong.

    Mã thoát: 0 đúng như đã niêm phong và đính chính, 1 có chỗ khác, 2 không chạy được.
    """
    site, report = _site_and_report(report_id)
    path = seals.seal_path(report.source.path)
    if report.seal is None:
        _stop([p for p in site.problems if p.path == path], f"không có dấu niêm phong đúng ở {path}")
    sealed = report.seal
    click.echo(f"Báo cáo: {report.meta.title}")
    click.echo(f"Niêm phong ngày {sealed.date:%d/%m/%Y}, mã {sealed.fingerprint}")
    click.echo(
        f"Đã tính lại {len(sealed.figures)} số liệu, {len(sealed.records)} bản ghi,"
        f" {len(sealed.notes)} chú thích, {len(sealed.citations)} văn bản dẫn,"
        f" {len(sealed.names)} tên, {len(sealed.paragraphs)} đoạn văn."
    )
    for one in report.meta.rectifications:
        click.echo(f"Đính chính ngày {one.date:%d/%m/%Y}, {len(one.changes)} phần: {one.reason}")
    wrong = [seal_rules.message(report, found) for found in sealing.drift(report)]
    unreadable = [p for p in site.problems if p.severity is Severity.ERROR and p.rule != "seal-drift"]
    for line in (*wrong, *map(str, unreadable)):
        click.echo(line)
    good = not wrong and not unreadable
    click.echo("Khớp." if good else f"KHÔNG KHỚP: {len(wrong)} chỗ khác, {len(unreadable)} lỗi khác.")
    sys.exit(CLEAN if good else PROBLEMS)


@main.command()
@click.argument("report_id", metavar="BÁO-CÁO")
@click.option("--to", "formats", type=click.Choice(["docx", "pdf"]), multiple=True, help="Mặc định: cả hai.")
@click.option("--folder", type=click.Path(path_type=Path), default=Path(), help="Thư mục đặt tệp.")
def export(report_id: str, formats: tuple[str, ...], folder: Path) -> None:
    """Tạo bản Word và bản PDF của một báo cáo, như trên trang; BÁO-CÁO là tên tệp trang, không có “.md”."""
    from mkdocs.config import load_config  # only here: the other commands start faster without MkDocs
    from mkdocs.exceptions import MkDocsException

    from congbo.pages.pages import Pages
    from congbo.pages.rendering import Renderer
    from congbo.paper import reports as documents
    from congbo.paper.pdf import LayoutError
    from congbo.site.plugin import day_of

    root = _root()
    try:
        config = load_config(str(root / "mkdocs.yml"))
        plugin = config.plugins["congbo"]
    except (MkDocsException, KeyError) as error:
        why = "trong “plugins” không có “congbo”" if isinstance(error, KeyError) else str(error)
        click.echo(f"congbo: không dùng được mkdocs.yml: {why}", err=True)
        sys.exit(COULD_NOT_RUN)
    day = day_of(root)
    site = checks.read(root, max(day, date.today()))
    report = next((report for report in site.reports if report.id == report_id), None)
    if report is None:
        hint = nearest(report_id, [report.id for report in site.reports])
        click.echo(f"congbo: không có báo cáo “{report_id}”. {hint}".rstrip(), err=True)
        sys.exit(COULD_NOT_RUN)
    if has_errors(site.problems):
        click.echo("congbo: bản ghi hoặc trang còn lỗi, chưa xuất được; chạy “congbo check” để xem", err=True)
        sys.exit(PROBLEMS)
    pages = Pages(site, day, config.site_url or "")
    fonts = Path(plugin.config.fonts) if plugin.config.fonts else None
    document = documents.official_document(report, Renderer(pages), pages.site_url)
    files = {suffix: folder / f"{report.id}.{suffix}" for suffix in formats or documents.FORMATS}
    made = {}
    for suffix in files:
        try:
            made[suffix] = documents.made(report, document, suffix, day, fonts)
        except LayoutError as error:
            click.echo(f"congbo: không dàn được trang thành {suffix.upper()}. {error}", err=True)
            sys.exit(PROBLEMS)
    for suffix, file in files.items():
        writing.write(file, made[suffix])
        click.echo(f"Đã tạo {file}.")


def _root() -> Path:
    """Return the site's folder that this is run in, or say that there is none and end."""
    root = site_root(Path())
    if root is None:
        click.echo(f"congbo: không thấy thư mục “{RECORDS}/”; hãy chạy trong thư mục của trang", err=True)
        sys.exit(COULD_NOT_RUN)
    return root


def _site_and_report(report_id: str) -> tuple[Site, Report]:
    """Return the site around the working folder and the report of an id or of a page's path."""
    site = checks.read(_root(), date.today())
    wanted = Path(report_id).name.removesuffix(".md")
    found = next((report for report in site.reports if report.id == wanted), None)
    if found is None:
        hint = nearest(wanted, [report.id for report in site.reports])
        click.echo(f"congbo: không có báo cáo nào mang mã “{wanted}”, hoặc không đọc được. {hint}", err=True)
        sys.exit(COULD_NOT_RUN)
    return site, found


def _stop(problems: list[Problem], why: str) -> NoReturn:
    for problem in problems:
        click.echo(str(problem))
    click.echo(f"congbo: {why}", err=True)
    sys.exit(PROBLEMS)


def site_root(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` that has records/, or None."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / RECORDS).is_dir()), None)


def is_below(path: str, wanted: list[str]) -> bool:
    """Tell whether a path is one of those wanted or below one; everything is, where none is named."""
    return not wanted or any(path == one or one == "." or path.startswith(f"{one}/") for one in wanted)
