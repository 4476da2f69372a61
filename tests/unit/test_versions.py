"""Versions of a key: what holds on a day, over random histories, and where an error in one is told."""

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from ruamel.yaml import YAML

from congbo.export.json import record as as_data
from congbo.figures.changes import changes_of
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.records.comments import is_note_of
from congbo.records.kinds import every_reference, models, part_type, references
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.records.reader import read_record
from congbo.records.record import Record, changing_keys
from congbo.records.register import Register
from congbo.records.versions import Version, Versions
from congbo.reports.site import Site
from sample import document, field, organisation, procedure

DAY_ONE = date(2024, 1, 1)
TEXT = ("name", "short_name", "level", "conditions", "type", "receiving_note")
VALUES: dict[str, list[Any]] = {
    **{key: [f"{key} một", f"{key} hai", f"{key}: ba"] for key in TEXT},
    "field": ["so-huu-tri-tue", "an-toan-buc-xa"],
    "receiving": ["A", "B", ["A", "C"]],
    "helping": [["A"], ["B", "C"]],
    "legal_basis": [[{"number": "1/2020/QH14"}], [{"number": "2/2020/QH14", "articles": "Điều 1"}]],
    "dossier_sets": ["1", "2"],
    "applicants": [["tổ chức"], ["cá nhân", "tổ chức"]],
    "steps": [["Nộp"], ["Nộp", "Nhận"], ["Nộp trực tuyến", "Nhận"]],
    "results": [["Giấy phép"], ["Giấy phép", {"name": "Biển hiệu", "code": "KQ.1"}]],
    "cases": [
        [{"id": "moi", "name": "Cấp mới"}],
        [{"id": "moi", "name": "Cấp mới", "dossier": [{"name": "Đơn"}]}, {"id": "lai", "name": "Cấp lại"}],
    ],
    "authority": [{"decides": "Sở A"}, {"decides": "Sở B", "handles": "Sở A"}],
    "channels": [
        [{"method": "trực tiếp"}],
        [{"method": "trực tuyến", "processing_time": {"value": "5", "unit": "ngày"}}],
    ],
    "dossier": [
        [{"name": "Đơn"}],
        [{"name": "Đơn", "copies": "1"}, {"name": "Bản sao"}],
        [{"name": "Tờ khai"}],
    ],
}
"""Values of each key of a procedure that may change, as an editor types them."""

SEEDS = range(60)
BY = "348-QD-UBND-2024"


def history_of(random: Random, key: str) -> list[dict[str, Any]]:
    """Versions of a key on days of a year, the first with or without a day."""
    days = sorted(random.sample(range(365), random.randint(1, 4)))
    since: list[str | None] = [(DAY_ONE + timedelta(days=day)).isoformat() for day in days]
    if random.random() < 0.6:
        since[0] = None
    return [version(random, key, day) for day in since]


def version(random: Random, key: str, since: str | None) -> dict[str, Any]:
    found: dict[str, Any] = {"value": random.choice(VALUES[key])}
    if since:
        found["since"] = since
    if random.random() < 0.5:
        found["by"] = BY
    return found


def typed(seed: int) -> dict[str, Any]:
    """The keys of a procedure, some plain and some as versions."""
    random = Random(seed)
    keys: dict[str, Any] = {"name": "Tên", "field": "so-huu-tri-tue"}
    for key in random.sample(sorted(VALUES), 6):
        keys[key] = history_of(random, key) if random.random() < 0.7 else random.choice(VALUES[key])
    return keys


def days() -> Iterator[date]:
    yield from (DAY_ONE + timedelta(days=offset) for offset in range(-2, 370, 7))


def plainly(key: str, value: Any) -> Any:
    return getattr(procedure("p1", **{key: value}), key)


def test_every_key_of_a_procedure_that_may_change_is_tried_here() -> None:
    assert set(VALUES) == set(changing_keys(Procedure))
    assert set(changing_keys(Organisation)) == {
        *("name", "short_name", "long_name", "symbol", "parent", "successor"),
    }


def test_no_group_in_a_list_that_may_change_has_a_key_of_a_version() -> None:
    for model in models():
        for key in changing_keys(model):
            inside = part_type(model.model_fields[key].annotation)
            assert not inside or not inside.model_fields.keys() & Version.model_fields.keys(), key


@pytest.mark.parametrize("seed", SEEDS)
def test_a_record_on_a_day_holds_the_last_version_that_has_begun(seed: int) -> None:
    keys = typed(seed)
    record = procedure("p1", **keys)
    for day in days():
        held = record.on(day)
        for key, value in keys.items():
            if not (isinstance(value, list) and isinstance(value[0], dict) and "value" in value[0]):
                assert getattr(held, key) == plainly(key, value)
                continue
            begun = [one for one in value if one.get("since", "") <= day.isoformat()]
            first = value[0] if key in ("name", "field") else None
            last = begun[-1] if begun else first
            expected = plainly(key, last["value"]) if last else Procedure.model_fields[key].default
            assert getattr(held, key) == expected, (key, day)


