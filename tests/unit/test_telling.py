"""What a build says while it works: every error, the first of what else there is, and a word on long work."""

import logging
import time

import pytest

from congbo.records.problems import Problem, Severity
from congbo.site import telling


def test_errors_are_all_told_and_of_warnings_the_first_with_the_number_of_the_others(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    errors = [Problem(f"{n}.md", 1, 1, "x", "sai") for n in range(7)]
    warnings = [Problem(f"{n}.md", 1, 1, "y", "xem", severity=Severity.WARNING) for n in range(7)]
    with caplog.at_level(logging.INFO, telling.OWN):
        telling.tell([*errors, *warnings])
    assert capsys.readouterr().err.splitlines() == [*map(str, errors)]
    left = "và 2 điều khác cần xem; gõ “congbo check” để xem hết"
    assert caplog.messages == [*map(str, warnings[:5]), left]


def test_the_engine_says_nothing_of_its_own_steps_unless_it_is_verbose() -> None:
    said = [("mkdocs.commands.build", logging.INFO), ("mkdocs.plugins.macros", logging.INFO)]
    matters = [
        ("mkdocs.structure", logging.WARNING),
        (telling.OWN, logging.INFO),
        (telling.SERVER, logging.INFO),
    ]
    for names, kept in ((said, False), (matters, True)):
        for name, level in names:
            record = logging.LogRecord(name, level, "", 1, "", (), None)
            assert telling._matters(record) is kept, name


def test_long_work_is_told_once_and_counted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "LONG", 0.01)
    with telling.told_if_long("Đang đọc"):
        time.sleep(0.1)
    with telling.told_if_long("Đang ghi"):
        pass
    assert capsys.readouterr().err == "Đang đọc…\n"
    for _ in telling.counted(range(2), "đọc"):
        time.sleep(0.02)
    assert capsys.readouterr().err == "Đã đọc 1/2…\nĐã đọc 2/2…\n"
