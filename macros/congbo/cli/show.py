"""Show: the command that prints a record as it holds on a day."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click
from pydantic_core import PydanticCustomError

from congbo.cli import COULD_NOT_RUN
from congbo.cli.checked import day_here, register_here
from congbo.figures.changes import became_of
from congbo.figures.states import value_on
from congbo.pages.record_view import Fact, Shown, facts
from congbo.records.dated import Dated
from congbo.records.documents import Document
from congbo.records.kinds import kind_for, kind_of
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.records.scalars import parse_date
from congbo.words.spelling import nearest, same_form
from congbo.words.wording import sentence, short_date


@click.command()
@click.argument("record_id", metavar="MÃ")
@click.option("--day", "given", metavar="NGÀY", help="Ngày, viết NĂM-THÁNG-NGÀY; mặc định là hôm nay.")
def show(record_id: str, given: str | None) -> None:
    """In bản ghi mang MÃ như vào một ngày: từng khoá với giá trị áp dụng ngày đó.

    MÃ là tên tệp hoặc đường dẫn của bản ghi, mã thủ tục, mã cũ, hoặc số, ký hiệu văn bản.
    """
    day = _day(given)
    register = register_here()
    found = list(_found(register, record_id))
    if not found:
        click.echo(
            f"congbo: không có bản ghi nào mang mã “{record_id}”, hoặc không đọc được. ", err=True, nl=False
        )
        click.echo(_nearest(register, record_id), err=True)
        sys.exit(COULD_NOT_RUN)
    for number, record in enumerate(found):
        click.echo("\n" * bool(number) + "\n".join(_lines(record, register, day)))


def _day(given: str | None) -> date:
    if given is None:
        return day_here()
    try:
        return parse_date(given)
    except PydanticCustomError as error:
        hint = (error.context or {}).get("hint", "")
        click.echo(f"congbo: --day {error.message()}. {hint}".rstrip(" ."), err=True)
        sys.exit(COULD_NOT_RUN)


def _found(register: Register, wanted: str) -> Iterator[Record]:
    """Yield the records of that id, path, former id, code or number."""
    id_, form = _id_in(wanted), same_form(wanted)
    for record in register.records:
        names = {record.id, *record.former_ids}
        if isinstance(record, Procedure):
            names |= {record.code, record.national_code}
        numbered = isinstance(record, Document) and same_form(record.number) == form
        if (id_ in names and _in_folder(record, wanted)) or numbered:
            yield record


def _id_in(wanted: str) -> str:
    return Path(wanted).name.removesuffix(".md")


def _in_folder(record: Record, wanted: str) -> bool:
    """Tell whether a record stands where a path says; an id without a path may stand anywhere."""
    path = wanted if wanted.endswith(".md") else f"{wanted}.md"
    return "/" not in wanted or f"/{record.path}".endswith(f"/{path.removeprefix('./')}")


def _nearest(register: Register, wanted: str) -> str:
    """Return the question that offers the nearest id: of the kind that a path names, else of any kind."""
    kind = kind_of(wanted.partition("records/")[2] or wanted)
    records = register.of(kind.model).values() if kind else register.records
    by_id = {record.id: record for record in records}
    hint = nearest(_id_in(wanted), by_id)
    offered = next((record for id_, record in by_id.items() if hint == f"Có phải “{id_}”?"), None)
    return f"Có phải {kind_for(type(offered)).name} “{offered.id}”?" if offered else ""


def _lines(record: Record, register: Register, day: date) -> Iterator[str]:
    held = _with_one_value(record.on(day), day)
    yield f"{sentence(kind_for(type(record)).name)} {record.id}, ngày {short_date(day)} ({record.path})"
    shown = facts(held, register.on(day))
    for fact in shown:
        yield from _of_fact(fact)
    if unknown := [fact.title for fact in shown if not fact.values]:
        yield f"Chưa rõ: {', '.join(unknown)}"
    if record.history:
        yield "Thay đổi theo thời gian:"
    for version, words in became_of(record, register):
        since = short_date(version.since) if version.since else "ban đầu"
        yield f"  - {since}: {words}{f' ({version.by})' if version.by else ''}"


def _with_one_value(record: Record, day: date) -> Record:
    """Return a record whose lists of dated values hold the one of the day."""
    lists = {key: getattr(record, key) for key in type(record).model_fields}
    dated = {
        key: values
        for key, values in lists.items()
        if isinstance(values, tuple) and values and isinstance(values[0], Dated)
    }
    held = {key: tuple(filter(None, [value_on(values, day)])) for key, values in dated.items()}
    return record.model_copy(update=held) if held else record


def _of_fact(fact: Fact) -> Iterator[str]:
    match [_in_words(value) for value in fact.values]:
        case []:
            return
        case [words]:
            yield f"{fact.title}: {words}"
        case several:
            yield f"{fact.title}:"
            yield from (f"  - {words}" for words in several)


def _in_words(value: Shown) -> str:
    """Return a value on one line; of a group the keys that are known."""
    if value.record:
        return f"{value.record.label} ({value.record.id})"
    return "; ".join(_of_group(value.group)) if value.group else value.words


def _of_group(group: Iterable[Fact]) -> Iterator[str]:
    for fact in group:
        values = [f"({_in_words(one)})" if one.group else _in_words(one) for one in fact.values]
        if values:
            yield f"{fact.title}: {', '.join(values)}"