@pytest.mark.parametrize("seed", SEEDS)
def test_asking_for_a_day_twice_or_by_way_of_another_day_gives_the_same(seed: int) -> None:
    record = procedure("p1", **typed(seed))
    for day in days():
        assert record.on(day).on(day) is record.on(day) or record.on(day).on(day) == record.on(day)
        assert record.on(date(2024, 5, 5)).on(day) == record.on(day)
        assert record.on(day).history == record.history


@pytest.mark.parametrize("seed", SEEDS)
def test_a_later_version_leaves_what_holds_before_as_it_is(seed: int) -> None:
    random, keys = Random(-seed), typed(seed)
    edited = dict(keys)
    for key in random.sample(sorted(VALUES), 3):
        found = keys.get(key)
        if found is None:
            edited[key] = [version(random, key, "2025-06-01")]
            if key == "field":
                continue
        elif isinstance(found, list) and isinstance(found[0], dict) and "value" in found[0]:
            edited[key] = [*found, version(random, key, "2025-06-01")]
        else:
            edited[key] = [{"value": found}, version(random, key, "2025-06-01")]
    before, after = procedure("p1", **keys), procedure("p1", **edited)
    for day in days():
        assert before.on(day).model_dump() == after.on(day).model_dump()
    last = date(2025, 6, 1)
    assert before.on(last).model_dump() != after.on(last).model_dump() or all(
        plainly(key, value[-1]["value"]) == getattr(before, key)
        for key, value in edited.items()
        if value is not keys.get(key)
    )


@pytest.mark.parametrize("key", sorted(VALUES))
def test_a_single_version_without_a_day_is_the_plain_form(key: str) -> None:
    for value in VALUES[key]:
        plain, dated = (procedure("p1", **{key: given}) for given in (value, [{"value": value}]))
        assert plain == dated
        assert not dated.history
        assert as_data(plain) == as_data(dated)
        assert pages_of(plain) == pages_of(dated)


def pages_of(record: Procedure) -> dict[str, str]:
    around = [
        *(field(id_) for id_ in VALUES["field"]),
        *(organisation(id_) for id_ in "ABC"),
        document(BY, "decisions"),
    ]
    pages = Pages(Site(Path(), Register([*around, record]), (), (), ()), date(2024, 7, 24))
    renderer = Renderer(pages, structured_data=lambda record: "")
    return {page.address: renderer.page(page) for page in pages}


def as_file(keys: dict[str, Any]) -> bytes:
    out = io.StringIO()
    yaml = YAML()
    yaml.width = 4096
    yaml.dump(json.loads(json.dumps(keys)), out)  # what is one object twice would be an alias
    return f"---\n{out.getvalue()}---\n".encode()


def read(raw: bytes) -> Record:
    record, problems = read_record(raw, "records/procedures/p1.md")
    assert problems == []
    assert record is not None
    return record


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_written_as_yaml_is_read_as_the_same_record_and_a_version_can_be_added(seed: int) -> None:
    keys = typed(seed)
    record = read(as_file(keys))
    assert record == procedure("p1", **keys)
    for key in record.history:
        more = version(Random(seed), key, "2025-06-01")
        longer = {**keys, key: [*keys[key], more]}
        assert read(as_file(longer)) == procedure("p1", **longer) != record


def named(path: tuple[Any, ...], target: str, value: Any) -> Iterator[tuple[Any, str, str]]:
    """Where a value names records of a target; a key that takes a list also takes a single id."""
    if target == "organisation":
        ids = [value] if isinstance(value, str) else value
        yield from (((*path, number), target, id_) for number, id_ in enumerate(ids))
    elif target:
        yield path, target, value


@pytest.mark.parametrize("seed", SEEDS)
def test_every_reference_of_every_version_is_told_where_it_is_typed(seed: int) -> None:
    keys = typed(seed)
    record = procedure("p1", **keys)
    expected: set[tuple[Any, str, str]] = set()
    for key, value in keys.items():
        target = {"field": "field", "receiving": "organisation", "helping": "organisation"}.get(key, "")
        if key not in record.history:
            expected |= set(named((key,), target, getattr(record, key)))
            continue
        for number, one in enumerate(value):
            expected |= {((key, number, "by"), "document", one["by"])} if "by" in one else set()
            expected |= set(named((key, number, "value"), target, one["value"]))
    assert set(every_reference(record)) == expected
    for day in days():
        held = record.on(day)
        found = {(target, id_) for _, target, id_ in references(held)}
        assert found == {("field", held.field)} | (
            {("organisation", id_) for id_ in (*held.receiving, *held.helping)}
        )


@pytest.mark.parametrize("key", sorted(VALUES))
@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_error_in_any_version_is_told_once_at_its_place(key: str, number: int) -> None:
    good = [version(Random(n), key, since) for n, since in enumerate((None, "2024-02-01", "2024-03-01"))]
    for wrong, value in (("since", "2024-02-31"), ("source", "đoán"), ("sinse", "2024-02-01")):
        versions = [dict(one) for one in good]
        versions[number][wrong] = value
        text = as_file({"name": "Tên", "field": "so-huu-tri-tue", key: versions}).decode()
        lines = [
            n for n, line in enumerate(text.split("\n"), 1) if f"{wrong}: {value}" in line.replace("'", "")
        ]
        record, (problem,) = read_record(text.encode(), "records/procedures/p1.md")
        assert record is None
        assert [problem.line] == lines, text


