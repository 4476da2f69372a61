import random
import subprocess
import sys
import unicodedata
from typing import Any

import pytest
import yaml

from congbo.records.frontmatter import decode, locate, read, source_column, split
from congbo.words.saved import unreadable
from sample import front, front_of

CLEAN = """\
---
name: Đăng ký nhãn hiệu
code: 1.010830
steps:
  - Nộp hồ sơ
  - 'Nhận: kết quả'
authority:
  decides: UBND tỉnh
---

Thân bài, có {{ ngoặc }}.
"""


def problems_of(head: str) -> list[tuple[str, int, int]]:
    """The rule, line and column of every problem of a front matter."""
    _, problems = read(f"---\n{head}\n---\n", "x.md")
    return [(problem.rule, problem.line, problem.column) for problem in problems]


@pytest.mark.parametrize(
    "typed",
    [
        "1.010830",
        "1.10",
        "010",
        "0x1F",
        "1e3",
        "1_000",
        "12:30",
        "no",
        "Yes",
        "on",
        "true",
        ".inf",
        "NaN",
        "2024-02-05",
        "=",
        "+5",
        "0o17",
        "190:20:30",
    ],
)
def test_an_unquoted_scalar_is_the_text_that_was_typed(typed: str) -> None:
    assert front(f"---\nkey: {typed}\nlist:\n  - {typed}\n---\n").data == {"key": typed, "list": [typed]}


def test_keys_are_text_too() -> None:
    assert front("---\nno: a\n010: b\n1.10: c\n---\n").data == {"no": "a", "010": "b", "1.10": "c"}


def test_any_quoted_text_reads_back_as_it_is() -> None:
    chance = random.Random(77)
    alphabet = "aăâđêôơưĐƯ 0123456789:#-[]{}&*!|>'\"%@`,.?~“”"
    for _ in range(300):
        value = "x" + "".join(chance.choices(alphabet, k=chance.randint(0, 30)))
        typed = "'" + value.replace("'", "''") + "'"
        assert front(f"---\nkey: {typed}\nother: [{typed}]\n---\n").data == {"key": value, "other": [value]}


def test_the_body_is_kept_as_it_is_and_its_first_line_is_known() -> None:
    found = front(CLEAN)
    assert found.body == "\nThân bài, có {{ ngoặc }}.\n"
    assert found.body_line == 10
    assert CLEAN.split("\n")[found.body_line - 1 :] == found.body.split("\n")


@pytest.mark.parametrize("end", ["---", "---\n", "---\n\n"])
def test_a_record_without_a_body_may_end_with_the_fence(end: str) -> None:
    found = front(f"---\na: b\n{end}")
    assert found.data == {"a": "b"}
    assert found.body.strip() == ""


def test_a_rule_in_the_body_is_no_fence() -> None:
    assert front("---\na: b\n---\none\n\n---\n\ntwo\n").body == "one\n\n---\n\ntwo\n"


@pytest.mark.parametrize("text", ["", "a: b\n", "# Tiêu đề\n\n---\n", "--- a\n---\n"])
def test_a_text_without_two_fences_is_refused_at_its_start(text: str) -> None:
    assert split(text) is None
    found, problems = read(text, "x.md")
    assert found is None
    assert [(p.rule, p.line, p.column) for p in problems] == [("front-matter-fence", 1, 1)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\na: b\n", 3),
        ("---\na: b\nc: d", 3),
        ("---\na: b\n\nLời văn.\n", 3),
        ("---\na: b\n----\nLời\n", 3),
    ],
)
def test_a_second_fence_that_is_missing_is_told_where_it_is_to_be_typed(text: str, line: int) -> None:
    found, problems = read(text, "x.md")
    assert found is None
    assert [(p.rule, p.line) for p in problems] == [("front-matter-fence", line)]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\xef\xbb\xbf" + CLEAN.encode(), id="byte order mark"),
        pytest.param(CLEAN.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(CLEAN.replace("\n", "\r").encode(), id="CR"),
        pytest.param(unicodedata.normalize("NFD", CLEAN).encode(), id="NFD"),
        pytest.param(
            b"\xef\xbb\xbf" + unicodedata.normalize("NFD", CLEAN).replace("\n", "\r\n").encode(), id="all"
        ),
    ],
)
def test_what_editors_and_systems_add_unseen_reads_like_the_clean_file(raw: bytes) -> None:
    assert raw != CLEAN.encode()
    assert front_of(raw) == front(CLEAN)


