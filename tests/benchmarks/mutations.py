"""Mutations: real records and pages, broken in every way at random; the reader must say so, and never fall.

    python tests/benchmarks/mutations.py --count 100000 --pages 5000

Each input is made from a seed and its own number, so that one can be made again (`--only N`) and a run can
go on where another ended (`--start N`). Inputs are read in processes of their own, each under a limit of CPU
time; a process that dies is counted with the input that it died of. Records are read one by one, and checked
in batches laid over the site of the cases; pages are checked one by one in that site. Printed are how many
inputs, tracebacks and silent drops (neither read nor told) there were, and the slowest. It ends with 1 if any
input has a traceback, is dropped, or takes longer than the limit.
"""

import argparse
import json
import multiprocessing
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

from congbo.records.reader import read_record
from congbo.rules import check as checks
from congbo.words.hidden import hidden

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "cases" / "base"
PAGE = "docs/bao-cao/mau.md"
TODAY = date(2026, 11, 23)
LIMIT = 2.0  # seconds of CPU an input
BATCH = 50  # records that are checked together
CHUNK = 500  # inputs a process

SIGNS = [
    "\x00",
    "\x07",
    "\x85",
    "\u2028",
    "\u202e",
    "\u200b",
    "\u00ad",
    "\ufeff",
    "\ue000",
    "\ufffd",
    "\U0010ffff",
]
SIGNS += [
    "Ð",
    "а",
    "２",
    "‑",
    "⁄",
    "\u0301",
    "\u0323",
    "☎\ufe0f",
    "&eacute;",
    "&nbsp;",
    "Ä‘á»‹nh",
    "®Þnh",
    "ñònh",
]
SIGNS += [
    "<<<<<<< HEAD\n",
    "=======\n",
    ">>>>>>> x\n",
    "|||||||\n",
    "---\n",
    "...\n",
    " #",
    "# ",
    ": ",
    "\t",
    "\r",
    "\n",
]
SIGNS += [
    "{{ ",
    " }}",
    "{% if %}",
    "{# #}",
    '{{ figure("x") }}',
    "[^x]",
    "[^x]: ",
    "`",
    "```\n",
    "<script>",
    "![x](y)",
]
VALUES = [
    "[a]",
    "{a: b}",
    "[]",
    "{}",
    "~",
    "''",
    "|\n    x",
    ">-\n    x\n    y",
    "*a",
    "&a b",
    "!!int 1",
    "<<",
    "%",
    "@x",
]
VALUES += [
    '"\\ud800"',
    '"\\0"',
    '"\\u202e"',
    '"\\x01"',
    "9" * 400,
    "1/" + "9" * 50 + "/QĐ",
    "2024-02-31",
    "9999-01-01",
]
VALUES += [
    "0001-01-01",
    "-1",
    "1e309",
    "٣",
    "²",
    "x" * 20_000,
    "../../x",
    "/etc/passwd",
    "CON",
    "a b #c",
    "true",
    "null",
]


def mutated(raw: bytes, chance: Random) -> bytes:
    """Return a file with one to four things done to it."""
    for _ in range(chance.randint(1, 4)):
        raw = chance.choice(MUTATIONS)(raw, chance)
    return raw


