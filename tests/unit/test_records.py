from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from congbo.records.dossier_counts import DossierCount
from congbo.records.forms import shipped
from congbo.records.operands import SHORT_FORM, short_keys
from congbo.records.record import Period
from congbo.records.versions import PLAIN, VERSIONS
from congbo.words.vocabulary import Publication
from sample import document, dossiers, event, indicator, organisation, procedure, ratio, statistic


def refusals(make: Callable[[], BaseModel]) -> set[tuple[str, str]]:
    """The place and the rule of everything that a record is refused for."""
    with pytest.raises(ValidationError) as caught:
        make()
    forms = (PLAIN, VERSIONS)
    return {
        (".".join(str(part) for part in error["loc"] if part not in forms), error["type"])
        for error in caught.value.errors()
    }


def test_a_record_is_public_unless_it_says_otherwise() -> None:
    assert document("46-KH-SKHCN-2024").public
    assert not document("46-KH-SKHCN-2024", publication="dự thảo").public
    assert not document("46-KH-SKHCN-2024", publication="nội bộ").public
    assert document("46-KH-SKHCN-2024", publication="nội bộ").publication is Publication.INTERNAL


def test_a_record_never_changes() -> None:
    record = procedure("p1", events=[event("bãi bỏ", "2024-01-02")])
    with pytest.raises(ValidationError, match="frozen"):
        record.name = "khác"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="frozen"):
        record.events[0].effective = date(2025, 1, 1)  # type: ignore[misc]


def test_unknown_keys_are_refused_at_every_depth() -> None:
    assert refusals(lambda: document("46-KH-SKHCN-2024", nmber="46")) == {("nmber", "extra_forbidden")}
    wrong = {**event("bãi bỏ", "2024-01-02"), "day": "2024-01-02"}
    assert refusals(lambda: procedure("p1", events=[wrong])) == {("events.0.day", "extra_forbidden")}


def test_everything_wrong_with_a_record_is_told_at_once() -> None:
    assert refusals(
        lambda: document("46-KH-SKHCN-2024", issued="24/07/2024", normative="yes", applies_to=["2024", "-1"])
    ) == {("issued", "date-form"), ("normative", "wrong-type"), ("applies_to.1", "negative-count")}


@pytest.mark.parametrize(
    ("number", "keys", "year"),
    [
        ("46/KH-SKHCN", {"issued": "2024-07-03"}, 2024),
        ("22/2023/QĐ-UBND", {"issued": "2024-01-02"}, 2024),
        ("22/2024/QĐ-UBND", {}, 2024),
        ("46/KH-SKHCN", {}, None),
        ("1883-KL/TU", {}, None),
    ],
)
def test_a_documents_year_is_that_of_its_date_else_that_in_its_number(
    number: str, keys: dict[str, str], year: int | None
) -> None:
    assert document("x", number=number, **keys).year == year


def test_a_document_is_in_force_from_its_own_day_or_its_date() -> None:
    both = document("46-KH-SKHCN-2024", issued="2024-07-03", effective="2024-08-01")
    assert both.in_force_from == date(2024, 8, 1)
    assert document("46-KH-SKHCN-2024", issued="2024-07-03").in_force_from == date(2024, 7, 3)
    assert document("46-KH-SKHCN-2024").in_force_from is None


def test_a_document_is_called_by_its_kind_and_number() -> None:
    assert document("34-TTr-SKHCN-2024", "submissions").label == "Tờ trình số 34/TTr-SKHCN"


def test_a_period_has_both_its_days_and_no_others() -> None:
    period = Period.model_validate({"start": "2024-01-01", "end": "2024-07-20"})
    assert date(2024, 1, 1) in period
    assert date(2024, 7, 20) in period
    assert date(2023, 12, 31) not in period
    assert date(2024, 7, 21) not in period


def test_a_period_may_be_one_day_but_never_ends_before_it_starts() -> None:
    one = Period.model_validate({"start": "2024-01-01", "end": "2024-01-01"})
    assert one.start in one
    backwards = {"start": "2024-07-20", "end": "2024-01-01"}
    assert refusals(lambda: Period.model_validate(backwards)) == {("", "period-order")}


def test_a_procedure_is_called_by_its_short_name_where_it_has_one() -> None:
    assert procedure("p1", name="Thủ tục dài", short_name="Ngắn").label == "Ngắn"
    assert procedure("p1", name="Thủ tục dài").label == "Thủ tục dài"


def test_a_procedures_national_code_is_without_the_provinces_suffix() -> None:
    assert procedure("p1", code="1.012353.000.00.00.H34").national_code == "1.012353"
    assert procedure("p1").national_code == ""


@pytest.mark.parametrize(
    ("keys", "illustrative"),
    [
        ({}, False),
        ({"reconstructed": "mức độ trực tuyến"}, True),
        ({"online_level": [{"value": "toàn trình", "source": "tái dựng"}]}, True),
        ({"online_level": [{"value": "toàn trình", "source": "suy ra"}]}, False),
        ({"fees": [{"items": "không", "source": "tái dựng"}]}, True),
        ({"processing_time": [{"value": "5", "unit": "ngày", "source": "tái dựng"}]}, True),
        ({"events": [{**event("bãi bỏ", "2024-01-02"), "source": "tái dựng"}]}, True),
    ],
)
def test_a_procedure_with_anything_reconstructed_says_so(keys: dict[str, Any], illustrative: bool) -> None:
    assert procedure("p1", **keys).illustrative is illustrative


