"""Citations: how a document is cited in words, and in what order documents stand."""

from collections.abc import Callable, Sequence
from typing import Any

from congbo.records.documents import Document
from congbo.records.organisations import Organisation
from congbo.words.wording import long_date, short_date


def citation(
    document: Document,
    issuer: Organisation | None,
    *,
    date: str = "short",
    of: str = "",
    subject: bool = False,
    article: str = "",
    kind: bool = True,
) -> str:
    """Return the words that cite a document, in the order of Nghị định 30/2020/NĐ-CP, Phụ lục I.

    `date` is `long`, `short` or `none`; `of` names the issuer as `short`, `long` or `full`, or not at all.
    """
    words = [f"{article}"] if article else []
    words.append(f"{document.kind.capitalize()} số {document.number}" if kind else document.number)
    if document.issued and date != "none":
        words.append(f"ngày {long_date(document.issued) if date == 'long' else short_date(document.issued)}")
    if issuer and of:
        words.append(f"của {issuer_name(issuer, of)}")
    if subject and document.subject:
        words.append(document.subject)
    return " ".join(words)


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
    "number": lambda document: document.symbol.count or 0,
    "issued": lambda document: str(document.issued or ""),
}
"""What documents can be ordered by."""