def _flip(raw: bytes, chance: Random) -> bytes:
    changed = bytearray(raw or b"\n")
    for _ in range(chance.randint(1, 5)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(raw: bytes, chance: Random) -> bytes:
    start, end = _slice(raw, chance)
    return raw[:start] + raw[end:]


def _twice(raw: bytes, chance: Random) -> bytes:
    start, end = _slice(raw, chance)
    return raw[:end] + raw[start:end] * chance.choice((1, 1, 2, 30)) + raw[end:]


def _slice(raw: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randint(0, len(raw))
    return start, min(len(raw), start + chance.choice((1, 3, 20, 200, len(raw))))


def _swap(raw: bytes, chance: Random) -> bytes:
    lines = raw.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _indent(raw: bytes, chance: Random) -> bytes:
    lines = raw.split(b"\n")
    place = chance.randrange(len(lines))
    lines[place] = chance.choice((b" ", b"  ", b"\t", b"- ", b"? ", b"# ", b"")) + lines[place].lstrip()
    return b"\n".join(lines)


def _sign(raw: bytes, chance: Random) -> bytes:
    text = raw.decode("utf-8", "surrogateescape")
    for _ in range(chance.randint(1, 6)):
        place = chance.randint(0, len(text))
        text = text[:place] + chance.choice(SIGNS) * chance.choice((1, 1, 1, 40)) + text[place:]
    return text.encode("utf-8", "surrogateescape")


def _value(raw: bytes, chance: Random) -> bytes:
    lines = raw.split(b"\n")
    keys = [place for place, line in enumerate(lines) if b": " in line or line.endswith(b":")]
    if keys:
        place = chance.choice(keys)
        lines[place] = lines[place].partition(b":")[0] + b": " + chance.choice(VALUES).encode()
    return b"\n".join(lines)


def _nest(raw: bytes, chance: Random) -> bytes:
    opening = chance.choice((b"[", b"{", b"- ", b"? ", b"a: {", b'"', b"'", b"((", b"{{ "))
    place = chance.choice([0, len(raw), *(n for n in range(0, len(raw), 97))])
    return raw[:place] + opening * chance.choice((2, 30, 3000)) + raw[place:]


def _huge(raw: bytes, chance: Random) -> bytes:
    head, fence, body = raw.partition(b"\n---\n")
    many = chance.choice((100, 3000))
    part = chance.choice(
        (b"k%d: x", b"doubts:\n  - %d", b"subject: '%d", b"# %d", b"- %d", b"a%d: {b: [c, {d: e}]}")
    )
    added = b"\n".join(part % number for number in range(many))
    return head + b"\n" + added + fence + body if chance.random() < 0.7 else raw + (b"\n" + part % 1) * many


def _encode(raw: bytes, chance: Random) -> bytes:
    text = raw.decode("utf-8", "replace")
    encoding = chance.choice(("utf-16", "utf-8-sig", "cp1258", "latin-1", "utf-7"))
    if chance.random() < 0.5:
        return raw.decode("latin-1").encode("utf-8")
    return text.encode(encoding, "replace")


def _line_ends(raw: bytes, chance: Random) -> bytes:
    return raw.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\n\r")))


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(_flip, _cut, _twice, _swap, _indent, _sign, _sign, _value, _value),
    *(_nest, _huge, _encode, _line_ends),
)


@dataclass
class Outcome:
    """What became of some inputs; each input is named by its number."""

    count: int = 0
    told: int = 0
    tracebacks: list[tuple[str, str]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def add(self, other: "Outcome") -> None:
        """Count the inputs of another outcome as well."""
        self.count, self.told = self.count + other.count, self.told + other.told
        self.tracebacks += other.tracebacks
        self.dropped += other.dropped
        self.slow += other.slow
        self.slowest = max(self.slowest, other.slowest)

    @property
    def good(self) -> bool:
        """Whether nothing fell, was lost or took too long."""
        return not (self.tracebacks or self.dropped or self.slow)

    def lines(self, what: str) -> Iterator[str]:
        """Yield what is printed."""
        yield (
            f"{what}: {self.count} inputs, {self.told} told, {len(self.tracebacks)} tracebacks,"
            f" {len(self.dropped)} silent drops, {len(self.slow)} over {LIMIT:g} s;"
            f" slowest {self.slowest[0]:.3f} s ({self.slowest[1]})"
        )
        yield from (
            f"  traceback {name}: {text.strip().splitlines()[-1]}" for name, text in self.tracebacks[:10]
        )
        yield from (f"  dropped {name}" for name in self.dropped[:10])
        yield from (f"  too slow {name}" for name in self.slow[:10])


def record_input(seed: int, number: int) -> tuple[str, bytes]:
    """Return path and bytes of a mutated record."""
    chance = Random(f"record {seed} {number}")
    file = chance.choice(_files("records"))
    return file.relative_to(ROOT).as_posix(), mutated(file.read_bytes(), chance)


def page_input(seed: int, number: int) -> tuple[str, bytes]:
    """Return path and bytes of a mutated page; it takes the place of the report of the cases' site."""
    chance = Random(f"page {seed} {number}")
    return PAGE, mutated(chance.choice([BASE / PAGE, *_files("docs")]).read_bytes(), chance)


def _files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.md"))


class _TooLongError(Exception):
    """An input has used up its time."""


def _stop(signal_number: int, frame: FrameType | None) -> None:
    raise _TooLongError


def tried(name: str, attempt: Callable[[], bool], outcome: Outcome, inputs: int = 1) -> None:
    """Do what reads some inputs and count what became of them; `attempt` tells whether something was told."""
    before = signal.signal(signal.SIGPROF, _stop)
    start = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, LIMIT * inputs)
    try:
        outcome.told += attempt()
    except _TooLongError:
        outcome.slow.append(name)
    except _DroppedError:
        outcome.dropped.append(name)
    except Exception:  # whatever falls is what is looked for
        outcome.tracebacks.append((name, traceback.format_exc()))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    if inputs == 1:
        outcome.slowest = max(outcome.slowest, (time.process_time() - start, name))


class _DroppedError(Exception):
    """A file is neither read nor told."""


def try_records(
    seed: int, numbers: Sequence[int], at: Callable[[int], None] = lambda number: None
) -> Outcome:
    """Read mutated records one by one, then check them in batches; a batch that falls is tried one by one."""
    outcome = Outcome(len(numbers))
    inputs = {number: record_input(seed, number) for number in numbers}
    for number, (path, raw) in inputs.items():
        at(number)
        tried(f"record {number}", lambda path=path, raw=raw: _read(path, raw), outcome)  # type: ignore[misc]
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        alone = Outcome()
        tried("batch", lambda batch=batch: _checked([inputs[n] for n in batch]), alone, len(batch))  # type: ignore[misc]
        if not alone.good:
            for number in batch:
                at(number)
                tried(f"record {number} in its site", lambda n=number: _checked([inputs[n]]), outcome)  # type: ignore[misc]
    return outcome


def _read(path: str, raw: bytes) -> bool:
    record, problems = read_record(raw, path)
    if record is None and not problems:
        raise _DroppedError
    for problem in problems:
        assert next(hidden(str(problem)), None) is None, ascii(str(problem))
        assert problem.line >= 1
        assert problem.column >= 1
    return bool(problems)


def try_pages(seed: int, numbers: Sequence[int], at: Callable[[int], None] = lambda number: None) -> Outcome:
    """Check mutated pages one by one."""
    outcome = Outcome(len(numbers))
    for number in numbers:
        at(number)
        files = [page_input(seed, number)]
        tried(f"page {number}", lambda files=files: _checked(files), outcome)  # type: ignore[misc]
    return outcome


def _checked(files: Sequence[tuple[str, bytes]]) -> bool:
    """Check the site of the cases with files laid over it; each is read or told."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        shutil.copytree(BASE, root)
        for path, raw in files:
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)
        site = checks.read(root, TODAY)
        told = {problem.path for problem in site.problems}
        pages = {source.path for source in site.sources}
        if any(path.startswith("docs/") and path not in pages | told for path, _ in files):
            raise _DroppedError
        return bool(told)


def _chunk(what: str, seed: int, numbers: Sequence[int], current: Any, file: str) -> None:
    """Try some inputs, with the number of each in `current`, and write the outcome to a file."""

    def at(number: int) -> None:
        current.value = number

    outcome = (try_records if what == "records" else try_pages)(seed, numbers, at)
    Path(file).write_text(json.dumps(vars(outcome)), encoding="utf-8")


def in_processes(what: str, seed: int, numbers: Sequence[int], told: Callable[[str], None]) -> Outcome:
    """Try inputs in one process after another; a process that dies costs the input that it died of."""
    outcome, waiting = Outcome(), list(numbers)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "outcome.json"
        while waiting:
            chunk, waiting = waiting[:CHUNK], waiting[CHUNK:]
            current = multiprocessing.Value("i", chunk[0])
            process = multiprocessing.Process(target=_chunk, args=(what, seed, chunk, current, str(file)))
            process.start()
            process.join()
            if process.exitcode == 0:
                outcome.add(_from(json.loads(file.read_text(encoding="utf-8"))))
            else:
                outcome.add(Outcome(1, tracebacks=[(f"{what} {current.value}", f"exit {process.exitcode}")]))
                waiting = [number for number in chunk if number != current.value] + waiting
            told(f"{what}: up to {chunk[-1]}, {next(outcome.lines(what))}")
    return outcome


def _from(data: dict[str, list[object]]) -> Outcome:
    outcome = Outcome(**data)  # type: ignore[arg-type]
    outcome.slowest = tuple(outcome.slowest)  # type: ignore[assignment]
    outcome.tracebacks = [(name, text) for name, text in outcome.tracebacks]
    return outcome


def main() -> int:
    """Try the inputs that are asked for and print what became of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000, help="records")
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0, help="number of the first input")
    parser.add_argument("--only", type=int, help="print the record of this number and what is told of it")
    asked = parser.parse_args()
    if asked.only is not None:
        path, raw = record_input(asked.seed, asked.only)
        sys.stdout.buffer.write(raw + b"\n")
        print(*read_record(raw, path)[1], sep="\n")
        return 0
    good = True
    for what, count in (("records", asked.count), ("pages", asked.pages)):
        numbers = range(asked.start, max(asked.start, count))
        outcome = in_processes(
            what, asked.seed, numbers, lambda line: print(line, file=sys.stderr, flush=True)
        )
        print(*outcome.lines(what), sep="\n")
        good &= outcome.good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