def test_a_version_without_a_value_is_told_and_the_rest_of_the_record_is_still_checked() -> None:
    raw = as_file({"name": [{"value": "A"}, {"since": "2024-01-01"}], "field": "x", "number": "x"})
    _, problems = read_record(raw, "records/procedures/p1.md")
    assert [(p.rule, p.message) for p in problems] == [
        ("missing-key", "thiếu khoá “value” (Giá trị)"),
        ("wrong-type", "“number” phải là số nguyên viết liền, ví dụ 1247 (đang là 'x')"),
    ]


@pytest.mark.parametrize(
    ("key", "value", "empty"),
    [("conditions", "Có kho", ""), ("steps", ["Nộp"], ()), ("authority", {"decides": "A"}, None)],
)
def test_a_key_may_hold_nothing_from_a_day_on(key: str, value: Any, empty: Any) -> None:
    record = procedure("p1", **{key: [{"value": value}, {"since": "2025-01-01", "none": "có"}]})
    assert getattr(record.on(date(2024, 12, 31)), key)
    assert getattr(record.on(date(2025, 1, 1)), key) == empty == getattr(record, key)
    (change,) = changes_of(record)
    assert "không còn" in change.headline or "bỏ 01 mục" in change.headline


def test_a_key_that_does_not_change_takes_no_versions() -> None:
    raw = as_file({"name": "A", "field": "x", "summary": [{"since": "2024-01-01", "value": "B"}]})
    _, (problem,) = read_record(raw, "records/procedures/p1.md")
    assert problem.message == "“summary” phải là một dòng chữ (đang là một danh sách)"


def test_an_item_of_a_plain_list_with_a_stray_key_is_no_version() -> None:
    raw = as_file({"name": "A", "field": "x", "channels": [{"method": "trực tiếp", "value": "5"}]})
    _, (problem,) = read_record(raw, "records/procedures/p1.md")
    assert (problem.rule, problem.message) == ("unknown-key", "không có khoá “value”")


@pytest.mark.parametrize(
    ("path", "note"),
    [
        (("name", 1, "value"), False),
        (("name", 1, "since"), True),
        (("name", 1, "by"), True),
        (("dossier", 0, "value", 0, "name"), False),
        (("dossier", 0, "value", 0, "copies"), True),
        (("steps", 0, "value", 1), False),
        (("receiving", 0, "value"), True),
    ],
)
def test_text_that_is_cut_in_a_version_is_told_as_in_a_plain_value(path: Any, note: bool) -> None:
    assert is_note_of(Procedure, path, "Tên", "# 2 mới") is note


def test_the_register_of_a_day_is_made_once_and_only_where_something_changes() -> None:
    plain = Register([organisation("A"), field("x")])
    assert plain.on(DAY_ONE) is plain
    changing = Register([organisation("A", name=[{"value": "Cũ"}, {"since": "2024-01-01", "value": "Mới"}])])
    then = changing.on(date(2023, 12, 31))
    assert then is changing.on(date(2023, 12, 31))
    assert then.on(date(2023, 12, 31)) is then
    assert [register.organisations["A"].name for register in (then, changing, then.on(DAY_ONE))] == [
        "Cũ",
        "Mới",
        "Mới",
    ]


def test_a_record_in_which_nothing_differs_is_itself() -> None:
    record = procedure("p1", name=[{"value": "A"}, {"since": "2024-01-01", "value": "B"}])
    assert record.on(DAY_ONE) is record
    assert record.on(date(2023, 1, 1)) is not record
    assert isinstance(record.history["name"], Versions)
    assert organisation("A").on(DAY_ONE) == organisation("A")


def test_a_body_may_have_several_successors_and_one_is_written_without_a_list() -> None:
    assert organisation("A", successor="B").successor == ("B",)
    merged = organisation("A", successor=[{"since": "2025-07-01", "value": ["B", "C"]}])
    assert merged.successor == ("B", "C")
    assert merged.on(date(2025, 6, 30)).successor == ()
    assert [(path, id_) for path, _, id_ in every_reference(merged)] == [
        (("successor", 0, "value", 0), "B"),
        (("successor", 0, "value", 1), "C"),
    ]


def test_open_data_has_what_holds_on_the_day_and_all_versions_beside_it() -> None:
    record = procedure(
        "p1",
        dossier=[
            {"value": [{"name": "Đơn"}]},
            {"since": "2025-07-01", "by": BY, "value": [{"name": "Tờ khai"}]},
        ],
    )
    data = json.loads(json.dumps(as_data(record.on(date(2025, 6, 30))), default=str))
    assert data["dossier"] == [{"name": "Đơn"}]
    assert data["versions"] == {
        "dossier": [
            {"value": [{"name": "Đơn"}]},
            {"since": "2025-07-01", "by": BY, "value": [{"name": "Tờ khai"}]},
        ]
    }
