"""Ids: what must hold of records' names, which are their addresses. Each docstring is the rule."""

from collections.abc import Iterator

from congbo.records.kinds import kind_for
from congbo.records.problems import Problem
from congbo.records.record import Record
from congbo.records.sections import Section
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.file_names import wrong_id


@tells("duplicate-id")
def duplicate_id(site: SiteToCheck) -> Iterator[Problem]:
    """An id, which is an address, is used once in a section of the site, whatever its letters' case."""
    first: dict[tuple[Section, str], Record] = {}
    for record in site.register.records:
        section = kind_for(type(record)).section
        earlier = first.setdefault((section, record.id.casefold()), record)
        if earlier is not record:
            message = f"mã bản ghi “{record.id}” đã dùng ở {earlier.path}; hãy đổi tên một trong hai tệp"
            yield site.problem(record, (), "duplicate-id", message)


@tells("id-form")
def ascii_id(site: SiteToCheck) -> Iterator[Problem]:
    """An id, which is an address, has only Latin letters, digits, points and hyphens, these not at an end."""
    for record in site.register.records:
        if why := wrong_id(record.id):
            yield site.problem(record, (), "id-form", why)
