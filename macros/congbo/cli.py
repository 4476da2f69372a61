"""The command line: `congbo check` tells every problem, `congbo new` begins a record, and so on."""

import re
import sys
from datetime import date
from pathlib import Path

import click

from congbo import checks, scaffold
from congbo.kinds import KINDS
from congbo.problems import Severity, has_errors
from congbo.reader import RECORDS
from congbo.spelling import nearest

CLEAN, PROBLEMS, COULD_NOT_RUN = 0, 1, 2


@click.group()
@click.version_option(package_name="congbo", message="congbo %(version)s")
def main() -> None:
    """Kiểm tra hồ sơ và tạo bản ghi mới cho trang công bố thủ tục hành chính."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # Windows consoles begin in another encoding


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--warnings-as-errors", is_flag=True, help="Coi cảnh báo như lỗi.")
def check(paths: tuple[Path, ...], warnings_as_errors: bool) -> None:
    """Kiểm tra mọi hồ sơ và trang; chỉ in vấn đề của PATHS nếu có nêu.

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


@main.command()
@click.argument("folder", type=click.Choice([kind.folder for kind in KINDS]))
@click.argument("record_id", metavar="TÊN-TỆP")
def new(folder: str, record_id: str) -> None:
    """Tạo một bản ghi mới: FOLDER là loại, TÊN-TỆP là mã bản ghi không dấu, không có “.md”."""
    root = _root()
    kind = next(kind for kind in KINDS if kind.folder == folder)
    file = root / RECORDS / folder / f"{record_id}.md"
    if not re.fullmatch(r"(?:[0-9]{4}/)?[A-Za-z0-9][A-Za-z0-9.-]*", record_id):
        click.echo(
            "congbo: TÊN-TỆP chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối: 2024/46-KH-SKHCN-2024",
            err=True,
        )
        sys.exit(COULD_NOT_RUN)
    if file.exists():
        click.echo(f"congbo: đã có {file.relative_to(root).as_posix()}; không ghi đè", err=True)
        sys.exit(PROBLEMS)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(scaffold.record(kind), encoding="utf-8", newline="\n")
    click.echo(f"Đã tạo {file.relative_to(root).as_posix()}. Điền các giá trị rồi chạy “congbo check”.")


@main.command()
@click.argument("report_id", metavar="BÁO-CÁO")
@click.option("--to", "formats", type=click.Choice(["docx", "pdf"]), multiple=True, help="Mặc định: cả hai.")
@click.option("--folder", type=click.Path(path_type=Path), default=Path(), help="Thư mục đặt tệp.")
def export(report_id: str, formats: tuple[str, ...], folder: Path) -> None:
    """Tạo bản Word và bản PDF của một báo cáo, như trên trang; BÁO-CÁO là tên tệp trang, không có “.md”."""
    from mkdocs.config import load_config  # only here: the other commands start faster without MkDocs

    from congbo.export import documents
    from congbo.export.pdf import LayoutError
    from congbo.pages import Pages
    from congbo.render import Renderer
    from congbo.site.plugin import day_of

    root = _root()
    config = load_config(str(root / "mkdocs.yml"))
    day = day_of(root)
    site = checks.read(root, max(day, date.today()))
    report = next((report for report in site.reports if report.id == report_id), None)
    if report is None:
        hint = nearest(report_id, [report.id for report in site.reports])
        click.echo(f"congbo: không có báo cáo “{report_id}”. {hint}".rstrip(), err=True)
        sys.exit(COULD_NOT_RUN)
    if has_errors(site.problems):
        click.echo("congbo: hồ sơ còn lỗi, chưa xuất được; chạy “congbo check” để xem", err=True)
        sys.exit(PROBLEMS)
    pages = Pages(site, day, config.site_url or "")
    fonts = config.plugins["congbo"].config.fonts
    document = documents.official_document(report, Renderer(pages), pages.site_url)
    folder.mkdir(parents=True, exist_ok=True)
    for suffix in formats or documents.FORMATS:
        file = folder / f"{report.id}.{suffix}"
        try:
            file.write_bytes(documents.FORMATS[suffix](document, day, Path(fonts) if fonts else None))
        except LayoutError as error:
            click.echo(f"congbo: không dàn được trang thành {suffix.upper()}: {error}", err=True)
            sys.exit(PROBLEMS)
        click.echo(f"Đã tạo {file}.")


def _root() -> Path:
    """Return the site's folder that this is run in, or say that there is none and end."""
    root = site_root(Path())
    if root is None:
        click.echo(f"congbo: không thấy thư mục “{RECORDS}/”; hãy chạy trong thư mục của trang", err=True)
        sys.exit(COULD_NOT_RUN)
    return root


def site_root(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` that has records/, or None."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / RECORDS).is_dir()), None)


def is_below(path: str, wanted: list[str]) -> bool:
    """Tell whether a path is one of those wanted or below one; everything is, where none is named."""
    return not wanted or any(path == one or one == "." or path.startswith(f"{one}/") for one in wanted)
