"""Fields of work: the closed list of fields (lĩnh vực) of procedures and topics of documents, as a type."""

from pydantic import Field

from congbo.records.record import Record
from congbo.records.scalars import (
    Count,
    Text,
)


class FieldOfWork(Record):
    """A field (lĩnh vực) of procedures, or a topic of documents: the closed vocabulary of both."""

    name: Text = Field(title="Tên lĩnh vực", description="Ví dụ “Sở hữu trí tuệ”.")
    order: Count = Field(99, title="Thứ tự", description="Thứ tự trong danh sách lĩnh vực.")

    @property
    def label(self) -> str:
        """The name."""
        return self.name
