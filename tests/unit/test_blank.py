"""A key that a command fills in at a page's head: that key is as asked, and every other byte stays."""

import random

import pytest

from congbo.records import blank, frontmatter
from congbo.records.kinds import kind_of

MARK = "78ea d6d8 eecf 8111"
OTHERS = [
    "title: Báo cáo",
    "period:\n  start: 2024-01-01\n  end: 2024-06-30",
    "recipients:\n- UBND\n- 'Lưu: VT'",
    "description: >-\n  Hai dòng\n  # không phải ghi chú",
    "place: 'seal: x'",
    "hide: [navigation, toc]",
]
OLD = ["seal: 1e00 2e00", "seal: '1e00'", "seal:", "seal: >-\n  1e00\n  2e00", "seal: 1e00  # mã cũ"]
BESIDE = ["", "# ghi chú\n", "\n", "# một\n\n# hai\n"]
BODY = "\n# Báo cáo\n\nseal: không phải khoá\n---\n"


def keys(text: str) -> dict[str, object]:
    found, problems = frontmatter.read(text, "x.md")
    assert [problem.rule for problem in problems if problem.rule != "empty-value"] == []
    assert found is not None
    return found.data


@pytest.mark.parametrize("seed", range(200))
def test_a_key_is_put_in_its_place_and_every_other_byte_stays(seed: int) -> None:
    chance = random.Random(seed)
    others = chance.sample(OTHERS, chance.randrange(1, len(OTHERS)))
    beside = [chance.choice(BESIDE) for _ in others]
    at, old = chance.randrange(len(others) + 1), chance.choice(OLD)
    after = chance.choice(BESIDE)
    blocks = [f"{other}\n{more}" for other, more in zip(others, beside, strict=True)]
    line_end = chance.choice(["\n", "\r\n", "\r"])
    mark = chance.choice(["", "\ufeff"])

    def page(seal: str) -> bytes:
        text = "".join(["---\n", *blocks[:at], seal, *blocks[at:], "---\n", BODY])
        return (mark + text.replace("\n", line_end)).encode()

    new = f"seal: {MARK}\n"
    assert blank.with_key(page(f"{old}\n{after}"), "seal", MARK) == page(new + after)
    assert blank.with_key(page(new), "seal", MARK) == page(new)
    if at == len(blocks):
        assert blank.with_key(page(""), "seal", MARK) == page(new)
    text = frontmatter.decode(blank.with_key(page(""), "seal", MARK), "x.md")[0]
    before = keys(frontmatter.decode(page(""), "x.md")[0])
    assert keys(text) == {**before, "seal": MARK}
    assert list(keys(text))[-1] == "seal"


def test_lines_that_end_in_different_ways_stay_as_they_are() -> None:
    raw = b"---\r\ntitle: a\nseal: 1e00\rday: 2024-01-01\n---\r\nx\r\ny\n"
    assert blank.with_key(raw, "seal", MARK) == raw.replace(b"seal: 1e00\r", f"seal: {MARK}\r\n".encode())
    assert blank.with_key(b"---\ntitle: a\n---", "seal", "a") == b"---\ntitle: a\nseal: a\n---"


@pytest.mark.parametrize("value", ["12 34", "no", "1e5", "a: b", "# x", "", "'", "dài " * 200, "{{ x }}"])
def test_a_value_is_written_so_that_it_reads_back(value: str) -> None:
    text = blank.with_key(b"---\ntitle: a\n---\n", "seal", value).decode()
    assert text.count("\n") == 4
    assert keys(text)["seal"] == value


def test_a_blank_record_offers_no_key_that_commands_write() -> None:
    kind = kind_of("procedures/x.md")
    assert kind is not None
    text = blank.record(kind)
    assert "# later_code:" in text
    assert "imported" not in text
    assert "unplaced" not in text


def test_a_comment_is_found_in_the_lines_of_its_key_alone() -> None:
    head = (
        "# trên cùng\nname: 'Tên # không phải'\nsteps:\n- một  # ghi chú\n- hai\n# dưới\ncode: |-\n  a # b\n"
    )
    assert blank.commented(f"---\n{head}---\n# thân bài\n".encode()) == {"steps"}
