"""Fees, forms, results, links and imports as editors write them, and as data have them."""

from typing import Any

import pytest
from pydantic import ValidationError

from congbo.export.json import record as data_of
from congbo.pages.record_view import facts
from congbo.records.fees import FeeItem, Fees
from congbo.records.filing import Channel, Result
from congbo.records.form_files import SIGNATURES, FormFile
from congbo.records.links import ActionLink
from congbo.records.register import Register
from sample import procedure

RATE = {"percent": "0.1", "percent_of": "giá trị hợp đồng"}


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"amount": "30", "currency": "USD"}, "30 USD"),
        ({"amount": "1200.5", "currency": "USD"}, "1.200,5 USD"),
        ({"amount": "350000", "currency": "đồng"}, "350.000 đồng"),
        ({"amount": "350000", "currency": "VND"}, "350.000 đồng"),
        (RATE, "0,1% giá trị hợp đồng"),
        (
            {**RATE, "least": "100", "most": "2000"},
            "0,1% giá trị hợp đồng, ít nhất 100 đồng, nhiều nhất 2.000 đồng",
        ),
        ({**RATE, "amount": "100"}, "100 đồng cộng 0,1% giá trị hợp đồng"),
        ({"least": "100"}, "ít nhất 100 đồng"),
        ({"amount": "0"}, "Không thu"),
        ({"amount": "0", **RATE}, "0 đồng cộng 0,1% giá trị hợp đồng"),
        ({"text": "Theo biểu phí"}, "Theo biểu phí"),
        ({"amount": "100", "text": "một lần"}, "100 đồng (một lần)"),
        ({"amount": "0", "text": "hộ nghèo"}, "Không thu (hộ nghèo)"),
        ({"amount": "0", "most": "100"}, "0 đồng, nhiều nhất 100 đồng"),
        ({}, ""),
    ],
)
def test_a_fee_is_told_as_it_is_written(keys: dict[str, str], words: str) -> None:
    item = FeeItem.model_validate({"label": "Phí", **keys})
    assert item.in_words == words
    assert item.known is bool(words)
    assert item.free is words.startswith("Không thu")


@pytest.mark.parametrize(
    ("items", "summary"),
    [
        ([{"amount": "100"}, {"amount": "30", "currency": "USD"}], "100 đồng; 30 USD"),
        ([{"amount": "5", "currency": "USD"}, {"amount": "30", "currency": "USD"}], "5 USD đến 30 USD"),
        ([RATE], "0,1% giá trị hợp đồng"),
        ([RATE, {**RATE, "percent": "0.5"}], "0,1% đến 0,5%"),
        ([{"least": "100", "most": "200"}], "100 đồng đến 200 đồng"),
        ([{"most": "200"}], "Nhiều nhất 200 đồng"),
        ([{"amount": "0", "most": "200"}], "Nhiều nhất 200 đồng"),
        ([{**RATE, "most": "200"}], "Nhiều nhất 200 đồng; 0,1% giá trị hợp đồng"),
        ([{"amount": "500"}, {"least": "100"}], "Ít nhất 100 đồng"),
        ([{"most": "500"}, {"least": "100"}], "Mức tuỳ khoản"),
        ([{"text": "theo biểu phí"}], "Theo biểu phí"),
        ([{"amount": "0"}, {}], "Có thu, chưa rõ mức"),
        ([{"amount": "100"}, {}], "100 đồng, có khoản chưa rõ mức"),
        ([{"amount": "0"}], "Không thu"),
    ],
)
def test_fees_of_any_kind_are_told_in_one_line(items: list[dict[str, str]], summary: str) -> None:
    fees = Fees.model_validate({"items": [{"label": "Phí", **item} for item in items]})
    assert fees.summary == summary
    assert fees.charged is (summary != "Không thu")


def test_where_and_until_when_a_fee_is_charged_stands_behind_it() -> None:
    item = {"label": "Phí", "amount": "50", "territory": "tỉnh A", "until": "2026-12-31"}
    told = "Phí: 50 đồng (tỉnh A; đến hết ngày 31/12/2026)"
    assert Fees.model_validate({"items": [item]}).in_words == told
    assert Channel.model_validate({"method": "trực tuyến", "fees": [item]}).fee_in_words == told


