"""The pages' font: makes the two files of the theme from the upstream font, and says what they weigh.

    python -m pip install -e ".[font]"
    npm pack @expo-google-fonts/be-vietnam-pro@0.4.1 && tar xzf expo-google-fonts-be-vietnam-pro-0.4.1.tgz
    python tests/benchmarks/web_font.py package            # writes both files
    python tests/benchmarks/web_font.py package --check    # only says whether they are those

A file holds ASCII, every Vietnamese letter as one character (NFC, which is what pages are written in) and the
signs below, without hinting, with kerning. What it does not hold the browser takes from the reader's own
fonts. The font is under the SIL Open Font License with no reserved name; its text stands beside the files.
"""

import argparse
import hashlib
import sys
import unicodedata
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "macros/congbo/site/theme/assets/congbo"
SOURCES = {
    400: (
        "400Regular/BeVietnamPro_400Regular.ttf",
        "cb6f53d6fd56316356c55b067474d9621c27b7182b124063b8f6eab6acef63bd",
    ),
    700: (
        "700Bold/BeVietnamPro_700Bold.ttf",
        "2fe6c3f9dbb65f61554d530c16b2eb4ec32ca437dc8f9999a6ec0f6403b30bfe",
    ),
}
"""Version 1.002 of each weight, with its SHA-256."""
SIGNS = "\u00a0–—“”‘’«»…•·×÷±−≤≥≠§©°²³½₫€%‰"
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def characters() -> set[str]:
    """Return what a page's own font must hold."""
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
    return {chr(code) for code in range(0x20, 0x7F)} | small | {letter.upper() for letter in small} | {*SIGNS}


def made(source: Path) -> bytes:
    """Return a weight of the font with those characters, as WOFF2, the same bytes each time."""
    options = subset.Options()
    options.flavor, options.hinting, options.layout_features = "woff2", False, ["kern"]
    options.name_IDs = [0, 1, 2, 5, 13, 14]  # whose it is, and its licence
    font = subset.load_font(str(source), options)
    only = subset.Subsetter(options)
    only.populate(unicodes=[ord(character) for character in characters()])
    only.subset(font)
    output = BytesIO()
    subset.save_font(font, output, options)
    return output.getvalue()


def main() -> int:
    """Make or check both files."""
    asked = argparse.ArgumentParser()
    asked.add_argument("source", type=Path)
    asked.add_argument("--check", action="store_true")
    options = asked.parse_args()
    total = 0
    for weight, (name, digest) in SOURCES.items():
        source = options.source / name
        if hashlib.sha256(source.read_bytes()).hexdigest() != digest:
            print(f"{source}: another version of the font")
            return 1
        data, target = made(source), FONTS / f"be-vietnam-pro-{weight}.woff2"
        lacking = characters() - {chr(code) for code in TTFont(BytesIO(data)).getBestCmap()}
        if lacking:
            print(f"{source}: has no {sorted(lacking)}")
            return 1
        if options.check and target.read_bytes() != data:
            print(f"{target.name}: not what this script makes")
            return 1
        if not options.check:
            target.write_bytes(data)
        total += len(data)
        print(f"{target.name}: {len(data):,} bytes, {len(characters())} characters")
    print(f"both: {total:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
