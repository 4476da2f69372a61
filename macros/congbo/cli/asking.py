"""Asking: what a command still needs to know, asked at a terminal and said to be missing elsewhere."""

import sys
from collections.abc import Callable, Sequence
from typing import NoReturn, TypeVar

import click

from congbo.cli import COULD_NOT_RUN
from congbo.words.spelling import nearest

_T = TypeVar("_T")


def at_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin.isatty()


def give_up(why: str) -> NoReturn:
    """Say why a command did nothing, and end."""
    click.echo(f"congbo: {why}", err=True)
    sys.exit(COULD_NOT_RUN)


def one_of(given: str | None, option: str, question: str, choices: Sequence[str], names: bool = True) -> str:
    """Return the choice that is given, or asked for until it is one of the choices."""

    def read(text: str) -> str:
        if text in choices:
            return text
        if not choices:
            raise ValueError(f"{option}: chưa có bản ghi nào đọc được để chọn; chạy “congbo check” để xem")
        hint = nearest(text, choices) if names else ""
        raise ValueError(
            f"{option} phải là một trong: {', '.join(choices)} (đang là '{text}'). {hint}".strip()
        )

    return answer(given, option, f"{question} ({', '.join(choices)})", read)


def answer(given: str | None, option: str, question: str, read: Callable[[str], _T]) -> _T:
    """Return what is given, read; asked for at a terminal where it is missing or, there, cannot be read."""
    asking = given is None and at_terminal()
    if given is None and not asking:
        give_up(f"còn thiếu {option}: {question}")
    while True:
        text = click.prompt(question, type=str, prompt_suffix=": ") if given is None else given
        try:
            return read(text.strip())
        except ValueError as error:
            if not asking:
                give_up(str(error))
            click.echo(str(error), err=True)
