from collections.abc import Iterator

import pytest

from congbo.records import blank
from congbo.records.comments import is_note_of
from congbo.records.documents import Document
from congbo.records.frontmatter import read
from congbo.records.kinds import KINDS, Kind
from congbo.records.procedures import Procedure
from congbo.records.reader import read_record

TEXTS = ["về việc #1", "Sở A # B", "x  #", "Đề án 06 #2 của tỉnh", "a #b #c"]


@pytest.mark.parametrize("typed", TEXTS)
def test_a_text_that_is_cut_is_told_at_the_hash_with_the_mend(typed: str) -> None:
    _, problems = read(f"---\nkey: 'x'\ntitle: {typed}y\n---\n", "x.md")
    (problem,) = problems
    assert (problem.rule, problem.line, problem.column) == (
        "cut-value",
        3,
        8 + typed.index(" #") + typed[typed.index(" #") :].index("#"),
    )
    assert problem.hint == f"Hãy viết '{typed}y'"
    mended, none = read(f"---\nkey: 'x'\ntitle: {problem.hint.removeprefix('Hãy viết ')}\n---\n", "x.md")
    assert none == []
    assert mended is not None
    assert mended.data["title"] == f"{typed}y"


@pytest.mark.parametrize(
    "line",
    [
        "a: x#1",
        "a: 'x #1'",
        '"a": "x" # ghi chú',
        "a: true # ghi chú",
        "a: 2024-01-01 # ngày",
        "# a: x #1",
        "a: [x, 'y #1']",
    ],
)
def test_a_hash_that_cuts_nothing_is_not_told(line: str) -> None:
    assert read(f"---\n{line}\nb: y\n---\n", "x.md")[1] == []


def filled(scaffold: str) -> Iterator[str]:
    """A new record with every optional text filled in right before its help."""
    for line in scaffold.split("\n"):
        key, hash_, help_ = line.removeprefix("# ").partition(": # ")
        yield f"{key}: Chữ điền vào # {help_}" if line.startswith("# ") and hash_ else line


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.folder)
def test_help_that_a_new_record_brings_is_a_note_behind_whatever_is_filled_in(kind: Kind) -> None:
    text = "\n".join(filled(blank.record(kind)))
    assert text.count("Chữ điền vào #") > 3
    _, problems = read_record(text.encode(), f"records/{kind.folder}/x.md")
    assert [p for p in problems if p.rule == "cut-value"] == []


def test_what_is_checked_whole_may_have_any_note_behind_it_and_a_text_may_not() -> None:
    assert is_note_of(Document, ("issued",), "2024-01-01", "#x")
    assert is_note_of(Document, ("number",), "46/KH", "#x")
    assert is_note_of(Document, ("topics", 0), "cchc", "#x")
    assert is_note_of(Procedure, ("events", 0, "effective"), "2024-01-01", "#x")
    assert not is_note_of(Document, ("subject",), "về việc", "# x")
    assert not is_note_of(Document, ("doubts", 1), "x", "# x")
    assert not is_note_of(Procedure, ("legal_basis", 0, "subject"), "x", "# x")
    assert not is_note_of(Procedure, ("processing_time", 0, "note"), "x", "# x")
