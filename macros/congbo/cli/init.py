"""Init: the command that begins a site of an agency in a folder in which there is nothing."""

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import click
from pydantic_core import PydanticCustomError

from congbo.cli.asking import answer, give_up, one_of
from congbo.cli.here import stop
from congbo.cli.new_report import REPORTS, page_of
from congbo.cli.new_site import FORGES, KINDS, PROVINCE, AgencyKind, Committee, NewSite, committee
from congbo.pages.zones import DEFAULT, zone_named
from congbo.records import writing
from congbo.records.problems import has_errors
from congbo.records.scalars import parse_symbol, parse_text
from congbo.reports import outlines
from congbo.rules import check as checks
from congbo.site.clock import site_day
from congbo.words.example import EXAMPLE
from congbo.words.spelling import slug

MAY_BE_THERE = frozenset({".git", ".venv"})
"""What a folder may hold in which a site is begun: nothing of it is of the site."""
LONGEST = 120
"""Characters of a name: it stands on a line of each page's head."""
_REFUSED = re.compile(r"[{}<>`|\\$]")
_CAPITAL = "Hà Nội"


@click.command()
@click.argument("folder", metavar="[THƯ-MỤC]", type=click.Path(path_type=Path), default=Path())
@click.option("--kind", metavar="LOẠI", help=f"Loại cơ quan: {', '.join(KINDS)}.")
@click.option("--name", metavar="TÊN", help=f"Tên đầy đủ, ví dụ “{EXAMPLE.short_name}”.")
@click.option("--symbol", metavar="CHỮ", help=f"Chữ viết tắt trong số, ký hiệu, ví dụ {EXAMPLE.symbol}.")
@click.option("--superior", metavar="TÊN", help=f"UBND tỉnh, thành phố cấp trên, ví dụ “{EXAMPLE.superior}”.")
@click.option("--place", metavar="ĐỊA-DANH", help="Địa danh trên văn bản; mặc định theo tên.")
@click.option("--zone", metavar="MÚI-GIỜ", default=DEFAULT, show_default=True, help="Tên múi giờ của IANA.")
@click.option("--url", metavar="ĐỊA-CHỈ", help="Địa chỉ của trang, ví dụ https://congbo.example/.")
@click.option("--forge", metavar="KHO", help=f"Nơi dựng và đăng: {', '.join(FORGES)}.")
def init(
    folder: Path,
    kind: str | None,
    name: str | None,
    symbol: str | None,
    superior: str | None,
    place: str | None,
    zone: str,
    url: str | None,
    forge: str | None,
) -> None:
    """Lập một trang mới của một cơ quan trong một thư mục trống, đủ để dựng và đăng.

    Thiếu lựa chọn nào thì lệnh hỏi, nếu đang ở cửa sổ dòng lệnh. Không bao giờ ghi đè.
    """
    _refuse_folder(folder)
    answer(zone, "--zone", "", zone_named)
    labels = {one.id: one.label for one in KINDS.values()}
    asked = "Loại cơ quan: " + "; ".join(f"{id_} là {label}" for id_, label in labels.items())
    of = KINDS[one_of(slug(kind) if kind else None, "--kind", asked, list(KINDS))]
    new = _described(of, name, symbol, superior, place, zone, url, forge)
    with tempfile.TemporaryDirectory() as trial:
        made = dict(_tried(new, Path(trial)))
    writing.create_all(folder, {path: text.encode() for path, text in made.items()})
    _say(new, folder, made)


def _described(
    of: AgencyKind,
    name: str | None,
    symbol: str | None,
    superior: str | None,
    place: str | None,
    zone: str,
    url: str | None,
    forge: str | None,
) -> NewSite:
    """Return what is given, and asked for where it is not."""
    example = (
        f"Ủy ban nhân dân {of.units[0]} …" if of.units else EXAMPLE.short_name if of.id == "so" else "Bộ …"
    )
    own: Committee | str = answer(
        name, "--name", f"Tên đầy đủ, như “{example}”", lambda text: _named(text, of)
    )
    if of.id in ("bo", "tinh"):
        if superior:
            give_up("--superior không dùng cho bộ và tỉnh: trên đó là Chính phủ")
        above = None
    else:
        question = f"UBND tỉnh, thành phố cấp trên, như “{EXAMPLE.superior}”"
        above = answer(
            superior,
            "--superior",
            question,
            _superior,
        )
    if isinstance(own, Committee):
        full, short, at = own.name, f"UBND {own.unit} {own.place}", own.place
    else:
        at = above.place if above else _CAPITAL
        suffix = f" {above.unit} {above.place}" if above else ""
        short = own.removesuffix(suffix)
        full = f"{short}{suffix}"
    sign = answer(
        symbol or ("UBND" if of.units else None),
        "--symbol",
        f"Chữ viết tắt trong số, ký hiệu, như {EXAMPLE.symbol} trong {EXAMPLE.number(46, 'KH')}",
        _symbol,
    )
    address = answer(url, "--url", "Địa chỉ của trang, như https://congbo.example/", _address)
    at_forge = one_of(forge, "--forge", "Nơi dựng và đăng", FORGES)
    at = answer(place, "--place", "", _text) if place else at
    return NewSite(of, full, short, sign, at, above, zone, address, at_forge, site_day(zone_named(zone)).day)


