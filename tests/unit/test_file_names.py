import random
from itertools import product
from pathlib import Path

import pytest

from congbo.rules.names import file_names, paths_below
from congbo.words.file_names import LONGEST_PATH, unportable, wrong_id

DEVICES = ["CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port, n in product(("COM", "LPT"), range(10)))]


@pytest.mark.parametrize("device", DEVICES)
def test_a_device_of_windows_is_no_name_in_any_case_with_any_ending_in_any_place(device: str) -> None:
    for name in (
        device,
        device.lower(),
        device.title(),
        f"{device}.md",
        f"{device.lower()}.tar.gz",
        f"{device} .md",
    ):
        for path in (f"records/fields/{name}", f"docs/{name}/index.md", name):
            assert device.casefold() in unportable(path).casefold()


@pytest.mark.parametrize(
    "name", ["CONG.md", "com.md", "com10.md", "xcon.md", "con-duong.md", "lpt.md", "nul-1.md", "a.con"]
)
def test_a_name_that_only_begins_or_ends_like_a_device_is_one(name: str) -> None:
    assert unportable(f"records/fields/{name}") == ""


@pytest.mark.parametrize("name", ["a.", "a ", "a. ", "a..", "a .", " .", "aux "])
def test_a_name_that_ends_in_a_point_or_a_space_is_told_for_files_and_folders(name: str) -> None:
    assert "tận cùng" in unportable(f"docs/{name}") or "dành riêng" in unportable(f"docs/{name}")
    assert unportable(f"docs/{name}/x.md")


@pytest.mark.parametrize("sign", [*'<>:"\\|?*', "\x00", "\n", "\x1f"])
def test_a_sign_that_windows_does_not_allow_is_told_and_printed_on_one_line(sign: str) -> None:
    why = unportable(f"docs/a{sign}b.md")
    assert "không cho dùng" in why
    assert why.isprintable()


def test_a_path_is_told_when_it_is_too_long_and_not_before() -> None:
    assert unportable("docs/" + "a" * (LONGEST_PATH - 5)) == ""
    assert str(LONGEST_PATH + 1) in unportable("docs/" + "a" * (LONGEST_PATH - 4))


def test_an_id_has_letters_and_digits_at_its_ends_and_signs_between_them_only() -> None:
    chance = random.Random(2)
    for _ in range(2000):
        id_ = "".join(chance.choices("aZ9.-_ /đ", k=chance.randint(0, 6)))
        right = bool(id_) and all(c in "aZ9.-" for c in id_) and id_[0] in "aZ9" and id_[-1] in "aZ9"
        assert (wrong_id(id_) == "") is right, id_
    assert wrong_id("a" * 100) == ""
    assert "101" in wrong_id("a" * 101)


def test_names_that_differ_in_case_or_unicode_form_clash_wherever_they_differ() -> None:
    paths = [
        "docs/a/X.md",
        "docs/a/x.md",
        "docs/B/y.md",
        "docs/b/y.md",
        "docs/ê.md",
        "docs/e\u0302.md",
        "docs/z.md",
    ]
    told = list(file_names(paths))
    assert [(p.path, p.rule) for p in told] == [
        ("docs/a/x.md", "name-clash"),
        ("docs/b/y.md", "name-clash"),
        ("docs/e\u0302.md", "name-clash"),
    ]
    assert all(
        other in p.message for p, other in zip(told, ("docs/a/X.md", "docs/B/y.md", "docs/ê.md"), strict=True)
    )


def test_records_whose_ids_differ_in_case_are_told_as_one_id_and_not_again() -> None:
    assert list(file_names(["records/fields/A.md", "records/fields/a.md"])) == []


def test_the_files_of_the_folders_are_listed_in_order_without_hidden_ones(tmp_path: Path) -> None:
    for path in ("docs/b.md", "docs/a/x.png", "docs/.git/y", "docs/.z", "records/r.md", "other/o.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"")
    assert paths_below(tmp_path, "records", "docs", "none") == ["docs/a/x.png", "docs/b.md", "records/r.md"]
