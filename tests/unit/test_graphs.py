"""The two texts of a graph say the same, whatever a record says."""

import pytest
import rdflib

from congbo.export.rdf import PREFIXES, PROPERTIES, Graph, Kind, json_ld, turtle

pytestmark = pytest.mark.filterwarnings("ignore:.*ConjunctiveGraph:DeprecationWarning")  # in rdflib itself

BASE = "https://so.gov.example/"
SAMPLES = {
    Kind.NODE: f"{BASE}x/#1.012353",
    Kind.WORDS: "“Thủ tục”",
    Kind.PLAIN: "1.012353",
    Kind.AMOUNT: "2000000",
    Kind.DURATION: "P25D",
}


def both(graph: Graph) -> tuple[rdflib.Graph, rdflib.Graph]:
    return (
        rdflib.Graph().parse(data=json_ld(graph), format="json-ld"),
        rdflib.Graph().parse(data=turtle(graph), format="turtle"),
    )


def test_every_property_reads_the_same_in_both_texts() -> None:
    graph = Graph(BASE)
    iri = graph.add(
        f"{BASE}p1/", "cpsv:PublicService", {name: SAMPLES[PROPERTIES[name]] for name in PROPERTIES}
    )
    linked, plain = both(graph)
    assert set(linked) == set(plain)
    assert len(set(linked)) == len(PROPERTIES) + 1
    assert {str(subject) for subject in linked.subjects()} == {iri}
    words = rdflib.Literal("“Thủ tục”", lang="vi")
    assert (rdflib.URIRef(iri), rdflib.DCTERMS.title, words) in linked


@pytest.mark.parametrize(
    "text",
    [
        '"""',
        "\\",
        "a\nb\tc\r",
        "\\u0041",
        "<b>&",
        "'",
        "đ\u2028\u00a0\u0301",
        "\x7f",
        "@vi",
        "😀",
        "https://x.example",
    ],
)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    graph = Graph(BASE)
    graph.add(f"{BASE}p1/", "cpsv:PublicService", {"dct:title": text, "dct:identifier": [text, "1"]})
    for parsed in both(graph):
        values = [
            (value.value, value.language) for value in parsed.objects() if isinstance(value, rdflib.Literal)
        ]
        assert sorted(values, key=str) == sorted([(text, "vi"), (text, None), ("1", None)], key=str)


def test_what_has_no_value_is_left_out_and_a_node_is_there_once() -> None:
    graph = Graph(BASE)
    graph.add(
        f"{BASE}p1/", "cpsv:PublicService", {"dct:title": "", "dct:audience": [], "dcat:keyword": ["", "a"]}
    )
    graph.add(f"{BASE}p1/", "cpsv:PublicService", {"dct:title": "khác"})
    assert list(graph.nodes.values()) == [
        {"@id": f"{BASE}p1/", "@type": "cpsv:PublicService", "dcat:keyword": "a"}
    ]


def test_every_property_and_datatype_has_its_prefix() -> None:
    names = {*PROPERTIES, *(kind for kind in Kind if kind not in (Kind.NODE, Kind.WORDS, Kind.PLAIN))}
    assert {name.partition(":")[0] for name in names} <= set(PREFIXES)
