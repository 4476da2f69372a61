"""RDF: a graph as plain data, and its two forms as text: JSON-LD 1.1 and Turtle (both W3C).

A node is a dictionary with `@id`, `@type` and properties with prefixed names. What kind of value a property
takes stands once, in `PROPERTIES`; so values are plain text, and the JSON-LD reads as plain JSON.
"""

import io
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from congbo.words.spelling import slug
from congbo.words.wording import sentence

Node = dict[str, Any]
Properties = Mapping[str, str | list[str]]

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "m8g": "http://data.europa.eu/m8g/",
    "org": "http://www.w3.org/ns/org#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

LANGUAGE = "vi"
_JSON = json.JSONEncoder(ensure_ascii=False)
_quoted = json.encoder.encode_basestring
"""Quotes a text as JSON does; its escapes are Turtle's too."""


class Kind(StrEnum):
    """What the values of a property are."""

    NODE = "the address of another node"
    WORDS = "words in Vietnamese"
    PLAIN = "text of no language"
    AMOUNT = "xsd:double"
    DURATION = "xsd:duration"


PROPERTIES = {
    "adms:status": Kind.NODE,
    "cpsv:follows": Kind.NODE,
    "cpsv:hasInput": Kind.NODE,
    "cpsv:produces": Kind.NODE,
    "dcat:accessURL": Kind.NODE,
    "dcat:dataset": Kind.NODE,
    "dcat:distribution": Kind.NODE,
    "dcat:downloadURL": Kind.NODE,
    "dcat:keyword": Kind.WORDS,
    "dcat:landingPage": Kind.NODE,
    "dcat:mediaType": Kind.NODE,
    "dcat:theme": Kind.NODE,
    "dct:audience": Kind.NODE,
    "dct:conformsTo": Kind.NODE,
    "dct:description": Kind.WORDS,
    "dct:format": Kind.NODE,
    "dct:identifier": Kind.PLAIN,
    "dct:isPartOf": Kind.NODE,
    "dct:isReplacedBy": Kind.NODE,
    "dct:language": Kind.NODE,
    "dct:publisher": Kind.NODE,
    "dct:spatial": Kind.NODE,
    "dct:title": Kind.WORDS,
    "dct:type": Kind.NODE,
    "eli:in_force": Kind.NODE,
    "eli:is_part_of": Kind.NODE,
    "eli:repealed_by": Kind.NODE,
    "foaf:homepage": Kind.NODE,
    "foaf:name": Kind.WORDS,
    "foaf:page": Kind.NODE,
    "locn:address": Kind.NODE,
    "locn:fullAddress": Kind.WORDS,
    "m8g:currency": Kind.NODE,
    "m8g:hasChannel": Kind.NODE,
    "m8g:hasCompetentAuthority": Kind.NODE,
    "m8g:hasCost": Kind.NODE,
    "m8g:hasLegalResource": Kind.NODE,
    "m8g:hasParticipant": Kind.NODE,
    "m8g:hasParticipation": Kind.NODE,
    "m8g:hasValue": Kind.AMOUNT,
    "m8g:holdsRequirement": Kind.NODE,
    "m8g:ifAccessedThrough": Kind.NODE,
    "m8g:isGroupedBy": Kind.NODE,
    "m8g:openingHours": Kind.NODE,
    "m8g:ownedBy": Kind.NODE,
    "m8g:processingTime": Kind.DURATION,
    "m8g:relatedService": Kind.NODE,
    "m8g:role": Kind.NODE,
    "m8g:thematicArea": Kind.NODE,
    "rdfs:comment": Kind.WORDS,
    "rdfs:label": Kind.WORDS,
    "skos:notation": Kind.PLAIN,
    "skos:prefLabel": Kind.WORDS,
}
"""The properties in use, each with the kind of its values."""


class Graph:
    """The nodes of a site, by address and in the order in which they were added."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.nodes: dict[str, Node] = {}
        self._concepts: dict[tuple[str, str], str] = {}

    def add(self, iri: str, types: str, properties: Properties) -> str:
        """Put a node of the types (a space between) into the graph unless it is there; return its address.

        Properties without a value are left out.
        """
        if iri not in self.nodes:
            kept = {name: [part for part in _listed(value) if part] for name, value in properties.items()}
            values = {name: parts if len(parts) > 1 else parts[0] for name, parts in kept.items() if parts}
            self.nodes[iri] = {"@id": iri, "@type": types.split() if " " in types else types, **values}
        return iri

    def add_concept(self, group: str, term: str, label: str = "") -> str:
        """Put a term of one of the site's own lists into the graph and return its address."""
        if (group, term) not in self._concepts:
            iri = f"{self.base}du-lieu/#{group}-{slug(term)}"
            properties = {"skos:prefLabel": label or sentence(term)}
            self._concepts[group, term] = self.add(iri, "skos:Concept", properties)
        return self._concepts[group, term]


def json_ld(graph: Graph) -> bytes:
    """Return the graph as JSON-LD, a node a line, with its context inside: nothing is fetched to read it."""
    nodes = list(graph.nodes.values())
    used = {name for found in nodes for name in found}
    terms = {name: _coercion(name) for name in PROPERTIES if name in used}
    out = io.BytesIO()
    out.write(f'{{"@context": {_JSON.encode({**PREFIXES, **terms})},\n"@graph": [\n'.encode())
    between = b""
    for node in nodes:
        pairs = [f"{_quoted(name)}: {_in_json(value)}" for name, value in node.items()]
        out.write(between + f"{{{', '.join(pairs)}}}".encode())
        between = b",\n"
    out.write(b"\n]}\n")
    return out.getvalue()


def _in_json(value: str | list[str]) -> str:
    return f"[{', '.join(map(_quoted, value))}]" if isinstance(value, list) else _quoted(value)


def turtle(graph: Graph) -> bytes:
    """Return the same graph as Turtle, a block a node."""
    out = io.BytesIO()
    prefixes = (f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in PREFIXES.items())
    out.write("\n".join(prefixes).encode() + b"\n")
    for found in graph.nodes.values():
        statements = [f"a {', '.join(_listed(found['@type']))}"]
        for name, value in found.items():
            if name in PROPERTIES:
                before, quotes, after = _TERMS[PROPERTIES[name]]
                parts = map(_quoted, _listed(value)) if quotes else _listed(value)
                statements.append(f"{name} {', '.join([f'{before}{part}{after}' for part in parts])}")
        body = " ;\n    ".join(statements)
        out.write(f"\n<{found['@id']}> {body} .\n".encode())
    return out.getvalue()


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _coercion(name: str) -> dict[str, str]:
    """Return how JSON-LD is to read a property's values."""
    match PROPERTIES[name]:
        case Kind.NODE:
            return {"@id": name, "@type": "@id"}
        case Kind.WORDS:
            return {"@id": name, "@language": LANGUAGE}
        case Kind.PLAIN:
            return {"@id": name}
        case datatype:
            return {"@id": name, "@type": datatype}


_TERMS = {
    Kind.NODE: ("<", False, ">"),
    Kind.WORDS: ("", True, f"@{LANGUAGE}"),
    Kind.PLAIN: ("", True, ""),
    Kind.AMOUNT: ("", True, f"^^{Kind.AMOUNT}"),
    Kind.DURATION: ("", True, f"^^{Kind.DURATION}"),
}
"""How Turtle writes a value: what stands before it, whether it is quoted, and what stands behind."""
