"""National: the real procedures of ../shared/data/national as entries of the search index, and invented ones.

The records are read where they lie and never copied into the project.
"""

import dataclasses
import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from congbo.export.search import Entry
from congbo.words.spelling import slug

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "national"
SUMMARY_LENGTH = 120
_NUMBER = re.compile(r"\d{1,4}/(?:\d{4}/)?[A-ZĐ]+(?:-[A-ZĐ]+)*(?:1[0-9])?")
_TIME = re.compile(r"(\d+) (Ngày làm việc|Ngày|Tháng)")
_NEXT_APPLICANT = re.compile(r", (?=[A-ZĐ])")


def entries(folder: Path = DATA) -> tuple[list[Entry], dict[str, str]]:
    """Return every real record as an entry, and the names of the fields.

    The portal has no summary of its own; the beginning of the result stands for it, so that the index is as
    large as one of a site whose procedures have summaries.
    """
    records = [record for file in sorted(folder.glob("*.jsonl.gz")) for record in _lines(file)]
    return [_entry(record) for record in records], {slug(r["linh_vuc"]): r["linh_vuc"] for r in records}


def invented(real: list[Entry], count: int, seed: int = 1) -> list[Entry]:
    """Return as many entries as asked, each the first half of one real name and the second of another."""
    rng = random.Random(seed)
    made = []
    for n in range(count):
        one, other = rng.choice(real), rng.choice(real)
        begin, end = one.name.split(), other.name.split()
        name = " ".join(begin[: len(begin) // 2] + end[len(end) // 2 :])
        code = f"{n % 3 + 1}.{500_000 + n}"
        made.append(dataclasses.replace(one, id=code, code=code, name=name, state=0 if n % 20 else 2))
    return sorted(made, key=lambda entry: entry.state)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _entry(record: dict[str, Any]) -> Entry:
    channels = record["cach_thuc_thuc_hien"]
    time = _TIME.search(channels)
    result = record["ket_qua_xu_ly"].split("Mã:")[0]
    return Entry(
        id=record["ma_thu_tuc"],
        code=record["ma_thu_tuc"],
        name=record["ten_thu_tuc"],
        field=slug(record["linh_vuc"]),
        summary=result[:SUMMARY_LENGTH],
        further=" ".join((result, record["thanh_phan_ho_so"], record["yeu_cau_dieu_kien"])),
        decisions=(record["so_quyet_dinh"],),
        basis=tuple(dict.fromkeys(_numbers(record["can_cu_phap_ly"]))),
        level="Một phần" if "Trực tuyến" in channels else "Chưa cung cấp trực tuyến",
        time=f"{int(time[1]):02d} {time[2].lower()}" if time else "",
        fee="Không thu" if "Miễn phí" in channels else "",
        applicants=tuple(_NEXT_APPLICANT.split(record["doi_tuong_thuc_hien"])),
    )


def _numbers(text: str) -> Iterator[str]:
    """Yield the document numbers of a column whose cells were run together: `…68/2013/TT-BCALuật …`."""
    for found in _NUMBER.finditer(text):
        runs_on = text[found.end() : found.end() + 1].islower()
        yield found[0][:-1].rstrip("-") if runs_on else found[0]
