"""The records of the 57 procedures hold every fact of the data that they were made from."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from congbo.figures.states import in_force, online_level
from congbo.records.procedures import Procedure
from congbo.records.reader import read_site
from congbo.records.register import Register
from congbo.words.vocabulary import OnlineLevel

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "procedures-2024.yaml"
AS_OF = date(2024, 7, 20)

# Keys whose values the records hold in another form, each checked by a test of its own or by its type.
OTHER_FORM = {
    "id", "n", "field", "receiving", "status", "online_level", "online_level_source", "content_status",
    "method", "confidence", "events", "fees", "amount_vnd", "value", "originals", "copies", "sourced_facts",
    "dossier_sets", "as_of",
}  # fmt: skip


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.public(read_site(ROOT).records)


def by_data_id(register: Register) -> dict[str, Procedure]:
    return {id_: p for p in register.procedures.values() for id_ in (p.id, *p.former_ids)}


def test_there_are_57_procedures_of_which_56_are_in_force(register: Register) -> None:
    procedures = register.procedures.values()
    assert len(procedures) == 57
    assert sum(in_force(procedure, AS_OF) for procedure in procedures) == 56


def test_online_levels_are_42_full_6_partial_8_none_among_those_in_force(register: Register) -> None:
    levels = [online_level(p, AS_OF) for p in register.procedures.values() if in_force(p, AS_OF)]
    counted = {level: levels.count(level) for level in OnlineLevel if level in levels}
    assert counted == {OnlineLevel.FULL: 42, OnlineLevel.PARTIAL: 6, OnlineLevel.NONE: 8}


def test_every_reconstructed_procedure_says_so(register: Register) -> None:
    assert all(procedure.illustrative for procedure in register.procedures.values())


def texts(value: Any, key: str = "") -> Iterator[str]:
    """Yield the texts of the data that a record must hold as they are."""
    if key in OTHER_FORM:
        return
    if isinstance(value, dict):
        for inner, part in value.items():
            yield from texts(part, inner)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, key)
    elif value is not None:
        yield str(value)


IN_NUMBERS = {"kt-skhcn-14", "kt-skhcn-15", "kt-skhcn-30", "kt-skhcn-36", "kt-skhcn-37"}
"""The procedures whose charges the data says in words, their records as amounts, rates and bounds."""


def charges(text: str) -> set[Decimal]:
    """The numbers of a charge in words."""
    found = re.findall(r"\d+(?:\.\d{3})*(?:,\d+)?", text)
    return {Decimal(number.replace(".", "").replace(",", ".")) for number in found}


def charged(record: Procedure) -> set[Decimal]:
    """Every number that a record's charges have."""
    items = [item for fees in record.fees for item in fees.items]
    items += [item for channel in record.channels for item in channel.fees or ()]
    numbers = (number for one in items for number in (one.amount, one.percent, one.least, one.most))
    return {Decimal(number) for number in numbers if number is not None}


@pytest.mark.skipif(not DATA.exists(), reason="the source data is not here")
def test_every_text_of_the_data_stands_in_its_record(register: Register) -> None:
    records = by_data_id(register)
    lost = []
    for item in yaml.safe_load(DATA.read_text("utf-8"))["procedures"]:
        held = set(texts(records[item["id"]].model_dump(mode="json")))
        lost += [(item["id"], text) for text in texts(item) if text not in held]
    # a charge that the data says in words may be said in numbers: the same ones
    assert [(id_, text) for id_, text in lost if not charges(text) <= charged(records[id_])] == []
    assert all("phí" in text.lower() or "đồng" in text or "%" in text for _, text in lost)
    assert {id_ for id_, _ in lost} <= IN_NUMBERS


@pytest.mark.skipif(not DATA.exists(), reason="the source data is not here")
def test_every_number_level_and_event_of_the_data_stands_in_its_record(register: Register) -> None:
    records = by_data_id(register)
    numbers = {decision.id: decision.number for decision in register.documents.values()}
    for item in yaml.safe_load(DATA.read_text("utf-8"))["procedures"]:
        record = records[item["id"]]
        assert record.number == item["n"]
        assert record.dossier_sets == item["dossier_sets"]
        assert record.sourced_facts == item["sourced_facts"]
        assert record.content_year == item["as_of"]
        assert register.fields[record.field].name == item["field"]
        assert str(record.online_level[-1].value) == item["online_level"]
        papers = [(paper.originals, paper.copies) for paper in record.dossier]
        assert papers == [(paper["originals"], paper["copies"]) for paper in item["dossier"] or []]
        limits = [
            (c.processing_time.value, str(c.processing_time.unit))
            for c in record.channels
            if c.processing_time
        ]
        wanted = [
            (c["processing_time"]["value"], c["processing_time"]["unit"]) for c in item["channels"] or []
        ]
        assert limits == wanted
        events = [(str(e.action), e.effective.isoformat(), numbers[e.decision]) for e in record.events]
        assert events == [(e["action"], e["date"], e["decision"]) for e in item["events"]]
        if isinstance(item["fees"], list):
            fees = [(fee.label, fee.amount, fee.basis, fee.note or None) for fee in record.fees[0].items]
            wanted_fees = [(f["label"], f.get("amount_vnd"), f["basis"], f.get("note")) for f in item["fees"]]
            assert fees == wanted_fees or item["id"] in IN_NUMBERS
            assert {fee[1] for fee in wanted_fees if fee[1] is not None} <= charged(record)
        elif item["fees"] == "không":
            assert record.fees[0].items == ()
        else:
            assert record.fees == ()
