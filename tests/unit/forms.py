"""Forms, filled forms and tables by chance, from a seed, so that a property is tried on many of them."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from openpyxl import Workbook

from congbo.records.forms import Form
from congbo.records.observations import Observation

WORDS = (
    *("Tiếp nhận", "Đã giải quyết", "Đang giải quyết", "Trong kỳ", "Từ kỳ trước", "Trực tuyến", "Bưu chính"),
    *("Đúng hạn", "Trước hạn", "Quá hạn", "Toàn trình", "Một phần", "Thanh toán", "Số hóa", "Phí, lệ phí"),
)
PERIOD = {"start": "2024-01-01", "end": "2024-07-20"}


def form(chance: Random, wide: int | None = None, **keys: Any) -> Form:
    """A form of 2 to 30 columns, in groups up to three deep."""
    wanted = wide or chance.randint(2, 30)
    ways: list[list[str]] = []
    while len(ways) < wanted:
        ways += _part(chance, [], chance.randint(0, 3), len(ways))
    found = [
        {"key": f"cot_{n}", "label": way[-1], "group": way[:-1]}
        for n, way in enumerate(ways[:wanted], start=1)
    ]
    own = {"id": "thu", "path": "records/forms/thu.md", "body": "", "title": "Biểu thử"}
    rest: dict[str, Any] = {"unit": "số hồ sơ", "counted": "hồ sơ", "columns": found}
    return Form.model_validate({**own, **rest, **keys})


def _part(chance: Random, above: list[str], depth: int, number: int) -> list[list[str]]:
    """Ways of one group: its first column is a total or a part, so that no head begins over nothing."""
    if depth == 0:
        return [[*above, f"{chance.choice(WORDS)} {number}"]]
    name = f"{chance.choice(WORDS)} nhóm {number}"
    found: list[list[str]] = []
    for nth in range(chance.randint(1, 4)):
        found += _part(chance, [*above, name], chance.randint(0, depth - 1), number * 10 + nth + 1)
    return found


def values(chance: Random, of: Form) -> dict[str, str]:
    """A cell for each column: a number, one that is inferred, or none that is known."""
    kinds = (lambda: str(chance.randrange(2000)), lambda: f"{chance.randrange(50)}*", lambda: "?")
    return {key: chance.choices(kinds, (8, 1, 1))[0]() for key in of.by_key}


def observation(rows: Sequence[dict[str, Any]], **keys: Any) -> Observation:
    own = {"id": "kq", "path": "records/observations/kq.md", "body": "", "title": "Kết quả", "form": "thu"}
    rest = {"organisation": "SKHCN", "period": PERIOD}
    filled = {"rows": list(rows)} if rows else {"table": "kq.csv"}
    return Observation.model_validate({**own, **rest, **filled, **keys})


def disguised(chance: Random, text: str) -> str:
    """A head as somebody else types it: other case, no marks, more space, other punctuation."""
    for change in chance.sample(range(5), chance.randint(0, 3)):
        match change:
            case 0:
                text = text.upper()
            case 1:
                text = text.lower()
            case 2:
                plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
                text = "".join(letter for letter in plain if not unicodedata.combining(letter))
            case 3:
                text = f"  {text.replace(' ', '   ')} "
            case _:
                text = unicodedata.normalize("NFD", text)
    return text


def table(
    chance: Random, of: Form, rows: Sequence[dict[str, str]], *, shuffled: bool, extra: Sequence[str] = ()
) -> list[list[str]]:
    """A sheet of the form: titles, heads row by row with blanks where cells are merged, numbers, lines.

    `shuffled` puts whole groups in another order, blank columns in between and columns that the form lacks.
    """
    depth = max(len(column.way) for column in of.columns)
    blocks: list[list[tuple[list[str], str, str]]] = []
    for column in of.columns:
        entry = (list(column.way), column.key, of.numbers[column.key])
        if column.group and blocks and blocks[-1][0][0][0] == column.group[0]:
            blocks[-1].append(entry)
        else:
            blocks.append([entry])
    line_number, line_name = of.lines
    blocks += [[([line_number.label], "#", line_number.number)], [([line_name.label], "@", line_name.number)]]
    blocks += [[([name], f"+{name}", "")] for name in extra]
    if shuffled:
        chance.shuffle(blocks)
        for _ in range(chance.randint(0, 3)):
            blocks.insert(chance.randint(0, len(blocks)), [([], "", "")])
    columns = [entry for block in blocks for entry in block]
    grid = [["Biểu thử, kỳ này"]] if chance.random() < 0.5 else []
    grid += [list(line) for line in zip(*_heads(chance, columns, depth), strict=True)]
    if chance.random() < 0.5:
        grid.append([f"({number})" if number else "" for _, _, number in columns])
    for nth, row in enumerate(rows, start=1):
        known = {"#": str(nth), "": "", **{f"+{name}": f"thêm {nth}" for name in extra}, **row}
        grid.append([known[key] for _, key, _ in columns])
    return grid


def _heads(chance: Random, columns: Sequence[tuple[list[str], str, str]], depth: int) -> Iterator[list[str]]:
    before: list[str] = []
    for way, _, _ in columns:
        same = 0
        while same < min(len(way), len(before)) - 1 and way[same] == before[same]:
            same += 1
        shown = [*([""] * same), *(disguised(chance, text) for text in way[same:])]
        yield [*shown, *([""] * (depth - len(shown)))]
        before = way


def as_csv(grid: Sequence[Sequence[str]], delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(grid)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(grid: Sequence[Sequence[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in grid:
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
