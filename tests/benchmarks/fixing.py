"""Make mistakes in the records of this site at random, let `congbo check --fix` mend them, and compare.

    python tests/benchmarks/fixing.py [ROUNDS]

In each round a dozen records get a mistake each: certain ones, after which the record must say again what it
said, and doubtful ones, which must stay byte for byte. Files without a mistake must not change by a byte, and
a second run must change nothing. Says what did not hold, and how many of each sort were mended.
"""

import random
import re
import shutil
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from congbo.records import frontmatter, writing
from congbo.records.certain import key_at, terms
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import ReferenceAt, every_reference, kind_of
from congbo.records.reader import RECORDS, read_site
from congbo.records.register import Register
from congbo.rules import check, fixing
from congbo.words.spelling import fold

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 30)
AT_ONCE = 12
TARGETS = ("document", "organisation", "field", "procedure")

Fits = Callable[[KeyPath, str], bool]


@dataclass(frozen=True, slots=True)
class File:
    """A record's file before anything is done to it."""

    path: str
    text: str
    data: dict[str, Any]

    def with_value(self, key: KeyPath, old: str, new: str) -> str | None:
        """Return the text with another value, where it stands plain on one line."""
        marks = frontmatter.locate(self.text)
        line, column = marks[key if key in marks else key[:-1]][1]
        lines = self.text.split("\n")
        if lines[line - 1][column - 1 :] != old:
            return None
        lines[line - 1] = lines[line - 1][: column - 1] + new
        return "\n".join(lines)

    def keyed(self, chance: random.Random) -> tuple[list[str], int] | None:
        """Return the lines, and one of them at random that has a key and a value on it."""
        lines = self.text.split("\n")
        named = re.compile(r" *(?:- )?[a-z_]+: ")
        keys = [n for n in range(1, lines.index("---", 1)) if named.match(lines[n])]
        return (lines, chance.choice(keys)) if keys else None


Mistake = Callable[[random.Random, File, Register], str | bytes | None]


