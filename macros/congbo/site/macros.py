"""Macros: gives mkdocs-macros the answers of the page that the congbo plugin is making.

mkdocs-macros is handed no text of a page: only its calls, written anew from their names and constants, in
their order. So nothing that a page, its title or its front matter says is ever read as a template.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError

from congbo.pages.answers import Answers
from congbo.reports.calls import Call
from congbo.reports.macros import MACROS

if TYPE_CHECKING:
    from congbo.site.plugin import CongboPlugin


class Answering:
    """Answers the calls of one page in the order in which mkdocs-macros comes to them."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self._waiting = iter(answers.page.calls)

    @property
    def template(self) -> str:
        """The page's calls, and nothing else of it."""
        return "".join(written(call) for call in self.answers.page.calls)

    @property
    def expected(self) -> str:
        """What has to come back for the template."""
        return "".join(self.answers.token(call) for call in self.answers.page.calls)

    def answer(self, name: str) -> str:
        """Return the answer to the next call, which must be of this macro."""
        call = next(self._waiting, None)
        assert call is not None
        assert call.name == name, f"lệnh “{name}” không đúng lượt; trong bài là “{call.name}”"
        return self.answers.token(call)


def written(call: Call) -> str:
    """Return a call as a template has it, with its constants as literals that hold no mark."""
    values = [_literal(value) for value in call.arguments]
    values += [f"{key}={_literal(value)}" for key, value in call.options.items()]
    return f"{{{{ {call.name}({', '.join(values)}) }}}}"


def _literal(value: Any) -> str:
    if isinstance(value, str):
        return ascii(value).replace("{", "\\x7b").replace("}", "\\x7d")
    return ascii(value).lower() if isinstance(value, bool) or value is None else ascii(value)


def define_env(env: Any) -> None:
    """Give mkdocs-macros every macro."""
    if "congbo" not in env.conf.plugins:
        raise PluginError(
            f"Không đăng: {Path(env.conf.config_file_path).name}: “plugins” còn thiếu “congbo”;"
            " không có nó thì không có sổ thủ tục, không lệnh nào được trả lời. Trang cũ giữ nguyên."
        )
    plugin: CongboPlugin = env.conf.plugins["congbo"]

    def macro(name: str) -> Any:
        return lambda *arguments, **options: plugin.answering.answer(name)

    for name in MACROS:
        env.macro(macro(name), name)
