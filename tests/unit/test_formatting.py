"""The one form of a record's front matter: no value changes, no comment is lost, twice is once."""

from pathlib import Path

import pytest
from typed_records import hold, hold_places

from commands import congbo
from congbo.records import blank
from congbo.records.documents import Document
from congbo.records.formatting import formatted, order_of, unformattable
from congbo.records.forms import shipped
from congbo.records.kinds import KINDS, kind_of
from congbo.records.procedures import Procedure
from congbo.records.quoting import misread, on_one_line
from congbo.records.record import Record
from congbo.words.example import EXAMPLE

ROOT = Path(__file__).parents[2]
PATH = "records/plans/2024/46-KH-SOMAU-2024.md"


def form(head: str, model: type[Record] = Document) -> str:
    """Return the front matter of a file in its form, without the fences."""
    raw = f"---\n{head}---\n".encode()
    assert not unformattable(raw, PATH, model)
    made = formatted(raw, model)
    assert formatted(made, model) == made
    return made.decode().removeprefix("---\n").removesuffix("---\n")


@pytest.mark.parametrize("seed", range(60))
def test_what_anybody_types_keeps_every_value_and_every_comment(seed: int) -> None:
    hold(seed)


def test_most_of_what_is_typed_at_random_can_be_read() -> None:
    assert sum(hold(seed) for seed in range(60, 80)) > 15


def test_every_note_above_a_key_stands_above_it_afterwards() -> None:
    assert sum(hold_places(seed) for seed in range(60)) > 100


def test_the_records_of_this_site_are_in_form() -> None:
    done = congbo(ROOT, "fmt", "--check")
    assert (done.returncode, done.stdout) == (0, "")


def test_what_a_new_site_brings_is_in_form(tmp_path: Path) -> None:
    options = ("--kind", "so", "--name", EXAMPLE.name, "--symbol", EXAMPLE.symbol)
    more = ("--superior", EXAMPLE.superior, "--url", "https://congbo.example/", "--forge", "none")
    congbo(tmp_path, "init", ".", *options, *more)
    done = congbo(tmp_path, "fmt", "--check")
    assert (done.returncode, done.stdout) == (0, "")
    assert "bản ghi: 0 tệp" in done.stderr


def test_a_record_to_fill_in_is_in_form() -> None:
    for kind in KINDS:
        forms = [None, *(shipped().values() if kind.folder == "observations" else ())]
        for text in (blank.record(kind, one) for one in forms):
            assert formatted(text.encode(), kind.model).decode() == text


def test_keys_come_in_the_order_of_the_model_with_the_sources_last() -> None:
    assert form("sources:\n- {where: b, what: a}\nissued: 2024-03-05\nnumber: 46/KH-SOMAU\nlạ: 1\n") == (
        "number: 46/KH-SOMAU\nissued: 2024-03-05\nsources:\n  - what: a\n    where: b\nlạ: 1\n"
    )
    assert order_of(Procedure)[:3] == ("id", "publication", "name")


def test_a_comment_moves_with_the_key_that_it_stands_above_or_behind() -> None:
    assert form("# về\nsubject: 'a'\n# số\nnumber: b # in\n\n# ngày\nissued: 2024-03-05\n# cuối\n") == (
        "# số\nnumber: b # in\n\n# ngày\nissued: 2024-03-05\n# về\nsubject: a\n# cuối\n"
    )


def test_a_head_above_all_keys_stays_there() -> None:
    assert form("# tệp này\n\n# về\nsubject: a\nnumber: b\n") == (
        "# tệp này\n\nnumber: b\n# về\nsubject: a\n"
    )


def test_keys_that_sleep_as_comments_gather_below_when_others_move() -> None:
    head = "issuer: SOMAU\n# Bỏ dấu # để dùng:\n# topics: # Chủ đề\n# chắc chắn\nnumber: b\n# kind: # Loại\n"
    assert form(head) == (
        "# chắc chắn\nnumber: b\nissuer: SOMAU\n# Bỏ dấu # để dùng:\n# topics: # Chủ đề\n# kind: # Loại\n"
    )


def test_comments_below_a_group_stay_in_it_and_between_brackets_open_a_list() -> None:
    head = "events:\n- action: a\n  # trong mục\n# trên tên\nname: [ a, # vì sao\n  b ] # cả hai\n"
    assert form(head, Procedure) == (
        "# trên tên\nname: # cả hai\n  - 'a' # vì sao\n  - b\nevents:\n  - action: a\n    # trong mục\n"
    )