def leaves(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text of a front matter with its key path."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inside:
        yield from leaves(one, (*path, step))
    if isinstance(value, str):
        yield path, value


def pick(chance: random.Random, file: File, fits: Fits) -> tuple[KeyPath, str] | None:
    """Return a value that fits, at random."""
    found = [one for one in leaves(file.data) if fits(*one)]
    return chance.choice(found) if found else None


def is_day(_: KeyPath, text: str) -> bool:
    """Tell whether a value is a day."""
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None


def is_term(file: File) -> Fits:
    """Return what tells whether a value is a word of a closed list."""
    kind = kind_of(file.path.removeprefix(f"{RECORDS}/"))
    assert kind is not None
    model = kind.model

    def fits(path: KeyPath, text: str) -> bool:
        info = key_at(model, path)
        return info is not None and not is_day(path, text) and any(terms(info.annotation))

    return fits


def other_day(chance: random.Random, file: File, _: Register) -> str | None:
    """A day in the Vietnamese order."""
    if not (found := pick(chance, file, is_day)):
        return None
    year, month, day = map(int, found[1].split("-"))
    forms = [
        f"{day}/{month}/{year}",
        f"{day:02}-{month:02}-{year}",
        f"ngày {day} tháng {month} năm {year}",
        f"{day:02}.{month:02}.{year}",
        f"'{day}/{month}/{year}'",
    ]
    return file.with_value(*found, chance.choice(forms))


def doubtful_day(chance: random.Random, file: File, _: Register) -> str | None:
    """A day with two digits for the year, or that no month has."""
    if not (found := pick(chance, file, is_day)):
        return None
    year, month, day = map(int, found[1].split("-"))
    forms = [f"{day}/{month}/{year % 100}", f"{day}/13/{year}", f"{month}/{year}"]
    return file.with_value(*found, chance.choice(forms))


def other_term(chance: random.Random, file: File, _: Register) -> str | None:
    """A closed word in another letter case, or without its marks."""
    if not (found := pick(chance, file, is_term(file))):
        return None
    text = found[1]
    forms = [text.title(), text.upper(), fold(text), text.replace(" ", "\u00a0")]
    return file.with_value(*found, chance.choice(forms))


def doubtful_term(chance: random.Random, file: File, _: Register) -> str | None:
    """A word that no closed list has."""
    if not (found := pick(chance, file, is_term(file))):
        return None
    return file.with_value(*found, f"{found[1]} khác")


def referred(
    chance: random.Random, file: File, register: Register, targets: tuple[str, ...]
) -> ReferenceAt | None:
    """Return a reference that a record makes to a record of one of the targets, at random."""
    record = next(one for one in register.records if one.path == file.path)
    found = [one for one in every_reference(record) if one[1] in targets]
    return chance.choice(found) if found else None


def other_reference(chance: random.Random, file: File, register: Register) -> str | None:
    """A reference by number, name, title, file or in another letter case, where one record alone has it."""
    if not (found := referred(chance, file, register, TARGETS)):
        return None
    path, target, id_ = found
    named: Any = register.get(target, id_)
    names = [f"{id_}.md", id_.lower(), id_.upper(), *filter(None, [getattr(named, "name", "")])]
    if target == "document" and named.number:
        day = named.issued
        names += [named.number, *([f"{named.number} ngày {day.day}/{day.month}/{day.year}"] if day else [])]
    typed = chance.choice([one for one in names if one != id_] or [f"{id_}.md"])
    known = [register.get(target, one) for one in register.ids(target)]
    same = [one for one in known if typed.split(" ngày ")[0] == getattr(one, "number", "")]
    called = [one for one in known if fold(getattr(one, "name", "")) == fold(typed)]
    return None if len(same) > 1 or len(called) > 1 or ": " in typed else file.with_value(path, id_, typed)


def doubtful_reference(chance: random.Random, file: File, register: Register) -> str | None:
    """A number that no record has."""
    if not (found := referred(chance, file, register, ("document",))):
        return None
    path, _, id_ = found
    return file.with_value(path, id_, chance.choice([f"9{id_}", "987/QĐ-UBND", id_[:-1]]))


def other_colon(chance: random.Random, file: File, _: Register) -> str | None:
    """A colon that only looks like one, or without its space."""
    if not (found := file.keyed(chance)):
        return None
    lines, number = found
    lines[number] = lines[number].replace(": ", chance.choice(["：", "： ", ":", ":\u00a0", ":\t"]), 1)
    return "\n".join(lines)


def key_in_capitals(chance: random.Random, file: File, _: Register) -> str | None:
    """A key in another letter case."""
    if not (found := file.keyed(chance)):
        return None
    lines, number = found
    key, rest = lines[number].split(":", 1)
    lines[number] = f"{chance.choice([key.upper(), key.title()])}:{rest}"
    return "\n".join(lines)


def tab(chance: random.Random, file: File, _: Register) -> str | None:
    """Tabs for the spaces that move lines."""
    lines = file.text.split("\n")
    moved = [n for n in range(1, lines.index("---", 1)) if lines[n].startswith("  ")]
    if not moved:
        return None
    step = chance.choice([2, 4])
    for number in chance.sample(moved, min(len(moved), chance.choice([1, 1, 100]))):
        lead = len(lines[number]) - len(lines[number].lstrip())
        lines[number] = "\t" * (lead // step) + " " * (lead % step) + lines[number].lstrip()
    return "\n".join(lines)


def letters(chance: random.Random, file: File, _: Register) -> bytes:
    """Letters in parts, a byte order mark, or a letter that nobody sees."""
    text = file.text
    at = chance.choice([n for n in range(5, len(text)) if text[n - 1 : n + 1].isalpha()])
    hidden = text[:at] + chance.choice("\u200b\u00ad\u2060") + text[at:]
    return chance.choice([f"\ufeff{text}", unicodedata.normalize("NFD", text), hidden]).encode()


CERTAIN: list[Mistake] = [
    other_day,
    other_term,
    other_reference,
    other_colon,
    key_in_capitals,
    tab,
    letters,
]
DOUBTFUL: list[Mistake] = [doubtful_day, doubtful_term, doubtful_reference]


def fixed(root: Path) -> int:
    """Mend a site until nothing is certain any more; return how many changes there were."""
    count = 0
    while True:
        files, changes = fixing.fixes(check.read(root, DAY), lambda path: path.startswith(RECORDS))
        if not files:
            return count
        for path, data in files.items():
            writing.write(root / path, data)
        count += len(changes)


def data_of(raw: bytes) -> Any:
    """Return what a file says, None where it cannot be read."""
    front, _ = frontmatter.read(frontmatter.decode(raw, "")[0], "")
    return front and front.data


@dataclass(slots=True)
class Result:
    """How many mistakes of each sort were made and mended, and what did not hold."""

    tried: Counter[str]
    mended: Counter[str]
    broken: list[str]

    def compare(self, file: File, wrong: bytes, sort: str, now: bytes) -> None:
        """Compare a file as it is now with how it was, before and after the mistake, if there was one."""
        same = data_of(now) == file.data
        if sort:
            self.tried[sort] += 1
            self.mended[sort] += same
        may_change = sort and not sort.startswith("doubtful")
        if now != wrong and not (may_change and same):
            self.broken.append(f"{file.path}: {sort or 'no mistake'}: another change")


def one_round(
    chance: random.Random, root: Path, files: list[File], register: Register, found: Result
) -> None:
    """Make mistakes in some files, mend them, compare all, and put all back."""
    made: dict[str, tuple[bytes, str]] = {}
    for file in chance.sample(files, AT_ONCE):
        mistake = chance.choice([*CERTAIN, *CERTAIN, *DOUBTFUL])
        wrong = mistake(chance, file, register)
        raw = wrong.encode() if isinstance(wrong, str) else wrong
        if raw is not None and raw != file.text.encode():
            made[file.path] = raw, mistake.__name__
            (root / file.path).write_bytes(raw)
    fixed(root)
    if again := fixed(root):
        found.broken.append(f"a second run makes {again} changes")
    for file in files:
        now, before = (root / file.path).read_bytes(), file.text.encode()
        found.compare(file, *made.get(file.path, (before, "")), now)
        if now != before:
            (root / file.path).write_bytes(before)


def main() -> None:
    """Run the rounds and say what came of them."""
    rounds, begun = int(sys.argv[1]) if len(sys.argv) > 1 else 100, time.process_time()
    chance, found = random.Random(13), Result(Counter(), Counter(), [])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / RECORDS, root / RECORDS)
        shutil.copytree(ROOT / "docs", root / "docs")
        shutil.copy(ROOT / "mkdocs.yml", root)
        register = Register(read_site(root).records)
        texts = {record.path: (root / record.path).read_bytes() for record in register.records}
        files = [File(path, raw.decode(), data_of(raw)) for path, raw in texts.items()]
        for _ in range(rounds):
            one_round(chance, root, files, register, found)
    for line in found.broken:
        print(line)
    for sort in sorted(found.tried):
        print(f"{sort:20} {found.mended[sort]:5} of {found.tried[sort]:5} as before")
    seconds = time.process_time() - begun
    print(f"{sum(found.tried.values())} mistakes, {len(found.broken)} broken, {seconds:.0f} s")
    sys.exit(bool(found.broken))


if __name__ == "__main__":
    main()
