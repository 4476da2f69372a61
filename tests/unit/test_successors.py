import random
from datetime import date
from typing import Any

from congbo.figures.successors import in_place_of, until_then
from congbo.records.procedures import Procedure
from sample import event, procedure

DAY = date(2026, 7, 1)


def replaced(id_: str, *successors: str, day: str = "2026-07-01") -> Procedure:
    return procedure(id_, events=[{**event("thay thế bởi", day), "successor": list(successors)}])


def used(first: Procedure, *others: Procedure, day: date = DAY) -> list[str]:
    known = {one.id: one for one in (first, *others)}
    return [row.procedure.id for row in in_place_of(first, day, known)]


def test_what_was_replaced_leads_to_one_successor_or_to_several() -> None:
    assert used(replaced("a", "b"), procedure("b")) == ["b"]
    assert used(replaced("a", "b", "c"), procedure("b"), procedure("c")) == ["b", "c"]
    assert used(replaced("a", "b"), procedure("b"), day=date(2026, 6, 30)) == []
    assert used(replaced("a")) == []


def test_a_successor_that_has_ended_leads_on_to_the_last_ones() -> None:
    chain = (replaced("b", "c", "d"), replaced("c", "e"), procedure("d"), procedure("e"))
    assert used(replaced("a", "b"), *chain) == ["d", "e"]


def test_where_every_successor_has_ended_or_is_not_known_there_is_nothing_to_use() -> None:
    abolished = procedure("b", events=[event("bãi bỏ", "2026-01-01")])
    assert used(replaced("a", "b"), abolished) == []
    assert used(replaced("a", "nobody")) == []


def test_a_successor_that_is_coming_stands_after_those_in_force() -> None:
    coming = procedure("b", events=[event("mới ban hành", "2026-08-01")])
    found = in_place_of(replaced("a", "b", "c"), DAY, {"b": coming, "c": procedure("c")})
    assert [row.state.in_words for row in found] == ["đang có hiệu lực", "có hiệu lực từ 01/08/2026"]


def test_what_comes_again_leads_to_what_took_its_place_meanwhile() -> None:
    again: list[dict[str, Any]] = [
        {**event("thay thế bởi", "2026-01-01"), "successor": "b"},
        event("mới ban hành", "2027-01-01"),
    ]
    assert used(procedure("a", events=again), procedure("b")) == ["b"]
    assert used(procedure("a", events=again), procedure("b"), day=date(2027, 1, 1)) == []


def test_any_replacements_lead_to_procedures_that_have_not_ended_each_once_and_never_in_a_circle() -> None:
    chance = random.Random(11)
    for _ in range(300):
        ids = [f"p{n}" for n in range(chance.randint(1, 8))]
        known = {
            id_: replaced(id_, *chance.sample(ids, chance.randint(0, len(ids))))
            if chance.random() < 0.7
            else procedure(id_)
            for id_ in ids
        }
        for one in known.values():
            found = used(one, *known.values())
            assert len(found) == len(set(found))
            assert one.id not in found
            assert all(not known[id_].events for id_ in found)
            assert set(found) == {id_ for id_ in reached(one, known) if not known[id_].events}


def reached(start: Procedure, known: dict[str, Procedure]) -> set[str]:
    """Every procedure to which replacements lead from one, found by widening until nothing is new."""
    found: set[str] = set()
    while True:
        ends = [end for id_ in (start.id, *found) for end in known[id_].events]
        wider = found | {id_ for end in ends for id_ in end.successor}
        if wider == found:
            return found - {start.id}
        found = wider


def test_until_a_procedure_is_in_force_what_it_will_replace_is_used() -> None:
    coming = procedure("b", events=[event("mới ban hành", "2026-07-01")])
    old, other = replaced("a", "b"), replaced("c", "d")
    before, then = date(2026, 6, 30), date(2026, 7, 1)
    assert [row.procedure.id for row in until_then(coming, before, [old, other])] == ["a"]
    assert list(until_then(coming, then, [old, other])) == []
