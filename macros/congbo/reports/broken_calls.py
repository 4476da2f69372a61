"""Broken calls: what is wrong with a macro call that cannot be read, and how it is written.

What is offered is the same call with its marks mended, and only where the mended one can be read.
"""

import re
from html import unescape

from jinja2 import Environment, TemplateSyntaxError, nodes

from congbo.reports.macros import MACROS

LONGEST = 400  # characters of a page that are looked at
_LONGEST_OFFERED = 200
_CURLY = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | dict.fromkeys("‘’‚‛′＇", "'"))
_ENVIRONMENT = Environment(autoescape=False)  # its parser only
_ID = re.compile(r"[\w.-]+")
_DOCUMENT = re.compile(r"\d+[\w.]*-[A-Za-z]")
_CALLED = re.compile(r"\s*(?P<name>[A-Za-z_]+)\s*[(:\s]\s*(?P<argument>.*?)[\s)]*", re.DOTALL)
_OTHER_NAMES = {
    "số liệu": "figure",
    "số": "figure",
    "chỉ số": "figure",
    "dẫn": "cite",
    "trích dẫn": "cite",
    "văn bản": "cite",
    "phân số": "fraction",
    "biểu": "form",
    "bảng": "indicator_table",
    "tên": "name",
    "ngày": "date_of",
    "chữ ký": "signature",
}
"""What clerks call macros in Vietnamese."""


def why_broken(text: str) -> tuple[str, str]:
    """Return (message, hint) of a call at the beginning of a text that is none, or cannot be read as one."""
    whole, closed = _whole(text[:LONGEST])
    inner = whole.strip("{}%# \n")
    return _said(whole, inner, closed=closed), _offered(inner)


def how_to_write(name: str, argument: str) -> str:
    """Return the hint with a call of a macro."""
    return f'Hãy viết {{{{ {name}("{argument}") }}}}'


def macro_meant(name: str) -> str:
    """Return the macro that another name stands for, or nothing."""
    plain = name.strip().lower()
    return plain if plain in MACROS else _OTHER_NAMES.get(plain, "")


def _whole(text: str) -> tuple[str, bool]:
    """Return what was meant to be one call: to its closing marks, or to the end of its line."""
    end = re.search(r"\}\}|%\}|#\}", text)
    opened = text.find("{{", 2)
    if end and (opened < 0 or end.start() < opened):
        return text[: end.end()], True
    line = text.partition("\n")[0]
    single = line.find("}")
    return (line[: single + 1] if single >= 0 else line), False


def _said(whole: str, inner: str, *, closed: bool) -> str:
    if whole.startswith("{%"):
        return "lệnh viết giữa “{{” và “}}”, không viết giữa “{%” và “%}”"
    if whole.startswith("{#"):
        return "ghi chú mở bằng “{#” mà chưa đóng bằng “#}”"
    if not inner:
        return "giữa “{{” và “}}” chưa có lệnh nào"
    if inner != inner.translate(_CURLY):
        return "lệnh có dấu ngoặc kép cong do Word tự đổi; lệnh chỉ nhận dấu ngoặc kép thẳng"
    if unescape(inner) != inner:
        return "lệnh có mã HTML (như “&quot;”) thay cho dấu ngoặc kép"
    if not closed:
        return f"lệnh chưa đóng: thiếu {'một dấu “}”' if whole.endswith('}') else '“}}”'} ở cuối"
    if inner.count('"') % 2 or inner.count("'") % 2:
        return "lệnh thiếu một dấu ngoặc kép"
    if inner.count("(") != inner.count(")"):
        return f"lệnh thiếu dấu “{')' if inner.count('(') > inner.count(')') else '('}”"
    name = inner.partition("(")[0].strip()
    if "(" in inner and not re.fullmatch(r"[A-Za-z_]+", name):
        return f"tên lệnh viết liền, không dấu, như figure, cite (đang là '{name[:60]}')"
    if "(" in inner:
        return "lệnh trong “{{ … }}” viết chưa đúng: chỉ viết một lệnh, không viết phép tính hay gì khác"
    if _CALLED.fullmatch(inner) and inner.split(maxsplit=1)[0].rstrip(":") in MACROS:
        return "mã phải đặt trong ngoặc tròn và ngoặc kép sau tên lệnh"
    return f"giữa “{{{{” và “}}}}” chỉ viết một lệnh (đang là '{inner[:60]}'); là chữ thì bỏ dấu ngoặc nhọn"


def _offered(inner: str) -> str:
    """Return the hint with the call as it was meant, if one is certain; else an example."""
    plain = unescape(inner).translate(_CURLY).strip()
    listed = plain.replace("[", "(").replace("]", ")")
    with_comma = re.sub(r"([\"'])\s+(\w+)=", r"\1, \2=", plain)
    for likely in (plain, listed, with_comma, f'{plain.rstrip(")")}")', f"{plain})", plain.rstrip(" .,;:!")):
        if (found := _call(likely)) and len(found) <= _LONGEST_OFFERED:
            return f"Hãy viết {{{{ {found} }}}}"
    called = _CALLED.fullmatch(plain)
    name = macro_meant(called["name"]) if called else ""
    argument = called["argument"].strip("\"' ") if called else ""
    if name and _ID.fullmatch(argument) and MACROS[name].takes_one:
        return how_to_write(name, argument)
    before, bracket, behind = plain.partition("(")
    if name and argument and MACROS[name].target and not re.search(r"[\"'(){}]", argument):
        return how_to_write(name, argument)
    name, argument = macro_meant(before), behind.strip("\"') ")
    if bracket and name and argument and re.fullmatch(r"[\w .-]+", argument):
        return how_to_write(name, "-".join(argument.split()))
    if _ID.fullmatch(plain) and plain.isascii() and "-" in plain:
        return how_to_write("cite" if _DOCUMENT.match(plain) else "figure", plain)
    return 'Ví dụ {{ figure("ma-so-lieu") }}'


def _call(text: str) -> str:
    """Return a text if it is a call of a macro with constants, else nothing."""
    try:
        page = _ENVIRONMENT.parse(f"{{{{{text}}}}}")
    except (TemplateSyntaxError, RecursionError, ValueError):
        return ""
    output = page.body[0] if len(page.body) == 1 else None
    node = output.nodes[0] if isinstance(output, nodes.Output) and len(output.nodes) == 1 else None
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        return ""
    constant = all(isinstance(one, nodes.Const) for one in (*node.args, *(key.value for key in node.kwargs)))
    return text if constant and node.node.name in MACROS else ""
