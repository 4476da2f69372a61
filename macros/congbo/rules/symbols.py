"""Symbols: what must hold of the numbers of documents and of the files named after them.

A slip, which the symbol itself or its issuer gives away, is told as an error; what only has none of the known
forms may be printed so, and is a doubt: a warning, gone once the record itself says its doubt.
"""

import re
from collections.abc import Iterator

from congbo.law.document_kinds import DOCUMENT_FOLDERS
from congbo.law.symbols import Symbol
from congbo.records.document_kinds import DocumentKind
from congbo.records.documents import Document
from congbo.records.organisations import Organisation
from congbo.records.placing import document_folder
from congbo.records.problems import Problem
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.file_names import wrong_id
from congbo.words.spelling import fold, nearest

_DOUBTS = frozenset({"symbol-form", "joint-issuer"})
"""Rules of what may well be printed so."""


@tells("document-stem")
def document_stem(site: SiteToCheck) -> Iterator[Problem]:
    """A document's file is named after its number without diacritics, and its year, if no other is."""
    slips = {problem.path for problem in document_symbol(site) if problem.rule not in _DOUBTS}
    for document in site.register.documents.values():
        late = document.issued and document.issued > site.today
        if late or document.path in slips:
            continue
        expected = right_stem(document)
        if expected and expected not in site.register.documents:
            message = f"tệp của {document.label} năm {document.year} phải tên là “{expected}.md”"
            hint = "Hãy đổi tên tệp; nếu tên tệp mới đúng thì sửa “number” hoặc “issued”"
            yield site.problem(document, ("number",), "document-stem", message, hint)


def right_stem(document: Document) -> str:
    """Return the name that a document's file should have; empty where its number or year is not sure."""
    if not document.number or document.symbol.doubtful or not document.year:
        return ""
    plain = document.symbol.file_stem
    stem = plain if document.symbol.year == document.year else f"{plain}-{document.year}"
    return "" if wrong_id(stem) else stem


