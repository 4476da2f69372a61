"""Situations: what happens in people's lives or work, and the procedures that they then need, in order."""

from pydantic import Field, model_validator

from congbo.records.part import Part
from congbo.records.phrases import Phrases
from congbo.records.record import Record
from congbo.records.scalars import Count, ProcedureId, Text, refuse

MOST_STEPS = 40


class SituationStep(Part):
    """A procedure that somebody in the situation needs."""

    procedure: ProcedureId = Field(title="Thủ tục", description="Mã bản ghi của thủ tục.")
    when: Text = Field("", title="Khi nào cần", description="Ví dụ “Trước khi dùng máy”.")
    note: Text = Field(
        "", title="Điều cần biết", description="Chỉ ghi điều có trong bản ghi hay văn bản, không suy đoán."
    )


class Situation(Record):
    """A situation: how people tell of it, and the procedures that it needs, in their order."""

    name: Text = Field(title="Tên tình huống", description="Ví dụ “Mở phòng khám có máy X-quang”.")
    said: Phrases = Field(
        title="Người dân gõ", description="Mỗi cách nói một dòng, đủ rõ để không lẫn tình huống khác."
    )
    steps: tuple[SituationStep, ...] = Field(
        title="Các bước", description="Mỗi thủ tục một mục, theo thứ tự phải làm."
    )
    order: Count = Field(99, title="Thứ tự", description="Thứ tự trong danh sách tình huống.")

    @model_validator(mode="after")
    def _each_once(self) -> "Situation":
        if not self.steps:
            raise refuse("missing-key", "“steps” phải có ít nhất một thủ tục")
        if len(self.steps) > MOST_STEPS:
            raise refuse(
                "too-long", f"“steps” phải có không quá {MOST_STEPS} mục (đang có {len(self.steps)})"
            )
        ids = [step.procedure for step in self.steps]
        if twice := next((id_ for n, id_ in enumerate(ids) if id_ in ids[:n]), ""):
            raise refuse("duplicate-key", f"“steps” kể thủ tục '{twice}' hai lần; hãy giữ một mục")
        return self

    @property
    def label(self) -> str:
        """The name."""
        return self.name

    @property
    def phrases(self) -> tuple[str, ...]:
        """Every text by which it is found, its name first."""
        return tuple(dict.fromkeys((self.name, *self.said)))
