"""Paging: every item once and in order, no page above its budget, and as little moved as can be."""

from random import Random

import pytest

from congbo.pages.paging import LEAST_FULL, MOST_LINKS, Item, Paged, Paging, Part, cut, size

SEEDS = range(60)


def items(chance: Random, most: int = 400, largest: int = 300) -> list[Item[int]]:
    keys = chance.sample(range(10**6), chance.randint(0, most))
    return [Item(key, f"1.{key:06}", chance.randint(1, largest), str(key)) for key in keys]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_item_stands_once_and_in_order_and_no_page_passes_the_budget(seed: int) -> None:
    chance = Random(seed)
    given, budget = items(chance), chance.choice([1, 90, 1_000, 20_000])
    runs = list(cut(given, budget))
    assert [item for run in runs for item in run] == given
    assert len(runs) == 1 or all(runs)
    assert all(sum(item.size for item in run) <= budget or len(run) == 1 for run in runs)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_fits_is_one_page_and_pages_are_well_filled(seed: int) -> None:
    chance = Random(seed)
    given = items(chance, largest=40)
    whole = sum(item.size for item in given)
    assert len(list(cut(given, max(whole, 1)))) == 1
    budget = 2_000
    assert all(
        sum(item.size for item in run) >= budget * LEAST_FULL - 40 for run in list(cut(given, budget))[:-1]
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_an_item_at_the_end_changes_the_last_two_pages_at_most(seed: int) -> None:
    chance = Random(seed)
    given = items(chance)
    before = list(cut(given, 2_000))
    after = list(cut([*given, Item(-1, "new", chance.randint(1, 300))], 2_000))
    assert after[: len(before) - 1] == before[:-1]
    assert len(after) - len(before) in (0, 1)


def test_an_item_anywhere_leaves_most_other_pages_as_they_were() -> None:
    moved = pages = 0
    for seed in SEEDS:
        chance = Random(seed)
        given = [Item(n, f"1.{chance.randrange(10**6):06}", chance.randint(20, 60)) for n in range(2_000)]
        place = chance.randrange(len(given))
        before = {tuple(run) for run in map(tuple, cut(given, 2_000))}
        added = [*given[:place], Item(-1, "new", 40), *given[place:]]
        after = {tuple(run) for run in map(tuple, cut(added, 2_000))}
        moved += len(before - after)
        pages += len(before)
    assert moved / len(SEEDS) < 6
    assert pages / len(SEEDS) > 40


def test_pages_have_addresses_that_last_and_ways_to_each_other() -> None:
    many = [Item(n, str(n), 100, str(n)) for n in range(1_000)]
    paged = Paged("linh-vuc/dat-dai/", [Part("rows", many), Part("more", [Item("x", "x", 1)])], 1_000)
    pages = list(paged)
    assert pages[0].address == "linh-vuc/dat-dai/"
    assert [page.address for page in pages[1:]] == [
        f"linh-vuc/dat-dai/trang-{number}/" for number in range(2, len(pages) + 1)
    ]
    assert [page.next for page in pages[:-1]] == [page.address for page in pages[1:]]
    assert [page.previous for page in pages[1:]] == [page.address for page in pages[:-1]]
    assert (pages[0].previous, pages[-1].next) == ("", "")
    assert [n for page in pages for n in page.lists["rows"]] == list(range(1_000))
    assert [n for page in pages for n in page.lists["more"]] == ["x"]
    assert pages[0].ranges == {"rows": f"từ 1 đến {len(pages[0].lists['rows'])}", "more": ""}
    for page in pages:
        links = page.links
        assert len(links) <= MOST_LINKS + 10
        assert [link.number for link in links if link.current] == [page.number]
        assert {page.previous, page.next, pages[0].address, pages[-1].address} <= {
            "",
            *(link.address for link in links),
        }
    reached = {pages[0].address}
    for _ in range(3):
        reached |= {link.address for page in pages if page.address in reached for link in page.links}
    assert reached == {page.address for page in pages}


def test_a_list_that_fits_has_one_page_that_says_nothing_of_pages() -> None:
    (page,) = Paged("co-quan/", [Part("rows", [Item(1, "1", 10)]), Part("none", [])])
    assert (page.several, page.further, page.suffix, page.ranges) == (
        False,
        False,
        "",
        {"rows": "", "none": ""},
    )
    assert (page.lists["rows"], page.lists["none"]) == ([1], [])
    (empty,) = Paged("co-quan/", [Part("rows", [])])
    assert empty.lists == {"rows": []}
    assert isinstance(empty, Paging)


def test_sizes_are_those_of_escaped_text() -> None:
    assert size("a", "đ", "<", '"') == 1 + 2 + 4 + 5
