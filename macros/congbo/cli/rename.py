"""Rename: the command that gives a record another id, wherever it is named."""

from pathlib import Path

import click

from congbo.cli.asking import give_up
from congbo.cli.carrying_out import carry_out, dry_run, yes
from congbo.cli.checked import read_on
from congbo.cli.here import root_here, stop
from congbo.records.kinds import KINDS, kind_for
from congbo.records.problems import Severity
from congbo.records.reader import RECORDS, read_site
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.renaming import renamed
from congbo.words.file_names import unportable, wrong_id
from congbo.words.spelling import nearest


@click.command()
@click.argument("id_", metavar="MÃ")
@click.argument("new", metavar="MÃ-MỚI")
@click.option("--kind", metavar="LOẠI", help="Thư mục của loại bản ghi, khi hai loại có cùng mã.")
@yes
@dry_run
def rename(id_: str, new: str, kind: str | None, yes: bool, dry_run: bool) -> None:
    """Đổi mã của một bản ghi ở mọi chỗ nêu nó; địa chỉ cũ dẫn về địa chỉ mới.

    Mã cũ được giữ ở “former_ids”. Báo cáo đã niêm phong không bị đụng tới: nó đi theo bản ghi bằng mã cũ.
    """
    root = root_here()
    site, day = read_on(root)
    if wrong := [p for p in site.problems if p.severity is Severity.ERROR]:
        stop(wrong, "chưa đổi gì: hãy sửa hết lỗi rồi đổi mã")
    register = Register(read_site(root).records)
    record = _found(root, register, id_, kind)
    if why := wrong_id(new) or unportable(f"{record.path.rpartition('/')[0]}/{new}.md"):
        give_up(f"“{new}” không đặt làm mã được: {why}")
    files = renamed(root, register, site.sources, site.reports, record, new)
    taken = [path for path, data in files.items() if data is not None and path != record.path]
    if (root / taken[0]).exists():
        give_up(f"đã có {taken[0]}; chọn mã khác")
    carry_out(root, files, day, sure=yes, only_shown=dry_run)


def _found(root: Path, register: Register, id_: str, kind: str | None) -> Record:
    folders = [one.folder for one in KINDS]
    if kind is not None and kind not in folders:
        give_up(f"--kind phải là một trong: {', '.join(folders)} (đang là '{kind}')")
    own = [record for record in register.records if (root / record.path).is_file()]
    found = [one for one in own if one.id == id_ and kind in (None, kind_for(type(one)).folder, _folder(one))]
    if not found:
        give_up(f"không có bản ghi nào mang mã “{id_}”. {nearest(id_, [one.id for one in own])}".rstrip())
    if len(found) > 1:
        named = ", ".join(_folder(one) for one in found)
        give_up(f"mã “{id_}” có ở nhiều loại ({named}); thêm --kind LOẠI")
    return found[0]


def _folder(record: Record) -> str:
    path = record.path.removeprefix(f"{RECORDS}/")
    return max((one.folder for one in KINDS if path.startswith(f"{one.folder}/")), key=len)
