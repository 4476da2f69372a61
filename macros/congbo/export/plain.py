"""Plain: values of records as JSON has them, and their bytes, the same each time."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic_core import to_json

from congbo.records.record import Period


def encoded(data: Any) -> bytes:
    """Return the data as UTF-8 JSON that a person can read, the same bytes each time."""
    return to_json(data, indent=1, inf_nan_mode="null") + b"\n"  # json.dumps with indent: 5 times slower


def number_of(value: Fraction | Decimal | None) -> int | float | None:
    """Return a number as JSON has it, whole where it is."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def plain(value: Any) -> Any:
    """Return a value as JSON has it, without the parts that say nothing."""
    match value:
        case Period():
            return {"start": value.start.isoformat(), "end": value.end.isoformat()}
        case dict():
            return {str(key): plain(part) for key, part in value.items() if part not in (None, "", (), {})}
        case tuple() | list():
            return [plain(part) for part in value]
        case Decimal():
            return number_of(value)
        case date():
            return value.isoformat()
        case str():
            return str(value)
        case _:
            return value
