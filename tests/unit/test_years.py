"""Years: those in which what a subject speaks of is done, apart from those in names, dates and spans."""

import pytest

from congbo.words.years import looks_ahead, looks_back, own_years


@pytest.mark.parametrize(
    "subject",
    [
        "phê duyệt Chương trình chuyển đổi số đến năm 2025, định hướng đến năm 2030",
        "đến năm 2030, tầm nhìn đến năm 2045",
        "về mục tiêu đến hết năm 2025, tầm nhìn năm 2050",
        "về phát thải ròng bằng 0 vào năm 2050",
        "về việc triển khai thi hành Luật Khoa học và Công nghệ năm 2013",
        "về luật sửa đổi, bổ sung một số điều của Luật Sở hữu trí tuệ năm 2022",
        "về Luật Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam năm 2014",
        "về triển khai thi hành Hiến pháp năm 2013 và Bộ luật Dân sự năm 2015",
        "về giai đoạn 2021-2025",
        "về phát triển kinh tế từ năm 2021 đến năm 2025",
        "về việc thực hiện các năm 2021 - 2025",
        "về nhiệm vụ năm học 2024-2025",
        "về nhiệm vụ năm học 2024 – 2025",
        "về tổng kết năm 2021-2025",
        "về Nghị định 63/2010/NĐ-CP",
        "về bãi bỏ Quyết định số 45/QĐ-UBND năm 2019",
        "về nghỉ hưu trước ngày 15 tháng 4 năm 1993",
        "về hồ sơ nộp trước năm 2004, sau năm 1993, từ năm 2004",
        "về TCVN ISO 9001:2015",
        "về quy hoạch thời kỳ 2021 - 2030,\ntầm nhìn đến\u00a0năm 2050",
        "về cải cách hành chính",
        "về tiềm năm 2020x",
    ],
)
def test_years_of_names_dates_spans_and_horizons_are_not_its_own(subject: str) -> None:
    assert own_years(subject) == set()


@pytest.mark.parametrize(
    ("subject", "years"),
    [
        ("về cải cách hành chính năm 2024", {2024}),
        ("CẢI CÁCH HÀNH CHÍNH NĂM 2024", {2024}),
        ("về phổ biến, giáo dục pháp luật năm 2024", {2024}),
        ("về kỷ luật, kỷ cương năm 2024", {2024}),
        ("về hoạt động của luật sư năm 2024", {2024}),
        ("về hộ tịch sáu tháng đầu năm 2024, cuối năm 2024", {2024}),
        ("về quý I năm 2024", {2024}),
        ("về kế hoạch vốn các năm 2022, 2023", {2022, 2023}),
        ("về Chương trình giai đoạn 2021-2025 và năm 2023", {2023}),
        ("về thực hiện năm 2024 Chương trình giai đoạn 2021 - 2025, định hướng đến năm 2030", {2024}),
        ("về chuyển đổi vị trí năm 2024 theo Nghị định 59/2019/NĐ-CP", {2024}),
    ],
)
def test_years_in_which_something_is_done_are_its_own(subject: str, years: set[int]) -> None:
    assert own_years(subject) == years


@pytest.mark.parametrize(
    ("subject", "ahead", "back"),
    [
        ("về dự toán ngân sách năm 2025", True, 0),
        ("về xây dựng Kế hoạch phát triển năm 2025", True, 0),
        ("về đề xuất nhiệm vụ khoa học và công nghệ năm 2025", True, 0),
        ("về tuyên truyền cải cách hành chính năm 2025", False, 0),
        ("về tổng kết năm 2023", False, 1),
        ("phê chuẩn quyết toán ngân sách năm 2022", False, 2),
    ],
)
def test_some_matters_are_of_the_year_before_or_after(subject: str, ahead: bool, back: int) -> None:
    assert (looks_ahead(subject), looks_back(subject)) == (ahead, back)
