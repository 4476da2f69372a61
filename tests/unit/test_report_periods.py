"""Periods of reports: what a head that names its period means, and that no head stops the reading."""

from datetime import date
from random import Random
from typing import Any

import pytest

from congbo.records.regimes import regimes_of
from congbo.reports.periods import resolved
from congbo.reports.report import read_report
from congbo.reports.report_meta import ReportMeta
from congbo.reports.written_page import read_page

REGIMES = regimes_of()
HEAD = "title: Báo cáo\nrender_macros: true\norganisation: SKHCN\nday: 2026-12-31\n"


def read(head: str) -> tuple[ReportMeta | None, list[str]]:
    source = read_page(f"---\n{HEAD}{head}---\n".encode(), "docs/bao-cao/mau.md")
    meta, problems = read_report(source)
    return meta, [problem.rule for problem in problems]


NAMED = "period:\n  regime: {}\n  of: {}\n  year: {}\n"


@pytest.mark.parametrize("regime", [one for one in REGIMES.values() if one.week_begins is None])
def test_a_named_period_has_the_days_of_its_regime_and_the_same_period_a_year_before(regime: Any) -> None:
    for name in regime.names:
        meta, told = read(NAMED.format(regime.id, name, 2026) + "previous: cùng kỳ\n")
        assert not told
        assert meta is not None
        assert meta.previous is not None
        expected, before = regime.period(name, 2026), regime.period(name, 2025)
        assert (meta.period.start, meta.period.end) == (expected.start, expected.end)
        assert meta.as_of == expected.end
        assert (meta.previous.start, meta.previous.end) == (before.start, before.end)
        assert meta.previous.as_of == before.end


def test_days_typed_beside_the_name_are_its_own_or_told() -> None:
    named = NAMED.format("cchc", "quý III", 2026)
    assert read(named + "  start: 2026-06-15\n  end: 2026-09-14\n")[1] == []
    assert read(named + "  end: 2026-09-30\n")[1] == ["period-mismatch"]


def test_a_period_of_days_alone_is_read_as_ever() -> None:
    meta, told = read("period:\n  start: 2024-01-01\n  end: 2024-07-20\nas_of: 2024-07-20\n")
    assert not told
    assert meta is not None
    assert not meta.period.regime


def test_the_period_before_is_compared_only_where_it_is_as_long() -> None:
    assert read(NAMED.format("nd09", "quý II", 2026) + "previous: kỳ trước\n")[1] == []
    assert read(NAMED.format("cchc", "quý III", 2026) + "previous: kỳ trước\n")[1] == ["previous-regime"]
    group = "previous:\n  of: cùng kỳ\n  complete: [văn bản]\n"
    meta, told = read(NAMED.format("cchc", "quý III", 2026) + group)
    assert not told
    assert meta is not None
    assert meta.previous is not None
    assert meta.previous.start == date(2025, 6, 15)
    assert len(meta.previous.complete) == 1


def test_a_week_is_named_by_its_first_day() -> None:
    week = "period:\n  regime: tuan-t5-t4\n  of: tuần\n  start: {}\n"
    meta, told = read(week.format("2026-11-26"))
    assert not told
    assert meta is not None
    assert meta.period.end == date(2026, 12, 2)
    assert read(week.format("2026-11-27"))[1] == ["period-mismatch"]


WORDS = (
    *("", "cchc", "nd09", "tuan-t5-t4", "6 tháng", "quý III", "tuần", "năm", "cùng kỳ", "kỳ trước", "2026"),
    *("99999", "1945", "1946", "2100", "²", "-1", "2026-01-01", "2026-01-31", "2026-02-30", "bộ, tỉnh", "x"),
)
KEYS = ("regime", "of", "year", "level", "start", "end", "as_of", "complete", "strange")


def any_value(random: Random) -> Any:
    way = random.random()
    if way < 0.2:
        return random.choice(WORDS)
    if way < 0.25:
        return random.sample(WORDS, 2)
    keys = random.sample(KEYS, random.randrange(7))
    return {key: random.choice(WORDS) if random.random() < 0.9 else ["x"] for key in keys}


def written(value: Any) -> str:
    if isinstance(value, dict):
        return "\n" + "".join(f"  {key}: {written(part)}\n" for key, part in value.items())
    return f"{value}\n" if isinstance(value, list) else f"'{value}'\n"


def test_whatever_a_head_says_of_periods_it_is_read_or_told() -> None:
    random, whole = Random(16), 0
    for _ in range(3000):
        period = {"regime": "nd09", "of": "6 tháng", "year": "2026"}
        data: dict[str, Any] = {"period": period, "previous": "cùng kỳ"}
        for _ in range(random.randrange(3)):
            changed = random.choice((period, data))
            key = random.choice(KEYS if changed is period else ("period", "previous", "as_of"))
            changed[key] = any_value(random)
        resolved(data, REGIMES, "", "docs/bao-cao/mau.md")
        meta, told = read("".join(f"{key}: {written(value)}" for key, value in data.items()))
        assert told or meta is not None
        whole += meta is not None
    assert 0 < whole < 3000
