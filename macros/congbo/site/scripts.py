"""Scripts: the package's own as the site ships them, without the comments that only their makers read.

A comment goes when it has its lines to itself and is no licence (`/*! … */`). With types and explanations the
scripts of the search weigh half as much again, which a phone would fetch for nothing.
"""

import re

_COMMENT = re.compile(r"^[ \t]*/\*(?!!)(?:(?!\*/).)*\*/[ \t]*\n+", re.MULTILINE | re.DOTALL)


def without_comments(script: str) -> str:
    """Return a script without its comments that stand on lines of their own."""
    return _COMMENT.sub("", script)
