"""Verifier: the program with which a stranger computes the sealed reports again, published as one file."""

import ast
from collections.abc import Iterator
from pathlib import Path

from congbo.export.export import DataFile, Export
from congbo.pages.pages import Pages

FOLDER = Path(__file__).parent / "standalone"
MODULES = (
    "published.py",
    "units.py",
    "conditions.py",
    "forms.py",
    "quantities.py",
    "definitions.py",
    "figures.py",
    "verify.py",
)
"""What the program is made of, each below those that import it; the last says what it is for."""
ADDRESS = "du-lieu/verify.py"


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield the program where there is a seal to verify."""
    if pages.sealed:
        yield DataFile(ADDRESS, program)


EXPORT = Export("verifier", files)


def program() -> bytes:
    """Return the program as one file: what each module imports from outside, once, then what each says."""
    heads, imports, bodies = [], set[str](), []
    for name in MODULES:
        text = (FOLDER / name).read_text("utf-8")
        first, *statements = ast.parse(text).body
        lines = text.splitlines(keepends=True)
        imported = [one for one in statements if isinstance(one, ast.Import | ast.ImportFrom)]
        heads.append("".join(lines[: first.end_lineno]))
        bodies.append("".join(lines[imported[-1].end_lineno :]).strip())
        imports |= {ast.unparse(one) for one in imported if not _own(one)}
    above = "\n".join(sorted(imports, key=lambda line: (line.startswith("from"), line)))
    return "\n\n\n".join([f"{heads[-1]}\n{above}", *bodies]).encode() + b"\n"


def _own(imported: ast.Import | ast.ImportFrom) -> bool:
    return isinstance(imported, ast.ImportFrom) and (imported.module or "").startswith("congbo")
