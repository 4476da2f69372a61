"""Kinds of documents: the folders of records/ that tell a kind, and the kind that the package itself writes.

All else about a kind is data: `law/kinds_of_documents` holds one file a kind.
"""

REPORT = "báo cáo"
"""The kind of the reports that a site makes."""

DOCUMENT_FOLDERS = {
    "plans": "kế hoạch",
    "decisions": "quyết định",
    "letters": "công văn",
    "submissions": "tờ trình",
    "reports": REPORT,
    "decrees": "nghị định",
    "conclusions": "kết luận",
    "circulars": "thông tư",
    "laws": "luật",
    "resolutions": "nghị quyết",
    "directives": "chỉ thị",
    "notices": "thông báo",
}
"""The folders whose records need not say their kind; all kinds may stand in `documents`, and say it."""
