"""Neighbours: the procedures that a reader of one may also need. Found in linear time, by grouping."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from congbo.records.procedures import Procedure
from congbo.words.spelling import fold

NEAR = 2  # procedures shown before and after one in its field's order
MOST_KIN = 6  # procedures shown with the same result


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Procedures with the same result, and those next to it in its field."""

    same_result: tuple[Procedure, ...]
    same_field: tuple[Procedure, ...]


def neighbours(procedures: Iterable[Procedure]) -> dict[str, Neighbours]:
    """Return the neighbours of each procedure by id; the order given is the order of the register."""
    by_result: dict[str, list[Procedure]] = defaultdict(list)
    by_field: dict[str, list[Procedure]] = defaultdict(list)
    for procedure in procedures:
        by_field[procedure.field].append(procedure)
        if key := result_key(procedure):
            by_result[key].append(procedure)
    found: dict[str, Neighbours] = {}
    for of_field in by_field.values():
        for index, procedure in enumerate(of_field):
            kin = (p for p in by_result.get(result_key(procedure), []) if p is not procedure)
            same = {p.id: p for p in islice(kin, MOST_KIN)}
            around = of_field[max(0, index - NEAR) : index] + of_field[index + 1 : index + 1 + NEAR]
            beside = tuple(p for p in around if p.id not in same)
            found[procedure.id] = Neighbours(tuple(same.values()), beside)
    return found


def result_key(procedure: Procedure) -> str:
    """Return what the procedure gives, without forms and remarks: the paper that its kin also give."""
    return fold(re.split(r"[(,;]", procedure.results[0])[0]).strip() if procedure.results else ""
