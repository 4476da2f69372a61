"""Plain texts: each procedure as Markdown beside its page, and `llms.txt`, which leads there (llmstxt.org).

`llms.txt` names every procedure while they are few, else lists of so many: it does not grow with the site.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from congbo.export.export import DataFile, Export
from congbo.figures.states import ProcedureOn
from congbo.pages.agency import agency_of
from congbo.pages.page import plain_address, report_address
from congbo.pages.pages import Pages
from congbo.pages.plain_sheet import PORTAL, plain_sheet
from congbo.pages.plain_text import bullets, link, plain
from congbo.records.procedures import Procedure
from congbo.reports.site import DOCS, written_address
from congbo.words.wording import at_most, short_date

FILE, FOLDER = "llms.txt", "du-lieu/chu-thuan/"
MOST = 200
"""Procedures that one list names; a list of so many with long names is about 150 KB."""
_NAME, _ABOUT = 300, 160
"""Letters of a name and of what is said beside it."""
_ABOUT_THE_SITE = "Thủ tục hành chính của cơ quan: giấy tờ, thời hạn, phí, nơi nộp, căn cứ."
_WHAT_BINDS = (
    f"Bản có giá trị là bản trên Cơ sở dữ liệu quốc gia về thủ tục hành chính ({PORTAL}). Điều chưa biết thì"
    " ghi là chưa có thông tin; đừng suy đoán thêm. Trang không nhận hồ sơ."
)
_ILLUSTRATIVE = "**Dữ liệu minh hoạ**: có thủ tục được tái dựng, không dùng để nộp hồ sơ."
_OTHERS = (
    ("tro-giup/", "Trợ giúp", "cách tìm, chuẩn bị, nộp, theo dõi; các từ trên trang nghĩa là gì"),
    ("du-lieu/", "Dữ liệu mở", "mọi tệp dữ liệu và ý nghĩa từng cột"),
    ("en/", "English summary", "what the agency does, how to search and contact it"),
)
"""Pages that a reader may go on to: address, name, what stands there."""


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield llms.txt, where the site has none of its own, its lists, and each procedure's sheet as text."""
    if f"{DOCS}/{FILE}" not in pages.site.assets:
        yield DataFile(FILE, lambda: _front(pages))
    for number, address in enumerate(_lists(pages), 1):
        yield DataFile(address, partial(_list, pages, number))
    for procedure in pages.register.procedures.values():
        yield DataFile(plain_address(procedure), partial(_sheet, procedure, pages))


EXPORT = Export("plain texts", files)


def _sheet(procedure: Procedure, pages: Pages) -> bytes:
    return plain_sheet(procedure, pages).encode()


def _lists(pages: Pages) -> list[str]:
    """Return the addresses of the lists; none where llms.txt names every procedure itself."""
    total = len(pages.register.procedures)
    lists = -(-total // MOST) if total > MOST else 0
    return [f"{FOLDER}danh-sach-{number}.md" for number in range(1, lists + 1)]


def _rows_of(pages: Pages, number: int) -> Sequence[ProcedureOn]:
    return pages.procedures[(number - 1) * MOST : number * MOST]


def _front(pages: Pages) -> bytes:
    root, agency = pages.site_url, agency_of(pages.site, pages.register)
    name = agency.name if agency else "Sổ thủ tục hành chính"
    blocks = [
        f"# {plain(name)}",
        f"> {_ABOUT_THE_SITE} Tính đến ngày {short_date(pages.day)}.",
        _WHAT_BINDS,
        *([_ILLUSTRATIVE] if any(row.procedure.illustrative for row in pages.procedures) else ()),
        "## Thủ tục",
    ]
    if lists := _lists(pages):
        blocks.append(bullets(_of_list(pages, n, f"{root}{at}") for n, at in enumerate(lists, 1)))
    else:
        blocks.append(bullets(_line(row, root) for row in pages.procedures) or "Chưa có thủ tục nào.")
    if pages.reports:
        blocks += [
            "## Báo cáo",
            bullets(link(one.meta.title, f"{root}{report_address(one)}") for one in pages.reports),
        ]
    held = {written_address(source.path) for source in pages.site.sources}
    others = [f"{link(words, f'{root}{at}')}: {about}" for at, words, about in _OTHERS if at in held]
    data = [f"{link('thu-tuc.json', f'{root}du-lieu/thu-tuc.json')}: mọi thủ tục, mọi khoá, dạng JSON"]
    blocks += ["## Optional", bullets([*others, *data])]
    return _text(blocks)


def _of_list(pages: Pages, number: int, address: str) -> str:
    rows = _rows_of(pages, number)
    first = (number - 1) * MOST + 1
    return f"{link(f'Thủ tục {first} đến {first + len(rows) - 1}', address)}: từ “{_short(rows[0])}”"


def _list(pages: Pages, number: int) -> bytes:
    root = pages.site_url or "../../"
    title = f"# Thủ tục, danh sách {number} trên {len(_lists(pages))}"
    rows = _rows_of(pages, number)
    return _text(
        [title, f"Tính đến ngày {short_date(pages.day)}.", bullets(_line(row, root) for row in rows)]
    )


def _line(row: ProcedureOn, root: str) -> str:
    procedure = row.procedure
    told = (
        procedure.code,
        row.state.badge,
        row.time_in_words,
        at_most(procedure.summary, _ABOUT),
    )
    about = "; ".join(plain(one) for one in told if one)
    name = at_most(procedure.name, _NAME)
    return f"{link(name, f'{root}{plain_address(procedure)}')}{f': {about}' if about else ''}"


def _short(row: ProcedureOn) -> str:
    return plain(at_most(row.procedure.name, _ABOUT))


def _text(blocks: Sequence[str]) -> bytes:
    return ("\n\n".join(blocks) + "\n").encode()