def test_a_key_still_empty_keeps_what_is_said_below_it() -> None:
    assert form("period:\n    # start: # Từ ngày\nsubject: a\n") == (
        "subject: a\nperiod:\n  # start: # Từ ngày\n"
    )


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("code: 1.010830", "code: '1.010830'"),
        ("code: 1.012353", "code: '1.012353'"),
        ("number: 7", "number: 7"),
        ("number: '7'", "number: 7"),
        ("number: 007", "number: '007'"),
        ("listed_on: '2024-07-01'", "listed_on: 2024-07-01"),
        ("summary: 2024-07-01", "summary: '2024-07-01'"),
        ("name: no", "name: 'no'"),
        ("name: \"không\"", "name: không"),
        ("name: 12:30", "name: '12:30'"),
        ("name: 'nói: a'", "name: 'nói: a'"),
        ('name: "it\'s"', "name: it's"),
        ("name: >-\n  một\n  hai", "name: một hai"),
        ("name: một\n  hai", "name: một hai"),
        ('name: "một\\nhai\\n"', "name: |\n  một\n  hai"),
        ('name: "một\\nhai"', "name: |-\n  một\n  hai"),
        ('name: "  một\\nhai"', "name: |2-\n    một\n  hai"),
        ('name: "một\\n\\n"', 'name: "một\\n\\n"'),
        ("name: '😀: a'", "name: '😀: a'"),
        ("name: 'a' # sao", "name: 'a' # sao"),
        ("number: '7' # sao", "number: 7 # sao"),
        ("name: ''", "name: ''"),
        ("name:", "name:"),
        ("name: []", "name: []"),
        ("applicants: [cá nhân, tổ chức]", "applicants: [cá nhân, tổ chức]"),
        (f"applicants: [{'cá nhân, ' * 20}a]", "applicants:\n" + "  - cá nhân\n" * 20 + "  - a"),
        ("steps:\n- a\n-   b", "steps:\n  - a\n  - b"),
        ("name: 've\u0302\u0300'", "name: về"),
    ],
)  # fmt: skip
def test_a_value_is_written_so_that_every_tool_reads_it(typed: str, made: str) -> None:
    assert form(typed + "\n", Procedure) == made + "\n"


def test_what_other_readers_take_for_something_else_is_quoted() -> None:
    for text in (
        "1.010830",
        "0x1",
        "1e3",
        "010",
        "12:30",
        "on",
        "N",
        "~",
        "2024-07-01",
        "1,000",
        "=",
        ".5",
        "e12",
    ):
        assert misread(text)
        assert on_one_line(text) == f"'{text}'"
    for text in ("46/KH-SOMAU", "07:30-11:30", "1.2.3", "không", "2024-tu-kiem-tra", "5 ngày", "ex3", "-"):
        assert not misread(text)


def test_line_ends_mark_and_letters_become_those_of_everybody_and_the_body_stays() -> None:
    body = "\nThân\u0300 bài  \n\n- mục\n"
    raw = ("\ufeff---\nsubject: về\u0323\n---\n" + body + "\n\n").replace("\n", "\r\n").encode()
    assert (
        formatted(raw, Document).decode()
        == "---\nsubject: vệ\u0300\n---\n".replace("ệ\u0300", "\u1ec7\u0300") + body
    )


def test_a_file_that_differs_in_line_ends_alone_is_left(tmp_path: Path) -> None:
    file = write(tmp_path, "number: a\r\n")
    assert congbo(tmp_path, "fmt", "--check").returncode == 0
    assert congbo(tmp_path, "fmt").returncode == 0
    assert file.read_bytes() == b"---\r\nnumber: a\r\n---\r\n"


def test_a_file_that_cannot_be_read_is_left_with_its_problem(tmp_path: Path) -> None:
    bad = write(tmp_path, "number: [a\n", "a.md")
    write(tmp_path, "subject: 'a'\n", "b.md")
    done = congbo(tmp_path, "fmt")
    assert done.returncode == 1
    assert "records/plans/a.md:2:9: " in done.stdout
    assert "records/plans/b.md: đã sắp xếp lại" in done.stdout
    assert bad.read_text() == "---\nnumber: [a\n---\n"
    assert "1 tệp không đọc được nên để nguyên" in done.stderr


def test_check_writes_nothing_and_names_what_would_change(tmp_path: Path) -> None:
    file = write(tmp_path, "subject: 'a'\n")
    done = congbo(tmp_path, "fmt", "--check", "records/plans")
    assert (done.returncode, file.read_text()) == (1, "---\nsubject: 'a'\n---\n")
    assert "records/plans/x.md: chưa đúng dạng" in done.stdout
    assert congbo(tmp_path, "fmt", "records/decisions").returncode == 2


def write(root: Path, head: str, name: str = "x.md") -> Path:
    file = root / "records" / "plans" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    end = "\r\n" if "\r" in head else "\n"
    file.write_bytes(f"---{end}{head}---{end}".encode())
    assert kind_of(f"plans/{name}")
    return file
