"""Structured: a full record of the national portal as JSON with parts that are objects, by the names of its keys.

Keys are known by their letters alone (`executionMethods`, `execution_methods`, “Cách thức thực hiện”). What has
a key that is not known is kept with it; codes of units and ways (WORKING_DAY, ONLINE) become words.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from congbo.imports.accounting import Ledger, texts_of
from congbo.imports.incoming import Incoming, Telling
from congbo.imports.letters import mended, on_one_line, said, split_names
from congbo.imports.national import channels, dossier, money, steps
from congbo.imports.national.crawled import digest
from congbo.words.spelling import fold, national_code

_KEYS = {
    "code": ("code", "procedurecode", "mathutuc", "matthc", "maso", "ma"),
    "name": ("name", "procedurename", "tenthutuc", "tentthc", "ten"),
    "field": ("category", "categoryname", "field", "linhvuc", "tenlinhvuc"),
    "level": ("level", "levels", "capthuchien"),
    "ministry": ("isministry",),
    "province": ("isprovince",),
    "ward": ("isward",),
    "other_level": ("isother",),
    "type": ("type", "proceduretype", "loaithutuc", "loaitthc"),
    "state": ("state", "status", "trangthai"),
    "decision": ("proposalnumber", "decisionnumber", "soquyetdinh", "quyetdinhcongbo"),
    "steps": ("executionsteps", "steps", "trinhtuthuchien", "trinhtu"),
    "methods": ("executionmethods", "methods", "cachthucthuchien", "cachthuc"),
    "cases": ("executioncases", "cases", "truonghop", "thanhphanhoso", "hoso"),
    "bases": ("legalbasis", "legalbases", "cancuphaply", "cancu"),
    "results": ("results", "executionresults", "ketquathuchien", "ketqua", "ketquaxuly"),
    "applicants": ("subjecttypes", "subjects", "doituongthuchien", "doituong"),
    "conditions": ("requirementsandconditions", "requirements", "conditions", "yeucaudieukien"),
    "handles": ("executingagency", "executionagency", "executingagencies", "coquanthuchien"),
    "decides": ("competentauthority", "competentagency", "coquancothamquyen", "coquanquyetdinh"),
    "delegates": ("authorizedagency", "delegatedagency", "coquanduocuyquyen"),
    "coordinates": ("coordinatingagency", "coordinatingagencies", "coquanphoihop"),
    "address": ("receivingaddress", "address", "diachitiepnhan", "diachitiepnhanhs"),
    "keywords": ("keywords", "tukhoa"),
    "id": ("id", "uuid", "formalityid"),
    "url": ("url", "detailurl", "link"),
}
_BY_KEY = {name: key for key, names in _KEYS.items() for name in names}
_METHODS = {
    "online": "trực tuyến",
    "tructuyen": "trực tuyến",
    "postal": "bưu chính",
    "post": "bưu chính",
    "buuchinh": "bưu chính",
    "dichvubuuchinh": "bưu chính",
    "direct": "trực tiếp",
    "tructiep": "trực tiếp",
}
_UNITS = {
    "workingday": "ngày làm việc",
    "workingdays": "ngày làm việc",
    "ngaylamviec": "ngày làm việc",
    "day": "ngày",
    "days": "ngày",
    "ngay": "ngày",
    "month": "tháng",
    "thang": "tháng",
    "year": "năm",
    "nam": "năm",
    "hour": "giờ",
    "gio": "giờ",
    "workinghour": "giờ làm việc",
    "giolamviec": "giờ làm việc",
}
_TYPES = {"STANDARD": "Loại khác", "INTERCONNECTED": "Thủ tục liên thông"}
_LEVELS = (
    ("ministry", "Cấp bộ"),
    ("province", "Cấp tỉnh"),
    ("ward", "Cấp xã"),
    ("other_level", "Cơ quan khác"),
)
_LEAST_KEYS = 2


def _bare(key: object) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(str(key)))


def is_structured(data: Mapping[str, Any]) -> bool:
    """Tell whether an entry has the keys of a record with parts that are objects."""
    keys = {_BY_KEY.get(_bare(key), "") for key in data}
    return {"code", "name"} <= keys or ("code" in keys and len(keys - {""}) > _LEAST_KEYS)


def read(data: Mapping[str, Any], place: str) -> Incoming:
    """Return a record as values of keys; parts that are not known are left under their keys."""
    tell = Telling()
    parts: dict[str, Any] = {}
    for key, value in data.items():
        name = _BY_KEY.get(_bare(key), "")
        if name and name not in parts:
            parts[name] = value
        elif text := said(_words(value, tell)):
            tell.leave(str(key), text)
    values = _values(parts, tell)
    missing = _account(parts, values, tell)
    for key, words in missing:
        tell.leave(key, words)
    if tell.unplaced:
        values["unplaced"] = tell.unplaced
    if tell.doubts:
        values["doubts"] = tell.doubts
    code = on_one_line(_words(parts.get("code"), tell))
    return Incoming(
        "procedure",
        national_code(code) if code else "",
        values,
        place,
        id=_words(parts.get("id"), tell),
        address=_words(parts.get("url"), tell),
        digest=digest(data),
        field_name=on_one_line(said(_name(parts.get("field"), tell))),
        notes=tuple(tell.notes),
        mends=dict(tell.mends),
        lost=tuple(words for _, words in missing),
    )


def _words(value: Any, tell: Telling) -> str:
    """Return all texts of a value, a line each."""
    if isinstance(value, bool) or value is None:
        return ""
    return mended("\n".join(filter(None, (one.strip() for one in texts_of(value)))), tell.mends)


def _get(data: Any, *names: str) -> Any:
    """Return the value of the first of the keys that a mapping has, whatever their letters' case and signs."""
    if not isinstance(data, Mapping):
        return None
    bare = {_bare(key): value for key, value in data.items()}
    return next((bare[name] for name in names if bare.get(name) not in (None, "")), None)


