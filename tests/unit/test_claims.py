"""Claims: a typed verdict or difference is told where the records surely say the contrary, else never."""

from itertools import product

import pytest
from test_statements import PREVIOUS, SHARE, share, target

from congbo.records.record import Record
from congbo.reports.claims import contradictions
from congbo.reports.report import Report
from sample import dossiers, indicator, ratio, report, statistic

RATE = '{{ figure("ty-le") }}'
AIMS = {"vượt chỉ tiêu": "80", "đạt chỉ tiêu": "87.5", "chưa đạt chỉ tiêu": "90"}
BEYOND: tuple[str, ...] = (
    "vượt chỉ tiêu",
    "vượt chỉ tiêu đề ra",
    "vượt kế hoạch đề ra",
    "vượt mức chỉ tiêu",
    "vượt mục tiêu",
)
BEYOND += ("cao hơn chỉ tiêu được giao", "đã vượt chỉ tiêu", "(*vượt chỉ tiêu kế hoạch đề ra*)")
MET: tuple[str, ...] = (
    "đạt chỉ tiêu",
    "đạt được mục tiêu",
    "hoàn thành chỉ tiêu",
    "đã hoàn thành kế hoạch năm",
    "đạt và vượt chỉ tiêu",
)
MISSED: tuple[str, ...] = (
    "chưa đạt chỉ tiêu",
    "không đạt chỉ tiêu",
    "chưa hoàn thành kế hoạch được giao",
    "không hoàn thành chỉ tiêu",
)
FRAMES = ("Tỷ lệ đạt {}, {}.", "Tỷ lệ hồ sơ trực tuyến đạt {} ({}).", "- Tỷ lệ {} – {}\n- Mục khác")


def of(text: str, *records: Record, keys: str = "") -> list[str]:
    return [found.words for found in contradictions(report(text, *records, keys=keys))]


def against(aim: str) -> list[Record]:
    return share(14, 16, target=target(aim))


@pytest.mark.parametrize(("verdict", "aim"), AIMS.items())
def test_a_claim_is_told_exactly_where_the_verdict_is_another(verdict: str, aim: str) -> None:
    wrong: set[tuple[str, ...]] = {
        "vượt chỉ tiêu": {MISSED},
        "đạt chỉ tiêu": {MISSED, BEYOND},
        "chưa đạt chỉ tiêu": {BEYOND, MET},
    }[verdict]
    for claims, frame in product((BEYOND, MET, MISSED), FRAMES):
        for claim in claims:
            text = frame.format(RATE, claim)
            assert bool(of(text, *against(aim))) is (claims in wrong), (verdict, text)


@pytest.mark.parametrize(
    "text",
    [
        f"Tỷ lệ đạt {RATE}; phấn đấu năm sau vượt chỉ tiêu.",
        f"Tỷ lệ đạt {RATE}, Sở sẽ nỗ lực để hoàn thành chỉ tiêu.",
        f"Tỷ lệ đạt {RATE}, dự kiến cuối năm đạt chỉ tiêu.",
        f"Tỷ lệ đạt {RATE}. Các chỉ tiêu khác đều vượt chỉ tiêu.",
        f"Tỷ lệ đạt {RATE}, còn các đơn vị khác vượt chỉ tiêu.",
        f"Tỷ lệ đạt {RATE}, gần đạt chỉ tiêu.",
        f"Tỷ lệ đạt {RATE}, khó có thể đạt chỉ tiêu.",
        f"Nếu không có {RATE} thì vượt chỉ tiêu.",
        f"Tỷ lệ đạt {RATE}, không những đạt chỉ tiêu mà thôi.",
        f"Tỷ lệ đạt {RATE}.\n\nĐã vượt chỉ tiêu.",
        'Số khai {{ figure("khai") }} tài khoản, vượt chỉ tiêu.',
        f'Tỷ lệ đạt {RATE}, trong khi số khai {{{{ figure("khai") }}}} tài khoản vượt chỉ tiêu.',
        f'Số khai {{{{ figure("khai") }}}} tài khoản, vượt chỉ tiêu, cao hơn mức {RATE} của năm.',
        f"hoàn thành {RATE} kế hoạch.",
        f"Tỷ lệ đạt {RATE}, kế hoạch năm sau đã được giao.",
        "Vượt chỉ tiêu.",
    ],
)
def test_a_wish_or_a_word_about_something_else_is_never_told(text: str) -> None:
    assert of(text, *against("90"), statistic("khai", "54")) == []


