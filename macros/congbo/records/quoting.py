"""Quoting: how one text stands in YAML so that every tool reads it as the text that it is.

Our reader takes each scalar as it is typed. A forms editor and the libraries of YAML 1.1 and 1.2 do not:
they read `1.010830`, `010`, `12:30`, `no`, `1e3` as numbers, times and truth values, and write back what they
read. What any of them would read so stands in single quotes, unless the key holds a number or a day and they
would write back the very same signs.

Sources: https://yaml.org/type/ (1.1), YAML 1.2.2 §10.3, the resolvers of js-yaml, Psych and go-yaml.
"""

import io
import re

import yaml
from yaml.emitter import Emitter

STEP = 2
"""By how many columns what stands below a key or a dash is moved to the right."""

_MISREAD = re.compile(
    r"""
    y|yes|n|no|true|false|on|off|~|null|=|<<
    | :\w.*                                                     # a symbol of Ruby
    | [-+]?(?:
        0b[01_]+ | 0o?[0-7_]+ | 0x[\da-f_]+
        | (?=[.,_]*\d)[\d_,]*(?:\.[\d_,]*)?(?:e[-+]?\d+)?
        | e[-+]?\d+ | \.                                         # not for the yaml of npm
        | \d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?                   # sexagesimal: 12:30
        | \.inf
      )
    | \.nan
    | \d{4}-\d\d?-\d\d?(?:[t \t].*)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WHOLE = re.compile(r"0|-?[1-9]\d{0,14}")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,9})\.\d{1,5}")
_FOR_FLOW = re.compile(r"[,\[\]{}?]")


def misread(text: str) -> bool:
    """Tell whether some tool reads a text without quotes as something else."""
    return _MISREAD.fullmatch(text) is not None


def survives(text: str) -> bool:
    """Tell whether a tool that reads a number or a day here writes the same signs back."""
    if _DECIMAL.fullmatch(text):
        return repr(float(text)) == text
    return bool(_WHOLE.fullmatch(text) or _DAY.fullmatch(text))


def on_one_line(text: str, *, number: bool = False, flow: bool = False, quoted: bool = False) -> str:
    """Return a text as it stands behind a key on one line: plain, in single quotes, or in double ones.

    `number` says that the key holds a number or a day, `flow` that it stands between brackets, `quoted` that
    it must not be plain.
    """
    if not quoted and _is_plain(text, flow=flow) and (not misread(text) or (number and survives(text))):
        return text
    if text.isprintable() or ((found := _analysed(text)).allow_single_quoted and not found.multiline):
        return "'" + text.replace("'", "''") + "'"
    written: str = yaml.dump(text, Dumper=yaml.SafeDumper, default_style='"', allow_unicode=True, width=10**9)
    return written.rstrip("\n")


def block(text: str) -> tuple[str, list[str]] | None:
    """Return a text of several lines as a literal block: its sign, and its lines moved by a step.

    None where it must stand on one line in quotes: what YAML would not give back from a block.
    """
    if "\n" not in text or not text.strip("\n") or text.endswith("\n\n"):
        return None
    if not _analysed(text).allow_block:
        return None
    sign = "|" + (str(STEP) if text[0] in " \n" else "") + ("" if text.endswith("\n") else "-")
    lines = text.removesuffix("\n").split("\n")
    return sign, [f"{' ' * STEP}{line}" if line else "" for line in lines]


def _is_plain(text: str, *, flow: bool) -> bool:
    if not text or (flow and _FOR_FLOW.search(text)):
        return False
    if text[:1].isalnum() and text.isprintable():  # as nearly all are
        return not (text[-1] in " :" or ": " in text or " #" in text)
    found = _analysed(text)
    return bool(found.allow_flow_plain if flow else found.allow_block_plain)


def _analysed(text: str) -> yaml.emitter.ScalarAnalysis:
    return Emitter(io.StringIO(), allow_unicode=True).analyze_scalar(text)
