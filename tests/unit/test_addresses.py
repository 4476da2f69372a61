"""Addresses: each lies in the site and has one owner; who asks for another's is told, with both places."""

import itertools
import shutil
from datetime import date
from pathlib import Path

import pytest
from test_cases import BASE

from congbo.pages.addresses import AddressTable, Claim, Taken, contained
from congbo.pages.pages import Pages
from congbo.records.problems import Severity
from congbo.rules import check as checks
from congbo.rules.addresses import table_of

DAY = date(2026, 6, 1)
PROCEDURE = "records/procedures/so-huu-tri-tue/1.011937.md"

OUTSIDE = (
    *("..", ".", "../x", "../../x", "../../../etc/passwd", "x/..", "x/../../y", "./x", "/x", "//x", "x//y"),
    *("x/", "..\\x", "x\\y", "C:x", "C:\\x", "x:y", "x*", "x?", 'x"y', "x<y", "x>y", "x|y", " x", "x ", "x."),
    *("x. ", "con", "CON", "prn", "AUX", "nul.html", "com1", "LPT9.x", "x\ty", "x\ny", "x" * 300, "~/.."),
    *("%2e%2e/x.", "x/ y", "..%2f.", "…/..", "./../x", "x/./y", "x/con/y", "con/x", "...", ". .", "x/..."),
    "../bao-cao/mau",
)
TAKEN = (
    *("1.011937/", "INDEX.html/..", "x/../1.011938"),
    *(f"../{place}/x/.." for place in ("thu-tuc", "van-ban", "bao-cao", "du-lieu", "assets/congbo")),
)
TYPED = [id_ for id_ in (*OUTSIDE, *TAKEN) if id_ == id_.strip() and "\n" not in id_ and "\t" not in id_]
INSIDE = ("thu-tuc/1.012353/index.html", "404.html", "văn bản/Quyết định 1.pdf", "a/.well-known/x")
OURS = ("du-lieu/thu-tuc.json", "sitemap.xml", "assets/congbo/search.js", "bao-cao/mau/can-cu.md", "404.html")


@pytest.mark.parametrize("id_", OUTSIDE)
def test_no_address_leads_outside_or_has_a_name_that_some_system_cannot_hold(id_: str) -> None:
    assert contained(f"thu-tuc/{id_}/index.html")


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_in_the_site_is_one(address: str) -> None:
    assert not contained(address)


def site(root: Path, *former: str) -> Path:
    shutil.copytree(BASE, root)
    file = root / PROCEDURE
    text = file.read_text("utf-8")
    ids = "".join(f"  - {id_!r}\n" if "\\" not in id_ else f"  - '{id_}'\n" for id_ in former)
    key = "field: so-huu-tri-tue\n"
    file.write_text(text.replace(key, f"{key}former_ids:\n{ids}", 1), "utf-8")
    return root


@pytest.mark.parametrize("id_", TYPED)
def test_a_former_id_that_leads_elsewhere_is_refused_at_its_place(id_: str, tmp_path: Path) -> None:
    problems = checks.read(site(tmp_path / "site", id_), DAY).problems
    told = [p for p in problems if p.path == PROCEDURE and p.severity is Severity.ERROR]
    assert told, id_


def test_no_combination_of_steps_up_and_names_comes_through(tmp_path: Path) -> None:
    steps = ("..", ".", "", "bao-cao", "mau", "CON", "x.")
    ids = ["/".join(parts) for parts in itertools.product(steps, repeat=3)]
    wrong = [id_ for id_ in ids if {"..", ".", "", "CON", "x."} & set(id_.split("/"))]
    assert len(wrong) > 200
    for id_ in wrong:
        assert contained(f"thu-tuc/{id_}/index.html"), id_


def test_of_two_that_ask_for_one_place_the_second_is_told_with_the_first() -> None:
    pairs = [
        ("a/index.html", "a/index.html"),
        ("a/index.html", "A/index.html"),
        ("văn/x", "va\u0306n/x"),
        ("a", "a/index.html"),
        ("a/b/c", "a/b"),
        ("ﬁ/x", "fi/x"),
    ]
    for first, second in pairs:
        table = AddressTable([Claim(first, Taken.PAGE, "one"), Claim(second, Taken.ASSET, "two")])
        (refused,) = table.refused
        assert (refused.claim.path, refused.other and refused.other.path) == ("two", "one")
        assert list(table.rows) == [first]


@pytest.mark.parametrize("file", [*OURS, "thu-tuc/1.011937.md"])
def test_a_file_of_docs_does_not_take_the_place_of_what_the_package_makes(file: str, tmp_path: Path) -> None:
    root = site(tmp_path / "site", "cu")
    front = root / "docs/index.md"
    front.write_text(f"---\ntitle: Trang\n---\n\n# Trang\n\n[x]({file})\n", "utf-8")
    target = root / "docs" / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("# x\n" if file.endswith(".md") else "x", "utf-8")
    problems = checks.read(root, DAY).problems
    assert "address" in {p.rule for p in problems}, problems


def test_the_table_has_every_file_that_is_made(built: Path, root: Path) -> None:
    found = checks.read(root, DAY)
    table = table_of(Pages(found, DAY, "https://congbo.example/"))
    made = {file.relative_to(built).as_posix() for file in built.rglob("*") if file.is_file()}
    named = {address for address in made if not address.startswith(("assets/", ".congbo"))}
    assert named == {*table.rows, "_headers"} - {"assets/congbo"}
