"""Page edits: what editors do to the page of a signed report, at random."""

import re
from collections.abc import Callable
from random import Random
from typing import Any

import yaml
from edits import SIGNED, Edit, Files, Maker, found_at, leaves, reworded

_CALL = re.compile(r"\{\{ (\w+)\((.*?)\) \}\}")
_ID = re.compile(r'^"[^"]+"')
_BLOCK = re.compile(r"\n\n+")
HEAD_SAMPLES: dict[str, Any] = {
    "number": "15/BC-SKHCN",
    "place": "Kon Tum",
    "illustrative": "không",
    "day_known": "có",
    "previous": {"start": "2023-01-01", "end": "2023-07-20", "as_of": "2023-07-20"},
    "description": "Mô tả khác.",
    "hide": "toc",
}
"""What is typed at a key of the page's head."""
_DATES = [("date", "long"), ("date", "short"), ("date", "none")]
_SUBJECT = [("subject", True), ("subject", False)]
_ISSUERS = [("of", "short"), ("of", "long"), ("of", "full")]
OPTIONS: dict[str, list[tuple[str, str | bool]]] = {
    "cite": [*_DATES, *_ISSUERS, *_SUBJECT, ("kind", False), ("article", "Điều 3")],
    "cite_all": [*_DATES, *_SUBJECT, ("order", "-number"), ("order", "year,number"), ("order", "issued")],
    "figure": [("zero", "chưa có"), ("nonzero", "có {}"), ("nonzero", "{}")],
    "issued": [("form", "long"), ("form", "short")],
    "date_of": [("form", "long"), ("form", "short")],
}
"""Options of calls, with what they may be set to."""


def _split(page: str) -> tuple[str, str]:
    _, head, body = page.split("---\n", 2)
    return head, body


def _page(head: str, body: str) -> dict[str, bytes | None]:
    return {SIGNED: f"---\n{head}---\n{body}".encode()}


def _in_body(name: str, change: Callable[[str, Random, Files], str]) -> Maker:
    def make(files: Files, random: Random) -> Edit | None:
        head, body = _split(files.page)
        edited = change(body, random, files)
        return Edit(f"page {name}", SIGNED, _page(head, edited)) if edited != body else None

    return make


def _block(body: str, random: Random, fits: Callable[[str], bool]) -> tuple[int, int]:
    """Return where a stretch of the body stands that is set apart by empty lines."""
    ends = [match.start() for match in _BLOCK.finditer(body)] + [len(body)]
    starts = [0, *(match.end() for match in _BLOCK.finditer(body))]
    return random.choice([(a, b) for a, b in zip(starts, ends, strict=True) if fits(body[a:b])])


def _words_of(block: str, random: Random) -> str:
    """Reword a stretch of a block between its calls."""
    parts = re.split(r"(\{\{.*?\}\}|\[\^[\w-]+\]:?|<[^>]*>|^\s*(?:-|#+ [\dIVX.]*\.?) )", block)
    usable = [n for n, part in enumerate(parts) if n % 2 == 0 and len(part.split()) > 1]
    if not usable:
        return block
    place = random.choice(usable)
    part = parts[place]
    words = part.strip()
    parts[place] = part.replace(words, reworded(words, random), 1)
    return "".join(parts)


def _reworded(
    body: str, random: Random, files: Files, fits: Callable[[str], bool] = lambda text: True
) -> str:
    start, end = _block(body, random, fits)
    return body[:start] + _words_of(body[start:end], random) + body[end:]


def _wrapped(body: str, random: Random, files: Files) -> str:
    start, end = _block(body, random, lambda text: " " in text and not text.startswith(("#", "{{", "[^")))
    block = body[start:end]
    indent = " " * (len(block) - len(block.lstrip()) + (2 if block.lstrip().startswith("- ") else 0))
    outside = re.sub(r"\{\{.*?\}\}", lambda match: match.group().replace(" ", "\0"), block)
    breaks = [m.start() for m in re.finditer(r"(?<=\w) (?=\w)", outside)]
    if not breaks:
        return body
    at = random.choice(breaks)
    return body[:start] + block[:at] + f"\n{indent}" + block[at + 1 :] + body[end:]


def _commented(body: str, random: Random, files: Files) -> str:
    start, _ = _block(body, random, lambda text: text.startswith(("#", "- ")) or text[:1].isalpha())
    return body[:start] + "{# xem lại #}\n\n" + body[start:]


def _call(change: Callable[[str, str, Random, Files], str]) -> Callable[[str, Random, Files], str]:
    def changed(body: str, random: Random, files: Files) -> str:
        found = random.choice(list(_CALL.finditer(body)))
        return body[: found.start()] + change(found[1], found[2], random, files) + body[found.end() :]

    return changed