@pytest.mark.parametrize("value", ["Giấy phép", {"name": "Giấy phép"}])
def test_a_result_with_but_a_name_is_a_text_in_data(value: Any) -> None:
    result = Result.model_validate(value)
    dumped: Any = result.model_dump()
    assert (str(result), dumped) == ("Giấy phép", "Giấy phép")
    more = {"name": "Giấy phép", "code": "KQ.1"}
    data = data_of(procedure("p1", results=[value, more], receiving="A"))
    assert (data["results"], data["receiving"]) == (["Giấy phép", more], "A")


def test_nothing_charged_is_not_the_same_as_not_known_in_data() -> None:
    channels = [{"method": "trực tiếp", "fees": "không"}, {"method": "trực tuyến"}]
    data = data_of(procedure("p1", channels=channels, cases=[{"id": "a", "name": "A", "fees": "không"}]))
    assert [one.get("fees") for one in data["channels"]] == ["không", None]
    assert data["cases"] == [{"id": "a", "name": "A", "fees": "không"}]


def test_an_import_is_kept_with_the_digest_of_each_value_as_it_is_written() -> None:
    written = {"from": "Nguồn", "id": "1.1", "on": "2026-11-20", "values": {"name": "ab12", "steps": "cd34"}}
    record = procedure("p1", imported=[written])
    assert data_of(record)["imported"] == [written]
    assert hash(record)


@pytest.mark.parametrize("ending", SIGNATURES)
def test_a_form_file_is_named_by_number_and_name(ending: str) -> None:
    form = FormFile.model_validate(
        {"name": "Tờ khai", "number": "Mẫu số 01", "file": f"Tờ khai 1.{ending.upper()}"}
    )
    assert (form.label, form.ending) == ("Mẫu số 01: Tờ khai", ending)


@pytest.mark.parametrize(
    "name",
    ["a.exe", "a.docm", "a.xlsm", "a", "../a.pdf", "a/b.pdf", ".pdf", "a\\b.pdf", "a.html", "a:b.pdf"],
)
def test_a_form_file_that_runs_or_leaves_its_folder_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="form-file"):
        FormFile.model_validate({"name": "Tờ khai", "file": name})


@pytest.mark.parametrize(
    ("kind", "address", "href"),
    [
        ("nộp hồ sơ", "https://a.gov.vn/x?y=1#z", "https://a.gov.vn/x?y=1#z"),
        ("điện thoại", "0123 456 789", "tel:0123456789"),
        ("điện thoại", "(0123) 456.789", "tel:0123456789"),
        ("điện thoại", "+84 123 456 789", "tel:+84123456789"),
        ("điện thoại", "1022", "tel:1022"),
        ("nộp hồ sơ", "http://a.gov.vn", None),
        ("nộp hồ sơ", "https://a", None),
        ("nộp hồ sơ", "https://127.0.0.1/", None),
        ("nộp hồ sơ", 'https://a.gov.vn/"><script>', None),
        ("nộp hồ sơ", "https://user@a.gov.vn", None),
        ("tải mẫu", "javascript:alert(1)", None),
        ("điện thoại", "https://a.gov.vn", None),
        ("điện thoại", "12", None),
    ],
)
def test_a_link_is_safe_to_follow_or_refused(kind: str, address: str, href: str | None) -> None:
    keys = {"kind": kind, "address": address}
    if href is None:
        with pytest.raises(ValidationError, match="link-address"):
            ActionLink.model_validate(keys)
    else:
        assert ActionLink.model_validate(keys).href == href


def test_a_result_with_but_a_name_is_shown_as_a_text() -> None:
    record = procedure("p1", results=["Giấy phép", {"name": "Thẻ", "code": "KQ.1"}])
    (fact,) = (one for one in facts(record, Register([record])) if one.title == "Kết quả")
    assert [(one.words, bool(one.group)) for one in fact.values] == [("Giấy phép", False), ("", True)]


def test_nothing_charged_is_shown_and_what_is_not_known_is_not() -> None:
    channels = [{"method": "trực tiếp", "fees": "không"}, {"method": "trực tuyến"}]
    record = procedure("p1", channels=channels)
    (fact,) = (one for one in facts(record, Register([record])) if one.title == "Cách thức thực hiện")
    told = [
        [one.words for part in way.group if "phí" in part.title for one in part.values] for way in fact.values
    ]
    assert told == [["không"], []]
