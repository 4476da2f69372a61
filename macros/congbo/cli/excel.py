"""Excel: the commands that give records to clerks as a workbook, and take back what was changed in it."""

import re
import sys
from pathlib import Path
from typing import NoReturn

import click

from congbo.cli import CLEAN, COULD_NOT_RUN, PROBLEMS
from congbo.cli.here import root_here, with_additions
from congbo.cli.tried import new_problems
from congbo.imports.excel.book import TooManyRowsError
from congbo.imports.excel.changes import at_of
from congbo.imports.excel.opened import opened
from congbo.imports.excel.plan import Plan, Planned, book_of, kind_named, planned, tables_for
from congbo.imports.files import FileError
from congbo.records import frontmatter, writing
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import KINDS, kind_for, kind_of
from congbo.records.observations import Observation
from congbo.records.problems import WORDS, Problem, Severity
from congbo.records.reader import RECORDS, read_site
from congbo.records.register import Register
from congbo.site.clock import site_day
from congbo.words.spelling import nearest, slug

_QUOTED = re.compile(r"“(\w+)”")
_MOST = 200
"""Lines of one sort that are printed."""


@click.group()
def excel() -> None:
    """Xuất bản ghi ra tệp Excel để sửa, rồi đưa chỗ đã sửa trở lại.

    Gõ “congbo excel out thủ-tục” rồi sửa tệp thu-tuc.xlsx; xong thì gõ “congbo excel in thu-tuc.xlsx”.
    """


@excel.command()
@click.argument("what", metavar="LOẠI|BIỂU")
@click.argument("file", metavar="[TỆP]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--folder", metavar="THƯ-MỤC", default="", help="Chỉ lấy bản ghi dưới thư mục này của records/."
)
def out(what: str, file: Path | None, folder: str) -> None:
    """Ghi bản ghi của một LOẠI, một BIỂU ra tệp Excel.

    LOẠI là thư mục của loại bản ghi (procedures, plans, decisions…) hoặc tên gọi (thủ-tục); BIỂU là mã biểu,
    ví dụ ii06a-vpcp. Không nêu TỆP thì tệp mang tên loại. Không ghi đè tệp đã có.
    """
    root = root_here()
    settings = with_additions(root)
    reading = read_site(root)
    kind, form = kind_named(what), ""
    if kind is None:
        forms = Register(reading.records).forms
        if what not in forms:
            names = [*(one.folder for one in KINDS), *forms]
            said = f"không có loại bản ghi hay biểu “{what}”. {nearest(what, names)}".rstrip()
            _end(f"{said}\nLoại: {', '.join(one.folder for one in KINDS)}.\nBiểu: {', '.join(forms)}.")
        kind, form = kind_for(Observation), what
    file = file or Path(f"{form or slug(kind.label)}.xlsx")
    if file.suffix.lower() != ".xlsx":
        _end(f"tên tệp phải có đuôi .xlsx (đang là “{file.name}”)")
    from congbo.imports.excel.workbook import workbook  # openpyxl is loaded only where a workbook is made

    below = _below(root, folder) if folder else ""
    book = book_of(reading, kind, form, below)
    try:
        writing.create(file, workbook(book, site_day(settings.zone, None).day))
    except TooManyRowsError as error:
        _end(f"{error}; hãy lấy từng phần, thêm --folder THƯ-MỤC")
    except FileExistsError:
        _end(f"đã có {file}; không ghi đè, vì trong đó có thể có chỗ đã sửa. Hãy nêu tên khác", PROBLEMS)
    click.echo(f"Đã ghi {file}: {len(book.records)} {kind.label}.")
    closed = (*reading.broken, *reading.closed)
    left = [
        path
        for path in closed
        if kind_of(path.removeprefix(f"{RECORDS}/")) is kind and path.startswith(below)
    ]
    for path in left[:_MOST]:
        click.echo(f"Bỏ qua {path}: chưa đọc được; hãy chạy “congbo check {path}”.")
    for held in book.records:
        if table := held.data.get("table") if kind.model is Observation else None:
            click.echo(f"{held.path}: các dòng ở tệp {table} đặt cạnh bản ghi; hãy sửa tệp ấy.")
    click.echo(f"Sửa xong thì lưu tệp rồi chạy “congbo excel in {file}”.")
    sys.exit(PROBLEMS if left else CLEAN)


def _below(root: Path, folder: str) -> str:
    """Return a folder below records/ as the paths of records begin, or say that there is none and end."""
    top = (root / RECORDS).resolve()
    named = (path.resolve() for path in (Path(folder), top / folder))
    real = next((path for path in named if path.is_dir() and path.is_relative_to(top)), None)
    if real is None:
        _end(f"không có thư mục “{folder}” trong {RECORDS}/")
    return f"{RECORDS}/{real.relative_to(top).as_posix()}/"


