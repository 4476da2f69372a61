from typing import Any

import pytest

from congbo.records.fees import FeeItem
from congbo.records.filing import Channel, DossierItem
from congbo.records.procedures import ConfidenceByBlock


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({}, "Số bản chính, bản sao: chưa rõ"),
        ({"kind": "bản sao"}, "Bản sao; số bản chưa rõ"),
        ({"originals": "2"}, "02 bản chính"),
        ({"originals": "2", "copies": "1"}, "02 bản chính, 01 bản sao"),
        ({"originals": "0", "copies": "12"}, "12 bản sao"),
        ({"originals": "0", "copies": "0"}, "Không ghi số bản"),
        ({"originals": "0"}, "Không ghi số bản"),
        ({"originals": "0", "kind": "bản chính"}, "Bản chính"),
        ({"originals": "1", "form": "Phụ lục I"}, "01 bản chính · Mẫu: Phụ lục I"),
        ({"originals": "1", "form": "Mẫu số 02"}, "01 bản chính · Mẫu số 02"),
        ({"copies": "1", "form": "PL1", "note": "có chứng thực"}, "01 bản sao · Mẫu: PL1 · Có chứng thực"),
        ({"copies": "1", "note": "có chứng thực"}, "01 bản sao · Có chứng thực"),
    ],
)
def test_a_paper_says_how_many_of_what_kind_on_which_form(keys: dict[str, str], words: str) -> None:
    assert DossierItem.model_validate({"name": "Đơn", **keys}).in_words == words


@pytest.mark.parametrize(
    ("amount", "words"), [({}, ""), ({"amount": "0"}, "Không thu"), ({"amount": "350000"}, "350.000 đồng")]
)
def test_an_amount_that_is_not_known_is_not_nothing(amount: dict[str, str], words: str) -> None:
    assert FeeItem.model_validate({"label": "Phí", **amount}).in_words == words


@pytest.mark.parametrize(
    ("fee", "words"), [({}, ""), ({"fee": "không"}, "Không thu"), ({"fee": "giảm một nửa"}, "Giảm một nửa")]
)
def test_a_way_to_file_says_what_it_costs(fee: dict[str, str], words: str) -> None:
    assert Channel.model_validate({"method": "trực tuyến", **fee}).fee_in_words == words


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ({}, ""),
        ({"name": "cao", "fees": "thấp"}, "tên: cao; phí: thấp"),
        ({"legal_basis": "trung bình"}, "căn cứ: trung bình"),
    ],
)
def test_only_blocks_with_a_level_are_told(levels: dict[str, Any], words: str) -> None:
    assert ConfidenceByBlock.model_validate(levels).in_words == words
