"""Any definition: it never fails, never adds unlike units, and gives what an oracle of its own gives."""

import random
from fractions import Fraction
from typing import Any

import pytest
from forms import observation

from congbo.figures.definitions import explained, in_words
from congbo.figures.indicators import evaluate
from congbo.figures.quantities import State
from congbo.figures.sentences import sentence_of
from congbo.figures.typed import clashes
from congbo.records.forms import Form, shipped
from congbo.records.operands import SHORT_FORM, Operand
from congbo.records.record import Record
from congbo.records.register import Register
from sample import FRAME, dossiers, indicator, procedure, statistic

UNITS = {
    "viec": "việc",
    "nguoi": "người",
    "nghin-viec": "nghìn việc",
    "ty-le": "%",
    "viec-moi-nguoi": "việc/người",
}
SCALES = {"nghìn việc": 1000, "%": Fraction(1, 100)}
LEAVES = ("statistic", "constant", "dossiers", "form")
WAYS = (*LEAVES, "sum", "difference", "product", "quotient", "ratio", "mean")
CELLS = [(form.id, key) for form in shipped().values() for key in form.by_key]


def any_definition(chance: random.Random, depth: int = 3) -> dict[str, Any]:
    """A definition of any ways and units, most of them senseless."""
    way = chance.choice(WAYS if depth else LEAVES)

    def one() -> dict[str, Any]:
        return any_definition(chance, depth - 1)

    found: dict[str, Any]
    match way:
        case "statistic":
            found = {"statistic": chance.choice([*UNITS, "khong-co"])}
        case "constant":
            found = {"constant": chance.choice(["0", "2", "1.5", "100"])}
        case "dossiers":
            found = {"dossiers": chance.choice(["received_total", "resolved_total", "pending_total"])}
        case "form":
            form, column = chance.choice([*CELLS, ("khong-co", "tong"), ("so-hoa-766", "khong-co")])
            found = {"form": form, "column": column}
            if chance.random() < 0.2:
                found |= {"level": "cấp xã", "field": "f1"}
        case "sum" | "difference":
            found = {way: [one() for _ in range(chance.randint(2, 3))]}
        case "product":
            found = {"product": {"of": one(), "by": chance.choice(["0", "0.5", "1000", "3"])}}
        case "quotient" | "ratio":
            found = {way: {"numerator": one(), "denominator": one()}}
        case _:
            of = [one() for _ in range(chance.randint(1, 2))]
            weights = [one() for _ in of] if chance.random() < 0.4 else []
            found = {"mean": {"of": of, "weights": weights}}
            if chance.random() < 0.2:
                found = {
                    "mean": {
                        "of": of[:1],
                        "weights": weights[:1],
                        "each": chance.choice(["đơn vị", "lĩnh vực"]),
                    }
                }
    if chance.random() < 0.15:
        found["in_unit"] = chance.choice([*UNITS.values(), "hồ sơ"])
    if chance.random() < 0.1:
        found["from_start_of_year"] = "có"
    return found


def records(chance: random.Random) -> list[Record]:
    stated = [
        statistic(measure, str(chance.choice([0, 1, 3, 17, "8.96"])), unit=unit)
        for measure, unit in UNITS.items()
    ]
    rows = [
        dossiers(f"d{n}", {"received_total": chance.randint(0, 9), "resolved_total": n}, field=f"f{n}")
        for n in range(3)
    ]
    filled = [
        observation(
            [{"label": f"Dòng {n}", "field": f"f{n}", "cells": _cells(chance, of)} for n in range(2)],
            id=of.id,
            form=of.id,
        )
        for of in shipped().values()
        if of.id != SHORT_FORM
    ]
    return [*stated, *rows, *filled, procedure("p1")]


def _cells(chance: random.Random, of: Form) -> dict[str, str]:
    return {key: chance.choice(["0", "3", "40", "không rõ"]) for key in of.by_key}


def test_no_definition_fails_and_none_adds_unlike_units() -> None:
    chance = random.Random(768)
    unlike = 0
    for _ in range(1500):
        register = Register(records(chance))
        unit = chance.choice([*UNITS.values(), "hồ sơ", "lần"])
        made = indicator("x", any_definition(chance), unit=unit)
        found = evaluate(made, FRAME, register)
        assert (found.value is None) is (found.state is not State.KNOWN)
        words = explained(made.definition, register)
        assert in_words(words, lambda term: term.text)
        assert sentence_of(made, words).endswith(".")
        told = [clash for clash in clashes(made.unit, made.definition, register) if not clash.ratio]
        if found.state is State.UNLIKE:
            unlike += 1
            assert told, made.definition
        if found.value is not None:
            assert not told, (made.definition, told)
    assert unlike > 300


