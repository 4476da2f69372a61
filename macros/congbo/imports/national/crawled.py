"""Crawled: a full record of the national portal whose parts are text, by the names of its keys.

The keys may be Vietnamese without marks (`cach_thuc_thuc_hien`) or the labels of the page (“Cách thức thực
hiện”). Each value is mended, read by the parser of its part, and accounted for word by word.
"""

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from json import dumps
from typing import Any

from congbo.imports.accounting import Ledger, texts_of
from congbo.imports.incoming import Incoming, Telling, procedure
from congbo.imports.letters import NOTHING, mended, on_one_line, said, split_names
from congbo.imports.national import bases, channels, dossier, results, steps
from congbo.words.spelling import fold, national_code

SOURCE = "Cổng Dịch vụ công quốc gia"
_KEYS = {
    "ma_thu_tuc": "code",
    "ma": "code",
    "ten_thu_tuc": "name",
    "ten": "name",
    "so_quyet_dinh": "decision",
    "cap_thuc_hien": "level",
    "loai_thu_tuc": "type",
    "linh_vuc": "field",
    "doi_tuong_thuc_hien": "applicants",
    "co_quan_co_tham_quyen": "decides",
    "dia_chi_tiep_nhan": "address",
    "dia_chi_tiep_nhan_hs": "address",
    "co_quan_duoc_uy_quyen": "delegates",
    "co_quan_phoi_hop": "coordinates",
    "thu_tuc_lien_quan": "related",
    "thu_tuc_hanh_chinh_lien_quan": "related",
    "trinh_tu_thuc_hien": "steps",
    "cach_thuc_thuc_hien": "channels",
    "thanh_phan_ho_so": "dossier",
    "can_cu_phap_ly": "bases",
    "co_quan_thuc_hien": "handles",
    "yeu_cau_dieu_kien": "conditions",
    "yeu_cau_dieu_kien_thuc_hien": "conditions",
    "ket_qua_xu_ly": "results",
    "ket_qua_thuc_hien": "results",
    "detail_url": "url",
    "formality_id": "id",
    "id": "id",
    "raw_text": "raw",
}
_TITLES = {
    "code": "Mã thủ tục",
    "name": "Tên thủ tục",
    "decision": "Số quyết định",
    "level": "Cấp thực hiện",
    "type": "Loại thủ tục",
    "field": "Lĩnh vực",
    "applicants": "Đối tượng thực hiện",
    "decides": "Cơ quan có thẩm quyền",
    "address": "Địa chỉ tiếp nhận HS",
    "delegates": "Cơ quan được ủy quyền",
    "coordinates": "Cơ quan phối hợp",
    "related": "Thủ tục hành chính liên quan",
    "steps": "Trình tự thực hiện",
    "channels": "Cách thức thực hiện",
    "dossier": "Thành phần hồ sơ",
    "bases": "Căn cứ pháp lý",
    "handles": "Cơ quan thực hiện",
    "conditions": "Yêu cầu, điều kiện thực hiện",
    "results": "Kết quả xử lý",
}
_SAYS_NUMBER = re.compile(r"^số\s*:?\s*(?=\d)", re.IGNORECASE)
_RAW_CODE = re.compile(r"Mã thủ tục\s*(\d\.\d{6}(?:\.[\w.]+?)?)(?=Số quyết định)")


def is_crawled(data: Mapping[str, Any]) -> bool:
    """Tell whether an entry has the keys of a crawled page."""
    return len({_key(key) for key in data} & set(_TITLES)) >= 3 and any(_key(key) == "code" for key in data)


def _key(key: str) -> str:
    return _KEYS.get(re.sub(r"[^a-z0-9]+", "_", fold(key)).strip("_"), "")


def read(data: Mapping[str, Any], place: str) -> Incoming:
    """Return a crawled page as values of keys; every word of it is in them or told."""
    tell = Telling()
    parts: dict[str, str] = {}
    for key, value in data.items():
        name = _key(key)
        text = mended(value, tell.mends)
        if not name or (name in parts and parts[name] != text):
            tell.leave(str(key), said(text))
        else:
            parts[name] = text
    if parts.get("channels", "").endswith("(") and parts.get("bases", "").startswith(":"):
        # the crawler took “Căn cứ pháp lý:” in the note of a fee for the title of the next part
        rest, head, table = parts["bases"].partition(bases.HEAD)
        parts |= {"channels": f"{parts['channels']}{_TITLES['bases']}{rest}", "bases": f"{head}{table}"}
    values = _values(parts, tell)
    if foreign := _foreign(parts.get("code", ""), parts.get("raw", "")):
        tell.doubt("Nội dung", f"có thể là của thủ tục khác: {foreign}")
    return procedure(
        on_one_line(parts.get("code", "")),
        values,
        place,
        tell,
        field=parts.get("field", ""),
        digest=digest(data),
        missing=_account(parts, values, tell),
        id=parts.get("id", ""),
        address=parts.get("url", ""),
        foreign=foreign,
    )


