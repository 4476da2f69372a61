"""Sheet actions: where the reader of a sheet goes on, and what of that nobody has recorded yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from congbo.pages.form_links import FormLink
from congbo.records.links import ActionLink, telephone_href
from congbo.records.organisations import Organisation
from congbo.words.vocabulary import LinkKind
from congbo.words.wording import count, listing, sentence, short_date

STEPS = {
    LinkKind.FILE: ("Nộp hồ sơ trực tuyến", "địa chỉ nộp trực tuyến"),
    LinkKind.FORM: ("Tải mẫu đơn", "tệp mẫu đơn"),
    LinkKind.CALL: ("Gọi hỏi", "số điện thoại để hỏi"),
    LinkKind.TRACK: ("Theo dõi hồ sơ", "nơi tra cứu hồ sơ đã nộp"),
}
"""What a reader goes on by, the next step first: its name, and what is missing where there is none."""


@dataclass(frozen=True, slots=True)
class Step:
    """A way to go on: what it is called, where it leads, and when that was tried.

    It may be a `file` of the site, its address from the site's root, or a place `here` on the page.
    """

    label: str
    href: str
    about: str = ""
    file: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class Actions:
    """The steps that there are, and in words those that nobody has recorded."""

    steps: tuple[Step, ...]
    missing: str


def actions_of(
    links: Iterable[ActionLink],
    forms: Iterable[FormLink],
    bodies: Iterable[Organisation],
    *,
    papers: str,
    online: bool,
) -> Actions:
    """Return what a reader goes on by: links of the record, its forms, the telephones of its bodies.

    `papers` is the anchor where several forms stand, `online` whether it is filed online at all: of what is
    not, no address is missing.
    """
    links = tuple(links)
    found = {kind: tuple(map(_step, (one for one in links if one.kind is kind))) for kind in STEPS}
    found[LinkKind.FORM] += tuple(_forms([one for one in forms if one.href], papers))
    found[LinkKind.CALL] = found[LinkKind.CALL] or tuple(_telephones(bodies))
    missing = [
        lacks
        for kind, (_, lacks) in STEPS.items()
        if not found[kind] and (online or kind is not LinkKind.FILE)
    ]
    return Actions(
        tuple(step for steps in found.values() for step in steps),
        f"Chưa có {listing(missing)}." if missing else "",
    )


def tried(link: ActionLink | FormLink) -> str:
    """Return when somebody tried an address or a number."""
    return f"kiểm tra ngày {short_date(link.checked_on)}" if link.checked_on else "chưa kiểm tra"


def _step(link: ActionLink) -> Step:
    label = link.label or STEPS[link.kind][0]
    if link.kind is LinkKind.CALL:
        return Step(f"{label}: {link.address}", link.href, tried(link))
    return Step(label, link.href, f"{urlsplit(link.address).hostname}, {tried(link)}")


def _forms(forms: list[FormLink], papers: str) -> Iterator[Step]:
    """Yield the one form itself, of several the place where they stand."""
    label = STEPS[LinkKind.FORM][0]
    if len(forms) > 1:
        yield Step(f"{label}: {count(len(forms))} mẫu", f"#{papers}", here=True)
        return
    for one in forms:
        yield Step(label, one.href, one.size or tried(one), file=one.file is not None)


def _telephones(bodies: Iterable[Organisation]) -> Iterator[Step]:
    """Yield the telephones of bodies; their records do not tell when somebody called."""
    for number, names in _numbers(bodies).items():
        about = f"{sentence(listing(names))}, chưa ghi ngày kiểm tra"
        yield Step(f"{STEPS[LinkKind.CALL][0]}: {number}", telephone_href(number), about)


def _numbers(bodies: Iterable[Organisation]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for body in bodies:
        if telephone_href(body.telephone):
            found.setdefault(body.telephone, []).append(body.short_name or body.name)
    return found
