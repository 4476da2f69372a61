"""Form files beside procedures: what may be published, where it stands, and that its bytes stay the same."""

import hashlib
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from congbo.export import forms
from congbo.export.json import procedures
from congbo.pages.form_links import form_link
from congbo.pages.pages import Pages
from congbo.records.attachments import form_files
from congbo.records.fields import FieldOfWork
from congbo.records.form_files import LARGEST, SIGNATURES
from congbo.records.reader import read_site
from congbo.records.register import Register
from congbo.reports.site import Site
from congbo.rules.addresses import problems_of, table_of

FOLDER = "records/procedures/linh-vuc"
RECORD = """---
name: Thủ tục
field: linh-vuc
dossier:
  - name: Đơn
    forms:
      - name: Tờ khai
        file: {file}
---
"""


def archive(*names: str, **texts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, texts.get(name, "x"))
    return out.getvalue()


def ole(*streams: str) -> bytes:
    return SIGNATURES["doc"] + b"".join(name.encode("utf-16-le") for name in streams)


SOUND = {
    "doc": ole("WordDocument"),
    "docx": archive("[Content_Types].xml", "word/document.xml"),
    "xls": ole("Workbook"),
    "xlsx": archive("xl/workbook.xml"),
    "odt": archive("mimetype", mimetype="application/vnd.oasis.opendocument.text"),
    "ods": archive("mimetype", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "pdf": b"%PDF-1.7\n",
    "rtf": b"{\\rtf1 }",
    "jpg": SIGNATURES["jpg"] + b"x",
    "jpeg": SIGNATURES["jpeg"] + b"x",
    "png": SIGNATURES["png"] + b"x",
}
UNSOUND: dict[str, tuple[str, bytes]] = {
    "giống “.pdf”": ("docx", SOUND["pdf"]),
    "giống “.docx”": ("doc", SOUND["docx"]),
    "không phải là tệp “.docx”": ("docx", SOUND["xlsx"]),
    "không phải là tệp “.xls”": ("xls", SOUND["doc"]),
    "không phải là tệp “.odt”": ("odt", SOUND["ods"]),
    "không phải là tệp “.pdf”": ("pdf", b"MZ\x90\x00"),
    "không phải là tệp “.png”": ("png", b""),
    "bị hỏng": ("docx", SOUND["docx"][:60]),
    "macro": ("docx", archive("word/document.xml", "word/vbaProject.bin")),
    "(macro)": ("doc", ole("WordDocument", "_VBA_PROJECT")),
    "chương trình (macro)": ("ods", archive("mimetype", "Basic/a.xml", mimetype="opendocument.spreadsheet")),
    "chứa chương trình": (
        "odt",
        archive("mimetype", "Scripts/python/a.py", mimetype="application/vnd.oasis.opendocument.text"),
    ),
    "quá lớn": ("pdf", SOUND["pdf"] + bytes(LARGEST)),
}


def site(root: Path, name: str, raw: bytes | None, *, file: str = "", record: str = RECORD) -> list[str]:
    """The problems of a procedure that names a file, and the file with these bytes beside it."""
    folder = root / FOLDER
    (folder / "p1.files").mkdir(parents=True)
    (folder / "p1.md").write_text(record.format(file=name), encoding="utf-8")
    if raw is not None:
        (folder / "p1.files" / (file or name)).write_bytes(raw)
    return [str(problem) for problem in read_site(root).problems]


def made(root: Path) -> Pages:
    field: Any = {"id": "linh-vuc", "path": "records/fields/linh-vuc.md", "body": "", "name": "A"}
    records = [*read_site(root).records, FieldOfWork.model_validate(field)]
    return Pages(Site(root, Register.public(records), (), (), ()), date(2026, 11, 30))


@pytest.mark.parametrize("ending", SIGNATURES)
def test_a_sound_file_is_published_byte_for_byte_below_its_procedure(tmp_path: Path, ending: str) -> None:
    name, raw = f"Tờ khai 1.{ending}", SOUND[ending]
    assert site(tmp_path, name, raw) == []
    pages = made(tmp_path)
    assert list(forms.EXPORT.made(pages)) == [(f"thu-tuc/p1/mau/{name}", raw)]
    assert not [one for one in table_of(pages).refused if one.claim.path]
    (data,) = procedures(pages)
    told = {"file": name, "size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    assert data["form_files"] == [{**told, "url": f"thu-tuc/p1/mau/T%E1%BB%9D%20khai%201.{ending}"}]


@pytest.mark.parametrize("why", UNSOUND)
def test_a_file_that_is_not_what_it_says_or_runs_something_is_refused(tmp_path: Path, why: str) -> None:
    ending, raw = UNSOUND[why]
    (problem,) = site(tmp_path, f"a.{ending}", raw)
    assert problem.startswith(f"{FOLDER}/p1.files/a.{ending}:1:1: tệp này ")
    assert why in problem


def test_a_missing_file_is_told_where_it_is_named_and_an_unasked_one_where_it_lies(tmp_path: Path) -> None:
    assert site(tmp_path, "to-khai.pdf", SOUND["pdf"], file="to-khia.pdf") == [
        f"{FOLDER}/p1.md:8:15: “file” phải là tên một tệp trong thư mục p1.files (đang là 'to-khai.pdf')."
        " Có phải “to-khia.pdf”? [form-file]",
        f"{FOLDER}/p1.files/to-khia.pdf:1:1: bản ghi cạnh thư mục này không kể tên tệp này ở “forms”;"
        " hãy thêm, hoặc xoá tệp [form-file]",
    ]
    link = form_link(tmp_path, *_first(tmp_path))
    assert (link.href, link.file, link.size) == ("", None, "")
    assert list(forms.EXPORT.made(made(tmp_path))) == []


@pytest.mark.parametrize(
    ("named", "there", "hint"),
    [
        ("to-khai-3.pdf", "to-khai-2.pdf", ""),
        ("ln.pdf", "con-dau.pdf", ""),
        ("mau-2.docx", "mau-2.doc", " Có phải “mau-2.doc”?"),
    ],
)
def test_a_missing_file_is_never_taken_for_one_of_another_number_or_name(
    tmp_path: Path, named: str, there: str, hint: str
) -> None:
    said = site(tmp_path, named, SOUND["pdf"] if there.endswith("pdf") else SOUND["doc"], file=there)[0]
    asked = f"(đang là '{named}'){'.' if hint else ''}{hint} [form-file]"
    assert said.endswith(asked)


def test_a_folder_without_its_record_is_told(tmp_path: Path) -> None:
    assert site(tmp_path, "a.pdf", SOUND["pdf"]) == []
    (tmp_path / FOLDER / "p1.md").rename(tmp_path / FOLDER / "p2.md")
    problems = [str(one) for one in read_site(tmp_path).problems]
    assert any("cạnh thư mục này không có bản ghi p1.md" in one for one in problems)


def test_a_record_that_cannot_be_read_says_nothing_of_its_files(tmp_path: Path) -> None:
    broken = RECORD.replace("field: linh-vuc", "feild: linh-vuc")
    problems = site(tmp_path, "a.pdf", SOUND["pdf"], record=broken)
    assert problems
    assert not any("form-file" in one for one in problems)


def test_a_form_of_an_earlier_version_is_published_and_of_a_hidden_record_none(tmp_path: Path) -> None:
    dated = """---
name: Thủ tục
field: linh-vuc
cases:
  - value:
      - id: a
        name: A
        dossier:
          - name: Đơn
            forms: [{{name: Tờ khai, file: {file}}}]
  - since: 2026-01-01
    value:
      - id: a
        name: A
---
"""
    assert site(tmp_path, "a.pdf", SOUND["pdf"], record=dated) == []
    assert [address for address, _ in forms.EXPORT.made(made(tmp_path))] == ["thu-tuc/p1/mau/a.pdf"]
    file = tmp_path / FOLDER / "p1.md"
    file.write_text(file.read_text("utf-8").replace("field:", "publication: nội bộ\nfield:"), "utf-8")
    assert list(forms.EXPORT.made(made(tmp_path))) == []


def test_two_files_that_some_systems_take_for_one_are_told(tmp_path: Path) -> None:
    both = RECORD.replace(
        "        file: {file}\n", "        file: A.pdf\n      - name: Mẫu\n        file: {file}\n"
    )
    site(tmp_path, "a.pdf", SOUND["pdf"], record=both)
    (tmp_path / FOLDER / "p1.files/A.pdf").write_bytes(SOUND["pdf"])
    pages = made(tmp_path)
    (problem,) = problems_of(pages.site, pages.day, ())
    assert (problem.path, problem.rule) == (f"{FOLDER}/p1.files/a.pdf", "address")


def test_the_size_is_told_as_people_say_it(tmp_path: Path) -> None:
    for size, words in ((1, "PDF, 1 KB"), (34_816, "PDF, 34 KB"), (1_677_722, "PDF, 1,6 MB")):
        root = tmp_path / str(size)
        site(root, "a.pdf", SOUND["pdf"].ljust(size, b" ")[:size])
        assert form_link(root, *_first(root)).size == words


def _first(root: Path) -> Any:
    (record,) = read_site(root).records
    ((_, form),) = form_files(record)
    return record, form
