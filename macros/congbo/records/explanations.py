"""Explanations: what an editor says of a part of a record that is missing or does not agree with another."""

from typing import Annotated

from pydantic import Field

from congbo.records.part import Part
from congbo.records.scalars import Text, choice
from congbo.words.vocabulary import Aspect


class Explanation(Part):
    """Why something is missing, or why two places do not agree: what stands here is published beside it."""

    about: Annotated[Aspect, choice(Aspect)] = Field(
        title="Về phần nào",
        description="“thời hạn”, “phí, lệ phí”, “mức độ trực tuyến”, “hồ sơ”, “kết quả” và các phần khác.",
    )
    note: Text = Field(title="Giải thích", description="Nguồn nói gì, vì sao chưa sửa được; được đăng kèm.")