@tells("symbol-form", "symbol-kind", "symbol-body", "symbol-issuer", "joint-issuer")
def document_symbol(site: SiteToCheck) -> Iterator[Problem]:
    """A symbol has a form of its kind, and names its kind and its issuers (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
    codes = {code for kind in site.register.document_kinds.values() for code in kind.symbols}
    for document in site.register.documents.values():
        kind = site.register.kind_of(document)
        if not document.number or not kind.forms:
            continue
        symbol = kind.grammar.read(document.number)
        told = list(_of_form(site, document, symbol, kind, codes)) if symbol.doubtful else []
        yield from told
        if not any(problem.rule in ("symbol-form", "symbol-body") for problem in told):
            yield from _of_issuers(site, document, symbol)


def _of_form(
    site: SiteToCheck, document: Document, symbol: Symbol, kind: DocumentKind, codes: set[str]
) -> Iterator[Problem]:
    """Yield the slip in a symbol that has no form of its kind, or the doubt where there is none to name."""
    number = ("number",)
    same = next((code for code in kind.symbols if fold(code) == fold(symbol.kind)), "")
    if symbol.kind in codes and not same:
        codes_said = kind.symbols if kind.grammar.names_kind else ()
        wanted = " hoặc ".join(f"“{code}”" for code in codes_said)
        accepted = f"phải là {wanted}" if wanted else "không có phần tên loại"
        message = f"ký hiệu của {kind.name} {accepted} (đang là '{symbol.kind}')"
        yield site.problem(document, number, "symbol-kind", message, _by_kind(site, document, kind))
    elif document.doubts:
        return
    elif symbol.kind == same != "" and not symbol.names and not kind.grammar.right_form_of(document.number):
        message = (
            f"số, ký hiệu '{document.number}' thiếu chữ viết tắt của cơ quan ban hành,"
            f" phải có dạng như “{kind.example}”"
        )
        yield site.problem(document, number, "symbol-body", message)
    else:
        message = (
            f"số, ký hiệu '{document.number}' không có dạng của {kind.name}, như “{kind.example}”;"
            " văn bản in đúng như thế thì giữ nguyên và ghi một dòng ở “doubts”"
        )
        right = kind.grammar.right_form_of(document.number) or _likely(site, document, kind)
        yield site.problem(document, number, "symbol-form", message, f"Có phải “{right}”?" if right else "")


def _of_issuers(site: SiteToCheck, document: Document, symbol: Symbol) -> Iterator[Problem]:
    """Yield the issuers that a symbol does not name, as far as their abbreviations are known."""
    named = [(("number",), document.issuer)]
    if symbol.joint:
        named += [(("joint_issuers", n), id_) for n, id_ in enumerate(document.joint_issuers)]  # type: ignore[misc]
    for key, id_ in named if symbol.bodies else ():
        issuer = site.register.organisations.get(id_)
        if issuer and issuer.symbol and not any(_names(symbol, own) for own in _held(issuer, document)):
            bodies = ", ".join(symbol.bodies)
            message = f"“{bodies}” không phải chữ viết tắt của cơ quan ban hành {issuer.id} ({issuer.name})"
            hint = "" if symbol.joint else _of_whom(site, document, symbol, issuer)
            yield site.problem(document, key, "symbol-issuer", message, hint)
    unnamed = len(symbol.bodies) - len(document.issuers)
    if symbol.joint and unnamed > 0:
        message = (
            f"ký hiệu nêu {len(symbol.bodies)} cơ quan ({', '.join(symbol.bodies)}) nhưng “issuer” và"
            f" “joint_issuers” mới ghi {len(document.issuers)}"
        )
        yield site.problem(document, ("issuer",), "joint-issuer", message)


def _by_kind(site: SiteToCheck, document: Document, kind: DocumentKind) -> str:
    """Return what to mend where a number names another kind than its folder: the folder, or the number."""
    kinds = site.register.document_kinds.values()
    folder = document_folder(document.number, kinds)
    if not folder:
        return f"Hãy xem lại số trên văn bản; đúng thế thì văn bản này không phải {kind.name}, hãy chuyển tệp"
    other = DOCUMENT_FOLDERS[folder]
    year = f"/{document.issued.year}" if document.issued else ""
    return f"Văn bản là {other} thì chuyển tệp sang records/{folder}{year}; là {kind.name} thì sửa số"


def _likely(site: SiteToCheck, document: Document, kind: DocumentKind) -> str:
    """Return the number of the issuer that has the same digits and letters as what is typed, or is in it."""
    issuer = site.register.organisations.get(document.issuer)
    bodies = _held(issuer, document) if issuer else ()
    digits = re.search(r"\d[\dOoQlI]*[a-zđ]?(?![\w])", document.number)
    strange = any(sign.isdecimal() or sign.isdigit() for sign in document.number if not sign.isascii())
    if digits is None or strange or not kind.grammar.names_kind:
        return ""
    typed = _bare(document.number, document.year)
    number = digits.group().translate(str.maketrans("OoQlI", "00011"))
    for likely in (
        kind.grammar.filled(kind.forms[0], **{"số": number, "loại": code, "cơ quan": body})
        for code in kind.symbols
        for body in bodies
        if body
    ):
        if typed in (_bare(likely, None), _bare(digits.group(), None)) and kind.grammar.fits(likely):
            return likely
    return next((part for part in document.number.split() if kind.grammar.fits(part.strip(",.;"))), "")


def _bare(number: str, year: int | None) -> str:
    """Return the letters and digits of a number, without the year that stands beside it."""
    plain = re.sub(r"[^a-z0-9]+", " ", fold(number)).split()
    digits = str.maketrans("oql", "001")
    parts = [part.translate(digits) if part[0].isdigit() else part for part in plain if part != str(year)]
    return "".join(parts)


def _of_whom(site: SiteToCheck, document: Document, symbol: Symbol, issuer: Organisation) -> str:
    """Return what to mend where a number names another body than its issuer: the issuer, or the number."""
    body, held = symbol.bodies[0], next(iter(_held(issuer, document)), "")
    named = [one for one in site.register.organisations.values() if body in one.ever("symbol")]
    right = document.number.replace(body, held)
    if len(named) == 1:
        return f"{named[0].name} ban hành thì viết “issuer: {named[0].id}”; không thì số là “{right}”"
    if nearest(body, [held]):
        return f"Có phải “{right}”? Văn bản in đúng như thế thì sửa “issuer”"
    return f"Cơ quan khác ban hành thì sửa “issuer”; không thì sửa số, chữ viết tắt là “{held}”"


def _names(symbol: Symbol, own: str) -> bool:
    """Tell whether a symbol names the body that has this abbreviation: first, or of several anywhere.

    The National Assembly and its committee have the number of their term behind theirs.
    """
    whole = () if symbol.joint else (symbol.names, f"{symbol.bodies[0]}{symbol.term}")
    bare = [body.rstrip("0123456789") for body in symbol.bodies]
    begins = not symbol.joint and symbol.names.startswith(f"{own}-")
    return begins or own in (*whole, *symbol.bodies, *bare)


def _held(issuer: Organisation, document: Document) -> tuple[str, ...]:
    """Return what the issuer wrote in its symbols on the document's day; where that is unknown, ever."""
    held = issuer.on(document.issued).symbol if document.issued else ""
    return (held,) if held else issuer.ever("symbol")