def _name(value: Any, tell: Telling) -> str:
    """Return the name of what may be an object with a name, or a text; of several, all of them."""
    if isinstance(value, Mapping):
        return _words(_get(value, "name", "ten", "title", "value", "label"), tell) or _words(value, tell)
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(one, tell) for one in value)))
    return _words(value, tell)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [] if value in (None, "") else [value]


def _values(parts: Mapping[str, Any], tell: Telling) -> dict[str, Any]:
    levels = [words for key, words in _LEVELS if parts.get(key) in (True, 1, "true", "1")]
    kind = on_one_line(said(_name(parts.get("type"), tell)))
    values: dict[str, Any] = {
        "name": on_one_line(_words(parts.get("name"), tell)),
        "code": on_one_line(_words(parts.get("code"), tell)),
        "type": _TYPES.get(kind, kind),
        "level": on_one_line(said(_name(parts.get("level"), tell))) or ", ".join(levels),
        "applicants": _names(parts.get("applicants"), tell),
        "receiving_note": said(_name(parts.get("address"), tell)),
        "conditions": said(_words(parts.get("conditions"), tell)),
        "steps": _steps(parts.get("steps"), tell),
        "published_by": [
            {"number": on_one_line(one)}
            for one in re.split(r"[;\n]", _name(parts.get("decision"), tell))
            if one.strip()
        ],
        "keywords": _names(parts.get("keywords"), tell),
    }
    tell.said += [*_METHODS, *_UNITS, *_TYPES, "DAY", "WORKING_DAY"]
    if state := said(_words(parts.get("state"), tell)):
        tell.leave("state", state)
    who = {
        key: on_one_line(said(_name(parts.get(key), tell)))
        for key in ("decides", "handles", "delegates", "coordinates")
    }
    values["authority"] = {key: name for key, name in who.items() if name}
    ways = channels.shared(channels.Ways(list(_channels(parts.get("methods"), tell))))
    values["channels"] = ways.channels
    if ways.processing_time:
        values["processing_time"] = [ways.processing_time]
    if ways.fees is not None:
        values["fees"] = [{"items": ways.fees}]
    values |= _papers(parts.get("cases"), tell)
    values["legal_basis"] = list(_bases(parts.get("bases"), tell))
    values["results"] = list(_results(parts.get("results"), tell))
    address = _words(parts.get("url"), tell)
    if address.startswith("https://"):
        values["links"] = [{"kind": "trang gốc", "address": address}]
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def _names(value: Any, tell: Telling) -> list[str]:
    if isinstance(value, list):
        return list(dict.fromkeys(filter(None, (on_one_line(said(_name(one, tell))) for one in value))))
    return list(split_names(_words(value, tell)))


