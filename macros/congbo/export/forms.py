"""Forms: the form files of procedures, as they are, each below the address of its procedure's page."""

from collections.abc import Iterator
from functools import partial

from congbo.export.export import DataFile, Export
from congbo.pages.form_links import file_address, published
from congbo.pages.pages import Pages


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield thu-tuc/<id>/mau/<file> for each form file that a public procedure names."""
    root = pages.site.root
    for procedure in pages.register.procedures.values():
        for link in published(root, procedure):
            assert link.file is not None
            path = link.file.path
            yield DataFile(file_address(procedure, link.form), partial((root / path).read_bytes), path)


EXPORT = Export("forms", files)
