"""Macro: what a macro is, and what it is asked with. The macros themselves stand in `macros`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from congbo.figures.indicators import Figure
from congbo.records.documents import Document
from congbo.records.meant import term
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.citations import ORDERS
from congbo.words.spelling import nearest

if TYPE_CHECKING:
    from congbo.reports.calls import Call
    from congbo.reports.report import Report


@dataclass(frozen=True, slots=True)
class Asked:
    """A call as it is answered: from which records, and for which report; None on any other page."""

    call: "Call"
    register: Register
    report: "Report | None" = None

    @property
    def of(self) -> "Report":
        """The report around the call; the check lets no macro that needs one stand elsewhere."""
        assert self.report is not None, "trang này không phải là báo cáo: thiếu “period” ở đầu trang"
        return self.report

    @property
    def figure(self) -> Figure:
        """The figure that the argument names."""
        return self.of.figures[self.call.id]

    @property
    def document(self) -> Document:
        """The document that the argument names."""
        return self.register.documents[self.call.id]

    def option(self, name: str, otherwise: Any = "") -> Any:
        """Return an option of the call, or what holds where it is not written."""
        return self.call.options.get(name, otherwise)


Wrong = tuple[str, str] | None
Accepted = tuple[object, ...] | Callable[[object], Wrong] | None
"""What an option's value may be: one of these, what a function finds nothing wrong with, or any text."""


def words_as_typed(value: object) -> Wrong:
    """Accept any words: what readers read as it is typed, for which the rule of prose holds."""
    return None


def _nothing(asked: Asked) -> list[Any]:
    return []


def _no_words(asked: Asked) -> str:
    return ""


def _no_context(asked: Asked) -> dict[str, Any]:
    return {}


def _answered(call: "Call", register: Register) -> str:
    return ""


def _fits(call: "Call", register: Register) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """A macro that a page may call.

    `target` is what its one argument names, `words` what it accepts where it names no record; an empty tuple
    accepts any text, None says that there is no argument; a function is asked at each call. An option's
    value is the tuple of what it accepts, or a function that says what is wrong; None accepts any text. A
    `block` stands by itself. `misfit` says why what is named does not fit the call, as (message, hint);
    `unanswerable` what is not known that it would show.
    """

    name: str
    target: str = ""
    words: tuple[str, ...] | Callable[[], tuple[str, ...]] | None = None
    options: Mapping[str, Accepted] = field(default_factory=dict)
    block: bool = False
    anywhere: bool = False
    """Whether it needs no report around it."""
    shows_form: bool = False
    """Whether it shows an official form: that of dossiers where it names none."""
    once: bool = False
    """Whether a page has it once at most."""
    signs: bool = False
    """Whether it puts the recipients and the signer, with the notes' texts before them."""
    lists: bool = False
    """Whether it only lists what a figure counts, and so says nothing where that is nothing."""
    valued: bool = True
    """Whether it needs the value of the figure that it names."""
    marks: bool = False
    """Whether its text is a name that the writer marked."""
    editorial: bool = False
    """Whether its text is the editor's and not the report's."""
    cites: Callable[[Asked], Sequence[Document]] = _nothing
    names: Callable[[Asked], Sequence[Record]] = _nothing
    worded: Callable[[Asked], Sequence[tuple[Document, str]]] = _nothing
    """The documents that it cites, each with the words that cite it."""
    text: Callable[[Asked], str] = _no_words
    template: str
    context: Callable[[Asked], Mapping[str, Any]] = _no_context
    misfit: Callable[["Call", Register], tuple[str, str] | None] = _fits
    unanswerable: Callable[["Call", Register], str] = _answered
    lacking: Callable[[Asked], str] = _no_words
    """Why there is nothing that it could say in the report that asks."""

    @property
    def accepted(self) -> tuple[str, ...]:
        """The words that its argument may be; none where it names a record or may be any text."""
        return self.words() if callable(self.words) else self.words or ()

    @property
    def takes_one(self) -> bool:
        """Whether something stands between its brackets."""
        return bool(self.target) or self.words is not None

    @property
    def shows_figure(self) -> bool:
        """Whether it shows the value of a figure in running text."""
        return self.target == "figure"

    def typed(self, call: "Call") -> list[tuple[str, str]]:
        """Return the words of a call that readers read as they are typed, each with its option's name."""
        words = [(key, str(call.options[key])) for key in call.options if self.options[key] is words_as_typed]
        return [("", call.id), *words] if self.editorial else words

    def wrong(self, arguments: Sequence[object], options: Mapping[str, object]) -> tuple[str, str] | None:
        """Return (message, hint) of the first thing in a call that the macro does not accept, or None."""
        for key, value in options.items():
            if key not in self.options:
                every = f"Các tuỳ chọn của lệnh: {', '.join(self.options)}" if self.options else ""
                none = f"“{self.name}” không có tuỳ chọn nào: hãy bỏ phần sau dấu phẩy"
                return f"lệnh này không có tuỳ chọn “{key}”", nearest(key, self.options) or every or none
            accepted = self.options[key]
            if callable(accepted):
                if wrong := accepted(value):
                    return f"“{key}” {wrong[0]}", wrong[1]
            elif accepted is not None and value not in accepted:
                words = [_as_written(word) for word in accepted if word != ""]
                said = f"“{key}” chỉ nhận {', '.join(words)} (đang là '{_as_written(value)}')"
                return said, _option_meant(_as_written(value), words)
        return self._wrong_argument(arguments) or _wrong_order(str(options.get("order", "year")))

    def _wrong_argument(self, arguments: Sequence[object]) -> tuple[str, str] | None:
        name = self.name
        if self.target and not arguments:
            return f'“{name}(…)” phải có mã trong ngoặc, ví dụ {name}("mã")', ""
        if len(arguments) != self.takes_one:
            wanted = "chỉ có một giá trị, tuỳ chọn phải kèm tên" if self.takes_one else "để trống"
            each = "; ".join(f'{{{{ {name}("{one}") }}}}' for one in arguments)
            hint = f"Mỗi mã một lệnh: {each}" if self.target else ""
            return f"trong ngoặc của “{name}(…)” phải {wanted}", hint
        words = self.accepted
        if words and arguments[0] not in words:
            got = str(arguments[0])
            return f"“{name}(…)” chỉ nhận {', '.join(words)} (đang là '{got}')", nearest(got, words)
        return None


def _wrong_order(order: str) -> tuple[str, str] | None:
    for key in (part.strip() for part in order.split(",")):
        if key.removeprefix("-") not in ORDERS:
            return f"“order” chỉ nhận {', '.join(ORDERS)} (đang là '{key}')", nearest(key, ORDERS)
    return None


_OTHER_WORDS = {
    "dài": "long",
    "đầy đủ": "full",
    "ngắn": "short",
    "tắt": "short",
    "không": "none",
    "có": "true",
    "yes": "true",
    "no": "false",
}
"""Vietnamese words for the words of options."""


def _option_meant(value: str, words: list[str]) -> str:
    """Return the question that offers the word of an option which another word stands for."""
    other = _OTHER_WORDS.get(value.lower(), "")
    if value.lower() == "không" and "false" in words:
        other = "false"
    return f"Có phải “{other}”?" if other in words else term(value, words)


def _as_written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
