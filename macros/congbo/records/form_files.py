"""Form files: the forms that a citizen fills in, each with its file or address, and what a file may be."""

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from congbo.records.part import Part
from congbo.records.scalars import LONGEST_ID, Address, Date, Text, parse_plain, refuse

FOLDER = ".files"
"""What the folder of a record's form files is called behind the record's id."""
LARGEST = 20 * 1024 * 1024
"""Bytes that a form file may have."""

_ZIP, _OLE, _JPEG = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xd8\xff"
SIGNATURES = {
    "doc": _OLE,
    "docx": _ZIP,
    "xls": _OLE,
    "xlsx": _ZIP,
    "odt": _ZIP,
    "ods": _ZIP,
    "pdf": b"%PDF-",
    "rtf": b"{\\rtf",
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": b"\x89PNG\r\n\x1a\n",
}
"""The first bytes of a file of each accepted ending."""
_FORBIDDEN = frozenset('<>:"|?*/\\\0')


def parse_file_name(value: object) -> str:
    """Return the name of a file in the record's own folder: no path, with an accepted ending."""
    text = parse_plain(value)
    if len(text) > LONGEST_ID:
        raise refuse("form-file", f"phải dài không quá {LONGEST_ID} ký tự (đang có {len(text)} ký tự)")
    if _FORBIDDEN & set(text) or text.startswith(".") or not text.isprintable():
        raise refuse("form-file", f"phải là tên của một tệp, không có đường dẫn (đang là '{text}')")
    ending = text.rpartition(".")[2].lower() if "." in text else ""
    if ending not in SIGNATURES:
        accepted = ", ".join(f"“.{one}”" for one in SIGNATURES)
        raise refuse("form-file", f"phải có một trong các đuôi {accepted} (đang là '{text}')")
    return text


FileName = Annotated[str, BeforeValidator(parse_file_name)]


class FormFile(Part):
    """A form of a paper: where its bytes are, beside the record or at an address; or not known yet."""

    name: Text = Field(title="Tên mẫu", description="Ví dụ “Tờ khai đăng ký khai sinh”.")
    number: Text = Field("", title="Số mẫu", description="Ví dụ “Mẫu số 01”.")
    file: FileName = Field(
        "",
        title="Tệp",
        description="Tên tệp trong thư mục “<mã bản ghi>.files” đặt cạnh bản ghi, ví dụ “to-khai.docx”.",
    )
    address: Address = Field("", title="Địa chỉ", description="Địa chỉ tải mẫu, bắt đầu bằng “https://”.")
    checked_on: Date | None = Field(None, title="Ngày kiểm tra", description="Ngày địa chỉ còn mở được.")

    @model_validator(mode="after")
    def _checked(self) -> "FormFile":
        if self.checked_on and not self.address:
            raise refuse("form-file", "“checked_on” chỉ đi với “address”: ngày địa chỉ còn mở được")
        return self

    @property
    def label(self) -> str:
        """The number and the name: `Mẫu số 01: Tờ khai đăng ký khai sinh`."""
        return ": ".join(filter(None, (self.number, self.name)))

    @property
    def ending(self) -> str:
        """The ending of its file's name in small letters; empty without a file."""
        return self.file.rpartition(".")[2].lower()
