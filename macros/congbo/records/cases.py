"""Cases: what differs between the cases (trường hợp) of one procedure, as a type.

What stands outside the cases is common to all. A case's limit, fees, ways to file and number of sets stand in
the place of the common ones; its papers, conditions, results and steps come on top of them.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import InitErrorDetails

from congbo.records.fees import ChargedItems
from congbo.records.filing import Channel, DossierItem, Result
from congbo.records.part import Part
from congbo.records.scalars import LONGEST_ID, Count, Text, Texts, parse_list, parse_text, refuse
from congbo.records.time_limits import TimeLimit
from congbo.words.spelling import slug

_CASE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def parse_case_id(value: object) -> str:
    """Return the id of a case: small letters without marks, digits and hyphens."""
    text = parse_text(value)
    if len(text) > LONGEST_ID or not _CASE_ID.fullmatch(text):
        mended = slug(text)[:LONGEST_ID].strip("-")
        said = f"phải là chữ thường không dấu, chữ số và dấu “-” (đang là '{text[:100]}')"
        raise refuse("case-id", said, f"Có phải “{mended}”?" if mended else "")
    return text


class CaseLimit(TimeLimit):
    """The time limit of a case."""

    note: Text = Field("", title="Ghi chú", description="Trường hợp kéo dài, các mốc bên trong.")


class Case(Part):
    """A case of a procedure: only what differs from, or adds to, what is common to all cases."""

    id: Annotated[str, BeforeValidator(parse_case_id)] = Field(
        title="Mã trường hợp",
        description="Chữ thường không dấu, ví dụ “chuyen-nhuong”; là địa chỉ #truong-hop-chuyen-nhuong.",
    )
    name: Text = Field(title="Tên trường hợp", description="Ví dụ “Chuyển nhượng”.")
    when: Text = Field("", title="Dành cho ai", description="Ai, khi nào thuộc trường hợp này.")
    processing_time: CaseLimit | None = Field(
        None, title="Thời hạn giải quyết", description="Thay cho thời hạn chung."
    )
    fees: ChargedItems = Field(
        None, title="Phí, lệ phí", description="Thay cho phí chung: danh sách các khoản, hoặc “không”."
    )
    channels: tuple[Channel, ...] = Field(
        (), title="Cách thức thực hiện", description="Thay cho cách thức chung."
    )
    dossier: tuple[DossierItem, ...] = Field(
        (), title="Thành phần hồ sơ", description="Thêm vào giấy tờ chung."
    )
    dossier_sets: Count | None = Field(None, title="Số bộ hồ sơ", description="Thay cho số bộ chung.")
    conditions: Text = Field("", title="Yêu cầu, điều kiện", description="Thêm vào điều kiện chung.")
    results: Annotated[tuple[Result, ...], BeforeValidator(parse_list)] = Field(
        (), title="Kết quả", description="Thêm vào kết quả chung."
    )
    steps: Texts = Field((), title="Trình tự thực hiện", description="Thêm vào các bước chung.")


def _unique(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    ids = [case.id for case in cases]
    twice = [number for number, id_ in enumerate(ids) if id_ in ids[:number]]
    said = "đã là mã của một trường hợp đứng trên: mỗi trường hợp một mã"
    if twice:
        errors = [
            InitErrorDetails(
                type=refuse("case-id", f"{said} (đang là '{ids[n]}')"), loc=(n, "id"), input=ids[n]
            )
            for n in twice
        ]
        raise ValidationError.from_exception_data("cases", errors)
    return cases


Cases = Annotated[tuple[Case, ...], AfterValidator(_unique)]