def test_a_file_in_another_encoding_is_refused_where_it_cannot_be_read() -> None:
    text, problems = decode("---\nname: đủ\n".encode() + b"\xd1\xa7\xff", "x.md")
    assert text == ""
    assert [(p.rule, p.line, p.column) for p in problems] == [("encoding", 3, 2)]


def test_a_control_character_is_told_and_taken_out_so_that_the_rest_is_read() -> None:
    text, problems = decode("---\nname: a\u202eb\n---\n".encode(), "x.md")
    assert [(p.rule, p.line, p.column) for p in problems] == [("control-character", 2, 8)]
    assert "U+202E" in problems[0].message
    assert front(text).data == {"name": "ab"}


def test_every_key_and_value_is_placed_where_it_stands_in_the_file() -> None:
    lines = CLEAN.split("\n")
    marks = locate(CLEAN)
    expected = {
        ("name",): ("name", "Đăng"),
        ("code",): ("code", "1.010830"),
        ("steps",): ("steps", "- Nộp"),
        ("steps", 0): ("Nộp", "Nộp"),
        ("steps", 1): ("'Nhận", "'Nhận"),
        ("authority",): ("authority", "decides"),
        ("authority", "decides"): ("decides", "UBND"),
    }
    assert set(marks) == set(expected)
    for path, texts in expected.items():
        for (line, column), text in zip(marks[path], texts, strict=True):
            assert lines[line - 1][column - 1 :].startswith(text), path


def test_places_are_found_in_any_nesting() -> None:
    chance = random.Random(5)
    for _ in range(100):
        lines, expected = ["---"], {}
        for number in range(chance.randint(1, 6)):
            lines += ["# ghi chú"] * chance.randint(0, 2)
            lines.append(f"đ{number}:")
            for index in range(chance.randint(1, 4)):
                indent = " " * 2
                lines.append(f"{indent}- k: v{chance.randint(0, 9)}")
                expected[f"đ{number}", index, "k"] = ((len(lines), 5), (len(lines), 8))
        marks = locate("\n".join([*lines, "---", ""]))
        assert {path: marks[path] for path in expected} == expected


def test_a_column_is_told_in_the_line_as_it_was_typed() -> None:
    line = "nộp: [a, b"
    decomposed = unicodedata.normalize("NFD", line)
    for column in range(1, len(line) + 1):
        typed = source_column(decomposed, column)
        assert unicodedata.normalize("NFC", decomposed[typed - 1 :]) == line[column - 1 :]
        assert source_column(line, column) == column


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("a: 1\na: 2", [("duplicate-key", 3, 1)], id="duplicate key"),
        pytest.param("a:\n  b: 1\n  b: 2", [("duplicate-key", 4, 3)], id="duplicate key in a group"),
        pytest.param("a: &x 1", [("yaml-alias", 2, 4)], id="anchor"),
        pytest.param("a: &x 1\nb: *x", [("yaml-alias", 2, 4), ("yaml-alias", 3, 4)], id="alias"),
        pytest.param("<<: {a: 1}\nb: 2", [("yaml-alias", 2, 1)], id="merge"),
        pytest.param("a: !!str 1", [("yaml-tag", 2, 4)], id="tag"),
        pytest.param("a: !cong 1", [("yaml-tag", 2, 4)], id="own tag"),
        pytest.param("a:\n\tb: 1", [("yaml-tab", 3, 1)], id="tab"),
        pytest.param("a:\n  \tb: 1", [("yaml-tab", 3, 1)], id="tab after spaces"),
        pytest.param("a: b: c", [("yaml-syntax", 2, 5)], id="two colons"),
        pytest.param("a: x\n...\nb: y", [("front-matter-fence", 3, 1)], id="an end in between"),
        pytest.param("a: x\n--- # y\nb: y", [("front-matter-fence", 3, 1)], id="a second document"),
        pytest.param("- a\n- b", [("front-matter-fence", 2, 1)], id="a list"),
        pytest.param("? [a]\n: b", [("yaml-syntax", 2, 3)], id="a list as key"),
    ],
)
def test_what_yaml_would_do_silently_is_refused_at_its_place(
    head: str, expected: list[tuple[str, int, int]]
) -> None:
    assert problems_of(head) == expected


