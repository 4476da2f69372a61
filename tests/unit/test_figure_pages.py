"""The pages of a figure: small whatever it counts, with subjects beside names and its definition in words."""

import re
from datetime import date
from pathlib import Path

from congbo.pages.addresses import claims
from congbo.pages.figure_pages import LIGHT, MOST_ON_PAGE, citation_of, figure_pages
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.figure_view import FigureView
from congbo.reports.report import Report
from congbo.reports.site import Site
from sample import document, dossiers, indicator, organisation, ratio, report, statistic

PLANS = {"count": "văn bản", "where": {"kind": "kế hoạch", "issued": "trong kỳ"}}


def rendered(found: Report, *records: Record) -> dict[str, str]:
    """The pages of the figures of a report, by address."""
    site = Site(Path(), Register(records), (), (found,), ())
    pages = Pages(site, date(2024, 8, 1))
    renderer = Renderer(pages)
    return {one.address: renderer.page(pages.figure(one)) for one in pages.figure_pages(found)}


def plans(count: int) -> list[Record]:
    return [
        document(f"{n}-KH-SKHCN-2024", issued="2024-03-01", subject=f"Kế hoạch thứ {n}") for n in range(count)
    ]


def test_a_figure_of_any_number_of_records_has_light_pages_that_hold_each_record_once() -> None:
    for count in (0, 1, 500, 2000):
        records = [organisation("SKHCN"), *plans(count), indicator("ke-hoach", PLANS, unit="kế hoạch")]
        pages = rendered(report('{{ figure("ke-hoach") }}', *records), *records)
        assert (len(pages) > 1) is (count >= 500)
        assert next(iter(pages)) == "bao-cao/bao-cao/can-cu/ke-hoach/"
        said = [subject for text in pages.values() for subject in re.findall(r"Kế hoạch thứ (\d+)", text)]
        assert sorted(map(int, said)) == list(range(count))
        assert max(len(text.encode()) for text in pages.values()) < 1.3 * LIGHT


def test_the_records_and_what_they_are_about_stand_before_how_they_were_found() -> None:
    other = document("9-KH-SKHCN-2023", issued="2023-03-01", subject="Kế hoạch năm trước")
    records = [organisation("SKHCN"), *plans(2), other, indicator("ke-hoach", PLANS, unit="kế hoạch")]
    (text,) = rendered(report('{{ figure("ke-hoach") }}', *records), *records).values()
    places = [text.index(part) for part in ("<h1", "cb-value", "Kế hoạch thứ 0", "<details", "năm trước")]
    assert places == sorted(places)
    assert text.index("trong kỳ") < text.index("Kế hoạch thứ 0")  # the sentence


def test_the_page_of_a_figure_has_its_sentence_its_subjects_and_what_is_declared() -> None:
    records: list[Record] = [
        organisation("SKHCN"),
        dossiers("ca-so", {"resolved_total": 16}),
        statistic("ket-qua", "15", unit="kết quả", title="Số kết quả đã số hóa"),
        indicator(
            "ty-le",
            {
                "ratio": {
                    **ratio({"statistic": "ket-qua"}, {"dossiers": "resolved_total"})["ratio"],
                    "units_reason": "Mỗi hồ sơ một kết quả.",
                }
            },
            points={"most": "4", "threshold": "80"},
        ),
        statistic("ty-le", "93", unit="%", id="khai-ty-le"),
    ]
    (text,) = [
        text
        for address, text in rendered(report('{{ figure("ty-le") }}', *records), *records).items()
        if address.endswith("can-cu/ty-le/")
    ]
    words = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    assert "93,8%" in words
    assert "Có số tự khai" in words
    assert "Số liệu tự khai “Số kết quả đã số hóa”, chia cho số ở cột (7)" in words
    assert "Số kết quả đã số hóa : 15 kết quả, tự khai trong chính báo cáo này" in words
    assert "93% Tự khai khác số tính được" in words
    assert "4/4 điểm" in words
    assert "Mỗi hồ sơ một kết quả." in words


def test_the_list_of_all_figures_does_not_grow_with_what_one_counts() -> None:
    def list_page(count: int) -> str:
        records = [organisation("SKHCN"), *plans(count), indicator("ke-hoach", PLANS, unit="kế hoạch")]
        found = report('{{ figure("ke-hoach") }}', *records)
        pages = Pages(Site(Path(), Register(records), (), (found,), ()), date(2024, 8, 1))
        return Renderer(pages).page(pages.evidence(found))

    few, many = list_page(MOST_ON_PAGE), list_page(4 * MOST_ON_PAGE)
    assert len(many) < 1.1 * len(few)
    assert "400 bản ghi được tính" in many
    assert 'href="../../../bao-cao/bao-cao/can-cu/ke-hoach/"' in many
    assert 'id="ke-hoach"' in many


def test_an_indicator_with_another_id_leads_from_the_addresses_that_its_figures_had() -> None:
    made = indicator("ke-hoach", PLANS, unit="kế hoạch", former_ids=["ke-hoach-cu"])
    records = [organisation("SKHCN"), *plans(2), made]
    found = report('{{ figure("ke-hoach") }}', *records)
    pages = Pages(Site(Path(), Register(records), (), (found,), ()), date(2024, 8, 1))
    led = {page.address: page.context.get("target") for page in pages}
    own = "bao-cao/bao-cao/can-cu/ke-hoach/"
    assert led["bao-cao/bao-cao/can-cu/ke-hoach-cu/"] == own
    assert {claim.address for claim in claims(pages)} >= {
        "bao-cao/bao-cao/can-cu/ke-hoach-cu/index.html",
        f"{own}index.html",
    }


def test_the_pages_of_a_figure_stand_at_addresses_that_say_it() -> None:
    records = [organisation("SKHCN"), *plans(250), indicator("ke-hoach", PLANS, unit="kế hoạch")]
    found = report('{{ figure("ke-hoach") }}', *records)
    first, second = figure_pages(found, "ke-hoach")
    assert second.address == f"{first.address}trang-2/"
    assert [link.number for link in first.paging.links] == [1, 2]
    (whole,) = figure_pages(found, "ke-hoach", None)
    assert whole.address == first.address


def test_a_citation_says_value_time_report_and_that_nothing_is_sealed() -> None:
    records = [organisation("SKHCN"), *plans(2), indicator("ke-hoach", PLANS, unit="kế hoạch")]
    found = report('## I. Một\n\n{{ figure("ke-hoach") }}', *records)
    view = FigureView(found, found.figures["ke-hoach"])
    assert citation_of(view, "https://congbo.example/x/") == (
        f"{view.figure.title}: 02 kế hoạch, từ 01/01/2024 đến 20/07/2024. Nguồn: {found.meta.title}, "
        "Cơ quan SKHCN, mục I. Số liệu chưa niêm phong, còn có thể thay đổi. https://congbo.example/x/"
    )
