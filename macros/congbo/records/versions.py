"""Versions: a key whose value changes in time, written as its plain value or as a list of dated versions.

    name: Tên                          name:
                                         - value: Tên cũ
                                         - since: 2025-07-01
                                           by: 12-QD-UBND-2025
                                           value: Tên mới

The plain form means one version without a day. A type marks such a key with `CHANGING`; the record keeps the
versions in its history, and the key itself holds the plain value: the latest, or that of a day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast, get_args

from pydantic import BaseModel, Field, GetCoreSchemaHandler, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, InitErrorDetails, core_schema

from congbo.records.dated import Dated
from congbo.records.scalars import SHORT, YesNo, refuse, short

VERSIONS, PLAIN = "[versions]", "[plain]"
"""What the place of an error says of the form that a changing key is written in; no key of a record."""


class Version(Dated):
    """What a key holds from a day on: a value as it is written where it is the only one, or none any more."""

    value: Any = Field(None, title="Giá trị", description="Như khi viết thẳng sau khoá, không có ngày.")
    none: YesNo = Field(
        False, title="Không còn", description="“có” thay cho “value” khi từ ngày ấy khoá không còn giá trị."
    )


class Versions(tuple[Version, ...]):
    """The versions of a key, from old to new; of one day there is one."""

    __slots__ = ()

    def on(self, day: date) -> Version | None:
        """Return the version that holds on a day, or None before the first."""
        held = [version for version in self if version.since is None or version.since <= day]
        return held[-1] if held else None


History = Mapping[str, Versions]
"""The versions of a record's keys, by key; a key that never changed is not among them."""


@dataclass(frozen=True, slots=True)
class Changing:
    """Marks a key that may be written as versions."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept the plain form or the versions, told apart by their shape: each says what is wrong in it."""
        plain = handler(source)
        keys = {
            key: core_schema.typed_dict_field(_of_key(key, handler), required=False)
            for key in Dated.model_fields
        }
        keys["value"] = core_schema.typed_dict_field(plain, required=False)
        keys["none"] = core_schema.typed_dict_field(handler.generate_schema(YesNo), required=False)
        version = core_schema.typed_dict_schema(keys, extra_behavior="forbid")
        versions = core_schema.no_info_after_validator_function(_ordered, core_schema.list_schema(version))
        own = _keys_of_items(source)

        def form(value: object) -> str:
            return VERSIONS if _is_dated(value, own) else PLAIN

        return core_schema.tagged_union_schema(
            {PLAIN: plain, VERSIONS: versions},
            form,
            serialization=core_schema.wrap_serializer_function_ser_schema(_as_plain, schema=plain),
        )


CHANGING = Changing()


def is_changing(key: FieldInfo | None) -> bool:
    """Tell whether a key may be written as versions; one that the type does not know may not."""
    return key is not None and CHANGING in key.metadata


def is_dated(value: object, key: FieldInfo) -> bool:
    """Tell whether the value of a key that may be written as versions is."""
    return _is_dated(value, _keys_of_items(key.annotation))


def as_written(value: Any, key: FieldInfo) -> Any:
    """Return a value in the form in which an editor would write it: a list of one id as the id."""
    return short(value) if SHORT in key.metadata else value


def _of_key(key: str, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return the schema of a key that every version may have."""
    return handler.generate_schema(Dated.__annotations__[key])


def _as_plain(value: Any, serialize: core_schema.SerializerFunctionWrapHandler) -> Any:
    return serialize(value)


def _keys_of_items(source: Any) -> frozenset[str]:
    """Return the keys of the groups that a list holds; none where the plain form is no list of groups."""
    items = [one for one in get_args(source) if isinstance(one, type) and issubclass(one, BaseModel)]
    return frozenset(key for item in items for key in item.model_fields) if _is_list(source) else frozenset()


def _is_list(source: Any) -> bool:
    return getattr(source, "__origin__", None) is tuple


def _is_dated(value: object, own: frozenset[str]) -> bool:
    """Tell whether a value is written as versions; a group with a key of a plain item's is such an item."""
    groups = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    return any(Version.model_fields.keys() & group for group in groups) and not any(
        own & group.keys() for group in groups
    )


def _ordered(found: list[dict[str, Any]]) -> Versions | Any:
    """Return the versions, or the plain value where there is one that says nothing but its value.

    Raises at the day of each version that does not begin after the one before.
    """
    versions = Versions(Version.model_construct(**one) for one in found)
    errors: list[InitErrorDetails] = []
    latest: date | None = None
    for index, (one, version) in enumerate(zip(found, versions, strict=True)):
        if ("value" in one) == version.none:
            errors.append(_one_of_two(index, one))
        if index and (version.since is None or (latest is not None and version.since <= latest)):
            errors.append(_out_of_order(index, version, latest))
        latest = max(filter(None, (latest, version.since)), default=None)
    if errors:
        raise ValidationError.from_exception_data("versions", errors)
    alone = versions[0] if len(versions) == 1 else None
    said = alone is None or alone.since or alone.by or alone.source or alone.none
    return versions if said else versions[0].value


def _one_of_two(index: int, one: dict[str, Any]) -> InitErrorDetails:
    """Return the error of a version that says both a value and that there is none, or neither."""
    if "value" in one:
        said = "là “có” thì bản ấy không có “value”: hãy giữ một trong hai"
        return cast(
            InitErrorDetails,
            {"type": refuse("version-value", said), "loc": (index, "none"), "input": "có"},
        )
    return cast(InitErrorDetails, {"type": "missing", "loc": (index, "value"), "input": one})


def _out_of_order(index: int, version: Version, latest: date | None) -> InitErrorDetails:
    if version.since is None:
        said = "phải có ngày bắt đầu: chỉ bản đầu tiên được bỏ ngày"
        place: tuple[str | int, ...] = (index,)
    else:
        said = f"phải sau ngày của bản đứng trước ({latest}): xếp từ cũ đến mới, mỗi ngày một bản"
        place = (index, "since")
    return cast(
        InitErrorDetails,
        {"type": refuse("dated-order", said), "loc": place, "input": str(version.since or "")},
    )
