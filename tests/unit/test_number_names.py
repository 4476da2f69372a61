"""Number names: what grammar makes a name is never told, and a count is never let through by it."""

import re
from itertools import product
from random import Random
from time import process_time

import pytest

from congbo.records.document_kinds import DocumentKind, shipped_kinds
from congbo.words.number_names import DOCUMENT, FORMS, counts_something, number_names

DIGITS = re.compile(r"\d+(?:[.,/]\d+)*%?")
EXAMPLES = [(form.label, example) for form in FORMS for example in form.examples]
NAMES = [example for _, example in EXAMPLES]

BEFORE_NAME = ("Sở thực hiện ", "theo ", "Triển khai\n", "căn cứ ", "**", "(", "như: ", "- ")
AFTER_NAME = (".", ",", ";", ")", " của Chính phủ", " và các văn bản khác", "", "\n\nĐoạn sau", "**")
VERBS = (
    *("tiếp nhận ", "đạt ", "có ", "ban hành ", "Giải quyết ", "tăng ", "giảm ", "tổng số ", "cả năm được "),
    *("là ", "còn ", "trong đó ", "chiếm ", "số hồ sơ là ", "vượt kế hoạch ", "so với kế hoạch ", "gồm "),
    *("bố trí ", "xử lý xong\n", "Chương trình đã hỗ trợ ", "theo kế hoạch ", "lớp ", "mỗi ngày ", "khoảng "),
)
COUNTED = (
    *(
        "hồ sơ",
        "văn bản",
        "thủ tục",
        "sáng kiến",
        "giấy phép",
        "gốc cây",
        "con bò",
        "ngày làm việc",
        "tỷ đồng",
    ),
    *(
        "mẫu vật",
        "héc-ta",
        "buổi",
        "lượt người",
        "trang",
        "ngôi nhà",
        "cấp uỷ",
        "quyển sổ",
        "máy tính",
        "điểm",
    ),
    *("đồng chí", "bộ", "chuyên đề", "cuốn", "giờ", "mét", "xã", "thôn", "lĩnh vực", "đề án", "Kế hoạch"),
)


def numbers(random: Random) -> list[str]:
    """Numbers of every form that a report prints."""
    one = random.randint(0, 99_999)
    return [
        str(one),
        f"0{random.randint(1, 9)}",
        str(random.randint(1900, 2099)),
        f"{random.randint(0, 999)},{random.randint(0, 99)}",
        f"{random.randint(1_000, 9_999_999):,}".replace(",", "."),
    ]


def counts_in(text: str) -> list[str]:
    """The numbers of a text that are no part of a name."""
    names = number_names(text)
    return [
        found.group()
        for found in DIGITS.finditer(text)
        if not any(name.start <= found.start() and found.end() <= name.end for name in names)
    ]


@pytest.mark.parametrize(("label", "example"), EXAMPLES)
def test_every_example_of_a_form_is_a_name_of_that_form(label: str, example: str) -> None:
    assert counts_in(example) == []
    assert label in {name.label for name in number_names(example)}


def test_a_name_is_a_name_wherever_it_stands() -> None:
    for before, name, after in product(BEFORE_NAME, NAMES, AFTER_NAME):
        assert counts_in(before + name + after) == [], before + name + after


@pytest.mark.parametrize("seed", range(3))
def test_a_count_is_never_a_name(seed: int) -> None:
    for verb, number, counted in product(VERBS, numbers(Random(seed)), COUNTED):
        for after in (".", ",", " được duyệt", "", " của Sở"):
            text = f"{verb}{number} {counted}{after}"
            assert counts_in(text) != [], text


def test_a_share_is_never_a_name() -> None:
    for verb, number, sign in product(VERBS, numbers(Random(1))[:4], ("%", " %", " phần trăm", " điểm %")):
        assert counts_in(f"{verb}{number}{sign}, tốt") != [], f"{verb}{number}{sign}"


def test_a_count_behind_a_name_is_no_part_of_it() -> None:
    random = Random(7)
    for name, between in product(NAMES, (", ", " có ", ": ", ", Sở tiếp nhận ")):
        for number, counted in product(numbers(random), random.sample(COUNTED, 5)):
            text = f"{name}{between}{number} {counted} đúng hạn"
            assert number in counts_in(text), text


def test_a_number_at_the_end_of_a_clause_is_a_count() -> None:
    for before in ("tiếp nhận ", "tổng số ", "số hồ sơ là ", "đạt ", "còn ", "được "):
        for number in numbers(Random(3)):
            assert counts_in(f"{before}{number}.") != []
            assert counts_in(f"({before}{number})") != []