@pytest.mark.parametrize("key", ["processing_time", "fees", "online_level"])
@pytest.mark.parametrize(
    ("days", "refused"),
    [
        pytest.param([None, "2023-11-01", "2024-02-01"], False, id="rising"),
        pytest.param(["2024-02-01", "2023-11-01"], True, id="falling"),
        pytest.param(["2024-02-01", "2024-02-01"], True, id="two values on one day"),
        pytest.param([None, None], True, id="two values from the beginning"),
        pytest.param(["2024-02-01", None], True, id="the beginning last"),
    ],
)
def test_dated_values_rise_and_there_is_one_a_day(key: str, days: list[str | None], refused: bool) -> None:
    value: dict[str, Any] = {
        "processing_time": {"value": "5", "unit": "ngày"},
        "fees": {"items": "không"},
        "online_level": {"value": "toàn trình"},
    }[key]
    values = [{**value, "since": day} if day else value for day in days]
    if refused:
        assert refusals(lambda: procedure("p1", **{key: values})) == {("", "dated-order")}
    else:
        assert len(getattr(procedure("p1", **{key: values}), key)) == len(days)


def test_no_fee_is_not_the_same_as_an_unknown_amount() -> None:
    free, unknown = (
        procedure("p1", fees=[{"items": items}]).fees[0].items for items in ("không", [{"label": "Phí"}])
    )
    assert free == ()
    assert [item.amount for item in unknown] == [None]
    assert refusals(lambda: procedure("p1", fees=[{"items": "miễn phí"}])) == {("fees.0.items", "wrong-type")}


def test_a_declared_figure_has_a_period_or_a_day_and_not_both() -> None:
    assert statistic("ho-so", "5", day="2024-07-20").period is None
    period = {"start": "2024-01-01", "end": "2024-07-20"}
    assert statistic("ho-so", "5", period=period).day is None
    both = {"day": "2024-07-20", "period": period}
    assert refusals(lambda: statistic("ho-so", "5", **both)) == {("", "statistic-time")}
    assert refusals(lambda: statistic("ho-so", "5", day=None)) == {("", "statistic-time")}


def test_a_row_of_the_dossier_form_has_all_eleven_columns() -> None:
    assert len(dossiers("row", {"received_total": 16}).counts) == 11
    own = {"id": "row", "path": "x", "body": "", "title": "row", "organisation": "SKHCN"}
    rest = {"period": {"start": "2024-01-01", "end": "2024-07-20"}, "stated_in": {}}
    for left_out in short_keys():
        counts = {key: "0" for key in short_keys() if key != left_out}
        with pytest.raises(ValidationError) as caught:
            DossierCount.model_validate({**own, **rest, "counts": counts})
        (error,) = caught.value.errors()
        assert error["type"] == "missing-key"
        assert left_out in error["msg"]


def test_a_row_of_the_dossier_form_has_no_other_columns() -> None:
    counts = {**dict.fromkeys(short_keys(), "0"), "lost_total": "1"}
    assert [rule for _, rule in refusals(lambda: dossiers("row", {}, counts=counts))] == ["unknown-term"]


@pytest.mark.parametrize(
    "definition",
    [
        pytest.param({}, id="none"),
        pytest.param({"count": "thủ tục", "statistic": "ho-so"}, id="two"),
        pytest.param({"dossiers": "received_total", "sum": [{"statistic": "a"}]}, id="two others"),
        pytest.param({"statistic": "ho-so", "where": {"issuer": "SKHCN"}}, id="conditions without a count"),
    ],
)
def test_a_number_is_taken_in_exactly_one_way(definition: dict[str, Any]) -> None:
    assert refusals(lambda: indicator("x", definition)) == {("definition", "definition-form")}
    whole = ratio(definition, {"count": "thủ tục"})
    assert refusals(lambda: indicator("x", whole)) == {("definition.ratio.numerator", "definition-form")}


def test_a_ratio_has_both_numbers_and_stands_alone() -> None:
    count = {"count": "thủ tục"}
    assert indicator("x", ratio(count, count)).definition.ratio is not None
    assert refusals(lambda: indicator("x", {**ratio(count, count), **count})) == {
        ("definition", "definition-form")
    }
    assert refusals(lambda: indicator("x", {"ratio": {"numerator": count}})) == {
        ("definition.ratio.denominator", "missing")
    }
    assert indicator("x", {"sum": [ratio(count, count)]}).definition.sum[0].ratio is not None


def test_names_in_lists_are_the_full_names() -> None:
    assert organisation("SKHCN", name="Sở Khoa học và Công nghệ", short_name="Sở").label.startswith("Sở Khoa")
    assert indicator("x", {"count": "thủ tục"}, title="Số thủ tục").label == "Số thủ tục"


def test_the_dossier_form_is_numbered_3_to_13_in_order_and_its_sums_name_its_columns() -> None:
    form = shipped()[SHORT_FORM]
    assert [int(number) for number in form.numbers.values()] == list(range(3, 14))
    assert list(form.numbers) == short_keys()
    sums = {form.in_numbers(identity) for identity in form.identities}
    assert sums == {"(3) = (4)+(5)+(6)", "(7) = (8)+(9)+(10)", "(11) = (12)+(13)", "(3) = (7)+(11)"}


def test_what_is_given_out_of_a_record_has_neither_its_file_nor_its_body() -> None:
    record = document("46-KH-SKHCN-2024", body="Thân bài.")
    assert not {"path", "body"} & set(record.model_dump())
    assert "Thân bài" not in repr(record)
    assert "records/plans" not in repr(record)


def test_a_document_is_normative_or_unlawful_only_where_it_says_so() -> None:
    plain = document("46-KH-SKHCN-2024")
    assert (plain.normative, plain.unlawful) == (False, False)
    assert document("46-KH-SKHCN-2024", normative="có").normative
