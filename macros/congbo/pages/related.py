"""Related: the procedures that a reader of one may also need. Found in linear time, by grouping."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from congbo.records.procedures import Procedure
from congbo.words.spelling import fold

NEAR = 2  # procedures shown before and after one in its field's order
MOST_OF_RESULT = 6  # procedures shown with the same result


@dataclass(frozen=True, slots=True)
class Related:
    """Procedures with the same result, and those next to it in its field."""

    same_result: tuple[Procedure, ...]
    same_field: tuple[Procedure, ...]

    def __bool__(self) -> bool:
        return bool(self.same_result or self.same_field)


def related(procedures: Iterable[Procedure]) -> dict[str, Related]:
    """Return what is related to each procedure, by id; the order given is the order of the register."""
    by_result: dict[str, list[Procedure]] = defaultdict(list)
    by_field: dict[str, list[Procedure]] = defaultdict(list)
    for procedure in procedures:
        by_field[procedure.field].append(procedure)
        if key := result_key(procedure):
            by_result[key].append(procedure)
    found: dict[str, Related] = {}
    for of_field in by_field.values():
        for index, procedure in enumerate(of_field):
            others = (p for p in by_result.get(result_key(procedure), []) if p is not procedure)
            same = {p.id: p for p in islice(others, MOST_OF_RESULT)}
            around = of_field[max(0, index - NEAR) : index] + of_field[index + 1 : index + 1 + NEAR]
            beside = tuple(p for p in around if p.id not in same)
            found[procedure.id] = Related(tuple(same.values()), beside)
    return found


def result_key(procedure: Procedure) -> str:
    """Return what the procedure gives, without forms and remarks: the paper that the others also give."""
    return fold(re.split(r"[(,;]", procedure.results[0].name)[0]).strip() if procedure.results else ""
