#!/usr/bin/env python3
"""Tính lại mọi số liệu của các báo cáo đã niêm phong từ dữ liệu công khai, không cần phần mềm nào khác.

    python3 verify.py [https://…/]          trang ở địa chỉ ấy, hoặc thư mục của trang quanh du-lieu/
    python3 verify.py THƯ-MỤC --report MÃ --mark "MÃ IN TRÊN BẢN GIẤY"

Mã thoát: 0 mọi thứ khớp, 1 có chỗ khác, 2 không đọc được hoặc có số liệu không tính lại được.

Published with the site, with the standard library alone, so that nobody needs to trust what made the site.
"""

import argparse
import hashlib
import json
import re
import sys
import urllib.request
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from congbo.export.standalone.figures import Figure, figure
from congbo.export.standalone.forms import columns_of
from congbo.export.standalone.published import (
    ALL_PLACES,
    SHORT_FORM,
    Data,
    Frame,
    Published,
    UnknownError,
    on,
    printed,
)


def digest(content: Any) -> str:
    """Return the SHA-256 of canonical JSON: sorted keys, no space between, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def carried(chain: Data) -> list[str]:
    """Return the digest of each link, as the chain says it."""
    return [*(one["previous"] for one in chain["rectifications"]), chain["head"]]


def chain_problems(chain: Data) -> Iterator[str]:
    """Yield where the links of a seal do not hold together."""
    first = {"format": chain["format"], "report": chain["report"], "seal": chain["seal"]}
    links = [digest(first), *map(digest, chain["rectifications"])]
    for place, (is_, was) in enumerate(zip(links, carried(chain), strict=True)):
        if is_ != was:
            yield f"{f'đính chính thứ {place}' if place else 'phần niêm phong'} không còn như lúc ghi"
    days = [chain["seal"]["date"], *(one["date"] for one in chain["rectifications"])]
    if days != sorted(days):
        yield "ngày của các đính chính không theo thứ tự"


States = dict[tuple[str, str], Any]


def expected(chain: Data) -> States:
    """Return what must hold: what was sealed, and over it what each rectification says in turn."""
    parts = {"figures": "số liệu", "records": "bản ghi", "names": "tên", "keys": "lời báo cáo"}
    shown = chain["seal"]["shown"]
    states = {(part, id_): one for key, part in parts.items() for id_, one in shown[key].items()}
    for change in (change for one in chain["rectifications"] for change in one["changes"]):
        states.pop((change["part"], change["id"]), None)
        if change["value"] is not None:
            states[change["part"], change["id"]] = change["value"]
    return states


def of_part(states: States, part: str) -> Iterator[tuple[str, Any]]:
    """Yield what must hold of one part of a report, by id."""
    yield from ((id_, sealed) for (part_of, id_), sealed in states.items() if part_of == part)


SAID = {
    "title": "tên",
    "unit": "đơn vị",
    "definition": "cách tính",
    "stated": "nơi khai",
    "target": "chỉ tiêu",
    "time": "thời gian",
}
SAID_OF_VALUE = {
    "text": "chữ in tính lại",
    "state": "tình trạng tính lại",
    "verdict": "đánh giá tính lại",
    "score": "điểm",
    "beside": "số tự khai bên cạnh",
}
"""What follows from a value, told where that is as it was sealed."""
IN_FILE = {
    "title": "tên trong tệp của báo cáo",
    "unit": "đơn vị trong tệp của báo cáo",
    "text": "chữ in",
    "state": "tình trạng",
    "verdict": "đánh giá",
}


def differences(now: Data, sealed: Data, names: dict[str, str]) -> Iterator[str]:
    """Yield where words are not those that were sealed; what is not there is as good as empty."""
    for key, name in names.items():
        is_, was = now.get(key) or "", sealed.get(key, "")
        if is_ != was:
            yield f"{name} nay là “{is_}”, niêm phong “{was}”"


def frame_of(report: Data, states: States, data: Published, before: Data | None = None) -> Frame:
    """Return the frame of a report, or of the period that it is compared with."""
    period, day = before or report["period"], before["end"] if before else report["day"]
    former = {data.current(key): key for key, _ in of_part(states, "tên")}
    as_of = (before or report)["as_of"]
    return Frame(period["start"], period["end"], as_of, day, report["organisation"], former)


UNKNOWN = "không tính lại được"


def figure_problems(report: Data, chain: Data, data: Published) -> Iterator[tuple[str, str]]:
    """Yield (id, problem) of each sealed figure; the problem is empty where it holds."""
    states = expected(chain)
    for id_, sealed in of_part(states, "số liệu"):
        try:
            problem = "; ".join(problems_of(id_, sealed, report, states, data))
        except UnknownError as unknown:
            problem = f"{UNKNOWN}: {unknown}"
        yield id_, problem
    for form in counted_forms(chain):
        yield f"ô đếm của biểu {form}", f"{UNKNOWN}: các ô này được đếm từ sổ thủ tục"


def counted_forms(chain: Data) -> list[str]:
    """Return the forms in the text whose cells are counted from the register: not done again here."""
    text = dict(of_part(expected(chain), "lời báo cáo")).get("body", chain["seal"]["shown"]["body"])
    calls = (token for paragraph in text for token in paragraph if isinstance(token, list))
    return [form for name, form, *words in calls if name == "form" and words]


def problems_of(id_: str, sealed: Data, report: Data, states: States, data: Published) -> Iterator[str]:
    """Yield what of a figure is not as it was sealed."""
    id_now = data.current(f"indicator/{id_}").partition("/")[2]
    now, before = figure(id_now, frame_of(report, states, data), data), report.get("previous")
    earlier = figure(id_now, frame_of(report, states, data, before), data) if before else Figure([""], {}, {})
    in_file: Data = {one["id"]: one for one in report["figures"]}.get(id_now, {})
    numbers = [in_file.get(key) for key in ("value", "numerator", "denominator")]
    if now.values != sealed["values"]:
        yield f"tính lại {said_values(now.values)}, niêm phong {said_values(sealed['values'])}"
    else:
        if list(map(rounded, numbers)) != list(map(rounded, now.values)):
            yield f"tệp của báo cáo không ghi {said_values(now.values)}"
        yield from differences(now.said, sealed, SAID_OF_VALUE)
    then = {data.current(key): beside for key, beside in sealed.get("records", {}).items()}
    for key in dict.fromkeys((*then, *now.shown)):
        if (old := then.get(key)) != (new := now.shown.get(key)):
            is_, was = ("không tính" if one is None else f"“{one}”" for one in (new, old))
            yield f"{named(key)}: nay {is_}, niêm phong {was}"
    if "previous_value" in sealed and earlier.values[0] != (was := sealed["previous_value"]) and before:
        yield f"kỳ trước tính lại {plain(earlier.values[0])}, niêm phong {plain(was)}"
    yield from differences(now.said, sealed, SAID)
    yield from differences(in_file, sealed, IN_FILE)


def rounded(value: Any) -> float | None:
    """Return a number as a data file has it, where there is one."""
    return None if value in ("", None) else float(Fraction(value))


def said_values(values: list[str]) -> str:
    """Return exact values as they are read: `87,5 (14 trên 16)`."""
    above, below = (plain(part) if part else "?" for part in values[1:])
    return plain(values[0]) + (f" ({above} trên {below})" if any(values[1:]) else "")


def plain(value: str) -> str:
    """Return an exact value as it is read: `87,5`; as a fraction where its decimals would not end soon."""
    if not re.fullmatch(r"-?(0|[1-9][0-9]*)|-?[0-9]+/0*[1-9][0-9]*", value):
        return value or "không có"
    scaled = 10000 * Fraction(value)
    if scaled.denominator != 1 or scaled < 0:
        return value
    whole, part = divmod(scaled.numerator, 10000)
    return f"{whole},{part:04}".rstrip("0").removesuffix(",") if part else str(whole)


KINDS = {
    "procedure": "thủ tục",
    "document": "văn bản",
    "statistic": "số liệu tự khai",
    "dossiers": "dòng Biểu II.06a",
    "observation": "biểu đã điền",
    "form": "biểu",
    "organisation": "cơ quan",
    "field": "lĩnh vực",
}


def named(key: str) -> str:
    """Return what a seal calls a record, as it is read: `văn bản 17-KH-SOMAU-2024`."""
    target, _, id_ = key.partition("/")
    return f"{KINDS.get(target, target)} {id_}"


RECORD = {
    "name": "tên",
    "value": "giá trị",
    "cells": "các ô",
    "stated": "nơi khai",
    "explained": "giải thích chỗ lệch",
}
NAME = {"full": "tên đầy đủ", "short": "tên ngắn", "long": "tên khi dẫn"}


def held(record: Data, target: str, day: str, data: Published) -> Data:
    """Return what a seal holds of a record, as it is called on a day: its names, its number, its cells."""
    known = {**record, **{key: on(record, key, day) for key in record.get("versions", {})}}
    full = known.get("name")
    forms = {"short": known.get("short_name") or full, "long": known.get("long_name") or full}
    found = {"full": full, **forms, "name": data.label(target, record, day)}
    if target == "statistic":
        parts = (record.get("qualifier"), printed(record["value"]), record["unit"])
        found["value"] = " ".join(part for part in parts if part)
    if target == "dossiers":
        found["cells"] = cells_of(record, SHORT_FORM, data)
    if target == "observation":
        rows = (f"{row['label']}: {cells_of(row, record['form'], data)}" for row in record["rows"])
        found["cells"] = "; ".join(rows)
        found["stated"] = data.document_of(record.get("stated_in", {}).get("document", ""))
    if target == "form":
        heads = (
            f"({one['number']}) {' › '.join((*one.get('group', ()), one['label']))}"
            for one in columns_of(record).values()
        )
        found["cells"] = f"{record['unit']}; {'; '.join(heads)}"
    if target in ("dossiers", "observation"):
        notes = record.get("explained", ())
        found["explained"] = spoken([[one["column"], one.get("row", ""), one["note"]] for one in notes])
    return found


def cells_of(row: Data, form: str, data: Published) -> str:
    """Return the cells of a row, column by column: `(3) 16, (4) 2*, (5) ?`."""
    columns = columns_of(data.lists["form"][form]) if form in data.lists["form"] else {}
    numbers = {key: one["number"] for key, one in columns.items()}
    cells = []
    counts: Data = row["counts"]
    for column in row.get("columns", counts):
        value, star = counts.get(column), "*" if column in row.get("inferred", ()) else ""
        cell = "?" if value is None else f"{typed(value)}{star}"
        cells.append(f"({numbers.get(column, column)}) {cell}")
    return ", ".join(cells)


def typed(value: Any) -> str:
    """Return a number as it may be typed: `16`, `87.5`."""
    return printed(value, ALL_PLACES).replace("\u202f", "").replace(",", ".")


def without_zeros(text: str) -> str:
    """Return cells with no zeros at the end of decimals, which data files do not keep: `(3) 87.5`."""
    return re.sub(r"(\) \d+\.\d*?[1-9])0+(?=\*?(?:[,;]|$))", r"\1", text)


def record_problems(report: Data, chain: Data, data: Published) -> Iterator[tuple[str, str]]:
    """Yield (record, problem) of each sealed record and name; the problem is empty where it holds."""
    last_day, states = max(report["period"]["end"], report["as_of"], report["day"]), expected(chain)
    for part, names in (("bản ghi", RECORD), ("tên", NAME)):
        for key, sealed in of_part(states, part):
            target, _, id_ = data.current(key).partition("/")
            if target not in data.lists:
                continue
            if record := data.lists[target].get(id_):
                forms = {form: name for form, name in names.items() if form in sealed or part != "tên"}
                then = {one: spoken(value) for one, value in sealed.items()}
                then |= {one: without_zeros(then[one]) for one in ("cells",) if one in then}
                yield key, "; ".join(differences(held(record, target, last_day, data), then, forms))
            else:
                yield key, "không còn trong dữ liệu"


KEYS = {
    "title": "tên báo cáo",
    "organisation": "cơ quan báo cáo",
    "period": "kỳ báo cáo",
    "previous": "kỳ so sánh",
    "as_of": "ngày số liệu",
    "day": "ngày báo cáo",
}


def key_problems(report: Data, chain: Data, data: Published) -> Iterator[str]:
    """Yield where the head of the report is not what was sealed."""
    sealed = dict(of_part(expected(chain), "lời báo cáo"))
    sealed["organisation"] = data.current(f"organisation/{sealed['organisation']}").partition("/")[2]
    now, then = ({key: spoken(of.get(key)) for key in KEYS} for of in (report, sealed))
    yield from differences(now, then, KEYS)


def spoken(value: Any) -> str:
    """Return a text, or a list or a group of texts, as one: `2024-01-01 2024-06-30`."""
    if isinstance(value, list):
        return "; ".join(" ".join(filter(None, one)) if isinstance(one, list) else one for one in value)
    return " ".join(value[key] for key in sorted(value)) if isinstance(value, dict) else value or ""


def reader(place: str) -> Callable[[str], bytes]:
    """Return what reads a data file of a site at an address or in a folder."""

    def read(name: str) -> bytes:
        if not place.startswith(("http://", "https://")):
            return (Path(place) / "du-lieu" / name).read_bytes()
        with urllib.request.urlopen(f"{place.rstrip('/')}/du-lieu/{name}", timeout=60) as answer:
            return bytes(answer.read())

    return read


def told(id_: str, data: Published, mark: str) -> int:
    """Print what holds of a sealed report and what does not; return what the program ends with."""
    report, chain = data.report(id_)
    head = chain["head"]
    print(f"{report['title']}\n  mã {' '.join(head[start : start + 4] for start in range(0, 32, 4))}")
    wrong = list(chain_problems(chain))
    typed_mark = "".join(mark.split()).replace("-", "").casefold()
    since = [place for place, one in enumerate(carried(chain)[::-1]) if typed_mark in (one[:32], one)]
    if typed_mark and not since:
        wrong.append("mã trên giấy không phải là mã của dấu niêm phong này")
    if since and since[0]:
        print(f"  mã trên giấy có từ trước {since[0]} đính chính gần nhất")
    wrong += key_problems(report, chain, data)
    figures = list(figure_problems(report, chain, data))
    records = list(record_problems(report, chain, data))
    unknown = [line for line in figures if line[1].startswith(UNKNOWN)]
    wrong += [f"số liệu {name}: {problem}" for name, problem in figures if problem]
    wrong += [f"{named(key)}: {problem}" for key, problem in records if problem]
    unknown_lines = {f"số liệu {name}: {problem}" for name, problem in unknown}
    for line in wrong:
        print(f"  {'CHƯA RÕ' if line in unknown_lines else 'KHÁC'}: {line}")
    failed = len(wrong) > len(unknown)
    good = f"khớp, trừ {len(unknown)} số liệu không tính lại được" if unknown else "khớp"
    done = f"đã tính lại {len(figures) - len(unknown)} số liệu, so {len(records)} bản ghi và tên"
    print(f"  {done}: {'KHÔNG KHỚP' if failed else good}")
    return 1 if failed else 2 if unknown else 0


def main() -> int:
    """Verify every sealed report of a site, or the one that is named."""
    parser = argparse.ArgumentParser(description="Tính lại các báo cáo đã niêm phong từ dữ liệu công khai.")
    parser.add_argument("place", nargs="?", default=str(Path(__file__).resolve().parent.parent))
    parser.add_argument("--report", default="", help="mã của một báo cáo; mặc định là mọi báo cáo")
    parser.add_argument("--mark", default="", help="mã niêm phong in trên bản giấy")
    asked = parser.parse_args()
    try:
        data = Published(reader(asked.place))
        ids = [one["id"] for one in data.reports if asked.report in ("", one["id"])]
        if not ids:
            print("Không có báo cáo đã niêm phong nào như vậy.", file=sys.stderr)
            return 2
        results = [told(id_, data, asked.mark) for id_ in ids]
    except OSError as error:
        print(f"Không đọc được dữ liệu ở {asked.place}: {error}", file=sys.stderr)
        return 2
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"Dữ liệu ở {asked.place} không đúng dạng: {error!r}", file=sys.stderr)
        return 2
    return 1 if 1 in results else max(results)


if __name__ == "__main__":
    sys.exit(main())
