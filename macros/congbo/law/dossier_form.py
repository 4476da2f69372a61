"""The dossier form: the columns of Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP), their heads and sums."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class DossierColumn(StrEnum):
    """Columns 3 to 13 of Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP)."""

    RECEIVED = "received_total"
    RECEIVED_ONLINE = "received_online"
    RECEIVED_DIRECT = "received_direct"
    CARRIED_OVER = "carried_over"
    RESOLVED = "resolved_total"
    RESOLVED_EARLY = "resolved_early"
    RESOLVED_ON_TIME = "resolved_on_time"
    RESOLVED_OVERDUE = "resolved_overdue"
    PENDING = "pending_total"
    PENDING_IN_TIME = "pending_in_time"
    PENDING_OVERDUE = "pending_overdue"


DOSSIER_COLUMNS = {
    DossierColumn.RECEIVED: (3, "Số hồ sơ nhận giải quyết: tổng số"),
    DossierColumn.RECEIVED_ONLINE: (4, "Tiếp nhận trực tuyến"),
    DossierColumn.RECEIVED_DIRECT: (5, "Tiếp nhận trực tiếp, qua dịch vụ bưu chính"),
    DossierColumn.CARRIED_OVER: (6, "Từ kỳ trước chuyển qua"),
    DossierColumn.RESOLVED: (7, "Số hồ sơ đã giải quyết: tổng số"),
    DossierColumn.RESOLVED_EARLY: (8, "Giải quyết trước hạn"),
    DossierColumn.RESOLVED_ON_TIME: (9, "Giải quyết đúng hạn"),
    DossierColumn.RESOLVED_OVERDUE: (10, "Giải quyết quá hạn"),
    DossierColumn.PENDING: (11, "Số hồ sơ đang giải quyết: tổng số"),
    DossierColumn.PENDING_IN_TIME: (12, "Đang giải quyết trong hạn"),
    DossierColumn.PENDING_OVERDUE: (13, "Đang giải quyết quá hạn"),
}
"""Number and label of each column, as the form has them."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head over columns of the form: the row of heads and the column it begins in, and what it spans.

    Rows count from 0, columns as the form numbers them. `group` says that other heads stand below it.
    """

    text: str
    row: int
    first: int
    columns: int = 1
    rows: int = 1
    group: bool = False

    @property
    def spans_rows(self) -> bool:
        """Whether it stands in more rows than one."""
        return self.rows > 1


_HEADINGS: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    (
        "Số hồ sơ nhận giải quyết",
        (("Tổng số", ()), ("Trong kỳ", ("Trực tuyến", "Trực tiếp, bưu chính")), ("Từ kỳ trước", ())),
    ),
    ("Số hồ sơ đã giải quyết", (("Tổng số", ()), ("Trước hạn", ()), ("Đúng hạn", ()), ("Quá hạn", ()))),
    ("Số hồ sơ đang giải quyết", (("Tổng số", ()), ("Trong hạn", ()), ("Quá hạn", ()))),
)
"""The heads over columns 3 to 13, as the form nests them: group, part, and columns of a divided part."""


def _heads() -> Iterator[Head]:
    yield Head("TT", 0, 1, rows=3)
    yield Head("Lĩnh vực, đơn vị", 0, 2, rows=3)
    column = 3
    for group, parts in _HEADINGS:
        first = column
        for part, inside in parts:
            if inside:
                yield Head(part, 1, column, len(inside), group=True)
                yield from (Head(name, 2, column + nth) for nth, name in enumerate(inside))
            else:
                yield Head(part, 1, column, rows=2)
            column += len(inside) or 1
        yield Head(group, 0, first, column - first, group=True)


DOSSIER_HEADS: tuple[Head, ...] = tuple(_heads())
"""The heads of the form; together they stand over all thirteen columns, in three rows."""

DOSSIER_HEAD_ROWS: tuple[tuple[Head, ...], ...] = tuple(
    tuple(head for head in DOSSIER_HEADS if head.row == row) for row in range(3)
)
"""The same heads row by row, from left to right."""

DOSSIER_IDENTITIES = (
    (DossierColumn.RECEIVED, (4, 5, 6)),
    (DossierColumn.RESOLVED, (8, 9, 10)),
    (DossierColumn.PENDING, (12, 13)),
    (DossierColumn.RECEIVED, (7, 11)),
)
"""3 = 4+5+6, 7 = 8+9+10, 11 = 12+13 and 3 = 7+11 (Thông tư 01/2020/TT-VPCP, Biểu II.06a)."""
