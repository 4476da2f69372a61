"""What other systems are told of a procedure: what is known, in their terms, and nothing else."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from congbo.export.cpsv import graph_of
from congbo.export.jsonld import StructuredData
from congbo.export.public_services import described, duration, publisher
from congbo.pages.agency import Names
from congbo.pages.pages import Pages
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.records.time_limits import TimeLimit
from congbo.reports.site import Site
from sample import event, field, organisation, procedure

BASE = "https://so.gov.example/tthc/"
UNBOUND = "\u2028"


def site(*records: Record, day: str = "2024-07-24") -> Pages:
    register = Register.public([field("so-huu-tri-tue"), *records])
    return Pages(Site(Path(), register, (), (), ()), date.fromisoformat(day), BASE)


def service(record: Procedure, *records: Record, day: str = "2024-07-24") -> dict[str, Any]:
    return StructuredData(site(record, *records, day=day)).government_service(record)


def node(record: Procedure, part: str = "", *records: Record) -> dict[str, Any]:
    """The node of the procedure, or of a part of it, as CPSV-AP has it."""
    return graph_of(site(record, *records)).nodes[f"{BASE}thu-tuc/{record.id}/{part}"]


def test_of_a_procedure_of_which_only_the_name_is_known_nothing_else_is_told() -> None:
    assert service(procedure("p1")) == {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": f"{BASE}thu-tuc/p1/",
        "url": f"{BASE}thu-tuc/p1/",
        "identifier": "p1",
        "name": "Thủ tục p1",
        "serviceType": "Lĩnh vực so-huu-tri-tue",
        "description": "Thủ tục p1.",
        "jurisdiction": {"@type": "Country", "name": "Việt Nam"},
    }
    told = set(node(procedure("p1")))
    assert told == {
        "@id",
        "@type",
        "dct:identifier",
        "dct:title",
        "dct:description",
        "adms:status",
        "m8g:hasCompetentAuthority",
        "m8g:thematicArea",
        "dct:isPartOf",
    }


def test_an_authority_that_no_record_names_is_called_unknown() -> None:
    unknown = node(procedure("p1"), "#co-quan-chua-ro")
    assert unknown["skos:prefLabel"] == "Chưa rõ cơ quan có thẩm quyền"
    assert node(procedure("p1"))["m8g:hasCompetentAuthority"] == unknown["@id"]


def test_the_code_identifies_a_procedure_that_has_one() -> None:
    record = procedure("1.012353", code="1.012353")
    assert service(record)["identifier"] == node(record)["dct:identifier"] == "1.012353"


def test_an_organisation_is_known_by_any_of_its_names_and_by_no_name_of_two() -> None:
    names = Names(
        Register(
            [
                organisation("SKHCN", name="Sở KHCN tỉnh X", long_name="Sở Khoa học và Công nghệ"),
                organisation("UBND-1", short_name="UBND tỉnh"),
                organisation("UBND-2", short_name="UBND tỉnh"),
            ]
        )
    )
    found = names.organisation(" sở khoa học và  công nghệ")
    assert found is not None
    assert found.id == "SKHCN"
    assert names.organisation("UBND tỉnh") is None
    assert names.organisation("") is None


def test_who_decides_provides_and_who_handles_operates() -> None:
    agency = organisation("SKHCN", long_name="Sở Khoa học và Công nghệ")
    both = {"decides": "Ủy ban nhân dân tỉnh", "handles": "Sở Khoa học và Công nghệ"}
    told = service(procedure("p1", authority=both), agency)
    assert told["provider"] == {"@type": "GovernmentOrganization", "name": "Ủy ban nhân dân tỉnh"}
    assert told["serviceOperator"]["@id"] == f"{BASE}co-quan/SKHCN/"
    alone = service(procedure("p1", authority={"handles": "Sở Khoa học và Công nghệ"}), agency)
    assert alone["provider"]["name"] == "Cơ quan SKHCN"
    assert "serviceOperator" not in alone


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [("25", "ngày", "P25D"), ("1", "tháng", "P1M"), ("5", "ngày làm việc", ""), ("0", "ngày", "P0D")],
)
def test_only_calendar_time_is_a_duration(value: str, unit: str, expected: str) -> None:
    assert duration(TimeLimit.model_validate({"value": value, "unit": unit})) == expected
    assert duration(None) == ""


def test_working_days_are_told_in_words() -> None:
    limit = {"value": "5", "unit": "ngày làm việc", "counted_from": "nhận đủ hồ sơ"}
    record = procedure("p1", summary="Dành cho ai.", processing_time=[limit])
    words = "Dành cho ai. Thời hạn giải quyết: 05 ngày làm việc, tính từ khi nhận đủ hồ sơ."
    assert service(record)["description"] == node(record)["dct:description"] == words
    assert "m8g:processingTime" not in node(record)


def test_what_has_ended_or_not_begun_says_so_first() -> None:
    record = procedure("p1", events=[event("mới ban hành", "2024-02-01"), event("bãi bỏ", "2024-06-21")])
    said = [described(site(record, day=day), record) for day in ("2024-01-31", "2024-06-20", "2024-06-21")]
    assert said == [
        "Có hiệu lực từ ngày 01/02/2024. Thủ tục p1.",
        "Sẽ hết hiệu lực từ ngày 21/06/2024. Thủ tục p1.",
        "Đã hết hiệu lực từ ngày 21/06/2024. Thủ tục p1.",
    ]


def test_an_illustrative_record_says_so_and_what_was_made_up() -> None:
    record = procedure("p1", reconstructed=["mức độ trực tuyến", "số thứ tự"])
    note = (
        "Dữ liệu minh hoạ: có phần được tái dựng, không phải danh mục chính thức. "
        "Phần tái dựng: mức độ trực tuyến và số thứ tự."
    )
    assert service(record)["description"] == f"Thủ tục p1. {note}"
    assert node(record)["rdfs:comment"] == note


def test_a_fee_has_a_price_only_where_it_is_known_and_nothing_charged_is_a_price_of_nothing() -> None:
    items = [{"label": "Phí", "amount": "250000"}, {"label": "Lệ phí", "note": "Chưa có nguồn."}]
    record = procedure("p1", fees=[{"items": items}])
    assert service(record)["offers"] == [
        {"@type": "Offer", "name": "Phí", "price": 250000, "priceCurrency": "VND"},
        {"@type": "Offer", "name": "Lệ phí", "description": "Chưa có nguồn."},
    ]
    assert node(record, "#phi-1")["m8g:hasValue"] == "250000"
    assert "m8g:hasValue" not in node(record, "#phi-2")
    free = procedure("p1", fees=[{"items": "không"}])
    (offer,) = service(free)["offers"]
    assert offer["price"] == 0
    assert node(free, "#phi-1")["m8g:hasValue"] == "0"
    assert "offers" not in service(procedure("p1"))
    assert "m8g:hasCost" not in node(procedure("p1"))


def test_what_holds_on_the_day_is_told_and_not_what_held_before() -> None:
    fees = [{"items": "không"}, {"items": [{"label": "Phí", "amount": "100"}], "since": "2024-07-24"}]
    record = procedure("p1", fees=fees)
    assert service(record, day="2024-07-23")["offers"][0]["price"] == 0
    assert service(record, day="2024-07-24")["offers"][0]["price"] == 100


def test_only_filing_in_person_has_a_place() -> None:
    channels = [{"method": "trực tiếp"}, {"method": "trực tuyến"}, {"method": "bưu chính"}]
    place = organisation("PVHCC", address="70 Lê Hồng Phong")
    told = service(procedure("p1", channels=channels, receiving="PVHCC"), place)["availableChannel"]
    assert [(channel["name"], "serviceLocation" in channel) for channel in told] == [
        ("Nộp trực tiếp", True),
        ("Nộp trực tuyến", False),
        ("Nộp qua bưu chính", False),
    ]
    assert told[0]["serviceLocation"]["address"] == "70 Lê Hồng Phong"


def test_a_successor_is_related_from_the_day_it_takes_the_place() -> None:
    replaced = procedure("p1", events=[{**event("thay thế bởi", "2024-07-25"), "successor": "p2"}])
    successor = procedure("p2")
    assert "dct:isReplacedBy" not in node(replaced, "", successor)
    past = procedure("p1", events=[{**event("thay thế bởi", "2024-07-24"), "successor": "p2"}])
    assert node(past, "", successor)["dct:isReplacedBy"] == f"{BASE}thu-tuc/p2/"


def test_articles_of_a_document_are_a_part_of_it() -> None:
    basis = [{"number": "08/2014/NĐ-CP", "articles": "Điều 8"}, {"number": "08/2014/NĐ-CP"}]
    record = procedure("p1", legal_basis=basis)
    whole = f"{BASE}du-lieu/#van-ban-08-2014-nd-cp"
    assert node(record)["m8g:hasLegalResource"] == [f"{BASE}thu-tuc/p1/#can-cu-1", whole]
    assert node(record, "#can-cu-1")["eli:is_part_of"] == whole


def test_nothing_that_a_record_says_can_end_the_script_element() -> None:
    name = f'</script><script>alert("1") & {UNBOUND}<!--'
    record = procedure("p1", name=name)
    text = str(StructuredData(site(record))(record))
    assert not {"<", ">", "&", UNBOUND} & set(text)
    assert json.loads(text)["name"] == name


def test_a_site_without_reports_is_published_by_who_handles_most_of_its_procedures() -> None:
    agencies = [organisation("B", name="Cơ quan B"), organisation("A", name="Cơ quan A")]
    handled = [
        procedure(f"p{n}", authority={"handles": name})
        for n, name in enumerate(["Cơ quan A", "Cơ quan B", "Cơ quan B", "Cơ quan C"])
    ]
    assert publisher(site(*agencies, *handled)).iri == f"{BASE}co-quan/B/"
    assert publisher(site(*agencies)).name == "so.gov.example"


CASED: dict[str, Any] = {
    "channels": [
        {"method": "trực tiếp", "fees": [{"label": "Phí", "amount": "100"}]},
        {"method": "trực tuyến", "fees": "không", "description": "Nộp trên cổng."},
        {"method": "trực tuyến", "processing_time": {"value": "2", "unit": "ngày"}},
    ],
    "dossier": [
        {
            "name": "Đơn",
            "originals": "0",
            "copies": "1",
            "forms": [{"name": "Tờ khai", "address": "https://a.gov.vn/to-khai"}, {"name": "Mẫu chưa có"}],
        }
    ],
    "results": ["Giấy phép"],
    "links": [{"kind": "nộp hồ sơ", "address": "https://a.gov.vn/nop"}],
    "cases": [
        {
            "id": "moi",
            "name": "Cấp mới",
            "processing_time": {"value": "5", "unit": "ngày"},
            "fees": [
                {"label": "Phí", "amount": "30.5", "currency": "USD"},
                {"label": "Lệ phí", "percent": "0.1", "percent_of": "giá trị"},
            ],
            "channels": [{"method": "trực tiếp"}],
            "dossier": [{"name": "Bản vẽ"}],
            "results": [{"name": "Quyết định", "code": "KQ.1"}],
            "steps": ["Nộp"],
            "conditions": "Có kho",
        },
        {"id": "lai", "name": "Cấp lại"},
    ],
}


def test_the_parts_of_a_case_are_told_apart_from_the_common_ones() -> None:
    record = procedure("p1", **CASED)
    graph = graph_of(site(record)).nodes
    parts = {iri.partition("#")[2] for iri in graph if "/thu-tuc/p1/#" in iri}
    assert parts - {"co-quan-chua-ro"} == {
        *("kenh-truc-tiep", "kenh-truc-tuyen", "kenh-truc-tuyen-2", "kenh-truong-hop-moi-truc-tiep"),
        *("phi-truc-tiep-1", "phi-truc-tuyen-1", "phi-truong-hop-moi-1", "phi-truong-hop-moi-2"),
        *(
            "giay-to-1",
            "giay-to-truong-hop-moi-1",
            "ket-qua-1",
            "ket-qua-truong-hop-moi-1",
            "trinh-tu-truong-hop-moi",
            "dieu-kien-truong-hop-moi",
        ),
    }
    assert [
        (node(record, f"#phi-{n}").get("m8g:hasValue"))
        for n in ("truong-hop-moi-1", "truong-hop-moi-2", "truc-tuyen-1")
    ] == [
        "30.5",
        None,
        "0",
    ]
    assert node(record, "#phi-truong-hop-moi-1")["m8g:currency"].endswith("/USD")
    assert (
        node(record, "#phi-truong-hop-moi-2")["dct:description"]
        == "Trường hợp: Cấp mới; Lệ phí; 0,1% giá trị"
    )
    assert node(record, "#phi-truc-tuyen-1")["m8g:ifAccessedThrough"].endswith("#kenh-truc-tuyen")
    assert node(record, "#kenh-truc-tuyen")["dct:description"].endswith("Nộp trên cổng.")
    paper = node(record, "#giay-to-1")
    assert (paper["dct:description"], paper["foaf:page"]) == ("1 bản sao", "https://a.gov.vn/to-khai")
    assert "Mã kết quả: KQ.1" in node(record, "#ket-qua-truong-hop-moi-1")["dct:description"]


def test_a_search_engine_is_told_where_to_file_and_what_each_case_costs() -> None:
    data = service(procedure("p1", **CASED))
    assert "Trường hợp “Cấp mới”: 05 ngày." in data["description"]
    ways = [(way["name"], way.get("serviceUrl")) for way in data["availableChannel"]]
    assert ways == [
        ("Nộp trực tiếp (trường hợp: Cấp mới)", None),
        ("Nộp trực tiếp", None),
        ("Nộp trực tuyến", "https://a.gov.vn/nop"),
        ("Nộp trực tuyến", "https://a.gov.vn/nop"),
    ]
    offers = [(one["name"], one.get("price"), one.get("priceCurrency")) for one in data["offers"]]
    assert offers == [
        ("Phí (trường hợp: Cấp mới)", 30.5, "USD"),
        ("Lệ phí (trường hợp: Cấp mới)", None, None),
        ("Phí, nộp trực tiếp", 100, "VND"),
        ("Không thu phí, lệ phí, nộp trực tuyến", 0, "VND"),
    ]
    assert [one["name"] for one in data["serviceOutput"]] == [
        "Giấy phép",
        "Quyết định (trường hợp: Cấp mới)",
    ]


def test_what_every_case_says_itself_is_not_told_as_common() -> None:
    case = {"channels": [{"method": "bưu chính"}], "fees": "không"}
    cases = [{"id": id_, "name": id_, **case} for id_ in ("a", "b")]
    fees = [{"items": [{"label": "Phí", "amount": "1"}]}]
    record = procedure("p1", channels=[{"method": "trực tiếp"}], fees=fees, cases=cases)
    graph = graph_of(site(record)).nodes
    assert {iri.partition("#")[2] for iri in graph if "#kenh-" in iri} == {
        "kenh-truong-hop-a-buu-chinh",
        "kenh-truong-hop-b-buu-chinh",
    }
    assert {iri.partition("#")[2] for iri in graph if "#phi-" in iri} == {
        "phi-truong-hop-a-1",
        "phi-truong-hop-b-1",
    }
    assert [one["price"] for one in service(record)["offers"]] == [0, 0]
