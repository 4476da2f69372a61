"""Templating: Jinja's templates, with less done for each value and each macro that a page puts in place.

A page of a procedure has hundreds of values and a hundred macros. What Jinja does for each suits any
environment: here everything is escaped and nothing asks who calls it, so that the same text comes at once.
"""

from collections.abc import MutableMapping
from types import CodeType
from typing import Any

import markupsafe
from jinja2 import Environment, Template
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

_escaped = getattr(markupsafe, "_escape_inner", escape)
"""The signs of plain text escaped, without a `Markup` around them that is joined to others at once."""


def _in_place(value: Any) -> str:
    """Return a value as the text of a template takes it."""
    kind = type(value)
    if kind is str:
        text: str = _escaped(value)
        return text
    return value if kind is Markup else escape(value)


class _Macro(Macro):
    """A macro that is mostly called with its arguments in their order, and then looks for no others."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        lacking = self._argument_count - len(args)
        if kwargs or lacking < 0 or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*args, **kwargs)
        return Markup(self._func(*args, *[missing] * lacking))


class _Context(Context):
    """The names of a template, which a macro asks for none of."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls."""
        if type(called) is _Macro and not kwargs:
            return called(*args)
        return super().call(called, *args, **kwargs)


class _Template(Template):
    """A template in which values and macros are put in place in this way."""

    @classmethod
    def from_code(
        cls, environment: Environment, code: CodeType, globals: MutableMapping[str, Any], uptodate: Any = None
    ) -> "Template":
        """Return the template of compiled code, whose own names of Jinja's functions are ours."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__.update(escape=_in_place, Macro=_Macro)
        return template

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        """Return what others import of it, made once: all templates have the same names around them."""
        return super()._get_default_module()


def quicken(environment: Environment) -> None:
    """Let the templates of an environment, which escapes everything, be filled in this way."""
    environment.template_class = _Template
    environment.context_class = _Context