def _steps(value: Any, tell: Telling) -> list[str]:
    if isinstance(value, list):
        found = [_name(_get(one, "content", "description", "noidung") or one, tell) for one in value]
        return [text for text in found if said(text)]
    return steps.read(said(_words(value, tell)))


def _channels(value: Any, tell: Telling) -> Iterable[dict[str, Any]]:
    """Yield the ways to file, given as a list of objects or as an object by their codes."""
    if isinstance(value, Mapping) and any(_bare(key) in _METHODS for key in value):
        rows = [{"method": key, **one} for key, one in value.items() if isinstance(one, Mapping)]
        tell.leave(
            "executionMethods",
            said(_words([one for one in value.values() if not isinstance(one, Mapping)], tell)),
        )
    else:
        rows = [one for one in _list(value) if isinstance(one, Mapping)]
        tell.leave(
            "executionMethods",
            said(_words([one for one in _list(value) if not isinstance(one, Mapping)], tell)),
        )
    for row in rows:
        printed = _name(
            _get(row, "method", "code", "type", "channel", "hinhthucnop", "hinhthuc", "name"), tell
        )
        method = _METHODS.get(_bare(printed))
        if method is None:
            tell.leave("executionMethods", _words(row, tell))
            continue
        tell.said.append(printed)
        where = f"{channels.WHERE}, {method}"
        channel: dict[str, Any] = {"method": method}
        if limit := _limit(row, where, tell):
            channel["processing_time"] = limit
        fees = _fees(_get(row, "fees", "fee", "philephi", "phi"), where, tell)
        if fees is not None:
            channel["fees"] = fees
        if description := said(_words(_get(row, "description", "mota", "note", "ghichu"), tell)):
            channel["description"] = description
        yield channel


def _limit(row: Mapping[str, Any], where: str, tell: Telling) -> dict[str, Any] | None:
    given = _get(row, "processingtime", "time", "duration", "thoigian", "thoihan")
    if isinstance(given, Mapping):
        value, unit = _get(given, "value", "amount", "time", "so"), _get(given, "unit", "type", "donvi")
    else:
        value = given
        unit = _get(row, "processingtimeunit", "timeunit", "processingtimetype", "unit", "donvi")
    text, name = _words(value, tell), _words(unit, tell)
    if not name and (found := re.fullmatch(r"(\d+(?:[.,]\d+)?)\s+(\D+)", text)):
        text, name = found[1], found[2]
    if not text or text == "0":
        return None
    tell.said += [text, name, f"{text} {name}"]
    limit = channels.limit(text, _UNITS.get(_bare(name), name))
    if limit is None:
        tell.leave(f"{where}: thời gian", f"{text} {name}".strip())
    return limit


def _fees(value: Any, where: str, tell: Telling) -> Any:
    """Return what is charged; None where nothing is said of it."""
    if value in (None, "", []):
        return None
    items: list[dict[str, Any]] = []
    for one in _list(value):
        if not isinstance(one, Mapping):
            text = _words(one, tell)
            if fold(text) in ("khong", "mien phi", "0"):
                tell.said.append(text)
                continue
            charge = money.charged(text, where, tell)
            items += charge.fees or [{"label": money.LABEL, "text": text}]
            if rest := text[charge.end :].strip():
                items[-1]["note"] = rest
            continue
        items.append(_fee(one, where, tell))
    return items or money.FREE


def _fee(one: Mapping[str, Any], where: str, tell: Telling) -> dict[str, Any]:
    label = on_one_line(_words(_get(one, "label", "name", "feename", "tenphi", "ten"), tell))
    note = on_one_line(_words(_get(one, "description", "note", "mota", "ghichu"), tell))
    amount, currency = (
        _get(one, "amount", "value", "price", "mucthu", "sotien"),
        _words(_get(one, "currency", "unit", "loaitien", "donvi"), tell),
    )
    printed = f"{_words(amount, tell)} {currency}".strip()
    tell.said += [printed, _words(amount, tell), currency]
    plain: object = None
    if isinstance(amount, int | float) and not isinstance(amount, bool) and amount >= 0:
        exact = Decimal(str(amount))
        plain = int(exact) if exact == exact.to_integral_value() else f"{exact:f}"
    elif amount is not None:
        plain = money.number(_words(amount, tell))
    if plain is None:
        found: dict[str, Any] = {
            "label": money.LABEL,
            **({"text": printed} if printed else {}),
            **({"note": note} if note else {}),
        }
    else:
        found = money.item(plain, currency or "VND", note, printed, where, tell)
    return {**found, **({"label": label} if label else {})}