def typed(
    chance: random.Random, unit: str, data: dict[str, Any], depth: int = 3
) -> tuple[dict[str, Any], Any]:
    """A definition in a unit, with the value that it has: worked out here, from plain numbers.

    None is a number that has not arisen. The units are `việc`, `người`, per cent and the pure number.
    """
    ways = ["leaf"] if not depth else ["leaf", "sum", "difference", "product", "mean", "weighted"]
    if depth and unit == "%":
        ways += ["ratio"] * 4
    if depth and unit == "":
        ways += ["quotient"] * 4
    way = chance.choice(ways)

    def made(of: str, count: int) -> tuple[list[dict[str, Any]], list[Any]]:
        parts = [typed(chance, of, data, depth - 1) for _ in range(count)]
        return [part for part, _ in parts], [value for _, value in parts]

    match way:
        case "leaf":
            if unit == "":
                number = chance.choice(["0", "3", "2.5"])
                return {"constant": number}, Fraction(number)
            measure = chance.choice(sorted(data[unit]))
            return {"statistic": measure}, data[unit][measure]
        case "sum" | "difference":
            parts, values = made(unit, chance.randint(2, 3))
            if None in values:
                return {way: parts}, None
            return {way: parts}, sum(values) if way == "sum" else values[0] - sum(values[1:])
        case "product":
            parts, values = made(unit, 1)
            return {"product": {"of": parts[0], "by": "2.5"}}, values[0] and values[0] * Fraction(5, 2)
        case "mean":
            parts, values = made(unit, 3)
            return {"mean": {"of": parts}}, None if None in values else sum(values) / Fraction(3)
        case "weighted":
            parts, values = made(unit, 2)
            heavy = [chance.choice(sorted(data["người"])) for _ in parts]
            weights = [data["người"][measure] for measure in heavy]
            definition = {"mean": {"of": parts, "weights": [{"statistic": measure} for measure in heavy]}}
            counted = [(v, w) for v, w in zip(values, weights, strict=True) if not (v is None and w == 0)]
            total = sum(w for _, w in counted)
            if any(v is None for v, _ in counted) or not total:
                return definition, None
            return definition, sum(v * w for v, w in counted) / total
        case _:
            of = chance.choice(["việc", "người"])
            parts, (above, below) = made(of, 2)
            divided = {way: {"numerator": parts[0], "denominator": parts[1]}}
            if above is None or below is None or below == 0:
                return divided, None
            return divided, above / below * (100 if way == "ratio" else 1)


@pytest.mark.parametrize(
    ("unit", "printed_in"), [("việc", "việc"), ("%", "%"), ("", "lần"), ("", "%"), ("%", "lần")]
)
def test_a_typed_definition_gives_what_plain_arithmetic_gives(unit: str, printed_in: str) -> None:
    chance = random.Random(f"{unit} {printed_in}")
    known = 0
    for _ in range(400):
        data: dict[str, dict[str, Fraction]] = {
            of: {f"{name}-{n}": Fraction(chance.choice([0, 0, 1, 7, 40])) for n in range(3)}
            for of, name in (("việc", "v"), ("người", "n"), ("%", "p"))
        }
        stated = [
            statistic(measure, str(value), unit=of)
            for of, held in data.items()
            for measure, value in held.items()
        ]
        definition, expected = typed(chance, unit, data)
        made = indicator("x", definition, unit=printed_in)
        found = evaluate(made, FRAME, Register(stated))
        if expected is not None and (unit, printed_in) == ("", "%"):
            expected *= 100
        if expected is not None and (unit, printed_in) == ("%", "lần"):
            expected /= 100
        assert found.value == expected, definition
        assert not list(clashes(made.unit, made.definition, Register(stated)))
        known += expected is not None
    assert known > 100


def test_a_definition_is_walked_to_its_last_number() -> None:
    chance = random.Random(9)
    for _ in range(200):
        definition = any_definition(chance)
        places = dict(Operand.model_validate(definition).walk())
        assert len(places) == _operands_in(definition)


def _operands_in(value: Any) -> int:
    """How many groups in a definition are numbers: those that say a way, counted without the language's"
    " help."""
    if isinstance(value, list):
        return sum(map(_operands_in, value))
    if not isinstance(value, dict):
        return 0
    own = bool(
        {
            "statistic",
            "constant",
            "dossiers",
            "form",
            "sum",
            "difference",
            "product",
            "quotient",
            "ratio",
            "mean",
        }
        & {*value}
    )
    return own + sum(map(_operands_in, value.values()))


def test_a_year_of_any_parts_is_added_up_as_the_dossiers_run() -> None:
    chance = random.Random(1)
    for _ in range(60):
        cuts = sorted(chance.sample(range(1, 7), chance.randint(0, 4)))
        months = [(start + 1, end) for start, end in zip([0, *cuts], [*cuts, 7], strict=True)]
        rows, pending, total = [], chance.randint(0, 9), 0
        opening, received, done = pending, pending, 0
        for start, end in months:
            came = chance.randint(0, 30)
            solved = chance.randint(0, pending + came)
            last = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 20}[end]
            period = {"start": f"2024-{start:02d}-01", "end": f"2024-{end:02d}-{last}"}
            cells = {
                "received_total": pending + came,
                "received_online": came,
                "carried_over": pending,
                "resolved_total": solved,
                "resolved_early": solved,
                "pending_total": pending + came - solved,
            }
            rows.append(dossiers(f"r{start}", cells, period=period))
            received, done, pending, total = (
                received + came,
                done + solved,
                pending + came - solved,
                total + came,
            )
        expected = {
            "received_total": received,
            "received_online": total,
            "carried_over": opening,
            "resolved_total": done,
            "pending_total": pending,
        }
        chance.shuffle(rows)
        for column, value in expected.items():
            made = indicator("x", {"dossiers": str(column), "from_start_of_year": "có"})
            assert evaluate(made, FRAME, Register(rows)).value == value
