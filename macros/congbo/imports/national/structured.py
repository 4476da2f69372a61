"""Structured: a full record of the national portal as JSON with parts that are objects.

Keys are known by their letters alone (`executionMethods`, `execution_methods`, “Cách thức thực hiện”). What
has a key that is not known is kept with it; codes of units and ways (WORKING_DAY, ONLINE) become words.
"""

import re
from collections.abc import Mapping
from typing import Any

from congbo.imports.accounting import Ledger, texts_of
from congbo.imports.incoming import Incoming, Telling, procedure
from congbo.imports.letters import mended, on_one_line, said, split_names
from congbo.imports.national import channels, steps
from congbo.imports.national.crawled import digest
from congbo.imports.national.parts import (
    METHODS,
    UNITS,
    bare,
    bases,
    get,
    name_of,
    papers,
    results,
    ways,
    words_of,
)

_KEYS = {
    "code": (
        "code",
        "procedurecode",
        "mathutuc",
        "matthc",
        "maso",
        "ma",
        "codenotation",
        "masotthc",
    ),
    "name": (
        "name",
        "procedurename",
        "tenthutuc",
        "tentthc",
        "ten",
        "formalityname",
    ),
    "field": (
        "category",
        "categoryname",
        "field",
        "linhvuc",
        "tenlinhvuc",
        "categoriesdetails",
        "categories",
        "categoriesdetail",
    ),
    "level": ("level", "levels", "capthuchien"),
    "ministry": ("isministry",),
    "province": ("isprovince",),
    "ward": ("isward",),
    "other_level": ("isother",),
    "type": ("type", "proceduretype", "loaithutuc", "loaitthc"),
    "state": ("state", "status", "trangthai"),
    "decision": (
        "proposalnumber",
        "decisionnumber",
        "soquyetdinh",
        "quyetdinhcongbo",
        "decisionno",
        "sqd",
    ),
    "steps": ("executionsteps", "steps", "trinhtuthuchien", "trinhtu"),
    "methods": (
        "executionmethods",
        "methods",
        "cachthucthuchien",
        "cachthuc",
        "cachthucnop",
        "hinhthucnop",
    ),
    "cases": ("executioncases", "cases", "truonghop", "thanhphanhoso", "hoso"),
    "bases": (
        "legalbasis",
        "legalbases",
        "cancuphaply",
        "cancu",
        "legalbasisesdetails",
        "legalbasisdetails",
        "cosophaply",
    ),
    "results": (
        "results",
        "executionresults",
        "ketquathuchien",
        "ketqua",
        "ketquaxuly",
        "resultsdetails",
    ),
    "applicants": (
        "subjecttypes",
        "subjects",
        "doituongthuchien",
        "doituong",
        "subjecttypesdetails",
        "targetobjects",
    ),
    "conditions": ("requirementsandconditions", "requirements", "conditions", "yeucaudieukien"),
    "handles": (
        "executingagency",
        "executionagency",
        "executingagencies",
        "coquanthuchien",
        "departmentsexecuting",
        "executingdepartments",
    ),
    "decides": (
        "competentauthority",
        "competentagency",
        "coquancothamquyen",
        "coquanquyetdinh",
        "departmentscompetent",
        "departmentsdeciding",
    ),
    "delegates": (
        "authorizedagency",
        "delegatedagency",
        "coquanduocuyquyen",
        "departmentsauthorized",
        "departmentsdelegated",
    ),
    "coordinates": (
        "coordinatingagency",
        "coordinatingagencies",
        "coquanphoihop",
        "departmentscoordinating",
    ),
    "address": ("receivingaddress", "address", "diachitiepnhan", "diachitiepnhanhs"),
    "keywords": ("keywords", "tukhoa"),
    "id": (
        "id",
        "uuid",
        "formalityid",
        "originalid",
    ),
    "url": ("url", "detailurl", "link"),
}
_BY_KEY = {name: key for key, names in _KEYS.items() for name in names}
_TYPES = {"STANDARD": "Loại khác", "INTERCONNECTED": "Thủ tục liên thông"}
_LEVELS = (
    ("ministry", "Cấp bộ"),
    ("province", "Cấp tỉnh"),
    ("ward", "Cấp xã"),
    ("other_level", "Cơ quan khác"),
)
_LEAST_KEYS = 2


def is_structured(data: Mapping[str, Any]) -> bool:
    """Tell whether an entry has the keys of a record with parts that are objects."""
    keys = {_BY_KEY.get(bare(key), "") for key in data}
    return {"code", "name"} <= keys or ("code" in keys and len(keys - {""}) > _LEAST_KEYS)


