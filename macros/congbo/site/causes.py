"""Causes: why a build in a preview failed, as problems at the place where an editor can mend it.

Whatever MkDocs, a theme of the site or a module of its own raises or says becomes a problem of a file.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from jinja2 import TemplateError, TemplateNotFound
from mkdocs.exceptions import Abort, MkDocsException

from congbo.pages.settings import Settings
from congbo.records.problems import Problem, Severity
from congbo.records.writing import could_not_read_or_write
from congbo.reports.site import DOCS

_VALUE = re.compile(r"Config value '(?P<key>[^']*)': (?P<said>.*)", re.DOTALL)
_PLUGIN = re.compile(r'The "(?P<name>.+)" plugin is not installed')
_THEME = re.compile(r"Unrecognised theme name: '(?P<name>[^']*)'")
_BUILDING = re.compile(r"Error (?:reading|building) page '(?P<page>[^']*)'")
_OF_PAGE = re.compile(r"(?:Doc file|A relative path to|The page) '(?P<page>[^']*)'")


class Causes(logging.Handler):
    """What MkDocs says of a build that is no mere step, kept instead of printed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[logging.LogRecord] = []
        self._logger = logging.getLogger("mkdocs")

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what was said."""
        self.said.append(record)

    def __enter__(self) -> "Causes":
        self._before = self._logger.handlers, self._logger.propagate
        self._logger.handlers, self._logger.propagate = [self], False
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._logger.handlers, self._logger.propagate = self._before

    @property
    def page(self) -> str:
        """The page of docs/ at which a build ended, as MkDocs says; empty where it says none."""
        found = (_BUILDING.search(record.getMessage()) for record in reversed(self.said))
        return next((f"{DOCS}/{one['page']}" for one in found if one), "")


def warnings_of(said: Iterable[logging.LogRecord], settings: Settings) -> Iterator[Problem]:
    """Yield what MkDocs warns of in a site that it made: a strict build refuses it."""
    for record in said:
        text = " ".join(record.getMessage().split())
        page = _OF_PAGE.match(text)
        path = f"{DOCS}/{page['page']}" if page else settings.path
        yield Problem(path, 1, 1, "settings", f"MkDocs nhắc: {text}", severity=Severity.WARNING)


def cause(error: BaseException, said: Causes, root: Path, settings: Settings) -> tuple[Problem, ...]:
    """Return why a build failed: never nothing, each with a place."""
    while isinstance(error, Abort) and error.__context__ is not None:
        error = error.__context__
    if problems := getattr(error, "problems", ()):
        return tuple(problems)
    if told := tuple(_of_settings(said.said, settings)):
        return told
    path, line = _place(error, root, said.page or settings.path)
    return (Problem(path, line, 1, "settings", _words(error)),)


def _of_settings(said: Iterable[logging.LogRecord], settings: Settings) -> Iterator[Problem]:
    for record in said:
        value = _VALUE.fullmatch(record.getMessage())
        if value and record.levelno >= logging.ERROR:
            words = value["said"]
            key, *more = value["key"].split(".")
            if plugin := _PLUGIN.search(words):
                message = (
                    f"máy này không có trình bổ sung “{plugin['name']}”;"
                    " hãy cài, sửa lại tên, hoặc bỏ dòng này"
                )
                more = [plugin["name"]]
            elif theme := _THEME.search(words):
                message = f"máy này không có giao diện “{theme['name']}”; hãy cài hoặc sửa lại tên"
            else:
                message = f"“{value['key']}” không dùng được; MkDocs nói: {' '.join(words.split())}"
            yield Problem(settings.path, *settings.place(key, *more), "settings", message)


def _place(error: BaseException, root: Path, otherwise: str) -> tuple[str, int]:
    """Return the file of the site, and its line, at which an error came up; `otherwise` where at none."""
    frames = [(frame.filename, frame.lineno or 1) for frame in extract_tb(error.__traceback__)]
    if isinstance(name := getattr(error, "filename", None), str) and not isinstance(error, OSError):
        frames.append((name, getattr(error, "lineno", None) or 1))
    for name, line in reversed(frames):
        file = Path(name)
        if file.is_relative_to(root) and "site-packages" not in file.parts and file.suffix != ".pyc":
            return file.relative_to(root).as_posix(), line
    return otherwise, 1


def _words(error: BaseException) -> str:
    said = " ".join(str(error).split())
    match error:
        case MkDocsException():
            why = said.removeprefix("Không đăng: ").removesuffix(" Trang cũ giữ nguyên.")
            return f"không dựng được trang: {why}"
        case TemplateNotFound():
            return f"không có khuôn “{error.name}” của giao diện; hãy xem lại theme.custom_dir"
        case TemplateError():
            return f"khuôn của giao diện sai: {said}"
        case OSError():
            return could_not_read_or_write(error)
        case SystemExit():
            return "một trình bổ sung hoặc mô-đun của trang đã dừng việc dựng; hãy xem mục “plugins”, “hooks”"
    raised = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return f"không dựng được trang ({raised}); hãy báo người trông trang"
