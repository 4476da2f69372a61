"""Bring records into their form and see that no value changes, no comment is lost, and twice is once.

    python tests/benchmarks/formatting.py [TYPED]

The records of this site and of the package, those that the pages of the national portal in ../shared are
imported as, and TYPED (2,000) that are typed at random: every style of YAML, comments wherever one may stand,
line ends of Windows, a byte order mark, decomposed letters, odd indentation. What must hold is read by
libyaml alone, and by two libraries of YAML 1.1 and 1.2 as by a program that would write the file back.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "unit")]

import yaml  # noqa: E402
from import_national import empty_site, files, imported  # noqa: E402
from typed_records import hold, holds, parts  # noqa: E402

from congbo.records.formatting import formatted, unformattable  # noqa: E402
from congbo.records.kinds import kind_of  # noqa: E402
from congbo.records.reader import RECORDS  # noqa: E402

ROOT = Path(__file__).parents[2]
PACKAGE = {
    "law/days_off": "calendar",
    "law/forms": "forms",
    "law/indicators": "indicators",
    "law/kinds_of_documents": "document-kinds",
    "law/periods": "periods",
    "words/elsewhere": "elsewhere",
    "words/everyday": "words",
}
"""The folders of the package that hold records, with the kind of each."""


def of_the_package() -> Iterator[tuple[Path, str]]:
    """Yield the records of the package with the path that each would have on a site."""
    for folder, kind in PACKAGE.items():
        for file in sorted((ROOT / "macros/congbo" / folder).glob("*.md")):
            yield file, f"{kind}/{file.name}"


def of_a_site(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield the records of a site."""
    for file in sorted((root / RECORDS).rglob("*.md")):
        yield file, file.relative_to(root / RECORDS).as_posix()


def rewritten(made: bytes) -> Iterator[bytes]:
    """Yield a file as programs write it that know nothing of us: other quotes, folded lines, no brackets."""
    head, body = parts(made)
    if "#" in head or "[" in head:
        return  # they keep no comment, and our brackets of short words are those of who typed them
    for loader, dumper in ((yaml.SafeLoader, yaml.SafeDumper), (yaml.CSafeLoader, yaml.CSafeDumper)):
        data = yaml.load(head, Loader=loader)
        for options in ({}, {"default_style": "'"} if loader is yaml.CSafeLoader else {"width": 40}):
            text = yaml.dump(data, Dumper=dumper, sort_keys=False, allow_unicode=True, **options)
            yield f"---\n{text}---\n{body}".encode()


def tried(name: str, records: Iterator[tuple[Path, str]]) -> bool:
    """Format the records of one source and say what came of it; tell whether all held."""
    begun, count, changed, left, broken = time.process_time(), 0, 0, 0, 0
    for file, path in records:
        raw, kind = file.read_bytes(), kind_of(path)
        assert kind is not None
        count += 1
        if problems := unformattable(raw, path, kind.model):
            left += 1
            print(problems[0])
            continue
        made = formatted(raw, kind.model)
        try:
            holds(raw, made, path)
            assert formatted(made, kind.model) == made, f"{path}: not the same when formatted again"
        except AssertionError as error:
            broken += 1
            print(error)
        changed += made != raw
        for again in rewritten(made):
            if formatted(again, kind.model) != made:
                broken += 1
                print(f"{path}: another form when a program has written it")
    seconds = time.process_time() - begun
    print(f"{name}: {count} records, {changed} changed, {left} left, {broken} broken, {seconds:.1f} s")
    return not broken


def typed_at_random(wanted: int) -> bool:
    """Type records until so many could be read, and format them; tell whether all held."""
    begun, seed, count, broken = time.process_time(), 0, 0, 0
    while count < wanted:
        try:
            count += hold(seed)
        except AssertionError as error:
            broken += 1
            count += 1
            print(error)
        seed += 1
    seconds = time.process_time() - begun
    print(f"typed at random: {count} records of {seed} readable, {broken} broken, {seconds:.1f} s")
    return not broken


def main() -> None:
    """Try them all and print what came of it."""
    typed = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    held = [tried("this site", of_a_site(ROOT)), tried("the package", of_the_package())]
    with tempfile.TemporaryDirectory() as folder:
        empty_site(Path(folder))
        for file in files():
            imported(Path(folder), file)
        held.append(tried("imported", of_a_site(Path(folder))))
    held.append(typed_at_random(typed))
    sys.exit(not all(held))


if __name__ == "__main__":
    main()
