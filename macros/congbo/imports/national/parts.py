"""Parts: what a structured record has of ways to file, papers, bases and results, by their keys."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from congbo.imports.accounting import texts_of
from congbo.imports.incoming import Telling
from congbo.imports.letters import mended, on_one_line, said
from congbo.imports.national import channels, dossier, money
from congbo.words.spelling import fold

_MOST = 10**15
METHODS = {
    "online": "trực tuyến",
    "tructuyen": "trực tuyến",
    "postal": "bưu chính",
    "post": "bưu chính",
    "buuchinh": "bưu chính",
    "dichvubuuchinh": "bưu chính",
    "direct": "trực tiếp",
    "tructiep": "trực tiếp",
}
BOTH = {
    "directandonline": ("direct", "online"),
    "tructieptructuyen": ("direct", "online"),
    "tructiepvatructuyen": ("direct", "online"),
}
"""Ways that a source names as one."""
UNITS = {
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


def bare(key: object) -> str:
    """Return the letters of a key without marks, signs and case."""
    return re.sub(r"[^a-z0-9]", "", fold(str(key)))


def words_of(value: Any, tell: Telling) -> str:
    """Return all texts of a value, a line each."""
    if isinstance(value, bool) or value is None:
        return ""
    return mended("\n".join(filter(None, (one.strip() for one in texts_of(value)))), tell.mends)


def get(data: Any, *names: str) -> Any:
    """Return the value of the first of the keys that a mapping has, whatever their case and signs."""
    if not isinstance(data, Mapping):
        return None
    found = {bare(key): value for key, value in data.items()}
    return next((found[name] for name in names if found.get(name) not in (None, "")), None)


def name_of(value: Any, tell: Telling) -> str:
    """Return the name of what may be an object with a name, or a text; of several, all of them."""
    if isinstance(value, Mapping):
        return words_of(get(value, "name", "ten", "title", "value", "label"), tell) or words_of(value, tell)
    if isinstance(value, list):
        return ", ".join(filter(None, (name_of(one, tell) for one in value)))
    return words_of(value, tell)


def listed(value: Any) -> list[Any]:
    """Return a value as a list; one that is none alone."""
    return list(value) if isinstance(value, list | tuple) else [] if value in (None, "") else [value]


def ways(value: Any, tell: Telling) -> Iterable[dict[str, Any]]:
    """Yield the ways to file, given as a list of objects or as an object by their codes."""
    if isinstance(value, Mapping) and any(bare(key) in METHODS for key in value):
        named = [(key, one) for key, one in value.items() if isinstance(one, Mapping)]
        rows: list[Mapping[str, Any]] = [{"method": key, **one} for key, one in named]
        tell.leave(
            "executionMethods",
            said(words_of([one for one in value.values() if not isinstance(one, Mapping)], tell)),
        )
    else:
        rows = [one for one in listed(value) if isinstance(one, Mapping)]
        tell.leave(
            "executionMethods",
            said(words_of([one for one in listed(value) if not isinstance(one, Mapping)], tell)),
        )
    for row in rows:
        printed = name_of(
            get(
                row, "submissionmethod", "method", "code", "type", "channel", "kenh", "hinhthucnop",
                "hinhthuc", "name",
            ), tell,
        )  # fmt: skip
        methods = [found for one in BOTH.get(bare(printed), (bare(printed),)) if (found := METHODS.get(one))]
        if not methods:
            tell.leave("executionMethods", words_of(row, tell))
            continue
        tell.said.append(printed)
        yield from (_way(row, method, tell) for method in methods)


def _way(row: Mapping[str, Any], method: str, tell: Telling) -> dict[str, Any]:
    where = f"{channels.WHERE}, {method}"
    channel: dict[str, Any] = {"method": method}
    if limit := _limit(row, where, tell):
        channel["processing_time"] = limit
    fees = _fees(get(row, "fees", "fee", "philephi", "phi", "lephi", "phivnd", "mucthu"), where, tell)
    if fees is not None:
        channel["fees"] = fees
    if description := said(words_of(get(row, "description", "mota", "note", "ghichu"), tell)):
        channel["description"] = description
    return channel


def _limit(row: Mapping[str, Any], where: str, tell: Telling) -> dict[str, Any] | None:
    given = get(row, "processingtime", "time", "duration", "thoigian", "thoihan", "thoihangiaiquyet")
    if isinstance(given, Mapping):
        value, unit = get(given, "value", "amount", "time", "so"), get(given, "unit", "type", "donvi")
    else:
        value = given
        unit = get(row, "processingtimeunit", "timeunit", "processingtimetype", "unit", "donvi")
    text, name = words_of(value, tell), words_of(unit, tell)
    if not name and (found := re.fullmatch(r"(\d+(?:[.,]\d+)?)\s+(\D+)", text)):
        text, name = found[1], found[2]
    if not text or text == "0":
        return None
    tell.said += [text, name, f"{text} {name}"]
    limit = channels.limit(text, UNITS.get(bare(name), name))
    if limit is None:
        tell.leave(f"{where}: thời gian", f"{text} {name}".strip())
    return limit


def _fees(value: Any, where: str, tell: Telling) -> Any:
    """Return what is charged; None where nothing is said of it."""
    if value in (None, "", []):
        return None
    items: list[dict[str, Any]] = []
    for one in listed(value):
        if not isinstance(one, Mapping):
            text = words_of(one, tell)
            if isinstance(one, int) and one:  # `phi_vnd`
                items.append(_fee({"amount": one}, where, tell))
                continue
            if not text:
                continue
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
    label = on_one_line(words_of(get(one, "label", "name", "feename", "tenphi", "ten"), tell))
    note = on_one_line(words_of(get(one, "description", "note", "mota", "ghichu"), tell))
    amount, currency = (
        get(one, "amount", "value", "price", "mucthu", "sotien"),
        words_of(get(one, "currency", "currencyname", "unit", "loaitien", "donvi"), tell),
    )
    printed = f"{words_of(amount, tell)} {currency}".strip()
    tell.said += [printed, words_of(amount, tell), currency]
    plain = _amount(amount, currency or "VND", tell)
    if plain == 0 and note:
        # the portal writes 0 where the note says by which decision one pays
        free = re.search(r"miễn|không (?:thu|mất)", note, re.IGNORECASE)
        found: dict[str, Any] = {"label": money.LABEL, "text": f"{printed} ({note})"}
        if free:
            found = {"label": money.LABEL, "amount": 0, "note": note}
    elif plain is None:
        found = {
            "label": money.LABEL,
            **({"text": printed} if printed else {}),
            **({"note": note} if note else {}),
        }
    else:
        found = money.item(plain, currency or "VND", note, printed, where, tell)
    return {**found, **({"label": label} if label else {})}


def _amount(amount: Any, currency: str, tell: Telling) -> object:
    """Return an amount as front matter has it: an int, a decimal as text, None where it is no amount."""
    if isinstance(amount, int | float) and not isinstance(amount, bool):
        if not 0 <= amount < _MOST:
            return None
        exact = Decimal(str(amount))
        plain: object = int(exact) if exact == exact.to_integral_value() else f"{exact:f}"
    else:
        plain = None if amount is None else money.number(words_of(amount, tell))
    known = money.CURRENCIES.get(currency)
    return plain if known and (isinstance(plain, int) or known != "VND") else None


def papers(value: Any, tell: Telling) -> dict[str, Any]:
    """Return the papers and the cases; a case without a name is no case of its own."""
    common: list[dict[str, Any]] = []
    cases: list[dict[str, Any]] = []
    rows = [one for one in listed(value) if isinstance(one, Mapping)]
    tell.leave(
        "executionCases", said(words_of([one for one in listed(value) if not isinstance(one, Mapping)], tell))
    )
    for row in rows:
        parts = get(row, "profilecomponents", "components", "thanhphanhoso", "giayto", "papers")
        if not isinstance(parts, list):
            _of_its_case(row, common, cases, tell)
            continue
        items = [_paper(one, tell) for one in listed(parts)]
        name = on_one_line(
            said(words_of(get(row, "name", "ten", "casename", "title", "tentruonghop", "truonghop"), tell))
        )
        if not name or bare(name) in _NO_CASE:
            common += items
            continue
        case: dict[str, Any] = {"id": dossier.case_id(name, {one["id"] for one in cases}), "name": name}
        if when := said(words_of(get(row, "description", "mota", "note"), tell)):
            case["when"] = when
        cases.append({**case, **({"dossier": items} if items else {})})
    return {"dossier": common, "cases": cases}


_NO_CASE = ("giaytophainop", "baogom", "gom", "thanhphanhoso", "hosogom")
"""Names that cases have where there is but one."""


def _of_its_case(
    row: Mapping[str, Any], common: list[dict[str, Any]], cases: list[dict[str, Any]], tell: Telling
) -> None:
    """Put a paper that names its case among those of the case, any other among the common ones."""
    paper = _paper(row, tell)
    name = on_one_line(said(words_of(get(row, "truonghop", "casename", "case"), tell)))
    if not name:
        common.append(paper)
        return
    case = next((one for one in cases if one["name"] == name), None)
    if case is None:
        case = {"id": dossier.case_id(name, {one["id"] for one in cases}), "name": name, "dossier": []}
        cases.append(case)
    case["dossier"].append(paper)


def _paper(row: Any, tell: Telling) -> dict[str, Any]:
    if not isinstance(row, Mapping):
        return {"name": on_one_line(words_of(row, tell)) or dossier.NAMELESS}
    name = on_one_line(
        words_of(get(row, "name", "ten", "tengiayto", "giayto", "componentname", "title"), tell)
    )
    if not name:
        tell.doubt(dossier.WHERE, "có giấy tờ không ghi tên")
    paper: dict[str, Any] = {"name": name or dossier.NAMELESS}
    for key, names in (
        ("originals", ("originalqty", "soluongbanchinh", "banchinh")),
        ("copies", ("copyqty", "soluongbansao", "bansao")),
    ):
        number = words_of(get(row, *names), tell)
        if re.fullmatch(r"\d{1,4}", number):
            paper[key] = int(number)
            tell.said.append(number)
        elif number:
            tell.leave(f"{dossier.WHERE}: số bản của {name}", number)
    if counted := words_of(get(row, "soluong", "quantity"), tell):
        _count(paper, counted, tell)
    files = [
        _form(one, tell)
        for one in listed(
            get(
                row, "attachments", "forms", "files", "maudon", "maudontokhai", "mau", "tepdinhkem", "bieumau"
            )
        )
    ]
    if files := [one for one in files if one]:
        paper["forms"] = files
    if note := said(words_of(get(row, "description", "note", "ghichu", "mota"), tell)):
        paper["note"] = note
    return paper


def _count(paper: dict[str, Any], text: str, tell: Telling) -> None:
    """Put a number of copies as the page prints it into a paper: `Bản chính: 1 Bản sao: 0`."""
    before = re.search(r"bản (?:chính|sao)\s*:", text, re.IGNORECASE)
    found = {
        key: re.search(
            rf"{words}\s*:\s*(\d{{1,3}})\b" if before else rf"\b(\d{{1,3}})\s*{words}", text, re.IGNORECASE
        )
        for key, words in (("originals", "bản chính"), ("copies", "bản sao"))
    }
    for key, match in found.items():
        if match:
            paper[key] = int(match[1])
    if any(found.values()):
        tell.said += [text, *(match[0] for match in found.values() if match)]
    else:
        tell.leave(f"{dossier.WHERE}: số bản của {paper['name']}", text)


def _form(one: Any, tell: Telling) -> dict[str, Any]:
    if not isinstance(one, Mapping):
        name = on_one_line(words_of(one, tell))
        return {"name": name} if name else {}
    address = words_of(get(one, "url", "address", "link", "downloadurl", "path"), tell)
    name = (
        on_one_line(words_of(get(one, "name", "filename", "ten", "tentep", "title"), tell))
        or address.rpartition("/")[2]
    )
    return {"name": name, **({"address": address} if address.startswith("https://") else {})} if name else {}


def bases(value: Any, tell: Telling) -> Iterable[dict[str, str]]:
    """Yield the documents that the procedure rests on; those without a number are left."""
    for one in listed(value):
        number = on_one_line(
            words_of(get(one, "code", "number", "documentnumber", "mavanban", "sokyhieu", "sohieu"), tell)
        )
        name = on_one_line(words_of(get(one, "name", "title", "ten", "tenvanban", "trichyeu"), tell))
        if number:
            yield {"number": number, **({"subject": name} if name else {})}
        else:
            tell.leave("legalBasis", said(name or words_of(one, tell)))


def results(value: Any, tell: Telling) -> Iterable[dict[str, str]]:
    """Yield the results with their codes."""
    for one in listed(value):
        name = on_one_line(name_of(one, tell))
        code = on_one_line(words_of(get(one, "code", "ma", "maketqua"), tell))
        if name and said(name):
            yield {"name": name, **({"code": code} if code else {})}