@pytest.mark.parametrize("nothing", ["", "~", "null", "NULL", "''", '""', "[]", "{}", "' '"])
def test_an_empty_value_is_refused_because_nobody_can_tell_what_it_means(nothing: str) -> None:
    _, problems = read(f"---\na: {nothing}\n---\n", "x.md")
    assert [(p.rule, "“a”" in p.message) for p in problems] == [("empty-value", True)]
    assert problems_of(f"a: x\nb:\n  - {nothing}\n  - y")[0][:2] == ("empty-value", 4)


@pytest.mark.parametrize("word", ["'null'", '"~"', "nullity", "~/x"])
def test_a_word_that_is_not_quite_nothing_is_text(word: str) -> None:
    assert front(f"---\na: {word}\n---\n").data == {"a": word.strip("'\"")}


def test_all_problems_of_one_text_are_told_at_once() -> None:
    head = "a: 1\na: 2\nb: !!int 3\nc:\nd: &x 4"
    rules = [rule for rule, _, _ in problems_of(head)]
    assert rules == ["duplicate-key", "yaml-tag", "empty-value", "yaml-alias"]


@pytest.mark.parametrize("nest", ["a: " + "[" * 900 + "]" * 900, "a: " + "{" * 900, "? " * 900 + "a"])
def test_absurd_nesting_is_a_problem_and_no_traceback(nest: str) -> None:
    assert [rule for rule, _, _ in problems_of(nest)] == ["yaml-syntax"]


def test_no_text_whatever_raises() -> None:
    chance = random.Random(11)
    pieces = ["---\n", "a: ", "b:\n", "  - ", "\t", "'", '"', "[", "]", "{", "}", "&x ", "*x", "!!t ", "<<: "]
    pieces += ["\n", "...\n", "? ", ": ", "|\n", "#", "đ", "%", "@", "\u0301", "\x00", "\u2028", "\r"]
    for _ in range(3000):
        raw = ("---\n" + "".join(chance.choices(pieces, k=chance.randint(0, 14))) + "\n---\n").encode()
        text, problems = decode(raw, "x.md")
        found, more = read(text, "x.md")
        locate(text)
        assert found is not None or problems or more
        for problem in (*problems, *more):
            assert 1 <= problem.line <= raw.decode().count("\n") + raw.count(b"\r") + 1
            assert problem.column >= 1


def test_the_fast_reader_is_there() -> None:
    assert yaml.__with_libyaml__, "PyYAML here lacks libyaml: reading a site would take ten times as long"


def test_front_matter_is_read_with_the_fast_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    loaders: list[Any] = []
    parse = yaml.parse

    def recording(stream: str, Loader: Any) -> Any:  # noqa: N803 - PyYAML's name
        loaders.append(Loader)
        return parse(stream, Loader=Loader)

    monkeypatch.setattr(yaml, "parse", recording)
    assert front(CLEAN).data["code"] == "1.010830"
    assert locate(CLEAN)
    assert loaders
    assert set(loaders) == {yaml.CBaseLoader}


def test_reading_a_site_loads_neither_the_slow_yaml_library_nor_the_site_engine() -> None:
    slow = "{'ruamel', 'mkdocs', 'mkdocs_macros', 'material'}"
    code = f"import sys, congbo.rules.check; print(sorted({{m.split('.')[0] for m in sys.modules}} & {slow}))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_a_file_a_head_and_a_list_that_nobody_typed_are_refused_before_they_are_read() -> None:
    text, problems = decode(b"x" * 1_000_001, "x.md")
    assert text == ""
    assert [(p.rule, p.line, p.column) for p in problems] == [("too-long", 1, 1)]
    assert [rule for rule, _, _ in problems_of("a: " + "x" * 300_000)] == ["too-long"]
    assert [rule for rule, _, _ in problems_of("a:\n" + "  - x\n" * 10_001)] == ["yaml-syntax"]
    assert problems_of("a:\n" + "  - x\n" * 9_000) == []


def test_a_file_that_holds_nothing_is_no_file_of_another_encoding() -> None:
    for raw in (b"", b"\n", b"a", b"---\n---\n"):
        assert unreadable(raw) is None
