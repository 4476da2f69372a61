"""Channels: the table “Cách thức thực hiện” whose cells were run together.

    Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến2 Ngày làm việcMiễn phíNộp qua cổng …Trực tiếp…

A row begins where the name of a way is followed at once by a cell of time and one of fees.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from congbo.imports.incoming import Telling
from congbo.imports.letters import NOTHING, said
from congbo.imports.national import money

HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"
METHODS = {"Trực tuyến": "trực tuyến", "Trực tiếp": "trực tiếp", "Dịch vụ bưu chính": "bưu chính"}
UNITS = {
    "ngày làm việc": "ngày làm việc",
    "ngày": "ngày",
    "tháng": "tháng",
    "năm": "năm",
    "giờ làm việc": "giờ làm việc",
    "giờ": "giờ",
}
WHERE = "Cách thức thực hiện"
_UNIT = "|".join(unit.capitalize() for unit in UNITS)
_ROW = re.compile(
    rf"({'|'.join(METHODS)})"
    rf"(?:(?P<value>\d+(?:[.,]\d+)?) (?P<unit>{_UNIT})|(?P<none>{NOTHING})|"
    rf"(?P<bare>\d{{1,3}})(?=Miễn phí|{NOTHING})|)"
    rf"(?=Miễn phí|{NOTHING}|{money.AMOUNT})"
)


@dataclass(slots=True)
class Ways:
    """The ways to file, and what is common to all of them."""

    channels: list[dict[str, Any]] = field(default_factory=list)
    processing_time: dict[str, Any] | None = None
    fees: Any = None


def read(text: str, tell: Telling) -> Ways:
    """Return the ways of the table; what stands before its first row is left as it is."""
    body = text.removeprefix(HEAD) if text.startswith(HEAD) else text
    tell.said += [HEAD, *METHODS, "Miễn phí", NOTHING]
    starts = [found for found in _ROW.finditer(body) if _begins_row(body, found)]
    ways = Ways()
    before = body[: starts[0].start()] if starts else body
    if said(before):
        tell.leave(WHERE, before.strip())
    ends = (*(found.start() for found in starts[1:]), len(body))
    for found, end in zip(starts, ends, strict=False):
        ways.channels.append(_channel(found, body[found.end() : end], tell))
    return shared(ways)


def _begins_row(body: str, found: re.Match[str]) -> bool:
    """Tell whether the name of a way begins a row: behind a space only where a cell of time follows it."""
    return body[found.start() - 1 : found.start()] != " " or bool(found["value"] or found["none"])


def limit(value: str, unit: str) -> dict[str, Any] | None:
    """Return a time limit as front matter has it; None where it is none that a calendar counts."""
    plain = value.replace(",", ".")
    known = UNITS.get(unit.lower().strip())
    if known is None or not re.fullmatch(r"\d+(?:\.5|\.0)?", plain):
        return None
    if float(plain) == 0 or (known in ("tháng", "năm") and "." in plain and not plain.endswith(".0")):
        return None
    amount: Any = int(float(plain)) if float(plain).is_integer() else plain
    return {"value": amount, "unit": known}


def _channel(found: re.Match[str], rest: str, tell: Telling) -> dict[str, Any]:
    name = found[1]
    where = f"{WHERE}, {name.lower()}"
    channel: dict[str, Any] = {"method": METHODS[name]}
    if found["value"]:
        tell.said.append(f"{found['value']} {found['unit']}")
        time = limit(found["value"], found["unit"])
        if time:
            channel["processing_time"] = time
        else:
            tell.leave(f"{where}: thời gian", f"{found['value']} {found['unit']}")
    elif found["bare"]:
        tell.said.append(found["bare"])
        tell.leave(f"{where}: thời gian, nguồn không ghi đơn vị", found["bare"])
    bare = not (found["value"] or found["none"] or found["bare"])
    rest = _fees(channel, rest, where, tell, bare=bare)
    if description := said(rest.strip()):
        channel["description"] = description
    return channel


def _fees(channel: dict[str, Any], rest: str, where: str, tell: Telling, *, bare: bool) -> str:
    """Put the fees with which the rest of a row begins into the channel; return what follows them."""
    if rest.startswith(NOTHING):
        return rest[len(NOTHING) :]
    if rest.startswith("Miễn phí"):
        note = money.bracket(rest, len("Miễn phí"))
        channel["fees"] = money.free(note[1:-1].strip(), where, tell)
        return rest[len("Miễn phí") + len(note) :]
    unsure = bare and not re.match(
        r"\d{1,3}(?:,\d{3})+ ", rest
    )  # time may have lent the number its first digits
    charge = money.charged(rest, where, Telling(said=tell.said) if unsure else tell)
    if unsure and charge.fees:
        text = rest[: charge.end].strip()
        tell.doubt(where, f"“{text}”: không rõ đâu là thời gian, đâu là mức thu nên giữ nguyên chữ")
        channel["fees"] = [{"label": money.LABEL, "text": text}]
        return rest[charge.end :]
    if charge.fees:
        channel["fees"] = charge.fees
    return rest[charge.end :]


def shared(ways: Ways) -> Ways:
    """Say once for the procedure what every way says alike."""
    for key in ("processing_time", "fees"):
        values = [channel.get(key) for channel in ways.channels]
        if values and values[0] is not None and all(value == values[0] for value in values):
            setattr(ways, key, values[0])
            for channel in ways.channels:
                del channel[key]
    return ways
