"""Additions: the modules that a site names under `hooks`; they add kinds, macros, rules and exports.

In a build the engine loads them; for a command without the engine they are loaded here in the same way.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from traceback import extract_tb

from congbo.pages.settings import Settings
from congbo.records.problems import Problem
from congbo.records.writing import could_not_read_or_write

HOOKS = "hooks"
"""The key of mkdocs.yml that names the modules, as paths from the folder of that file."""

Load = Callable[[str], object]


def load(root: Path, settings: Settings) -> list[Problem]:
    """Load the modules of the site below `root`; return what is wrong with those that cannot be loaded."""
    named = settings.data.get(HOOKS) or []
    if not isinstance(named, list):
        message = f"“{HOOKS}” phải là danh sách tệp, mỗi tệp một dòng, có dấu “- ” ở đầu"
        return [Problem(settings.path, *settings.place(HOOKS), "settings", message)]
    names = [name for name in named if isinstance(name, str)]
    return list(problems_of(names, root, settings, lambda name: _load(name, root / name)))


def problems_of(names: Iterable[str], folder: Path, settings: Settings, load: Load) -> Iterator[Problem]:
    """Let `load` load each module; yield one problem for each that is not there or fails, and why.

    A module is foreign code: whatever it raises, an editor is told where and what, and sees no traceback.
    """
    for name in names:
        file = folder / name
        try:
            if file.is_file():
                load(name)
                continue
            why = "không có tệp này"
        except (Exception, SystemExit) as error:
            why = _why(error, file)
        message = f"không nạp được mô-đun “{name}”: {why}"
        yield Problem(settings.path, *settings.place(HOOKS, name), "settings", message)


def _load(name: str, file: Path) -> None:
    """Load a module as the engine does: under its path as a name, with its folder to import from."""
    spec = spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError("not a Python module", name=name)
    module, path = module_from_spec(spec), sys.path.copy()
    sys.modules[name] = module
    sys.path.insert(0, str(file.parent))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = path


def _why(error: BaseException, file: Path) -> str:
    """Return in one line what a module raised while it was loaded, with the line of the module."""
    line = _line(error, file)
    at = f"dòng {line}: " if line else ""
    said = (str(error).splitlines() or [""])[0]
    match error:
        case SyntaxError():
            return f"{at}sai cú pháp Python ({error.msg})"
        case ValueError() if not line and "null bytes" in said:  # so say Pythons before 3.11.4
            return f"sai cú pháp Python ({said})"
        case ModuleNotFoundError(name=str(name)):
            return f"{at}máy này không có mô-đun Python “{name}”"
        case OSError():
            return f"{at}{could_not_read_or_write(error)}"
        case SystemExit():
            return f"{at}mô-đun tự dừng chương trình"
    return f"{at}{type(error).__name__}{': ' if said else ''}{said}"


def _line(error: BaseException, file: Path) -> int | None:
    """Return the line of the module at which an error came up; None where the module was not yet run."""
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if Path(frame.filename) == file]
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename) == file:
        lines.append(error.lineno)
    return lines[-1] if lines else None
