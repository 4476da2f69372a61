"""The linked data pass the official shapes of CPSV-AP and DCAT-AP, and hold every procedure and file."""

import json
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import rdflib
from rdflib import DCAT, DCTERMS, RDF, RDFS, SH, Namespace

from congbo.records.reader import read_site
from congbo.records.register import Register
from output import pages

# rdflib reads JSON-LD through a class of its own that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:.*ConjunctiveGraph:DeprecationWarning")

SITE = "https://congbo.example/"
CPSV = Namespace("http://purl.org/vocab/cpsv#")
M8G = Namespace("http://data.europa.eu/m8g/")
SCHEMA = Namespace("https://schema.org/")
SHAPES = {"CPSV-AP": "cpsv-ap-SHACL.ttl", "DCAT-AP": "dcat-ap-shapes.ttl"}
NO_DATA = {"du-lieu/catalog.jsonld", "du-lieu/hen-tra.json", "du-lieu/verify.py"}
"""What is no data of the register: the catalogue itself, what a page counts days by, a program."""


@pytest.fixture(scope="module")
def register(root: Path) -> Register:
    return Register.public(read_site(root).records)


@pytest.fixture(scope="module")
def services(built: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(built / "du-lieu/thu-tuc.jsonld", format="json-ld")


@pytest.fixture(scope="module")
def catalogue(built: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(built / "du-lieu/catalog.jsonld", format="json-ld")


@pytest.fixture(scope="module", params=SHAPES)
def shapes(request: pytest.FixtureRequest, root: Path) -> rdflib.Graph:
    file = root.parent / "shared/data/shapes" / SHAPES[request.param]
    if not file.is_file():
        pytest.skip(f"the shapes of {request.param} are not here: {file}")
    return rdflib.Graph().parse(file, format="turtle")


def wrong(data: rdflib.Graph, shapes: rdflib.Graph) -> list[tuple[str, str]]:
    """The node and property of each result; nothing is fetched and nothing inferred."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", do_owl_imports=False)
    assert isinstance(report, rdflib.Graph)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return sorted((str(report.value(r, SH.focusNode)), str(report.value(r, SH.resultPath))) for r in results)


def test_the_register_conforms(services: rdflib.Graph, shapes: rdflib.Graph) -> None:
    assert wrong(services, shapes) == []


def test_the_catalogue_conforms(catalogue: rdflib.Graph, shapes: rdflib.Graph) -> None:
    assert wrong(catalogue, shapes) == []


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("thu-tuc", M8G.hasCompetentAuthority),
        ("thu-tuc", DCTERMS.identifier),
        ("thu-tuc", rdflib.SKOS.prefLabel),
        ("thu-tuc", DCTERMS.spatial),
        ("catalog", DCTERMS.publisher),
        ("catalog", DCAT.accessURL),
        ("catalog", DCTERMS.title),
    ],
)
def test_without_what_the_shapes_ask_for_it_would_not_conform(
    built: Path, root: Path, name: str, lost: rdflib.URIRef
) -> None:
    file = root.parent / "shared/data/shapes" / SHAPES["CPSV-AP" if name == "thu-tuc" else "DCAT-AP"]
    if not file.is_file():
        pytest.skip(f"the shapes are not here: {file}")
    data = rdflib.Graph().parse(built / f"du-lieu/{name}.jsonld", format="json-ld")
    data.remove((None, lost, None))
    found = wrong(data, rdflib.Graph().parse(file, format="turtle"))
    assert {path for _, path in found} == {str(lost)}


def test_the_turtle_says_what_the_json_ld_says(built: Path, services: rdflib.Graph) -> None:
    plain = rdflib.Graph().parse(built / "du-lieu/thu-tuc.ttl", format="turtle")
    assert len(plain) > 3000
    assert set(plain) == set(services)


def test_a_file_of_linked_data_is_read_without_fetching_anything(built: Path) -> None:
    files = sorted(built.rglob("*.jsonld"))
    assert len(files) == 2
    for file in files:
        context = json.loads(file.read_bytes())["@context"]
        assert isinstance(context, dict), "a context elsewhere would have to be fetched"


def test_every_procedure_is_a_service_under_the_address_of_its_page(
    built: Path, register: Register, services: rdflib.Graph
) -> None:
    found = set(services.subjects(RDF.type, CPSV.PublicService))
    assert found == {rdflib.URIRef(f"{SITE}thu-tuc/{id_}/") for id_ in register.procedures}
    for procedure in register.procedures.values():
        service = rdflib.URIRef(f"{SITE}thu-tuc/{procedure.id}/")
        assert services.value(service, DCTERMS.title) == rdflib.Literal(procedure.name, lang="vi")
        assert str(services.value(service, DCTERMS.identifier)) == (procedure.code or procedure.id)
        assert (service, RDFS.comment, None) in services, "illustrative data says so"
        for part, whole in (
            (CPSV.hasInput, procedure.dossier),
            (CPSV.produces, procedure.results),
            (M8G.hasChannel, procedure.channels),
            (M8G.hasLegalResource, {(basis.number, basis.articles) for basis in procedure.legal_basis}),
        ):
            assert len(set(services.objects(service, part))) == len(whole), (procedure.id, part)


def test_what_is_known_of_a_procedure_stands_in_its_service(services: rdflib.Graph) -> None:
    service = rdflib.URIRef(f"{SITE}thu-tuc/kt-skhcn-29/")
    authority = services.value(service, M8G.hasCompetentAuthority)
    assert authority == rdflib.URIRef(f"{SITE}co-quan/UBND/")
    assert services.value(service, M8G.processingTime) == rdflib.Literal("P25D", datatype=rdflib.XSD.duration)
    costs = {services.value(cost, M8G.hasValue) for cost in services.objects(service, M8G.hasCost)}
    assert costs == {rdflib.Literal(million * 1e6) for million in (0, 2, 3, 5, 8, 16)}
    assert services.value(service, M8G.thematicArea) == rdflib.URIRef(f"{SITE}linh-vuc/an-toan-buc-xa/")


def test_time_limits_in_working_days_are_no_duration(register: Register, services: rdflib.Graph) -> None:
    in_calendar_time = {
        rdflib.URIRef(f"{SITE}thu-tuc/{procedure.id}/")
        for procedure in register.procedures.values()
        if any(limit.unit != "ngày làm việc" for limit in procedure.processing_time)
    }
    told = set(services.subjects(M8G.processingTime)) & set(services.subjects(RDF.type, CPSV.PublicService))
    assert told == in_calendar_time
    assert len(told) == 8


def test_the_catalogue_lists_every_data_file_and_no_other(built: Path, catalogue: rdflib.Graph) -> None:
    listed = [str(address) for address in catalogue.objects(None, DCAT.downloadURL)]
    assert len(listed) == len(set(listed))
    data = {file.relative_to(built).as_posix() for file in (built / "du-lieu").rglob("*.*")}
    data |= {file.relative_to(built).as_posix() for file in (built / "thay-doi").glob("*.xml")}
    data = {name for name in data if not name.endswith(".html") and "tim-" not in name} - NO_DATA
    assert set(listed) == {SITE + name for name in data}
    assert list(catalogue.subjects(DCTERMS.license, None)) == [], "no licence has been decided"
    (whole,) = catalogue.subjects(RDF.type, DCAT.Catalog)
    assert set(catalogue.objects(whole, DCAT.dataset)) == set(catalogue.subjects(RDF.type, DCAT.Dataset))


def structured(page: Any) -> list[dict[str, Any]]:
    scripts = [script for script in page.iter("script") if script.get("type") == "application/ld+json"]
    return [json.loads(script.text) for script in scripts]


def test_the_page_of_every_procedure_describes_it_as_a_government_service(
    built: Path, register: Register
) -> None:
    made = pages(built)
    for procedure in register.procedures.values():
        (data,) = structured(made[f"thu-tuc/{procedure.id}/"])
        assert data["@context"] == "https://schema.org"
        assert (data["@type"], data["name"]) == ("GovernmentService", procedure.name)
        assert data["url"] == f"{SITE}thu-tuc/{procedure.id}/"
        assert data["identifier"] == (procedure.code or procedure.id)
        assert "Dữ liệu minh hoạ" in data["description"]
        assert ("offers" in data) is bool(procedure.fees)
        assert ("provider" in data) is bool(procedure.authority)
        graph = rdflib.Graph().parse(
            data=json.dumps({**data, "@context": {"@vocab": str(SCHEMA)}}), format="json-ld"
        )
        assert (rdflib.URIRef(data["url"]), RDF.type, SCHEMA.GovernmentService) in graph


def test_no_other_page_claims_to_be_a_service(built: Path, register: Register) -> None:
    claiming = {address for address, page in pages(built).items() if structured(page)}
    assert claiming == {f"thu-tuc/{id_}/" for id_ in register.procedures}
