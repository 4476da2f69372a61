"""Telling: what a build says while it works: what matters to an editor, in few lines, in Vietnamese.

`mkdocs build --verbose` says all that the engine and the plugins say of themselves.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from decimal import Decimal
from threading import Timer
from time import monotonic
from typing import TypeVar

import click
from mkdocs.exceptions import Abort, BuildError

from congbo.records.problems import Problem, Severity
from congbo.words import wording

OWN = "mkdocs.plugins.congbo"
SERVER = "mkdocs.livereload"
MOST_TOLD = 5
"""How many problems that are no errors a build tells; `congbo check` tells all."""
LONG = 5.0
"""Seconds of work without a word after which a word is due."""

T = TypeVar("T")
log = logging.getLogger(OWN)


def quieten() -> None:
    """Keep back what the engine says of its own steps, unless it was asked to be verbose."""
    logger = logging.getLogger("mkdocs")
    if logger.getEffectiveLevel() > logging.DEBUG:
        for handler in logger.handlers:
            if isinstance(handler, logging.StreamHandler) and _matters not in handler.filters:
                handler.addFilter(_matters)


def _matters(record: logging.LogRecord) -> bool:
    return record.levelno > logging.INFO or record.name.startswith((OWN, SERVER))


def tell(problems: Sequence[Problem]) -> None:
    """Tell every error, the first of what else there is, and how much was left out."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    others = [problem for problem in problems if problem.severity is not Severity.ERROR]
    for problem in errors:
        click.echo(problem, err=True)
    for problem in others[:MOST_TOLD]:
        log.info(str(problem))
    if (more := len(others) - MOST_TOLD) > 0:
        log.info(f"và {more} điều khác cần xem; gõ “congbo check” để xem hết")


def tell_built(pages: int, place: str, seconds: float) -> None:
    """Tell what was built, where to, and how long it took."""
    made, took = wording.number(pages), wording.number(Decimal(seconds))
    log.info(f"Đã dựng {made} trang vào {place} trong {took} giây.")


def stop_in_words(error: Exception) -> None:
    """End a build that is refused in Vietnamese: the engine's own last line is English."""
    if isinstance(error, Abort):
        raise Abort("Không đăng: còn cảnh báo ở trên, mà --strict coi cảnh báo như lỗi. Trang cũ giữ nguyên.")
    if isinstance(error, BuildError):
        log.error(str(error))
        raise Abort("Đã dừng.")


@contextmanager
def told_if_long(doing: str) -> Iterator[None]:
    """Say what is being done, once, where it takes longer than a reader waits without asking."""
    timer = Timer(LONG, click.echo, [f"{doing}…"], {"err": True})
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def counted(items: Iterable[T], what: str) -> Iterator[T]:
    """Yield items, and say every few seconds how many there have been."""
    total = f"/{wording.number(len(items))}" if isinstance(items, Sized) else ""
    last = monotonic()
    for number, item in enumerate(items, 1):
        yield item
        if monotonic() - last > LONG:
            last = monotonic()
            click.echo(f"Đã {what} {wording.number(number)}{total}…", err=True)