def _spelled(name: str, inner: str, random: Random, files: Files) -> str:
    match random.randrange(3):
        case 0:
            return f"{{{{ {name}({inner.replace(chr(34), chr(39))}) }}}}"
        case 1:
            return f"{{{{{name}( {inner} )}}}}"
        case _:
            first, *options = inner.split(", ")
            return (
                f"{{{{ {name}({', '.join([first, *reversed(options)])}) }}}}" if "order" not in inner else ""
            )


def _option(name: str, inner: str, random: Random, files: Files) -> str:
    if name not in OPTIONS:
        return f"{{{{ {name}({inner}) }}}}"
    key, value = random.choice(OPTIONS[name])
    rest = re.sub(rf", {key}=(?:\"[^\"]*\"|\w+)", "", inner)
    said = str(value).lower() if isinstance(value, bool) else f'"{value}"'
    return f"{{{{ {name}({rest}, {key}={said}) }}}}"


def _other_id(name: str, inner: str, random: Random, files: Files) -> str:
    pool = re.findall(rf"\{{\{{ {name}\((\"[^\"]+\")", files.page)
    return f"{{{{ {name}({_ID.sub(random.choice(pool), inner) if pool else inner}) }}}}"


def _dropped_call(name: str, inner: str, random: Random, files: Files) -> str:
    return "" if name in OPTIONS else f"{{{{ {name}({inner}) }}}}"


def _swapped(body: str, random: Random, files: Files) -> str:
    calls = [match for match in _CALL.finditer(body) if match[1] in ("figure", "cite", "cite_all")]
    one, two = sorted(random.sample(calls, 2), key=lambda match: match.start())
    return body[: one.start()] + two.group() + body[one.end() : two.start()] + one.group() + body[two.end() :]


def _moved(body: str, random: Random, files: Files) -> str:
    """Move a paragraph behind the next one."""
    blocks = body.split("\n\n")
    at = random.randrange(1, len(blocks) - 1)
    blocks[at], blocks[at + 1] = blocks[at + 1], blocks[at]
    return "\n\n".join(blocks)


def _in_head(name: str, change: Callable[[Any, Random], str | None]) -> Maker:
    def make(files: Files, random: Random) -> Edit | None:
        head, body = _split(files.page)
        data = yaml.load(head, yaml.BaseLoader)
        what = change(data, random)
        if what is None:
            return None
        said = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6)
        return Edit(f"page head {name} {what}", SIGNED, _page(said, body))

    return make


def _head_word(data: Any, random: Random) -> str:
    key = random.choice([key for key in data if key not in ("seal", "render_macros", "organisation")])
    at, text = random.choice([place for place in leaves(data) if place[0][0] == key])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        text, new = text, f"{text[:-2]}{random.randrange(10, 28)}"
    else:
        new = reworded(text, random)
    found_at(data, at[:-1])[at[-1]] = new
    return str(key)


def _head_key(data: Any, random: Random) -> str:
    key, value = random.choice(list(HEAD_SAMPLES.items()))
    data[key] = value
    return key


def _head_without(data: Any, random: Random) -> str:
    key = random.choice(
        ["description", "signer", "recipients", "printed", "corrections", "day_known", "hide"]
    )
    if random.random() < 0.5 and isinstance(data[key], list):
        data[key].pop(random.randrange(len(data[key])))
        return f"{key} item"
    del data[key]
    return key


def _head_order(data: Any, random: Random) -> str:
    keys = list(data)
    random.shuffle(keys)
    for key in keys:
        data[key] = data.pop(key)
    return ""


def _starts(*marks: str) -> Callable[[str], bool]:
    return lambda text: text.startswith(marks)


PAGE_EDITS: dict[Maker, int] = {
    _in_body("reworded", _reworded): 4,
    _in_body("heading", lambda b, r, f: _reworded(b, r, f, _starts("#"))): 1,
    _in_body("note", lambda b, r, f: _reworded(b, r, f, _starts("[^"))): 1,
    _in_body("wrapped", _wrapped): 3,
    _in_body("commented", _commented): 2,
    _in_body("call spelled", _call(_spelled)): 3,
    _in_body("call option", _call(_option)): 4,
    _in_body("call of another", _call(_other_id)): 2,
    _in_body("call dropped", _call(_dropped_call)): 1,
    _in_body("calls swapped", _swapped): 2,
    _in_body("paragraph moved", _moved): 1,
    _in_head("reworded", _head_word): 3,
    _in_head("key added", _head_key): 2,
    _in_head("key removed", _head_without): 2,
    _in_head("keys ordered", _head_order): 1,
}
"""The edits of the page, each with how often it is made."""
