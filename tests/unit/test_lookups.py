"""Lookups: what is offered for a number, a name or a title, and that nothing else ever is."""

import random
import re

import pytest

from congbo.records.lookups import Lookups
from congbo.records.register import Register
from sample import document, organisation, procedure

BODY = organisation("SOMAU", name="Sở Mẫu tỉnh Mẫu", short_name="Sở Mẫu", symbol="SOMAU")
ABOVE = organisation("UBND", name="Ủy ban nhân dân tỉnh Mẫu", short_name="UBND tỉnh", symbol="UBND")
DECISION = document(
    "134-QD-UBND-2024",
    "decisions",
    number="134/QĐ-UBND",
    issuer="UBND",
    issued="2024-03-22",
    subject="về việc công bố thủ tục hành chính lĩnh vực mẫu",
)
PROCEDURE = procedure("1.000123", name="Cấp giấy phép mẫu", code="1.000123")


def hint(target: str, typed: str, *more: object, many: bool = False) -> str:
    records = (BODY, ABOVE, DECISION, PROCEDURE, *more)
    return Lookups(Register(records)).hint(target, typed, many=many)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed",
    [
        "134/QĐ-UBND",
        "134/QD-UBND",
        "134-qd-ubnd-2024",
        "134-QD-UBND",
        "“134-QD-UBND-2024”",
        "records/decisions/2024/134-QD-UBND-2024.md",
        "records\\decisions\\2024\\134-QD-UBND-2024.md",
        "/van-ban/134-QD-UBND-2024/",
        "Quyết định số 134/QĐ-UBND ngày 22/3/2024",
        "Quyết định số 134/QĐ-UBND ngày 22 tháng 3 năm 2024 của UBND tỉnh",
        "Quyết định 134",
        "Quyết định 134 của UBND tỉnh",
        "Về việc công bố thủ tục hành chính lĩnh vực mẫu",
    ],
)
def test_a_document_is_found_by_whatever_it_is_called(typed: str) -> None:
    assert hint("document", typed).startswith("Hãy viết “134-QD-UBND-2024” (Quyết định số 134/QĐ-UBND")


@pytest.mark.parametrize("typed", ["Sở Mẫu", "sở mẫu tỉnh mẫu", "So Mau", "somau", "SOMAU.md", " SOMAU "])
def test_a_body_is_found_by_its_names(typed: str) -> None:
    assert hint("organisation", typed) == "Hãy viết “SOMAU” (Sở Mẫu tỉnh Mẫu)"


@pytest.mark.parametrize("typed", ["1.000123.000.00.00.H34", "1,000123", "cấp giấy phép mẫu"])
def test_a_procedure_is_found_by_its_code_and_name(typed: str) -> None:
    assert "“1.000123”" in hint("procedure", typed)


def test_another_day_or_another_body_is_never_the_same_document() -> None:
    assert "ghi ngày 22/03/2024" in hint("document", "Quyết định số 134/QĐ-UBND ngày 22/3/2023")
    assert "134-QD-UBND-2024" not in hint("document", "Quyết định 134 của Bộ Mẫu")


def test_of_several_of_one_number_none_is_chosen_but_by_its_day() -> None:
    earlier = document(
        "134-QD-UBND-2023", "decisions", number="134/QĐ-UBND", issuer="UBND", issued="2023-03-22"
    )
    said = hint("document", "134/QĐ-UBND", earlier)
    assert said.startswith("Có 2 bản ghi như thế, hãy chọn một: ")
    dated = hint("document", "Quyết định số 134/QĐ-UBND ngày 22/3/2023", earlier)
    assert dated.startswith("Hãy viết “134-QD-UBND-2023”")


def test_two_in_one_line_are_told_apart() -> None:
    assert hint("organisation", "Sở Mẫu, UBND tỉnh", many=True).endswith("“- SOMAU”, “- UBND”")
    assert hint("organisation", "SOMAU; UBND") == "Ở đây chỉ một mã: “SOMAU” hoặc “UBND”"


def test_what_is_of_another_kind_is_said_to_be() -> None:
    assert hint("document", "SOMAU") == "“SOMAU” là cơ quan (Sở Mẫu tỉnh Mẫu), không phải văn bản"


def test_a_former_id_is_said_to_be_one() -> None:
    renamed = document("9-KH-SOMAU-2024", number="9/KH-SOMAU", issuer="SOMAU", former_ids=["8-KH-SOMAU-2024"])
    said = hint("document", "8-KH-SOMAU-2024", renamed)
    assert said.startswith("“8-KH-SOMAU-2024” là mã cũ. Hãy viết “9-KH-SOMAU-2024”")


def test_nothing_of_a_hidden_record_is_told_but_its_id() -> None:
    keys = {"number": "77/QĐ-UBND", "issuer": "UBND", "issued": "2024-05-05", "subject": "về việc mật"}
    hidden = document("77-QD-UBND-2024", "decisions", publication="nội bộ", **keys)
    for typed in ("77/QĐ-UBND", "77-qd-ubnd", "Quyết định số 77/QĐ-UBND ngày 06/5/2024"):
        said = hint("document", typed, hidden)
        assert "mật" not in said
        assert "05/05/2024" not in said


def test_a_number_that_only_looks_near_is_never_offered() -> None:
    chance = random.Random(13)
    kinds = {"QD": "QĐ", "KH": "KH"}
    made = [
        document(
            f"{number}-{code}-UBND-{year}",
            "decisions" if code == "QD" else "plans",
            number=f"{number}/{kinds[code]}-UBND",
            issuer="UBND",
            issued=f"{year}-01-02",
        )
        for number in chance.sample(range(1, 3000), 60)
        for code, year in [(chance.choice(list(kinds)), chance.choice((2023, 2024)))]
    ]
    lookups = Lookups(Register((ABOVE, *made)))
    numbers = {re.split("[/-]", one.number)[0] for one in made}
    for _ in range(100):
        one = chance.choice(made)
        digits = list(re.split("[/-]", one.number)[0])
        place = chance.randrange(len(digits))
        digits[place] = chance.choice("123456789")
        number = "".join(digits)
        if number in numbers:
            continue
        rest = one.number.partition("/")[2]
        for typed in (f"{number}/{rest}", one.id.replace(one.number.partition("/")[0], number, 1)):
            said = Lookups(lookups._register).hint("document", typed)
            assert not [other.id for other in made if f"“{other.id}”" in said], (typed, said)
