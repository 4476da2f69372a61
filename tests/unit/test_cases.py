"""The cases: what a site holds, and exactly the lines that the check prints for it."""

import os
import re
import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from congbo.records.problems import report
from congbo.rules import check as checks

CASES = Path(__file__).parents[1] / "cases"
BASE = CASES / "base"
TODAY = date(2026, 11, 23)

_BLOCK = re.compile(
    r"^### (?P<path>\S+)(?: \((?P<how>escaped|link|pipe)\))?\n\n"
    r"(?P<fence>`{3,})\w*\n(?P<text>.*?)^(?P=fence)\n",
    re.MULTILINE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\x([0-9a-f]{2})")


@dataclass(frozen=True)
class Case:
    """A case file: `files` are laid over the base site, `problems` is what is printed then.

    `links` lead to what their text says; `pipes` are files that are not made to be read.
    """

    name: str
    sentence: str
    files: dict[str, bytes]
    problems: list[str]
    links: dict[str, str] = field(default_factory=dict)
    pipes: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        return self.name.partition("--")[0]

    def lay_over_base(self, root: Path) -> Path:
        shutil.copytree(BASE, root, dirs_exist_ok=True)
        for path, content in self.files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        for path, target in self.links.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).symlink_to(target)
        for path in self.pipes:
            os.mkfifo(root / path)
        return root


def read_case(file: Path) -> Case:
    text = file.read_text("utf-8")
    blocks = list(_BLOCK.finditer(text))
    *files, problems = blocks
    assert problems["path"] == "problems", f"{file.name}: the last block must be the problems"
    sentence = _BLOCK.sub("", text).strip()
    assert "\n" not in sentence, f"{file.name}: one sentence, then blocks, and nothing else"
    contents = {
        block["path"]: unescaped(block["text"]) if block["how"] == "escaped" else block["text"].encode()
        for block in files
        if block["how"] not in ("link", "pipe")
    }
    links = {block["path"]: block["text"].strip() for block in files if block["how"] == "link"}
    pipes = tuple(block["path"] for block in files if block["how"] == "pipe")
    return Case(file.stem, sentence, contents, problems["text"].splitlines(), links, pipes)


def unescaped(text: str) -> bytes:
    """`\\u200b` stands for a character and `\\xff` for a byte, so that what cannot be seen can be read."""
    content, end = b"", 0
    for escape in _ESCAPE.finditer(text):
        content += text[end : escape.start()].encode()
        letter, byte = escape.groups()
        content += chr(int(letter, 16)).encode() if letter else bytes([int(byte, 16)])
        end = escape.end()
    return content + text[end:].encode()


def printed(root: Path) -> list[str]:
    return report(checks.read(root, TODAY).problems)


ALL_CASES = [read_case(file) for file in sorted(CASES.glob("*.md"))]


def test_base_site_has_no_problem() -> None:
    assert printed(BASE) == []


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_check_prints_exactly_the_lines_of_the_case(case: Case, tmp_path: Path) -> None:
    assert printed(case.lay_over_base(tmp_path)) == case.problems


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.name)
def test_line_and_column_are_a_place_in_the_file(case: Case, tmp_path: Path) -> None:
    root = case.lay_over_base(tmp_path)
    for problem in checks.read(root, TODAY).problems:
        if not (root / problem.path).is_file():
            continue
        text = (root / problem.path).read_bytes().decode("utf-8-sig", "replace")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def test_no_line_tells_the_subject_of_a_hidden_record() -> None:
    subjects = re.compile(r"^subject: (.+)$", re.MULTILINE)
    case = next(case for case in ALL_CASES if case.name == "not-public")
    hidden = [text.decode() for text in case.files.values() if "publication: nội bộ" in text.decode()]
    told = [subject for text in hidden for subject in subjects.findall(text)]
    assert told
    assert not [line for line in case.problems for subject in told if subject in line]


HOSTILE = {
    "nothing": b"",
    "one fence": b"---\n",
    "two fences": b"---\n---\n",
    "three fences": b"---\n---\n---\n",
    "a list": b"---\n- a\n---\n",
    "a scalar": b"---\na\n---\n",
    "null bytes": b"\x00" * 100,
    "noise": bytes(range(256)),
    "utf-16": "---\nname: a\n---\n".encode("utf-16"),
    "deep lists": b"---\nname: " + b"[" * 10_000 + b"]" * 10_000 + b"\n---\n",
    "deep groups": b"---\n" + b"\n".join(b" " * depth + b"a:" for depth in range(500)) + b"\n---\n",
    "deep keys": b"---\n" + b"? " * 500 + b"a\n---\n",
    "deep command": b"---\nrender_macros: true\n---\n{{ " + b"(" * 10_000,
    "strange commands": (
        b"---\nrender_macros: true\nperiod: x\n---\n"
        b"{{ figure(1/0) }} {{ cite([]) }} {{ figure({}) }} {{ cite(none) }} {{ figure(*x) }} {{ x.y() }}"
    ),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_stands_in_a_file_the_check_ends_with_lines(content: bytes, tmp_path: Path) -> None:
    files = sorted(file.relative_to(BASE) for file in BASE.rglob("*.md"))
    for number, path in enumerate(files):
        root = tmp_path / str(number)
        shutil.copytree(BASE, root)
        (root / path).write_bytes(content)
        assert_told_in_known_rules(printed(root))


VALUES = (
    "[a]",
    "{a: b}",
    "[[a], {b: [c]}]",
    "[]",
    "{}",
    "~",
    "''",
    "|\n    x\n    y",
    "9" * 5000,
    "1/" + "9" * 5000 + "/QĐ-UBND",
    "1/²/QĐ-UBND",
    "-" + "9" * 50,
    "0.0000000000001",
    "2024-02-31",
    "9999-12-31",
    "\u0663",
    "²",
    "\U0001d7d9",
    "a: b",
    "*a",
    "&a b",
    "!!python/object:os.system x",
    "%",
    '"\\ud800"',
    '"\\0"',
)


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_whatever_stands_as_a_value_the_check_ends_with_lines(value: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(BASE, root)
    tried = set()
    for file in sorted(root.rglob("*.md")):
        text = file.read_text("utf-8")
        head, fence, body = text[4:].partition("---\n")
        for line in re.findall(r"^ *(?:- )?[a-z_]+:.*\n", head, re.MULTILINE):
            key = line[: line.index(":")]
            kind = file.relative_to(root).parts[:2]
            if (kind, key) in tried:  # of each kind of record, each key at each depth
                continue
            tried.add((kind, key))
            file.write_text("---\n" + head.replace(line, f"{key}: {value}\n", 1) + fence + body, "utf-8")
            assert_told_in_known_rules(printed(root))
        file.write_text(text, "utf-8")


def assert_told_in_known_rules(lines: list[str]) -> None:
    known = {case.rule for case in ALL_CASES}
    for line in lines:
        assert "\n" not in line
        assert line.rpartition("[")[2].rstrip("]") in known