@pytest.mark.parametrize("quotient", ["13/13", "24/24 hồ sơ", "2/3 tổng số", "12/63 tỉnh", "16/16 đạt 100%"])
def test_a_quotient_is_no_name(quotient: str) -> None:
    assert counts_in(f"thanh toán {quotient}") != []


@pytest.mark.parametrize(
    "text",
    [
        "xếp thứ 12/63",
        "đứng thứ 5, tăng",
        "đạt điểm 9.",
        "một khoản 5 tỷ đồng",
        "tổ 3 người",
        "Trong năm 2023, 2024 hồ sơ được tiếp nhận",
        "theo Điều 5, 20 gốc cây",
        "rút ngắn từ 8 giờ xuống 4 giờ",
        "ban hành 03 Nghị quyết 02 Quyết định",
        "5kg, 20GB",
        "tổng đài tiếp nhận 1022 cuộc gọi",
        "ngày 31/02/2024",
        "trình UBND 2024 văn bản",
    ],
)
def test_what_only_looks_like_a_name_is_told(text: str) -> None:
    assert counts_in(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "theo điểm a khoản 2 Điều 5 Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010",
        "Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Hội nghị lần thứ 6",
        "kết quả PAR INDEX 2023 tăng so với PAR INDEX 2022",
        "dịch vụ công trực tuyến mức độ 3, mức độ 4",
        "tổ dân phố 3, phường Quyết Thắng; thôn 5 xã Hòa Bình",
        "số 68 đường Trần Hưng Đạo, điện thoại 0260.3862.123",
        "Tổ công tác Đề án 06 tỉnh Kon Tum",
        "Đề án 06/CP và Kế hoạch 06 giai đoạn 2022-2025",
        "chính quyền địa phương 02 cấp theo Luật Tổ chức chính quyền địa phương năm 2025",
        "Đề án\n**06** của Chính phủ",
        "các năm 2022, 2023 và 2024",
        "từ ngày 01/01/2024 đến ngày 30/6/2024",
    ],
)
def test_names_of_real_reports_stand(text: str) -> None:
    assert counts_in(text) == []


@pytest.mark.parametrize("seed", range(100))
def test_names_lie_in_the_text_in_order_and_never_overlap(seed: int) -> None:
    pieces = [
        "Điều 14",
        " ",
        "06",
        "/",
        "%",
        "\n",
        "Đề án ",
        "năm 2024",
        "125 hồ sơ",
        "*",
        ", ",
        "và ",
        "ngày 5/6",
    ]
    text = "".join(Random(seed).choices(pieces, k=12))
    end = 0
    for name in number_names(text):
        assert end <= name.start < name.end <= len(text)
        assert name.text == " ".join(text[name.start : name.end].split())
        end = name.end


def test_no_part_of_a_longer_number_is_a_name() -> None:
    for noun, number in product(("Điều", "Đề án", "năm", "biểu", "quốc lộ"), numbers(Random(5))):
        assert counts_in(f"{noun} {number}%") == [f"{number}%"]
        assert counts_in(f"{noun} 14,{number}") != []


def test_what_a_marked_text_counts_is_found() -> None:
    assert counts_something("87,5%") == "87,5%"
    assert counts_something("125 hồ sơ của năm") == "125 hồ sơ"
    assert counts_something("Gói 3 trong 1") == ""
    assert counts_something("02 cấp") == ""


HOSTILE = (
    "A",
    "A1",
    "1/",
    "* ",
    "Điều 5, ",
    "_* \n",
    "Luật a ",
    "46/KH-",
    "năm 2024, ",
    " ",
    "0123 ",
    "Đề án ",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_text_is_read_in_a_time_that_grows_with_it(piece: str) -> None:
    started = process_time()
    number_names(piece * (60_000 // len(piece)) + " 2024")
    assert process_time() - started < 5


@pytest.mark.parametrize("kind", shipped_kinds().values(), ids=lambda kind: kind.name)
def test_a_symbol_of_any_kind_is_known_in_prose_as_it_is_known_in_a_record(kind: DocumentKind) -> None:
    grammar = kind.grammar
    symbols = {*kind.examples, *map(grammar.filled, kind.forms)}
    for parts in (
        {"số": "105a"},
        {"số": "66.19"},
        {"cơ quan": "VP-CCHC&PC"},
        {"các cơ quan": "BQP-BGDĐT-BTC"},
    ):
        symbols |= {grammar.filled(form, **parts) for form in kind.forms}
    assert symbols or not kind.numbered
    for symbol in symbols:
        assert not grammar.read(symbol).doubtful
        for before in (f"{kind.name.capitalize()} số ", "(", "theo "):
            for behind in (" ngày 12/01/2024", ".", ",", ")", "; các văn bản khác", ""):
                found = number_names(f"Căn cứ {before}{symbol}{behind}")
                assert (symbol, DOCUMENT) in [(name.text, name.label) for name in found]
