"""Form links: where a reader gets the form of a paper: its file below the procedure's page, or elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from urllib.parse import quote

from congbo.pages.page import address_of
from congbo.records.attachments import Attachment, attachment, form_files
from congbo.records.form_files import FormFile
from congbo.records.procedures import Procedure
from congbo.words.wording import number

_FOLDER = "mau/"
"""Where the form files stand below the address of their procedure's page."""
_KILOBYTE, _MEGABYTE = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class FormLink:
    """A form as a page and data have it; without a file and an address there is nothing to follow yet.

    `href` is relative to the site's root where `file` is there, else an address elsewhere or empty.
    """

    form: FormFile
    href: str
    file: Attachment | None

    @property
    def label(self) -> str:
        """The form's number and name."""
        return self.form.label

    @property
    def checked_on(self) -> date | None:
        """The day on which the address elsewhere was still there."""
        return self.form.checked_on

    @property
    def size(self) -> str:
        """The file's kind and size: `DOCX, 34 KB`; empty where there is no file here."""
        if self.file is None:
            return ""
        size = self.file.size
        large = size >= _MEGABYTE
        words = f"{number(Fraction(size, _MEGABYTE))} MB" if large else f"{-(-size // _KILOBYTE)} KB"
        return f"{self.form.ending.upper()}, {words}"


def file_address(procedure: Procedure, form: FormFile) -> str:
    """Return the address of a form's file from the site's root, as the file is named, not as a URL has it."""
    return f"{address_of(procedure)}{_FOLDER}{form.file}"


def form_link(root: Path, procedure: Procedure, form: FormFile) -> FormLink:
    """Return where a form is: its file where there is one that can be read, else its address."""
    file = attachment(root, procedure, form)
    return FormLink(form, quote(file_address(procedure, form)) if file else form.address, file)


def published(root: Path, procedure: Procedure) -> Iterator[FormLink]:
    """Yield every form of any version of a procedure whose file is published, each file once."""
    seen: set[str] = set()
    for _, form in form_files(procedure):
        if form.file and form.file not in seen:
            seen.add(form.file)
            link = form_link(root, procedure, form)
            if link.file:
                yield link
