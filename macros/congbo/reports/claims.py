"""Claims: what a report's own words say of a figure: that it meets its target, that it grew.

A claim is found only where it cannot be meant of anything else: it stands in the sentence of a figure's
call, is no wish and no condition, and nothing but words without a verb of their own lies between.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from congbo.figures.comparisons import Comparison
from congbo.figures.indicators import Figure
from congbo.reports.calls import Call
from congbo.reports.macros import MACROS
from congbo.reports.report import Report
from congbo.reports.sentences import CALL, calls_between, prose_with_calls, sentence_around
from congbo.words.vocabulary import Direction, Verdict

_AIM = r"(?:chỉ tiêu|mục tiêu|kế hoạch(?=\s*[,.;)]| (?:năm|đề ra|được giao|giao)(?!\w)))"
_NOT = r"(?:chưa|không|chẳng)(?: thể| hề)? "
_BEYOND = r"(?:cao hơn|lớn hơn|vượt|vượt mức|vượt quá|vượt trên)(?: so với)?(?: mức)?"
_REACH = r"(?:đạt|hoàn thành)(?: được)?(?: mức)?"
_MAYBE = re.compile(
    r"(?<!\w)(?:phấn đấu|quyết tâm|để|nhằm|sẽ|cần|phải|dự kiến|ước|mong|nếu|khi|khả năng|có thể|khó|gần|suýt"
    r"|sắp|tiếp tục|mới|hầu hết|đa số|phần lớn|một số|nhiều|các|những|đôn đốc|yêu cầu|đề nghị|giải pháp)"
    r"\s(?:[^\s\x01]+\s){0,3}$",
    re.IGNORECASE,
)
"""Words before a claim that make it a wish, a condition, or a claim about something else."""
_WISH = re.compile(
    r"(?<!\w)(?:phấn đấu|quyết tâm|dự kiến|sẽ|nếu|mong|kỳ vọng|đề nghị|yêu cầu)(?!\w)", re.IGNORECASE
)
"""Words that make a wish of all that follows in their clause."""


class Says(StrEnum):
    """What a claim says of a figure."""

    BEYOND = "vượt chỉ tiêu"
    MET = "đạt chỉ tiêu"
    MISSED = "chưa đạt chỉ tiêu"
    BELOW = "thấp hơn chỉ tiêu"
    NOT_BEYOND = "chưa vượt chỉ tiêu"
    UP = "tăng"
    DOWN = "giảm"
    NOT_UP = "không tăng"
    NOT_DOWN = "không giảm"
    SAME = "không đổi"


_BY = rf"(?: nhẹ| mạnh| đáng kể| rõ rệt| thêm| đi| lên| xuống)?(?: {CALL}+(?: ?%| điểm %| [^\W\d]+){{0,3}})?"
_COMPARED = r"so với (?:cùng kỳ(?: năm (?:trước|ngoái))?|kỳ trước|tháng trước|quý trước|năm trước|năm ngoái)"

_CLAIMS = tuple(
    (says, re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE))
    for says, pattern in (
        (Says.NOT_BEYOND, rf"{_NOT}{_BEYOND} {_AIM}"),
        (Says.MISSED, rf"{_NOT}{_REACH} {_AIM}"),
        (Says.BELOW, rf"thấp hơn(?: so với)?(?: mức)? {_AIM}"),
        (Says.MET, rf"{_REACH} và vượt {_AIM}|{_REACH} {_AIM}"),
        (Says.BEYOND, rf"{_BEYOND} {_AIM}"),
        (Says.NOT_UP, rf"{_NOT}tăng {_COMPARED}"),
        (Says.NOT_DOWN, rf"{_NOT}giảm {_COMPARED}"),
        (Says.UP, rf"tăng{_BY} {_COMPARED}|(?:cao|nhiều) hơn {_COMPARED}"),
        (Says.DOWN, rf"giảm{_BY} {_COMPARED}|(?:thấp|ít) hơn {_COMPARED}"),
        (Says.SAME, rf"(?:không đổi|không thay đổi|bằng|giữ nguyên) {_COMPARED}"),
    )
)
"""What a claim says, with the words that say it; of two that overlap, the first holds."""

_REACHED = frozenset({Verdict.MET, Verdict.EXCEEDED, Verdict.WITHIN})
_SHORT = frozenset({Verdict.MISSED, Verdict.ABOVE})
_VERDICTS: dict[Says, frozenset[Verdict]] = {
    Says.BEYOND: _SHORT | {Verdict.MET},
    Says.MET: _SHORT,
    Says.MISSED: _REACHED,
    Says.BELOW: _REACHED,
    Says.NOT_BEYOND: frozenset({Verdict.EXCEEDED}),
}
"""The verdicts that a claim contradicts: whoever is beyond a target has met it."""

_DIFFERENCES: dict[Says, Callable[[int], bool]] = {
    Says.UP: lambda sign: sign <= 0,
    Says.DOWN: lambda sign: sign >= 0,
    Says.NOT_UP: lambda sign: sign > 0,
    Says.NOT_DOWN: lambda sign: sign < 0,
    Says.SAME: lambda sign: sign != 0,
}
"""Whether a claim contradicts the sign of the difference to the period before."""

_BETWEEN = re.compile(r"[^;:\n]{0,80}")
_FARTHEST = 400
"""Characters before a claim in which a wish is looked for."""
_OTHER_VERB = re.compile(
    r"(?<!\w)(?:trong đó|trong khi|còn|nhưng|song|tuy nhiên|tiếp tục|góp phần|do|vì|các|toàn tỉnh)(?!\w)"
)
_BESIDE = re.compile(r"(?<!\w)(?:so với|hơn|từ|trên|trong(?: tổng)? số)\s(?:[^\s\x01]+\s){0,3}$")
"""Words before a call that make its figure only what another is held against."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A claim that the records contradict, with the call that it is about and what is computed."""

    words: str
    offset: int
    call: Call
    computed: str
    macro: str
    """The macro that says what is computed."""


