"""Addresses: each address of the site lies in it and has one owner, whoever asks for it."""

from collections import Counter
from collections.abc import Container, Iterator
from datetime import date
from itertools import chain

from congbo.export import EXPORTS
from congbo.export.export import DataFile
from congbo.export.public_services import NO_ADDRESS
from congbo.pages.addresses import AddressTable, Claim, Refused, Taken, claims, like_further
from congbo.pages.pages import Pages
from congbo.records.problems import Problem
from congbo.records.reader import Places
from congbo.reports.site import Site
from congbo.rules.rulebook import own_rule

TOLD = (own_rule("address"),)
"""The rules that are told here."""

OURS = ("404.html", "assets/congbo", "_headers", "ngoai-tuyen.js", "du-lieu/ngoai-tuyen.json")
"""What the package itself puts into a site: a page, a folder that is its own, what a copy offline needs."""


UNCLAIMED = frozenset({"_headers", "ngoai-tuyen.js", "du-lieu/ngoai-tuyen.json"})
"""Those of them that make way for an agency's own, or are made only where a site asks for them."""


def table_of(pages: Pages) -> AddressTable:
    """Return the address of everything that a site publishes, with its owner."""
    ours = (Claim(address, Taken.FILE) for address in OURS if address not in UNCLAIMED)
    data = (_claim(file) for export in EXPORTS for file in export.files(pages))
    return AddressTable(chain(claims(pages), ours, data))


def _claim(file: DataFile) -> Claim:
    return Claim(file.address, Taken.ASSET if file.path else Taken.FILE, file.path)


def problems_of(site: Site, day: date, told: Container[str]) -> Iterator[Problem]:
    """Yield what is wrong with addresses, but of no file in which something else is `told`."""
    places = Places(site.root)
    codes = Counter(one.national_code for one in site.register.procedures.values())
    twice = {one.path for one in site.register.procedures.values() if codes[one.national_code] > 1}
    table = table_of(Pages(site, day, NO_ADDRESS, budget=None))
    if any(map(like_further, table.rows.values())):  # else no further page stands in anybody's way
        table = table_of(Pages(site, day, NO_ADDRESS))
    for refused in table.refused:
        asking, message = _worded(refused)
        as_code = asking.key == ("code",) and asking.path in twice
        if asking.path and asking.path not in told and not as_code and not _told_as_ids(refused):
            yield Problem(asking.path, *places.of(asking.path, asking.key), "address", message)


def _worded(refused: Refused) -> tuple[Claim, str]:
    """Return who is to change something, and why: the package's own files never make way."""
    claim, other = refused.claim, refused.other
    if other is None:
        return claim, f"địa chỉ “{claim.address}” {refused.reason}; hãy đổi tên"
    if not claim.path:
        return other, f"địa chỉ “{other.address}” là của congbo ({claim.address}); hãy đặt tên khác"
    owner = f"của {other.path}" if other.path else "của congbo"
    return claim, f"{claim.taken} “{claim.address}” đã là {other.taken} {owner}; mỗi địa chỉ chỉ của một nơi"


def _told_as_ids(refused: Refused) -> bool:
    """Tell whether two records have one id or one code, which is told as that."""
    claim, other = refused.claim, refused.other
    records = other is not None and {claim.taken, other.taken} == {Taken.PAGE}
    codes = other is not None and claim.key == other.key == ("code",)
    return records or codes