def _papers(value: Any, tell: Telling) -> dict[str, Any]:
    """Return the papers and the cases; a case without a name is no case of its own."""
    common: list[dict[str, Any]] = []
    cases: list[dict[str, Any]] = []
    rows = [one for one in _list(value) if isinstance(one, Mapping)]
    tell.leave(
        "executionCases", said(_words([one for one in _list(value) if not isinstance(one, Mapping)], tell))
    )
    for row in rows:
        parts = _get(row, "profilecomponents", "components", "thanhphanhoso", "giayto", "papers")
        if parts is None:
            common.append(_paper(row, tell))
            continue
        items = [_paper(one, tell) for one in _list(parts)]
        name = on_one_line(said(_words(_get(row, "name", "ten", "casename", "title", "truonghop"), tell)))
        if not name:
            common += items
            continue
        case: dict[str, Any] = {"id": dossier.case_id(name, {one["id"] for one in cases}), "name": name}
        if when := said(_words(_get(row, "description", "mota", "note"), tell)):
            case["when"] = when
        cases.append({**case, **({"dossier": items} if items else {})})
    return {"dossier": common, "cases": cases}


def _paper(row: Any, tell: Telling) -> dict[str, Any]:
    if not isinstance(row, Mapping):
        return {"name": on_one_line(_words(row, tell)) or dossier.NAMELESS}
    name = on_one_line(_words(_get(row, "name", "ten", "tengiayto", "componentname", "title"), tell))
    if not name:
        tell.doubt(dossier.WHERE, "có giấy tờ không ghi tên")
    paper: dict[str, Any] = {"name": name or dossier.NAMELESS}
    for key, names in (
        ("originals", ("originalqty", "soluongbanchinh", "banchinh")),
        ("copies", ("copyqty", "soluongbansao", "bansao")),
    ):
        number = _words(_get(row, *names), tell)
        if re.fullmatch(r"\d{1,4}", number):
            paper[key] = int(number)
            tell.said.append(number)
        elif number:
            tell.leave(f"{dossier.WHERE}: số bản của {name}", number)
    files = [
        _form(one, tell)
        for one in _list(_get(row, "attachments", "forms", "files", "maudon", "tepdinhkem", "bieumau"))
    ]
    if files := [one for one in files if one]:
        paper["forms"] = files
    if note := said(_words(_get(row, "description", "note", "ghichu", "mota"), tell)):
        paper["note"] = note
    return paper


def _form(one: Any, tell: Telling) -> dict[str, Any]:
    if not isinstance(one, Mapping):
        name = on_one_line(_words(one, tell))
        return {"name": name} if name else {}
    address = _words(_get(one, "url", "address", "link", "downloadurl", "path"), tell)
    name = (
        on_one_line(_words(_get(one, "name", "filename", "ten", "tentep", "title"), tell))
        or address.rpartition("/")[2]
    )
    return {"name": name, **({"address": address} if address.startswith("https://") else {})} if name else {}


def _bases(value: Any, tell: Telling) -> Iterable[dict[str, str]]:
    for one in _list(value):
        number = on_one_line(
            _words(_get(one, "code", "number", "documentnumber", "mavanban", "sokyhieu"), tell)
        )
        name = on_one_line(_words(_get(one, "name", "title", "ten", "tenvanban"), tell))
        if number:
            yield {"number": number, **({"subject": name} if name else {})}
        else:
            tell.leave("legalBasis", said(name or _words(one, tell)))


def _results(value: Any, tell: Telling) -> Iterable[dict[str, str]]:
    for one in _list(value):
        name = on_one_line(_name(one, tell))
        code = on_one_line(_words(_get(one, "code", "ma", "maketqua"), tell))
        if name and said(name):
            yield {"name": name, **({"code": code} if code else {})}


def _account(parts: Mapping[str, Any], values: Mapping[str, Any], tell: Telling) -> list[tuple[str, str]]:
    held = [*texts_of(values), *texts_of(tell.unplaced), _name(parts.get("field"), tell)]
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
