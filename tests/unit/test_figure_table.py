"""The table of a report's figures: in the order of the text, each with what it is and where it differs."""

from congbo.pages.figure_table import choices, rows
from congbo.reports.report import Report
from sample import indicator, ratio, report, statistic

SHARE = indicator("ty-le", ratio({"statistic": "tu-so"}, {"statistic": "mau-so"}), unit="%")
PRINTED = "printed:\n  - figure: ty-le\n    text: 87%\n    place: I.1\n"


def of(body: str, keys: str = "") -> Report:
    return report(
        body, SHARE, *(statistic(id_, n) for id_, n in (("tu-so", "6"), ("mau-so", "7"))), keys=keys
    )


def test_figures_stand_by_their_first_places_and_those_without_one_come_last() -> None:
    body = '{{ figure("tu-so") }} {{ figure("ty-le") }} {{ figure("tu-so") }}'
    assert [row.view.id for row in rows(of(body))] == ["tu-so", "ty-le", "mau-so"]
    assert rows(of('{{ figure("mau-so") }}'))[0].view.id == "mau-so"


def test_the_filter_offers_what_there_is() -> None:
    found = rows(of('{{ figure("ty-le") }}'))
    assert [(one.kind, one.count) for one in choices(found)] == [("computed", 1), ("declared", 2)]
    printed = rows(of('{{ figure("ty-le") }}', PRINTED))
    assert [(one.kind, one.count) for one in choices(printed)][-1] == ("differs", 1)
    assert printed[0].differing == ["bản gốc in 87% (mục I.1)"]
    assert printed[0].kinds == ["computed", "differs"]
