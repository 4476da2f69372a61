"""Bodies: the names of a source that are exactly those of the site's organisations, as references to them."""

from collections.abc import Mapping
from typing import Any

from congbo.imports.existing import Existing
from congbo.imports.letters import split_names
from congbo.words.spelling import body_form

REFERENCES: Mapping[str, str] = {
    "decides": "decided_by",
    "handles": "handled_by",
    "delegates": "delegated_to",
    "coordinates": "coordinating_with",
}
"""The key of names as the source writes them, and that of the records which they name."""


def with_references(existing: Existing, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with references where every name of a text is that of one organisation.

    The text stays, so that what the source wrote can be compared; a page shows such a name once. A place to
    which files are brought is a name or an address: as a name it becomes the reference.
    """
    found = dict(values)
    if authority := values.get("authority"):
        ids = {
            key: _ids(existing, str(authority[words]))
            for words, key in REFERENCES.items()
            if words in authority
        }
        found["authority"] = {**authority, **{key: one for key, one in ids.items() if one}}
    if receiving := _ids(existing, str(values.get("receiving_note", ""))):
        return {
            "receiving" if key == "receiving_note" else key: receiving if key == "receiving_note" else one
            for key, one in found.items()
        }
    return found


def _ids(existing: Existing, text: str) -> list[str]:
    """Return the organisations that a text names; none where one name is nobody's."""
    ids = [existing.bodies.get(body_form(name), "") for name in split_names(text)]
    return list(dict.fromkeys(ids)) if all(ids) else []
