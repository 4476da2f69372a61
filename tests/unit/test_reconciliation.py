import pytest

from congbo.records.problems import Problem, Severity
from congbo.reports.reconciliation import Agreement, reconcile
from congbo.reports.report import Report
from sample import document, indicator, ratio, report, statistic

SHARE = indicator("ty-le", ratio({"statistic": "tu-so"}, {"statistic": "mau-so"}), unit="%")
RECORDS = [SHARE, statistic("tu-so", "6"), statistic("mau-so", "7"), statistic("hon", "60", qualifier="hơn")]


def printed(figure: str, text: str, more: str = "") -> Report:
    keys = f"printed:\n  - figure: {figure}\n    text: '{text}'\n    place: I.1\n{more}"
    return report("x", *RECORDS, keys=keys)


@pytest.mark.parametrize(
    ("figure", "text", "agreement", "computed"),
    [
        ("ty-le", "85,7%", Agreement.SAME, "85,7%"),
        ("ty-le", "86%", Agreement.SAME, "85,7%"),
        ("ty-le", "87%", Agreement.DIFFERENT, "85,7%"),
        ("ty-le", "6/7", Agreement.SAME, "6/7"),
        ("ty-le", "6/8", Agreement.DIFFERENT, "6/7"),
        ("ty-le", "phần lớn", Agreement.INCOMPARABLE, "85,7%"),
        ("hon", "hơn 60", Agreement.SAME, "hơn 60"),
        ("hon", "61", Agreement.DIFFERENT, "hơn 60"),
    ],
)
def test_a_printed_value_agrees_when_it_is_the_computed_one_as_rounded_there(
    figure: str, text: str, agreement: Agreement, computed: str
) -> None:
    (value,) = reconcile(printed(figure, text), []).values
    assert (value.agreement, value.computed) == (agreement, computed)


def test_a_difference_nobody_has_explained_says_so() -> None:
    assert reconcile(printed("ty-le", "87%"), []).values[0].reason == "chưa rõ vì sao"
    explained = printed("ty-le", "87%", "    explanation: Đếm cả năm trước.\n")
    assert reconcile(explained, []).values[0].reason == "Đếm cả năm trước."
    assert reconcile(printed("ty-le", "85,7%"), []).values[0].reason == ""


def test_computed_and_declared_figures_are_counted_apart() -> None:
    found = reconcile(printed("ty-le", "87%", "  - figure: hon\n    text: hơn 60\n    place: I.2\n"), [])
    assert (len(found.computed), found.declared, found.different) == (1, 1, 1)
    assert found.agreements == [
        (Agreement.SAME, 0),
        (Agreement.DIFFERENT, 1),
        (Agreement.INCOMPARABLE, 0),
    ]


def test_the_slips_are_those_of_the_page_and_of_the_documents_it_cites() -> None:
    form = {"form": "46/KH-SKHHCN", "corrected": "46/KH-SKHCN", "place": "mục I.2", "reason": "thừa chữ H"}
    own = document("46-KH-SKHCN-2024", printed=[{**form, "report": "bao-cao"}, {**form, "report": "khac"}])
    keys = "corrections:\n  - printed: cac\n    corrected: các\n    place: I\n    reason: thiếu dấu\n"
    body = '{{ cite("46-KH-SKHCN-2024") }}'
    slips = reconcile(report(body, own, keys=keys), []).slips
    assert [(slip.printed, slip.corrected, slip.record) for slip in slips] == [
        ("cac", "các", None),
        ("46/KH-SKHHCN", "46/KH-SKHCN", own),
    ]


def test_the_warnings_are_those_of_the_page_and_of_the_records_it_uses() -> None:
    cited, other = document("46-KH-SKHCN-2024"), document("9-KH-SKHCN-2024")
    found = report('{{ cite("46-KH-SKHCN-2024") }}', cited, other)

    def warning(path: str, severity: Severity = Severity.WARNING) -> Problem:
        return Problem(path, 4, 9, "weekend-date", "thứ bảy", severity=severity)

    problems = [
        warning(found.source.path),
        warning(cited.path),
        warning(other.path),
        warning(cited.path, Severity.ERROR),
    ]
    touching = reconcile(found, problems).warnings
    assert [(one.problem.path, one.record) for one in touching] == [
        (found.source.path, None),
        (cited.path, cited),
    ]