def _refuse_folder(folder: Path) -> None:
    """End where there is something that a new site could be mixed with, or that is no folder."""
    if folder.is_symlink() and not folder.exists():
        give_up(f"“{folder}” là một liên kết không dẫn tới đâu; hãy nêu một thư mục trống hoặc chưa có")
    if folder.exists() and not folder.is_dir():
        give_up(f"“{folder}” là một tệp; hãy nêu một thư mục trống hoặc chưa có")
    there = sorted(one.name for one in folder.iterdir()) if folder.exists() else []
    if held := [one for one in there if one not in MAY_BE_THERE]:
        shown = ", ".join(held[:3]) + (" …" if len(held) > 3 else "")
        give_up(
            f"thư mục “{folder}” không trống (có {shown}); không ghi gì."
            " Hãy nêu một thư mục trống hoặc chưa có"
        )


def _named(text: str, of: AgencyKind) -> Committee | str:
    """Return the agency that a text names; raises ValueError in words."""
    name = _text(text)
    if of.units:
        return committee(name, of.units, "--name")
    if slug(name).startswith(("ubnd", "uy-ban-nhan-dan")):
        raise ValueError(
            f"--name là tên một UBND, không phải {of.label} (đang là '{name}'); hãy chọn lại --kind"
        )
    if len(name.split()) < 2 or name != name[0].upper() + name[1:]:
        raise ValueError(
            f"--name phải là tên đầy đủ, viết hoa chữ đầu, như “{EXAMPLE.short_name}” (đang là '{name}')"
        )
    return name


def _superior(text: str) -> Committee:
    """Return the provincial committee that a text names; raises ValueError in words."""
    return committee(_text(text), PROVINCE.units, "--superior")


def _text(text: str) -> str:
    """Return a text that can stand in a name; raises ValueError in words."""
    found = _valid(parse_text, " ".join(text.split()))
    if not any(sign.isalpha() for sign in found):
        raise ValueError(f"tên phải có chữ (đang là '{found}')")
    if len(found) > LONGEST:
        raise ValueError(f"tên dài không quá {LONGEST} ký tự (đang có {len(found)} ký tự)")
    if refused := _REFUSED.search(found):
        raise ValueError(f"tên không có ký tự “{refused.group()}” (đang là '{found}')")
    return found


def _symbol(text: str) -> str:
    found = _valid(parse_symbol, text)
    if not re.fullmatch(r"[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹa-z0-9&]{0,19}", found) or found.islower():
        raise ValueError(
            f"--symbol là chữ viết tắt viết hoa, không dấu cách, như {EXAMPLE.symbol} (đang là '{text}')"
        )
    return found


def _valid(parse: Callable[[object], str], text: str) -> str:
    try:
        return parse(text)
    except PydanticCustomError as error:
        raise ValueError(error.message()) from None


def _address(text: str) -> str:
    """Return the public address of a site, with a slash at its end; raises ValueError in words."""
    try:
        parts = urlsplit(text)
        right = parts.scheme in ("http", "https") and bool(re.fullmatch(r"[a-z0-9.-]+(:\d+)?", parts.netloc))
    except ValueError:
        right = False
    if not right or parts.query or parts.fragment or re.search(r"[^A-Za-z0-9_./:~-]", text):
        raise ValueError(f"--url phải có dạng https://ten-mien/ (đang là '{text}')")
    return text.rstrip("/") + "/"


def _tried(new: NewSite, root: Path) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every file of a site, which stands in `root` and in which no error is told."""
    made = dict(new.texts())
    for path, text in made.items():
        writing.create(root / path, text.encode())
    site = checks.read(root, new.day)
    if not has_errors(site.problems):
        outline, kind = outlines.shipped()[new.kind.outline], new.kind
        more = {"illustrative": "có", "place": new.place}
        if any(map(str.isdigit, new.place)):
            del more["place"]  # a head types no number: it is left to the pen
        id_, text = page_of(site, outline, new.agency, new.period, (), kind.level, **more)
        made[f"{REPORTS}/{id_}.md"] = text
        writing.create(root / REPORTS / f"{id_}.md", text.encode())
        site = checks.read(root, new.day)
    if has_errors(site.problems):
        stop(list(site.problems), "chưa ghi gì vì trang lập ra như thế có lỗi; hãy xem lại các lựa chọn")
    yield from made.items()


def _say(new: NewSite, folder: Path, made: dict[str, str]) -> None:
    """Print what was made and what comes next."""
    where = folder.as_posix()
    click.echo(f"Đã lập trang của {new.name} ở “{where}”: {len(made)} tệp.")
    click.echo(f"Mã của cơ quan trong các bản ghi: {new.agency}.")
    (report,) = (path for path in made if path.startswith(REPORTS))
    click.echo(f"Báo cáo {new.period.in_words} để viết tiếp: {report} (trang minh hoạ).")
    click.echo("Các tệp “vi-du” trong records/ là ví dụ: không đăng, không đếm; xem rồi xoá.")
    click.echo("Việc tiếp theo:")
    for line in ([] if where == "." else [f'cd "{where}"' if " " in where else f"cd {where}"]) + [
        "congbo check",
        "python -m mkdocs serve",
    ]:
        click.echo(f"  {line}")
