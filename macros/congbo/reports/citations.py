"""Citations: how a document is cited in words, and in what order documents stand."""

from collections.abc import Callable, Sequence
from typing import Any

from congbo.records.documents import Document
from congbo.records.organisations import Organisation
from congbo.words.wording import listing, long_date, short_date


def citation(
    document: Document,
    *issuers: Organisation | None,
    date: str = "short",
    of: str = "",
    subject: bool = False,
    article: str = "",
    kind: bool = True,
) -> str:
    """Return the words that cite a document, in the order of Nghị định 30/2020/NĐ-CP, Phụ lục I.

    Of a document that several bodies issued, all are named; a law, called by its name, needs no subject.
    `date` is `long`, `short` or `none`; `of` names the issuer as `short`, `long` or `full`, or not at all.
    """
    words = [f"{article}"] if article else []
    words.append(document.label if kind or not document.number else document.number)
    if document.issued and date != "none":
        words.append(f"ngày {long_date(document.issued) if date == 'long' else short_date(document.issued)}")
    known = [issuer for issuer in issuers if issuer]
    if known and of:
        words.append(f"của {listing([issuer_name(issuer, of) for issuer in known])}")
    if subject and document.subject and document.name.lower() == document.kind:
        words.append(document.subject)
    return " ".join(words)


def around_link(document: Document, words: str) -> tuple[str, str, str]:
    """Return a citation as what stands before its link, the linked words, and what stands behind them.

    Only the number is a link, so that a paragraph of citations stays black; a document without one is linked
    by its name.
    """
    label = words.find(document.label)
    linked = next((one for one in (document.number, document.label) if one and one in words), words)
    at = words.index(linked, label if label >= 0 and linked in document.label else 0)
    return words[:at], linked, words[at + len(linked) :]


def issuer_name(issuer: Organisation, of: str) -> str:
    """Return the name by which a citation calls an issuer: `short`, `long` or `full`."""
    names = {"short": issuer.short_name, "long": issuer.long_name, "full": issuer.name}
    return names.get(of) or issuer.name


def in_order(documents: Sequence[Document], order: str) -> list[Document]:
    """Return the documents by the keys in `order`: `year`, `number`, `issued`, with `-` for falling."""
    ordered = list(documents)
    for key in reversed([part.strip() for part in order.split(",")]):
        ordered.sort(key=ORDERS[key.removeprefix("-")], reverse=key.startswith("-"))
    return ordered


ORDERS: dict[str, Callable[[Document], Any]] = {
    "year": lambda document: document.year or 0,
    "number": lambda document: document.symbol.order if document.symbol.count is not None else (0, 0, ""),
    "issued": lambda document: str(document.issued or ""),
}
"""What documents can be ordered by."""
