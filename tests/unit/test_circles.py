"""Circles of what replaces, succeeds, stands above or is the basis of another, also in time."""

from datetime import date
from random import Random
from time import process_time

import pytest
from checking import told

from congbo.records.record import Record
from congbo.rules.references import circles, cycles
from sample import document, organisation

Graph = dict[str, list[str]]


def reaches(graph: Graph, start: str) -> set[str]:
    """What can be reached from a node in one step or more."""
    found: set[str] = set()
    waiting = list(graph.get(start, []))
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting += graph.get(one, [])
    return found


@pytest.mark.parametrize("seed", range(80))
def test_a_circle_is_told_exactly_where_there_is_one_and_is_one(seed: int) -> None:
    random = Random(seed)
    names = [f"n{n}" for n in range(random.randint(1, 9))]
    graph = {
        one: random.sample([*names, "elsewhere"], random.choice([0, 1, 1, min(2, len(names))]))
        for one in names
    }
    found = list(cycles(graph))
    on_circles = {one for one in names if one in reaches(graph, one)}
    assert bool(found) == bool(on_circles)
    for circle in found:
        assert len(circle) == len(set(circle))
        assert all(after in graph[one] for one, after in zip(circle, [*circle[1:], circle[0]], strict=True))
    for one in on_circles:  # each is told, or hangs together with one that is
        together = {other for circle in found for other in circle}
        assert together & ({one} | reaches(graph, one))


def test_a_long_chain_takes_no_longer_than_its_links() -> None:
    begun = process_time()
    assert not list(cycles({str(n): [str(n + 1)] for n in range(20_000)}))
    assert process_time() - begun < 2  # walked anew from each start it takes minutes


@pytest.mark.parametrize("seed", range(60))
def test_bodies_stand_above_each_other_on_a_day_or_not_at_all(seed: int) -> None:
    random = Random(seed)
    names = [f"B{n}" for n in range(random.randint(2, 5))]
    days = [date(2020 + n, 1, 1) for n in range(4)]
    bodies: list[Record] = []
    above: dict[str, dict[date | None, str]] = {}
    for one in names:
        held: dict[date | None, str] = {None: random.choice(["", *names])}
        held |= {day: random.choice(["", *names]) for day in random.sample(days, random.randint(0, 2))}
        above[one] = held
        versions = []
        for since in sorted(held, key=lambda day: day or date.min):
            value = {"value": held[since]} if held[since] else {"none": "có"}
            versions.append({**({"since": str(since)} if since else {}), **value})
        bodies.append(organisation(one, parent=versions))

    def on(day: date) -> Graph:
        def parent(one: str) -> str:
            begun = max(since or date.min for since in above[one] if (since or date.min) <= day)
            return above[one][None if begun == date.min else begun]

        return {one: [up] for one in names if (up := parent(one))}

    circles_there = any(one in reaches(on(day), one) for day in (date.min, *days) for one in names)
    assert bool(told(circles, *bodies)) == circles_there


def test_bodies_that_succeed_each_other_and_documents_that_rest_on_each_other_are_told() -> None:
    (line,) = told(circles, organisation("A", successor="B"), organisation("B", successor="A"))
    assert line[2] == "replacement-cycle"
    assert line[3].startswith("việc thay thế đi thành vòng: A → B → A. ")
    (line,) = told(circles, document("46-KH-SKHCN-2024", based_on="46-KH-SKHCN-2024"))
    assert line[2] == "basis-cycle"
