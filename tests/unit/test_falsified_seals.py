"""Every way that we know to falsify a seal or its chain, and what is told of each.

Whoever can write the files can compute every digest anew; so each way is tried with the digests as they were
and, where that is another thing, made to hold. What holds against files that were all altered together is the
mark that was printed: the last tests are of that.
"""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from sealed import PAGE, SEAL, SEALED, STATISTIC, chain, chained, edit, put, rectify, sealed_site, told, write

from congbo.cli import main
from congbo.reports import seals
from congbo.reports.seals import Chain

SEALED_PART = "phần niêm phong"
AFTER = "đã bị sửa, hoặc có đính chính bị thêm, bị bớt hay đổi chỗ ngay sau đó"
ACCOUNTS = "Số tài khoản điện tử công vụ"
FIRST, SECOND, THIRD = (f"đính chính thứ {number}" for number in (1, 2, 3))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A sealed report that was corrected three times: 54, 55, 56, 57 accounts."""
    root = sealed_site(tmp_path / "site")
    for value, month in ((55, 8), (56, 9), (57, 10)):
        edit(root, STATISTIC, put(f"value: {value - 1}", f"value: {value}"))
        rectify(root, date(2024, month, 1), f"Đếm sót lần {month}.")
    assert told(root) == []
    return root


Falsify = Callable[[Path], object]


def at_seal(message: str) -> str:
    return f"{SEAL}:1:1: {message}"


def at_mark(message: str) -> str:
    return f"{PAGE}:10:7: {message}"


def in_file(change: Callable[[str], str]) -> Falsify:
    return lambda root: edit(root, SEAL, change)


def linked(*order: int) -> Falsify:
    """Put the rectifications in this order, as they stand, without a digest made anew."""

    def falsify(root: Path) -> None:
        found = chain(root)
        links = tuple(found.rectifications[nth] for nth in order)
        (root / SEAL).write_bytes(seals.encoded(found.model_copy(update={"rectifications": links})))

    return falsify


def anew(alter: Callable[[Chain], Chain], *, named: bool) -> Falsify:
    """Alter the chain and compute every digest anew, and the page's mark too where it is `named`."""

    def falsify(root: Path) -> None:
        was = chain(root)
        made = alter(was)
        assert made.broken() == ""
        assert made.head != was.head
        write(root, made, "" if named else was.mark)

    return falsify


def without(*gone: int) -> Callable[[Chain], Chain]:
    return lambda was: chained(
        was, rectifications=tuple(one for nth, one in enumerate(was.rectifications) if nth not in gone)
    )


def ordered(*order: int) -> Callable[[Chain], Chain]:
    return lambda was: chained(was, rectifications=tuple(was.rectifications[nth] for nth in order))


def link(nth: int, **update: object) -> Callable[[Chain], Chain]:
    def alter(was: Chain) -> Chain:
        links = list(was.rectifications)
        links[nth] = links[nth].model_copy(update=update)
        return chained(was, rectifications=tuple(links))

    return alter


def change(nth: int, **update: object) -> Callable[[Chain], Chain]:
    def alter(was: Chain) -> Chain:
        first, *others = was.rectifications[nth].changes
        return link(nth, changes=(first.model_copy(update=update), *others))(was)

    return alter


def figure(text: str) -> Callable[[Chain], Chain]:
    """Let what was sealed of a figure be another text."""

    def alter(was: Chain) -> Chain:
        data = json.loads(seals.encoded(was))
        data["seal"]["shown"]["figures"]["tai-khoan"]["text"] = text
        return chained(Chain.model_validate(data))

    return alter


def of_another_report(root: Path) -> None:
    (root / "docs/bao-cao/khac.md").write_text((root / PAGE).read_text("utf-8"), "utf-8")
    shutil.copy(root / SEAL, root / "docs/bao-cao/khac.seal.json")


def other(root: Path) -> str:
    """The mark that the seal bears now."""
    return chain(root).mark


