import random
import unicodedata
from collections.abc import Callable

import pytest
from damaged import FILES, LOST, MISREAD, OLD, texts

from congbo.records import frontmatter, reader
from congbo.records import texts as records_texts
from congbo.records.frontmatter import decode, read, source_column
from congbo.records.problems import Problem, Severity
from congbo.records.texts import policed, typed_columns

HEAD = "---\nname: x\n---\n\n"


def told(text: str) -> list[tuple[str, int, int]]:
    """The rule, line and column of every problem of a file's text."""
    return [(p.rule, p.line, p.column) for p in policed(text, "x.md")[1]]


def by_hand(line: str, column: int) -> int:
    """The column in a line as typed, by trying every beginning of it."""
    lengths = (len(policed(line[:end], "")[0]) for end in range(len(line) + 1))
    return max(end for end, length in enumerate(lengths) if length < column) + 1


def test_the_sites_own_texts_are_healthy_and_stay_as_they_are() -> None:
    for file in FILES:
        text = file.read_text("utf-8")
        assert policed(text, "x.md") == (unicodedata.normalize("NFC", text), [])


def test_columns_of_decomposed_letters_are_those_of_trying_every_beginning() -> None:
    chance = random.Random(2)
    for text in chance.sample(texts(), 60):
        typed = unicodedata.normalize("NFD", text)[:60]
        for column in range(1, len(unicodedata.normalize("NFC", typed)) + 1):
            assert source_column(typed, column) == by_hand(typed, column), (typed, column)


def test_letters_compose_in_the_groups_in_which_columns_count_them() -> None:
    chance = random.Random(9)
    alphabet = "aeơĐ \u0300\u0301\u0323\u0302\u031b\u1100\u1161\u11a8\uac00\u09c7\u09be\u0344é\u212bnñ"
    for _ in range(3000):
        typed = "".join(chance.choices(alphabet, k=chance.randint(1, 12)))
        places = typed_columns(typed)
        normal = unicodedata.normalize("NFC", typed)
        assert len(places or range(len(normal) + 1)) == len(normal) + 1, ascii(typed)
        assert places is None or places == sorted(places)


def test_a_line_is_looked_at_once_however_many_problems_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    columns = records_texts.typed_columns

    def counted(line: str, *, keep_hidden: bool = False) -> list[int] | None:
        asked.append(line)
        return columns(line, keep_hidden=keep_hidden)

    monkeypatch.setattr(records_texts, "typed_columns", counted)
    monkeypatch.setattr(frontmatter, "typed_columns", counted)
    raw = ("é\u0323\u200b" * 500 + "\n").encode()
    _, problems = decode(raw, "x.md")
    assert len(problems) == 500
    assert len(asked) == 1
    rest = [Problem("x.md", 1, column, "wrong-type", "") for column in range(1, 500)]
    assert len(reader.on_source_columns(rest, raw)) == 499
    assert len(asked) == 2


@pytest.mark.parametrize("form", [*OLD.values(), *MISREAD.values(), *LOST.values()])
def test_a_damaged_value_or_paragraph_has_one_message_at_its_first_damaged_word(
    form: Callable[[str], str],
) -> None:
    for subject in ("Quyết định về việc công bố thủ tục", "Kế hoạch kiểm soát thủ tục hành chính"):
        typed = (
            f"---\nname: x\nsubject: {form(subject)}\n---\n\nMột đoạn văn.\n\nHai: {form(subject)}\ntiếp.\n"
        )
        assert [(line, column) for _, line, column in told(typed)] == [(3, 10), (8, 6)]


def test_damage_in_a_folded_value_and_a_list_is_told_in_its_own_line() -> None:
    bad = OLD["TCVN3"]("triển khai công tác cải cách")
    typed = f"---\nsteps:\n  - Nộp hồ sơ\n  - Nhận kết quả\n    {bad}\nnote: >-\n  một\n  {bad}\n---\n"
    assert [(line, column) for _, line, column in told(typed)] == [(5, 5), (8, 3)]


def test_comments_of_the_front_matter_and_code_of_the_body_are_not_looked_at_for_damage() -> None:
    bad = OLD["VNI"]("Quyết định về việc công bố")
    assert told(f"---\n# {bad} &eacute;\nname: x\n---\n\n`{bad}`\n\n```text\n{bad}\n\n{bad}\n```\n") == []


def test_of_a_damaged_text_no_letter_is_told_as_well() -> None:
    typed = (
        HEAD + MISREAD["latin-1"]("Ủy ban nhân dân tỉnh – “Đề án”") + "\n\n" + OLD["TCVN3"]("Sở tư pháp đưa")
    )
    assert [rule for rule, _, _ in told(typed)] == ["misread-encoding", "old-encoding"]


def test_what_is_told_is_mended_so_that_the_rest_can_be_read() -> None:
    typed = "---\n<<<<<<< HEAD\nnumber: 77/QÐ\u200b-UBND\n=======\nnumber: 78\n>>>>>>> x\n---\n\nCáс.\u202e\n"
    text, problems = policed(typed, "x.md")
    assert text == "---\n\nnumber: 77/QĐ-UBND\n\n\n\n---\n\nCác.\n"
    front, more = read(text, "x.md")
    assert front is not None
    assert front.data == {"number": "77/QĐ-UBND"}
    assert more == []
    assert {p.rule for p in problems} == {
        "conflict-marker",
        "look-alike-letter",
        "invisible-character",
        "control-character",
    }


def test_what_is_mended_has_nothing_more_to_tell() -> None:
    chance = random.Random(12)
    signs = [
        "\u200b",
        "\u202e",
        "\x07",
        "Ð",
        "а",
        "Ν",
        "２",
        "\ue000",
        "\u00ad",
        "<<<<<<< a\n",
        ">>>>>>> b\n",
        "\n",
    ]
    for _ in range(300):
        letters = list(HEAD + " ".join(chance.sample(texts(), 3)))
        for sign in chance.choices(signs, k=chance.randint(1, 6)):
            letters.insert(chance.randint(len(HEAD), len(letters)), sign)
        typed = "".join(letters)
        mended, problems = policed(typed, "x.md")
        again, more = policed(mended, "x.md")
        assert again == mended
        assert mended.count("\n") == typed.count("\n")
        errors = [p for p in more if p.severity is Severity.ERROR and p.rule != "look-alike-letter"]
        assert errors == []
        lines = typed.split("\n")
        for problem in problems:
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def test_columns_are_those_of_the_line_as_typed_though_its_letters_are_decomposed() -> None:
    line = unicodedata.normalize("NFD", "về việc công bố QÐ") + "\u200b-UBND"
    assert told(HEAD + line) == [
        ("invisible-character", 5, line.index("\u200b") + 1),
        ("look-alike-letter", 5, line.index("Ð") + 1),
    ]


def test_calls_that_stand_again_are_no_text_pasted_twice_but_sentences_around_them_are() -> None:
    call, other = '{{ cite("46-KH-SKHCN-2024") }}', '{{ cite("47-KH-SKHCN-2024") }}'
    sentence = "Sở đã ban hành kế hoạch rà soát thủ tục hành chính theo %s."
    assert told(HEAD + " ".join([call, other] * 10)) == []
    assert told(HEAD + "\n\n".join([call] * 10)) == []
    assert told(HEAD + f"{sentence % call} {sentence % other}") == []
    assert told(HEAD + f"{sentence % call} {sentence % call}") == [
        ("repeated-text", 5, len(f"{sentence % call} ") + 1)
    ]
