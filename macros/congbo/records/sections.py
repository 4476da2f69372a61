"""Sections: the parts of a site, each with the folder of its addresses, its title and its list.

The section of a kind of record stands in `kinds`; those that hold no records stand here.
"""

from dataclasses import dataclass

LIST_OF_RECORDS = "lists/_records.html"
"""The list of a section that has none of its own: its records by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the site.

    `name` is what `listing(…)` calls it and the folder of its addresses; the home page has none. `list` is
    the template of its list. `depths` are how many folders down its generated pages stand: a page of a record
    stands two down, what hangs on a record's page three, what hangs on that further down. `dated` are the
    sections whose pages depend on the site's day, and so say it.
    """

    name: str
    title: str
    list: str = LIST_OF_RECORDS
    depths: tuple[int, ...] = (2,)
    dated: bool = False

    @property
    def address(self) -> str:
        """The address of its front page, from the site's root."""
        return f"{self.name}/" if self.name else ""


HOME = Section(name="", title="Trang chủ", list="lists/home.html", depths=(), dated=True)
REPORTS = Section(name="bao-cao", title="Báo cáo", list="lists/bao-cao.html", depths=(2, 3, 4, 5, 6))
RULES = Section(name="quy-tac", title="Quy tắc kiểm tra", list="lists/quy-tac.html")
CHANGES = Section(name="thay-doi", title="Thay đổi", list="lists/thay-doi.html", depths=(2, 3), dated=True)
DATA = Section(name="du-lieu", title="Dữ liệu mở", list="lists/du-lieu.html", depths=())
KEYS = Section(name="ban-ghi", title="Các khoá của bản ghi", list="lists/ban-ghi.html", depths=())
LIBRARY = Section(name="thu-vien", title="Chỉ số có sẵn", list="lists/thu-vien.html", depths=())
QUALITY = Section(
    name="chat-luong",
    title="Chất lượng dữ liệu",
    list="lists/chat-luong.html",
    depths=(2, 3),
    dated=True,
)
HELP = Section(name="tro-giup", title="Trợ giúp", list="lists/tro-giup.html", depths=(), dated=True)
ENGLISH = Section(name="en", title="English summary", list="lists/en.html", depths=())

OTHERS: list[Section] = [REPORTS, RULES, CHANGES, DATA, KEYS, LIBRARY, QUALITY, HELP, ENGLISH]
"""The sections that a page may list and that hold no records; it is asked at each build."""
