"""Addresses: the one table of everything that the site puts at an address, and whose each address is.

An address is a file's path from the site's root: `thu-tuc/1.012353/index.html`. Each has one owner; it stays
inside the site, and no file system takes two of them for one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from congbo.pages.figure_pages import figure_addresses, figure_redirects
from congbo.pages.figure_table import figure_table
from congbo.pages.list_pages import grows
from congbo.pages.page import (
    address_of,
    booklet_address,
    evidence_address,
    reconciliation_address,
    redirects_of,
    rule_address,
)
from congbo.pages.pages import Pages
from congbo.pages.parts import PARTS
from congbo.pages.quality_pages import quality_addresses
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import sections
from congbo.records.reader import RECORDS
from congbo.reports.site import DOCS, written_address

INDEX = "index.html"
_SEGMENT = re.compile(r"[^\x00-\x1f\x7f\\:*?\"<>|/]+")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
LONGEST = 240
"""Characters of an address: a checkout's own folder comes before it, and some systems stop at 260."""


class Taken(StrEnum):
    """What stands at an address."""

    PAGE = "trang"
    VERSION = "bản theo ngày"
    REDIRECT = "địa chỉ cũ"
    WRITTEN = "trang viết"
    ASSET = "tệp kèm"
    FILE = "tệp dữ liệu"


@dataclass(frozen=True, slots=True)
class Claim:
    """An address that somebody asks for: at `path` and `key`, both empty where it is the package."""

    address: str
    taken: Taken
    path: str = ""
    key: KeyPath = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A claim that cannot be met: it leads outside (`other` is None) or is another's already."""

    claim: Claim
    reason: str
    other: Claim | None = None


def page(address: str) -> str:
    """Return the file of a page at an address that ends in a slash."""
    return f"{address}{INDEX}"


def contained(address: str) -> str:
    """Return why an address is no place inside the site that every file system can hold, or nothing."""
    segments = address.split("/")
    if len(address) > LONGEST:
        return f"dài quá {LONGEST} chữ"
    if any(segment in ("", ".", "..") for segment in segments):
        return "dẫn ra ngoài trang"
    for segment in segments:
        if not _SEGMENT.fullmatch(segment):
            return "có ký tự không dùng được trong tên tệp"
        if segment.endswith((".", " ")) or segment.startswith(" "):
            return "có tên bắt đầu hoặc kết thúc bằng dấu cách, dấu chấm"
        if _DEVICES.fullmatch(segment):
            return "có tên mà Windows dành cho thiết bị"
    return ""


class AddressTable:
    """Every address of a site with its owner; of two that ask for one address, the first has it."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.rows: dict[str, Claim] = {}
        self.refused: list[Refused] = []
        self._owners: dict[str, Claim] = {}
        self._folders: dict[str, Claim] = {}
        for claim in claims:
            self._enter(claim)

    def __contains__(self, address: str) -> bool:
        return address in self.rows

    def _enter(self, claim: Claim) -> None:
        if reason := contained(claim.address):
            self.refused.append(Refused(claim, reason))
            return
        form = _same_place(claim.address)
        if other := self._owners.get(form) or self._folders.get(form) or self._above(form):
            self.refused.append(Refused(claim, "đã có", other))
            return
        self.rows[claim.address] = self._owners[form] = claim
        for folder in _folders(form):
            self._folders.setdefault(folder, claim)

    def _above(self, form: str) -> Claim | None:
        """Return the file that stands where an address needs a folder."""
        return next((self._owners[folder] for folder in _folders(form) if folder in self._owners), None)


def claims(pages: Pages) -> tuple[Claim, ...]:
    """Return every address that the site's own pages ask for, at the cost of a look at the register, once.

    Written pages and what stands beside them come first: an address that people chose is theirs.
    """
    return pages.once(_claims)


def _claims(pages: Pages) -> tuple[Claim, ...]:
    return tuple(_claimed(pages))


def _claimed(pages: Pages) -> Iterator[Claim]:
    site = pages.site
    for source in site.sources:
        yield Claim(page(written_address(source.path)), Taken.WRITTEN, "" if source.shipped else source.path)
    for path in sorted(site.assets):
        yield Claim(path.removeprefix(f"{DOCS}/"), Taken.ASSET, path)
    for record in site.register.records:
        yield Claim(page(address_of(record)), Taken.PAGE, record.path)
    for record in site.register.shipped:
        yield Claim(page(address_of(record)), Taken.PAGE)
    for procedure in pages.register.procedures.values():
        for version in pages.versions_of(procedure):
            yield Claim(page(version.address), Taken.VERSION, procedure.path)
    for field in pages.fields_with_procedures:
        yield Claim(page(booklet_address(field)), Taken.PAGE, field.path)
    for report in site.reports:
        yield Claim(page(evidence_address(report)), Taken.PAGE, report.source.path)
        for address in figure_table(pages, report).addresses:
            yield Claim(page(address), Taken.PAGE, report.source.path)
        for id_ in report.figures:
            for address in figure_addresses(report, id_, pages.budget):
                yield Claim(page(address), Taken.PAGE, report.source.path)
        if report.reconcilable:
            yield Claim(page(reconciliation_address(report)), Taken.PAGE, report.source.path)
    if pages.budget is not None:
        yield from _further(pages)
    for report in site.reports:
        for address, _ in figure_redirects(report):
            yield Claim(page(address), Taken.REDIRECT, report.source.path)
    for rule in site.rules:
        yield Claim(page(rule_address(rule)), Taken.PAGE)
    for address in quality_addresses(pages):
        yield Claim(page(address), Taken.PAGE)
    for record in site.register.records:
        for address, key in redirects_of(record):
            yield Claim(page(address), Taken.REDIRECT, record.path, key)


def _further(pages: Pages) -> Iterator[Claim]:
    """Yield the addresses of the further pages of what does not fit one, at the cost of sizing every row."""
    for model in PARTS:
        for record in pages.register.of(model).values():
            for address in pages.paged(record).addresses[1:]:
                yield Claim(page(address), Taken.PAGE, record.path)
    for field in pages.fields_with_procedures:
        for address in pages.sheets(field).addresses[1:]:
            yield Claim(page(address), Taken.PAGE, field.path)
    for section in filter(grows, sections()):
        for listed in pages.list_pages(section)[1:]:
            yield Claim(page(listed.address), Taken.PAGE)
    for report in pages.reports:
        if report.reconcilable:
            for address in pages.reconciled(report).addresses[1:]:
                yield Claim(page(address), Taken.PAGE, report.source.path)


_LIKE_FURTHER = re.compile(r"/trang-\d+/|^van-ban/loai-[^/]+/|^thay-doi/[^/]+/", re.IGNORECASE)


def like_further(claim: Claim) -> bool:
    """Tell whether an address that people chose may be one of a further page, or lie below one."""
    chosen = claim.taken is not Taken.PAGE or claim.path.startswith(f"{RECORDS}/")
    return chosen and bool(_LIKE_FURTHER.search(claim.address))


def _folders(form: str) -> Iterator[str]:
    segments = form.split("/")
    yield from ("/".join(segments[:count]) for count in range(1, len(segments)))


def _same_place(address: str) -> str:
    """Return the form in which two addresses are one to some file system: letter case and Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", address).casefold())