WAS, IS = "<mã ở đầu trang>", "<mã của dấu>"
OTHER_MARK = [at_mark(f"mã niêm phong ở đầu trang là “{WAS}”, dấu niêm phong có mã “{IS}”")]
TOLD: dict[str, tuple[Falsify, list[str]]] = {
    "the file is taken away": (
        lambda root: (root / SEAL).unlink(),
        [at_mark(f"đầu trang ghi mã niêm phong “{WAS}” nhưng không có tệp {SEAL}")],
    ),
    "the mark is taken from the page": (
        lambda root: edit(root, PAGE, put(f"seal: {other(root)}\n", "")),
        [f"{PAGE}:1:1: báo cáo đã niêm phong nhưng đầu trang không có dòng “seal: {IS}”"],
    ),
    "the mark is another": (
        lambda root: edit(root, PAGE, put(other(root), f"{other(root)[:-4]}zzzz")),
        OTHER_MARK,
    ),
    "the mark is cut": (lambda root: edit(root, PAGE, put(other(root), other(root)[:24])), OTHER_MARK),
    "a value is another": (
        in_file(lambda text: text.replace('"text": "54"', '"text": "55"', 1)),
        [at_seal(f"{SEALED_PART} {AFTER}")],
    ),
    "the day of the seal is another": (
        in_file(put('"date": "2024-07-10"', '"date": "2024-07-09"')),
        [at_seal(f"{SEALED_PART} {AFTER}")],
    ),
    "a value is another, digests anew": (
        anew(figure("53"), named=False),
        [*OTHER_MARK, at_seal(f"{FIRST} ghi “54” ở chỗ phải là “53”")],
    ),
    "a value is another, digests and mark anew": (
        anew(figure("53"), named=True),
        [at_seal(f"{FIRST} ghi “54” ở chỗ phải là “53”")],
    ),
    "the first rectification is taken away": (linked(1, 2), [at_seal(f"{SEALED_PART} {AFTER}")]),
    "one in the middle is taken away": (linked(0, 2), [at_seal(f"{FIRST} {AFTER}")]),
    "the last is taken away": (linked(0, 1), [at_seal(f"{SECOND} {AFTER}")]),
    "all are taken away": (linked(), [at_seal(f"{SEALED_PART} {AFTER}")]),
    "two change places": (linked(0, 2, 1), [at_seal(f"{FIRST} {AFTER}")]),
    "one is there twice": (linked(0, 0, 1, 2), [at_seal(f"{FIRST} {AFTER}")]),
    "one in the middle is taken away, digests and mark anew": (
        anew(without(1), named=True),
        [
            at_seal(f"{SECOND} ghi “56” ở chỗ phải là “55”"),
            at_seal(f"{SECOND} ghi “56 tài khoản” ở chỗ phải là “55 tài khoản”"),
        ],
    ),
    "the last is taken away, digests and mark anew": (
        anew(without(2), named=True),
        [
            f"{STATISTIC}:1:1: bản ghi “tai-khoan-2024-06-30” trong báo cáo “mau” niêm phong ngày 10/07/2024"
            " trước là “56 tài khoản”, nay là “57 tài khoản”; số liệu: tai-khoan (56 → 57)"
        ],
    ),
    "all are taken away, digests and mark anew": (
        anew(without(0, 1, 2), named=True),
        [
            f"{STATISTIC}:1:1: bản ghi “tai-khoan-2024-06-30” trong báo cáo “mau” niêm phong ngày 10/07/2024"
            " trước là “54 tài khoản”, nay là “57 tài khoản”; số liệu: tai-khoan (54 → 57)"
        ],
    ),
    "two change places, digests and mark anew": (
        anew(ordered(1, 0, 2), named=True),
        [
            at_seal(f"{FIRST} ghi “55” ở chỗ phải là “54”"),
            at_seal(f"{FIRST} ghi “55 tài khoản” ở chỗ phải là “54 tài khoản”"),
            at_seal(f"{SECOND} đề ngày 01/08/2024, trước 01/09/2024 là ngày của lần trước nó"),
            at_seal(f"{SECOND} ghi “54” ở chỗ phải là “56”"),
            at_seal(f"{SECOND} ghi “54 tài khoản” ở chỗ phải là “56 tài khoản”"),
            at_seal(f"{THIRD} ghi “56” ở chỗ phải là “55”"),
            at_seal(f"{THIRD} ghi “56 tài khoản” ở chỗ phải là “55 tài khoản”"),
        ],
    ),
    "a reason is reworded": (in_file(put("Đếm sót lần 9.", "Thay đổi.")), [at_seal(f"{SECOND} {AFTER}")]),
    "the last reason is reworded": (
        in_file(put("Đếm sót lần 10.", "Thay đổi.")),
        [at_seal(f"{THIRD} {AFTER}")],
    ),
    "a reason is reworded, digests anew": (anew(link(1, reason="Thay đổi."), named=False), OTHER_MARK),
    "a day is before the previous": (
        in_file(put("2024-09-01", "2024-07-31")),
        [at_seal(f"{SECOND} {AFTER}")],
    ),
    "a day is before the previous, digests and mark anew": (
        anew(link(1, date=date(2024, 7, 31)), named=True),
        [at_seal(f"{SECOND} đề ngày 31/07/2024, trước 01/08/2024 là ngày của lần trước nó")],
    ),
    "the first is before the seal, digests and mark anew": (
        anew(link(0, date=date(2024, 7, 9)), named=True),
        [at_seal(f"{FIRST} đề ngày 09/07/2024, trước 10/07/2024 là ngày của lần trước nó")],
    ),
    "a day is to come, digests and mark anew": (
        anew(link(2, date=date(2031, 1, 1)), named=True),
        [at_seal(f"{THIRD} đề ngày 01/01/2031, là ngày chưa tới")],
    ),
    "a reason is empty, digests and mark anew": (
        anew(link(1, reason=" "), named=True),
        [at_seal(f"{SECOND} không nói lý do")],
    ),
    "old words are others, digests and mark anew": (
        anew(change(1, old="05"), named=True),
        [at_seal(f"{SECOND} ghi “05” ở chỗ phải là “55”")],
    ),
    "new words are others, digests and mark anew": (
        anew(change(1, new="65"), named=True),
        [at_seal(f"{SECOND} ghi “65” ở chỗ phải là “56”")],
    ),
    "a part is called otherwise, digests and mark anew": (
        anew(change(1, title="số liệu “Số bàn ghế”"), named=True),
        [at_seal(f"{SECOND} ghi “số liệu “Số bàn ghế”” ở chỗ phải là “số liệu “{ACCOUNTS}””")],
    ),
    "a rectification is written by hand, without digests": (
        in_file(
            put(
                '"rectifications": [',
                '"rectifications": [{"date": "2024-07-11", "reason": "Đã sửa.", "previous": "",'
                ' "changes": [{"part": "tên", "id": "organisation/SKHCN", "title": "tên", "old": "Sở",'
                ' "new": "Sở", "value": {"full": "Sở"}}]}, ',
            )
        ),
        [at_seal(f"{SEALED_PART} {AFTER}")],
    ),
    "the seal is another report's": (
        in_file(put('"report": "mau"', '"report": "khac"')),
        [at_seal("dấu niêm phong này là của báo cáo “khac”, không phải “mau”")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("falsify", "lines"), TOLD.values(), ids=TOLD)
def test_a_falsified_seal_is_told(site: Path, falsify: Falsify, lines: list[str]) -> None:
    was = chain(site).mark
    falsify(site)
    page = (site / PAGE).read_text("utf-8")
    named = page.partition("\nseal: ")[2].partition("\n")[0] or was
    found, _ = seals.read_seal((site / SEAL).read_bytes() if (site / SEAL).exists() else b"", SEAL, "mau")
    expected = [line.replace(WAS, named).replace(IS, found.mark if found else was) for line in lines]
    assert sorted(told(site)) == sorted(expected)


def test_at_least_twelve_ways_are_tried() -> None:
    assert len(TOLD) >= 12


def test_a_seal_that_was_copied_to_another_report_is_told(site: Path) -> None:
    of_another_report(site)
    message = "dấu niêm phong này là của báo cáo “mau”, không phải “khac”"
    assert f"docs/bao-cao/khac.seal.json:1:1: {message}" in told(site)


def test_a_rectification_that_was_added_by_hand_counts_as_one_that_the_command_made(site: Path) -> None:
    """It says what is true and is in the open; that it is there is seen at the printed mark."""
    was = chain(site)
    edit(site, STATISTIC, put("value: 57", "value: 58"))
    made = rectify(site, date(2024, 11, 1), "Viết bằng tay.")
    assert told(site) == []
    write(site, made, was.mark)
    (line,) = told(site)
    said = f"là mã trước đính chính thứ 4; mã sau đính chính là “{made.mark}”"
    assert line == at_mark(f"mã niêm phong ở đầu trang {said}")


def verify(root: Path, monkeypatch: pytest.MonkeyPatch, mark: str | None = None) -> tuple[int, str]:
    """What the command answers, with a mark that stands on paper."""
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["verify", "mau", *(["--mark", mark] if mark is not None else [])])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


NOT_OF_THIS = "KHÔNG KHỚP: 0 chỗ khác, 0 lỗi khác, mã trên giấy không phải của dấu niêm phong này.\n"


def test_files_that_were_put_back_together_do_not_bear_the_printed_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = sealed_site(tmp_path / "site")
    before = {path: (root / path).read_bytes() for path in (PAGE, SEAL, STATISTIC)}
    edit(root, STATISTIC, put("value: 54", "value: 55"))
    printed = rectify(root).mark
    assert verify(root, monkeypatch, printed)[0] == 0
    for path, raw in before.items():
        (root / path).write_bytes(raw)
    assert told(root) == []
    assert verify(root, monkeypatch) == (0, verify(root, monkeypatch)[1])
    code, said = verify(root, monkeypatch, printed)
    assert code == 1
    assert said.endswith(NOT_OF_THIS)


def test_a_seal_that_was_made_anew_does_not_bear_the_printed_mark(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = chain(site).mark
    for alter in (link(1, reason="Thay đổi."), link(2, date=date(2024, 10, 2))):
        anew(alter, named=True)(site)
        assert told(site) == []
        assert verify(site, monkeypatch, printed)[1].endswith(NOT_OF_THIS)


def forms(mark: str) -> list[str]:
    digits = mark.replace(" ", "")
    return [
        mark,
        digits,
        digits.upper(),
        mark.replace(" ", "-"),
        mark.replace(" ", "\u00a0"),
        f"  {mark.upper()}\n",
        mark.replace(" ", " \u2013 "),
    ]


def test_a_printed_mark_is_known_however_it_is_typed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = chain(site)
    for typed in [*forms(found.mark), found.head, found.head.upper()]:
        code, said = verify(site, monkeypatch, typed)
        assert (code, said.count("\nMã trên giấy là mã của đính chính thứ 3.\n")) == (0, 1), typed
        assert said.endswith("Khớp.\n")


def test_the_mark_of_an_earlier_link_is_known_and_what_was_corrected_since_is_said(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = chain(site).digests
    of = ["bản niêm phong", FIRST, SECOND]
    for number, (digest, name) in enumerate(zip(digests[:-1], of, strict=True)):
        for typed in (seals.printed(digest), digest):
            code, said = verify(site, monkeypatch, typed)
            since = f"Mã trên giấy là mã của {name}; từ đó đã có {3 - number} đính chính như trên.\n"
            assert (code, since in said) == (0, True)


def test_a_mark_of_nothing_here_is_not_known(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark, head = chain(site).mark, chain(site).head
    former = head[:20]
    cut = [former, seals.printed(former), head[:31], head[:33], head[:63], f"{head}0", head[1:33]]
    others = ["x", "", " ", "-", head[::-1][:32], "0" * 32, "٠" * 32, f"{mark} {mark}", "{{ x }}"]
    for wrong in (*cut, *others):
        code, said = verify(site, monkeypatch, wrong)
        assert (code, said.endswith(NOT_OF_THIS)) == (1, True), wrong
    (site / SEAL).unlink()
    code, said = verify(site, monkeypatch, mark)
    assert code == 1
    assert f"mã “{mark}” không so được" in said


def test_verify_says_each_link_with_its_day_its_mark_and_its_reason(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = verify(site, monkeypatch)
    marks = [seals.printed(digest) for digest in chain(site).digests]
    assert (code, said.splitlines()[1]) == (0, f"Niêm phong ngày {SEALED:%d/%m/%Y}, mã {marks[0]}")
    assert said.splitlines()[3:] == [
        *(
            f"Đính chính ngày 01/{month:02}/2024, 2 phần, mã {mark}: Đếm sót lần {month}."
            for month, mark in zip((8, 9, 10), marks[1:], strict=True)
        ),
        "Khớp.",
    ]


HOSTILE = {
    "nothing": b"",
    "a list": b"[]",
    "a text": b'"seal"',
    "deep lists": b"[" * 200_000,
    "noise": bytes(range(256)),
    "only the names of keys": b'{"format":2,"report":"mau","seal":{},"rectifications":[],"head":""}',
    "numbers for all": b'{"format":2,"report":1,"seal":1,"rectifications":1,"head":1}',
}
COMMANDS = (
    ["verify", "mau"],
    ["seal", "mau"],
    ["seal", "mau", "--replace"],
    ["rectify", "mau", "--reason", "Sai số."],
    ["check"],
)


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_no_command_ends_in_a_traceback_or_writes_over_what_it_cannot_read(
    site: Path, monkeypatch: pytest.MonkeyPatch, raw: bytes
) -> None:
    (site / SEAL).write_bytes(raw)
    page = (site / PAGE).read_bytes()
    monkeypatch.chdir(site)
    for arguments in COMMANDS:
        done = CliRunner().invoke(main, arguments)
        assert isinstance(done.exception, SystemExit), arguments
        assert done.exit_code == 1
        assert f"{SEAL}" in done.output
        assert (site / SEAL).read_bytes() == raw
        assert (site / PAGE).read_bytes() == page


HEADS = [
    "seal: [1, 2]",
    "seal: {a: b}",
    "seal:",
    "seal: ''",
    "seal: " + "a" * 5000,
    "seal: 1e00\nseal: 1e00",
    "seal: |\n  a\n  b",
    "seal: !!int 1",
    "seal: &x y",
    "seal: 0x10",
    'seal: "\\ud800"',
    "seal: {{ figure('x') }}",
]


@pytest.mark.parametrize("head", HEADS)
def test_whatever_stands_for_a_mark_at_a_pages_head_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch, head: str
) -> None:
    edit(site, PAGE, lambda text: text.replace(f"seal: {chain(site).mark}", head))
    monkeypatch.chdir(site)
    for arguments in COMMANDS:
        done = CliRunner().invoke(main, arguments)
        assert isinstance(done.exception, SystemExit), (arguments, done.exception)
        assert done.exit_code in (1, 2)
    done = CliRunner().invoke(main, ["check"])
    assert PAGE in done.output
    assert all(
        line.startswith((PAGE, SEAL, "congbo", "chất lượng", "Đã", "0", "1", "2", "3"))
        for line in done.output.splitlines()
    )
