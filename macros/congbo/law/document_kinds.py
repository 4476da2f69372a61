"""Kinds of documents: their names, folders and symbols."""

from enum import StrEnum


class DocumentKind(StrEnum):
    """Kinds of documents (Nghị định 30/2020/NĐ-CP, Điều 7; `kết luận` is a Party document)."""

    PLAN = "kế hoạch"
    DECISION = "quyết định"
    LETTER = "công văn"
    SUBMISSION = "tờ trình"
    REPORT = "báo cáo"
    DECREE = "nghị định"
    CONCLUSION = "kết luận"


WITHOUT_EFFECT = frozenset({DocumentKind.LETTER, DocumentKind.SUBMISSION, DocumentKind.REPORT})
"""Kinds that inform or ask and set no rule: nothing of them is in force or not, they are issued."""

DOCUMENT_FOLDERS = {
    "plans": DocumentKind.PLAN,
    "decisions": DocumentKind.DECISION,
    "letters": DocumentKind.LETTER,
    "submissions": DocumentKind.SUBMISSION,
    "reports": DocumentKind.REPORT,
    "decrees": DocumentKind.DECREE,
    "conclusions": DocumentKind.CONCLUSION,
}
"""The folder of records/ that holds each kind of document."""


KIND_SYMBOLS = {
    DocumentKind.PLAN: "KH",
    DocumentKind.DECISION: "QĐ",
    DocumentKind.LETTER: "",  # an official letter has no kind in its symbol
    DocumentKind.SUBMISSION: "TTr",
    DocumentKind.REPORT: "BC",
    DocumentKind.DECREE: "NĐ",
    DocumentKind.CONCLUSION: "KL",
}
"""The kind's part of a document's symbol (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""