def test_of_several_figures_the_last_before_the_claim_is_meant() -> None:
    other = indicator("khac", ratio({"statistic": "a"}, {"statistic": "b"}), unit="%", target=target("40"))
    records = [*against("90"), other, statistic("a", "1"), statistic("b", "2")]
    text = f'Tỷ lệ khác đạt {{{{ figure("khac") }}}} vượt chỉ tiêu; tỷ lệ đạt {RATE} vượt chỉ tiêu.'
    (found,) = contradictions(report(text, *records))
    assert (found.call.id, found.computed) == ("ty-le", "chưa đạt chỉ tiêu")
    assert of(f'{RATE} chưa đạt chỉ tiêu, {{{{ figure("khac") }}}} vượt chỉ tiêu.', *records) == []


def test_to_stay_below_a_ceiling_is_not_to_fall_short() -> None:
    ceiling = share(14, 16, target=target("90", "không cao hơn"))
    for claim in ("không vượt chỉ tiêu", "thấp hơn chỉ tiêu", "vượt chỉ tiêu", "đạt chỉ tiêu"):
        assert of(f"Tỷ lệ {RATE}, {claim}.", *ceiling) == []
    assert of(f"Tỷ lệ {RATE}, chưa đạt chỉ tiêu.", *ceiling) == ["chưa đạt chỉ tiêu"]


UP: tuple[str, ...] = ("tăng so với cùng kỳ", "tăng mạnh so với cùng kỳ năm trước", "cao hơn so với cùng kỳ")
UP += ('tăng {{ figure("khai") }} hồ sơ so với cùng kỳ', "không giảm so với cùng kỳ")
DOWN = ("giảm so với cùng kỳ", "giảm nhẹ so với cùng kỳ", "thấp hơn so với cùng kỳ năm ngoái")
SAME = ("không đổi so với cùng kỳ", "giữ nguyên so với cùng kỳ")


@pytest.mark.parametrize(("before", "sign"), [((1, 2), 1), ((7, 8), 0), ((9, 10), -1)])
def test_a_claimed_difference_is_told_where_its_sign_is_another(before: tuple[int, int], sign: int) -> None:
    for claim in (*UP, *DOWN, *SAME):
        text = f"Tỷ lệ đạt {RATE}, {claim}."
        agrees = {1: claim in UP, 0: claim in SAME or claim.startswith("không giảm"), -1: claim in DOWN}[sign]
        found = of(text, *share(14, 16, before), statistic("khai", "3"), keys=PREVIOUS)
        assert bool(found) is not agrees, text


@pytest.mark.parametrize(
    "text",
    [
        f"Tỷ lệ đạt {RATE}, giảm so với quý trước.",
        f"Tỷ lệ đạt {RATE}, giảm thời gian giải quyết so với cùng kỳ.",
        f"Tỷ lệ đạt {RATE}; phấn đấu giảm so với cùng kỳ.",
        f"Giảm chi phí so với cùng kỳ; tỷ lệ đạt {RATE}.",
        f"Tỷ lệ đạt {RATE}. Số đơn giảm so với cùng kỳ.",
    ],
)
def test_a_difference_of_another_period_or_matter_is_never_told(text: str) -> None:
    assert of(text, *share(14, 16, (1, 2)), keys=PREVIOUS) == []


def test_nothing_is_told_where_nothing_is_computed() -> None:
    assert of(f"Tỷ lệ {RATE}, vượt chỉ tiêu, giảm so với cùng kỳ.", *share(14, 16)) == []
    none = [indicator("ty-le", SHARE, unit="%", target=target("80")), dossiers("nay", {})]
    assert of(f"Tỷ lệ {RATE}, vượt chỉ tiêu.", *none) == []


def test_the_place_is_that_of_the_words() -> None:
    found: Report = report(f"Tỷ lệ {RATE}, vượt chỉ tiêu.", *against("90"))
    (one,) = contradictions(found)
    assert found.source.body[one.offset :].startswith("vượt chỉ tiêu")