@excel.command("in")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help=f"Ghi vào {RECORDS}/; không có thì chỉ kể chỗ sẽ đổi.")
@click.option("--remove", is_flag=True, help="Bỏ cả những mục mà dòng của nó đã bị xoá trong tệp.")
def in_(file: Path, write: bool, remove: bool) -> None:
    """Kể, rồi ghi, những chỗ đã sửa trong TỆP Excel.

    TỆP là tệp mà “congbo excel out” đã ghi. Không có --write thì chỉ kể: bản ghi nào, khoá nào, giá trị cũ và
    mới, ở ô nào. Chỗ nào sai thì báo ở đúng ô và chưa ghi gì. Xoá dòng của một bản ghi không xoá bản ghi.
    """
    if not file.is_file():
        _end(f"không có tệp {file}" if not file.is_dir() else f"{file} là một thư mục; hãy nêu một tệp .xlsx")
    root = root_here()
    with_additions(root)
    reading = read_site(root)
    register = Register(reading.records)

    def tables(folder: str, form: str) -> tuple[object, ...]:
        kind = next((one for one in KINDS if one.folder == folder), None)
        if kind is None:
            raise FileError(f"{file.name}: tệp này của loại bản ghi “{folder}”, mà trang không có loại ấy")
        if form and form not in register.forms:
            raise FileError(f"{file.name}: tệp này của biểu “{form}”, mà trang không có biểu ấy")
        return tables_for(kind, form, register)

    try:
        book = opened(file, tables)  # type: ignore[arg-type]
    except FileError as error:
        _end(str(error))
    kind = next(one for one in KINDS if one.folder == book.folder)
    plan = planned(reading, kind, tables_for(kind, book.form, register), book, remove=remove)
    problems = _worst(new_problems(root, plan.files)) if plan.records else []
    for line in _lines(file, kind.label, plan):
        click.echo(line)
    for problem in problems:
        click.echo(_at_cell(file, plan, problem))
    wrong = plan.wrong or any(problem.severity is Severity.ERROR for problem in problems)
    _write(root, plan, wrong=wrong, write=write)
    sys.exit(PROBLEMS if wrong or plan.conflicts else CLEAN)


def _worst(problems: list[Problem]) -> list[Problem]:
    """Return the errors where there are any: what a broken record does to others is not told beside it."""
    return [one for one in problems if one.severity is Severity.ERROR] or problems


def _write(root: Path, plan: Plan, *, wrong: bool, write: bool) -> None:
    if wrong:
        click.echo("Có chỗ sai ở trên nên chưa ghi gì. Sửa trong tệp Excel, lưu lại rồi chạy lại lệnh này.")
    elif not plan.records:
        click.echo("Không có gì để ghi.")
    elif not write:
        click.echo(f"Chạy thử: chưa ghi gì. Thêm --write để ghi {len(plan.records)} tệp.")
    else:
        writing.change_all(root, plan.files)
        click.echo(f"Đã ghi {len(plan.records)} tệp. Chạy “congbo check” rồi xem lại bằng “git diff”.")


def _lines(file: Path, label: str, plan: Plan) -> list[str]:
    """Return all that is told of a workbook: what would change, what is left as it is, what is wrong."""
    new = sum(one.new for one in plan.records)
    head = f"{file.name}: {plan.rows} {label}; {len(plan.records) - new} bản ghi sẽ đổi, {new} bản ghi mới."
    lines = [head]
    for one in plan.records:
        lines += ["", f"{one.written.path}{' (mới)' if one.new else ''}"]
        lines += [f"  {line}" for line in one.lines[:_MOST]]
        if len(one.lines) > _MOST:
            lines.append(f"  và {len(one.lines) - _MOST} chỗ khác")
    lines += [""] if plan.records else []
    if plan.gone:
        named = ", ".join(held.id for held in plan.gone[:10])
        more = f" và {len(plan.gone) - 10} bản ghi khác" if len(plan.gone) > 10 else ""
        lines.append(
            f"Không còn dòng của {len(plan.gone)} bản ghi ({named}{more}): giữ nguyên, vì xoá dòng không xoá"
            " bản ghi. Thủ tục, văn bản hết hiệu lực thì ghi việc bãi bỏ."
        )
    lines += [f"Không ghi: {said}." for said in plan.conflicts]
    told = [
        f"{file.name}{f', {one.place}' if one.place else ''}: {one.said}" for one in plan.told if one.wrong
    ]
    remarks = [
        f"{file.name}{f', {one.place}' if one.place else ''}: lưu ý: {one.said}"
        for one in plan.told
        if not one.wrong
    ]
    for some in (remarks, told):
        lines += some[:_MOST]
        if len(some) > _MOST:
            lines.append(f"và {len(some) - _MOST} chỗ khác như vậy")
    return lines


def _at_cell(file: Path, plan: Plan, problem: Problem) -> str:
    """Return a problem of the check at the cell that it is of, else at its line."""
    one = next((one for one in plan.records if one.written.path == problem.path), None)
    at = at_of(one.edited.cells, _key_at(one, problem)) if one else None
    if one is None:
        return str(problem)
    place = at.place if at else one.edited.row
    counts = "" if problem.severity is Severity.ERROR else f"{WORDS[problem.severity]}: "
    hint = f". {problem.hint}" if problem.hint else ""
    return f"{file.name}, {place}: {counts}{problem.message}{hint} [{problem.rule}]"


def _key_at(one: Planned, problem: Problem) -> KeyPath:
    """Return the path of the value at which a problem stands in a record's new text."""
    marks = frontmatter.locate(frontmatter.decode(one.written.raw, problem.path)[0])
    here = (problem.line, problem.column)
    exact = [path for path, (key, value) in marks.items() if here in (key, value)]
    if problem.rule == "missing-key" and (named := _QUOTED.search(problem.message)):
        lacking = [found for path in ((), *exact) if (found := (*path, named[1])) in one.edited.cells]
        exact = lacking or exact
    if exact:
        return max(exact, key=len)
    before = [(key, path) for path, (key, _) in marks.items() if key <= here]
    return max(before)[1] if before else ()


def _end(why: str, code: int = COULD_NOT_RUN) -> NoReturn:
    click.echo(f"congbo: {why}", err=True)
    sys.exit(code)