def digest(data: Any) -> str:
    """Return what tells whether an entry of a source has changed."""
    return sha256(dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]


def _foreign(code: str, raw: str) -> str:
    """Return why the content may be another procedure's: the page that was saved names another code."""
    found = _RAW_CODE.search(raw)
    if found and national_code(found[1]) != national_code(code):
        return f"mã là {code} nhưng trang lưu kèm là của thủ tục {found[1]}"
    return ""


def _values(parts: Mapping[str, str], tell: Telling) -> dict[str, Any]:
    values: dict[str, Any] = {}

    def put(key: str, value: Any) -> None:
        if value not in (None, "", [], {}):
            values[key] = value

    def text(part: str) -> str:
        return said(parts.get(part, ""))

    put("name", on_one_line(text("name")))
    put("code", on_one_line(text("code")))
    put("type", on_one_line(text("type")))
    put("level", on_one_line(text("level")))
    put("applicants", list(split_names(text("applicants"))))
    put("authority", authority(text))
    put("receiving_note", text("address"))
    ways = channels.read(parts["channels"], tell) if text("channels") else channels.Ways()
    put("channels", ways.channels)
    papers = dossier.read(parts["dossier"], tell) if text("dossier") else dossier.Papers()
    put("dossier", papers.dossier)
    put("cases", papers.cases)
    put("dossier_sets", papers.sets)
    if ways.processing_time:
        values["processing_time"] = [ways.processing_time]
    if ways.fees is not None:
        values["fees"] = [{"items": ways.fees}]
    found = results.read(parts["results"], tell) if text("results") else results.Results()
    put("results", found.results)
    put("conditions", text("conditions"))
    put("steps", steps.read(text("steps")))
    put("legal_basis", bases.read(_bases_alone(text("bases"), text("handles")), tell))
    put("published_by", [{"number": one} for one in _numbers(text("decision"))])
    put("keywords", found.keywords)
    if parts.get("url", "").startswith("https://"):
        values["links"] = [{"kind": "trang gốc", "address": parts["url"]}]
    tell.leave(_TITLES["related"], text("related"))
    return values


def authority(text: Callable[[str], str]) -> dict[str, Any]:
    """Return who decides, handles, acts for them and coordinates, by the names in the source."""
    found: dict[str, Any] = {}
    for key in ("decides", "handles", "delegates", "coordinates"):
        if names := on_one_line(text(key)):
            found[key] = names
    return found


def _bases_alone(text: str, handles: str) -> str:
    """Return the table without the label and value of the next part, which some crawls have in it."""
    if not handles or bases.TAIL not in text:
        return text
    before, _, behind = text.rpartition(bases.TAIL)
    return before if on_one_line(behind) == on_one_line(handles) else text


def _numbers(text: str) -> list[str]:
    found = (on_one_line(one) for one in re.split(r"[;\n]|,\s+(?=\d)", text))
    return [_SAYS_NUMBER.sub("", one) for one in found if one]


def _account(parts: Mapping[str, str], values: Mapping[str, Any], tell: Telling) -> list[tuple[str, str]]:
    """Return the words of the parts that no value has, with the title of their part."""
    held = [*texts_of(values), *texts_of(tell.unplaced)]
    held += [*tell.doubts, parts.get("field", ""), parts.get("id", ""), parts.get("url", "")]
    own = [*tell.said, NOTHING, bases.TAIL, *_CELL_WORDS]
    ledger = Ledger.of(held, own)
    missing: list[tuple[str, str]] = []
    for part, text in parts.items():
        if part not in ("raw", "id", "url"):
            missing += [(_TITLES[part], words) for words in ledger.lost(text)]
    if raw := parts.get("raw", ""):
        texts = sorted((text for part, text in parts.items() if part != "raw"), key=len, reverse=True)
        for text in texts:
            raw = raw.replace(text, "\n") if text else raw
        ledger = Ledger.of([*held, *texts], [*own, *_TITLES.values(), *results.FURNITURE])
        missing += [("Phần khác của trang", words) for words in ledger.lost(raw)]
    return missing


_CELL_WORDS = (
    "Luật số",
    "Nghị định số",
    "Thông tư số",
    "Nghị quyết số",
    "Quyết định số",
    "Bộ luật số",
    "Bộ luật",
    "Thông tư liên tịch số",
    "Pháp lệnh số",
    "Luật",
    "Nghị định",
    "Thông tư",
    "Nghị quyết",
    "Quyết định",
    "số",
)
