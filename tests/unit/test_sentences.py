"""A definition as one sentence: of every construct, and of nothing that the definition does not say."""

from typing import Any

import pytest

from congbo.figures.definitions import explained
from congbo.figures.sentences import sentence_of
from congbo.records.register import Register
from sample import field, indicator, organisation, ratio, statistic

REGISTER = Register(
    [
        organisation("PVHCC"),
        field("dat-dai"),
        statistic("x", "5", title="Số việc"),
        statistic("y", "9", title="Số người"),
    ]
)
X, Y = {"statistic": "x"}, {"statistic": "y"}
EARLY, ON_TIME, ALL = ({"dossiers": f"resolved_{name}"} for name in ("early", "on_time", "total"))


@pytest.mark.parametrize(
    ("definition", "keys", "said"),
    [
        (
            ratio({"sum": [EARLY, ON_TIME]}, ALL),
            {},
            "Tổng các cột (8) “Giải quyết trước hạn” và (9) “Giải quyết đúng hạn” của Biểu"
            " II.06a/VPCP/KSTT, chia cho"
            " số ở cột (7) “Số hồ sơ đã giải quyết: tổng số” của Biểu II.06a/VPCP/KSTT, tính ra phần trăm.",
        ),
        (
            {
                "count": "văn bản",
                "where": {"kind": ["kế hoạch", "báo cáo"], "issued": "trong kỳ", "normative": "có"},
            },
            {},
            "Số văn bản có loại văn bản là kế hoạch hoặc báo cáo, ngày ban hành trong kỳ, mục quy phạm pháp"
            " luật ghi"
            " “có”.",
        ),
        (
            {"dossiers": "pending_overdue", "unit": "PVHCC", "field": "dat-dai", "from_start_of_year": "có"},
            {},
            "Số ở cột (13) “Đang giải quyết quá hạn” của Biểu II.06a/VPCP/KSTT, dòng của đơn vị Cơ quan"
            " PVHCC, dòng"
            " của lĩnh vực Lĩnh vực dat-dai, lũy kế từ đầu năm.",
        ),
        ({"difference": [X, Y]}, {}, "Số liệu tự khai “Số việc”, trừ đi số liệu tự khai “Số người”."),
        ({"product": {"of": X, "by": "0.5"}}, {}, "Số liệu tự khai “Số việc”, nhân với 0,5."),
        (
            {"quotient": {"numerator": X, "denominator": {**Y, "organisation": "PVHCC"}}},
            {},
            "Số liệu tự khai “Số việc”, chia cho số liệu tự khai “Số người”, của Cơ quan PVHCC.",
        ),
        (
            {"mean": {"of": [X, Y], "weights": [Y, {"constant": "2", "in_unit": "người"}]}},
            {},
            "Trung bình có trọng số của số liệu tự khai “Số việc” và số liệu tự khai “Số người”, với trọng"
            " số là số"
            " liệu tự khai “Số người” và 2 người.",
        ),
        (
            {"mean": {"of": [ratio(EARLY, ALL)], "each": "lĩnh vực"}},
            {},
            "Trung bình theo từng lĩnh vực của (số ở cột (8) “Giải quyết trước hạn” của Biểu"
            " II.06a/VPCP/KSTT, chia cho"
            " số ở cột (7) “Số hồ sơ đã giải quyết: tổng số” của Biểu II.06a/VPCP/KSTT, tính ra phần trăm).",
        ),
        (
            ratio(X, Y),
            {"when_zero": "điểm tối đa", "points": {"most": "6", "threshold": "90"}},
            "Số liệu tự khai “Số việc”, chia cho số liệu tự khai “Số người”, tính ra phần trăm; chấm 6 điểm"
            " theo tỷ lệ"
            " đạt được, từ 90% trở lên được điểm tối đa, không phát sinh thì được điểm tối đa.",
        ),
    ],
)
def test_a_definition_reads_as_one_sentence(
    definition: dict[str, Any], keys: dict[str, Any], said: str
) -> None:
    made = indicator("chi-so", definition, **keys)
    assert sentence_of(made, explained(made.definition, REGISTER)) == said
