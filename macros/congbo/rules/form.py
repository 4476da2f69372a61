"""Form: the rules that are told while a file is read, before any check runs, by the room that reads it."""

from congbo.rules.rulebook import own_rule

_IN_RECORDS = (
    "case-id",
    "control-character",
    "date-form",
    "date-impossible",
    "dated-order",
    "definition-form",
    "duplicate-key",
    "empty-value",
    "encoding",
    "fee-form",
    "file-name",
    "folder-kind",
    "form-columns",
    "form-file",
    "front-matter-fence",
    "id-stem",
    "limit-form",
    "link-address",
    "missing-key",
    "negative-count",
    "observation-form",
    "period-order",
    "statistic-time",
    "table-form",
    "target-time",
    "unknown-folder",
    "unknown-key",
    "unknown-term",
    "version-value",
    "wrong-type",
    "yaml-alias",
    "yaml-syntax",
    "yaml-tab",
    "yaml-tag",
)
_IN_TEXTS = (
    "conflict-marker",
    "cut-value",
    "escaped-character",
    "html-entity",
    "invisible-character",
    "look-alike-letter",
    "lost-letters",
    "misread-encoding",
    "more-problems",
    "old-encoding",
    "repeated-text",
    "symbol-letters",
    "tangled-text",
    "too-long",
)
_IN_REPORTS = (
    "macro-argument",
    "macro-syntax",
    "period-mismatch",
    "previous-regime",
    "seal-broken",
    "unknown-macro",
    "unknown-regime",
)
_OF_SETTINGS = ("settings",)
_OF_ENTRIES = ("docs-folder", "hidden-entry", "leftover-file", "link-target", "unreadable-entry")

FORM = [own_rule(id_) for id_ in (*_IN_RECORDS, *_IN_TEXTS, *_IN_REPORTS, *_OF_SETTINGS, *_OF_ENTRIES)]
"""Every rule of form."""