def contradictions(report: Report) -> Iterator[Contradiction]:
    """Yield each claim about a figure that what is computed surely contradicts, in the order of the text."""
    prose = prose_with_calls(report.source)
    for says, start, end in _claims(prose):
        call = _about(report, prose, start, end)
        figure = report.figures.get(call.id) if call else None
        if call is None or figure is None:
            continue
        words = " ".join(prose[start:end].replace(CALL, " ").split())
        upward = says in (Says.MET, Says.MISSED) or figure.direction is Direction.AT_LEAST
        if upward and figure.verdict in _VERDICTS.get(says, ()):
            yield Contradiction(words, start, call, str(figure.verdict), "verdict")
        elif says in _DIFFERENCES and _differs(says, words, report, figure):
            computed = report.comparisons[figure.id].difference_text
            yield Contradiction(words, start, call, computed, "difference")


def _claims(prose: str) -> list[tuple[Says, int, int]]:
    found: list[tuple[Says, int, int]] = []
    text, taken = _one_line(prose), bytearray(len(prose))
    for says, pattern in _CLAIMS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found.append((says, start, end))
    return sorted((one for one in found if not _wished(prose, one[1])), key=lambda one: one[1])


def _wished(prose: str, start: int) -> bool:
    """Tell whether what begins there is a wish or a condition, or said of something else."""
    first = max(sentence_around(prose, start, start)[0], start - _FARTHEST)
    clause = max(first, prose.rfind(";", first, start) + 1)
    return bool(_MAYBE.search(prose, max(clause, start - 40), start) or _WISH.search(prose, clause, start))


def _one_line(prose: str) -> str:
    """Return prose with its line ends and emphasis as spaces, each word in its place."""
    return re.sub(r"[\n\u00a0*_]", " ", prose)


def _about(report: Report, prose: str, start: int, end: int) -> Call | None:
    """Return the call of the figure that a claim is about: the last before it, or the only one behind it."""
    first, last = sentence_around(prose, start, end)
    calls = calls_between(report.source, first, last)
    beside = [call for call in calls if MACROS[call.name].shows_figure and MACROS[call.name].valued]
    before = [call for call in beside if call.end <= start]
    near = before[-1] if before else None
    if near is None:
        ids = {call.id for call in beside}
        return beside[0] if len(ids) == 1 and _BETWEEN.fullmatch(prose, end, beside[0].start) else None
    between = prose[near.end : start]
    others = _OTHER_VERB.search(between) or _BESIDE.search(prose, max(first, near.start - 40), near.start)
    return near if _BETWEEN.fullmatch(between) and not others else None


def _differs(says: Says, words: str, report: Report, figure: Figure) -> bool:
    """Tell whether a claim about the period that the report is compared with has the other sign."""
    comparison: Comparison = report.comparisons[figure.id]
    if comparison.difference is None or not _same_period(words, report):
        return False
    difference = comparison.difference
    return _DIFFERENCES[says]((difference > 0) - (difference < 0))


def _same_period(words: str, report: Report) -> bool:
    """Tell whether words name the period that the report is compared with, and no other."""
    period, previous = report.frame.period, report.meta.previous
    if previous is None:
        return False
    a_year_before = (period.start.month, period.start.day) == (previous.start.month, previous.start.day)
    a_year_before = a_year_before and period.start.year == previous.start.year + 1
    just_before = previous.end == period.start - timedelta(days=1)
    if "cùng kỳ" in words.lower():
        return a_year_before
    return just_before