def read(data: Mapping[str, Any], place: str) -> Incoming:
    """Return a record as values of keys; parts that are not known are left under their keys."""
    tell = Telling()
    parts: dict[str, Any] = {}
    for key, value in data.items():
        name = _BY_KEY.get(bare(key), "")
        if name and parts.get(name) in (None, "", [], {}):
            parts[name] = value
        elif name and words_of(value, tell) == words_of(parts[name], tell):
            continue  # `ma_so` and `ma_thu_tuc`
        elif text := said(words_of(value, tell)):
            tell.leave(str(key), text)
    values = _values(parts, tell)
    missing = _account(parts, values, tell)
    return procedure(
        on_one_line(words_of(parts.get("code"), tell)),
        values,
        place,
        tell,
        field=_field(parts, tell),
        digest=digest(data),
        missing=missing,
        id=words_of(parts.get("id"), tell),
        address=words_of(parts.get("url"), tell),
    )


def _field(parts: Mapping[str, Any], tell: Telling) -> str:
    """Return the name of the field; of several the first, the others are left."""
    found = parts.get("field")
    if not isinstance(found, list):
        return name_of(found, tell)
    names = [name_of(one, tell) for one in found]
    return names[0] if names else ""


def _values(parts: Mapping[str, Any], tell: Telling) -> dict[str, Any]:
    levels = [words for key, words in _LEVELS if parts.get(key) in (True, 1, "true", "1")]
    kind = on_one_line(said(name_of(parts.get("type"), tell)))
    values: dict[str, Any] = {
        "name": on_one_line(words_of(parts.get("name"), tell)),
        "code": on_one_line(words_of(parts.get("code"), tell)),
        "type": _TYPES.get(kind, kind),
        "level": on_one_line(said(name_of(parts.get("level"), tell))) or ", ".join(levels),
        "applicants": _names(parts.get("applicants"), tell),
        "receiving_note": said(name_of(parts.get("address"), tell)),
        "conditions": said(words_of(parts.get("conditions"), tell)),
        "steps": _steps(parts.get("steps"), tell),
        "published_by": [
            {"number": on_one_line(one)}
            for one in re.split(r"[;\n]", name_of(parts.get("decision"), tell))
            if one.strip()
        ],
        "keywords": _names(parts.get("keywords"), tell),
    }
    tell.said += [*METHODS, *UNITS, *_TYPES, "DAY", "WORKING_DAY"]
    if state := said(words_of(parts.get("state"), tell)):
        tell.leave("state", state)
    who = {
        key: on_one_line(said(name_of(parts.get(key), tell)))
        for key in ("decides", "handles", "delegates", "coordinates")
    }
    values["authority"] = {key: name for key, name in who.items() if name}
    shared = channels.shared(channels.Ways(list(ways(parts.get("methods"), tell))))
    values["channels"] = shared.channels
    if shared.processing_time:
        values["processing_time"] = [shared.processing_time]
    if shared.fees is not None:
        values["fees"] = [{"items": shared.fees}]
    values |= papers(parts.get("cases"), tell)
    values["legal_basis"] = list(bases(parts.get("bases"), tell))
    values["results"] = list(results(parts.get("results"), tell))
    address = words_of(parts.get("url"), tell)
    if address.startswith("https://"):
        values["links"] = [{"kind": "trang gốc", "address": address}]
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def _names(value: Any, tell: Telling) -> list[str]:
    if isinstance(value, list):
        return list(dict.fromkeys(filter(None, (on_one_line(said(name_of(one, tell))) for one in value))))
    return list(split_names(words_of(value, tell)))


def _steps(value: Any, tell: Telling) -> list[str]:
    if isinstance(value, list):
        return [text for one in value if said(text := _step(one, tell))]
    return steps.read(said(words_of(value, tell)))


def _step(one: Any, tell: Telling) -> str:
    """Return a step; one that has a name and says what is done has both."""
    name = words_of(get(one, "name", "title", "ten", "buoc"), tell)
    text = words_of(get(one, "content", "description", "noidung", "mota"), tell)
    if name and text:
        return text if text.startswith(name) else f"{name.rstrip(' :.')}: {text}"
    return text or name_of(one, tell)


def _account(parts: Mapping[str, Any], values: Mapping[str, Any], tell: Telling) -> list[tuple[str, str]]:
    held = [*texts_of(values), *texts_of(tell.unplaced), _field(parts, tell)]
    own = (*tell.said, "true", "false")
    ledger = Ledger.of(held, own)
    missing: list[tuple[str, str]] = []
    for key, value in parts.items():
        if key in ("id", "url", *(name for name, _ in _LEVELS)):
            continue
        for text in texts_of(value):
            missing += [
                (key, words)
                for words in ledger.lost(mended(text, tell.mends))
                if words not in ("True", "False")
            ]
    return missing
