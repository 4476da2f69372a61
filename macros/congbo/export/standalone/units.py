"""Units: what a number counts or measures, so that unlike numbers are never added."""

from dataclasses import dataclass
from fractions import Fraction

ONE = Fraction(1)
SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
PURE_WORDS = {
    "": ONE,
    "lần": ONE,
    "điểm": ONE,
    "hệ số": ONE,
    "%": Fraction(1, 100),
    "điểm %": Fraction(1, 100),
    "‰": Fraction(1, 1000),
}
"""What may stand behind a pure number, and its scale."""
COUNTED_WORDS = ("văn bản", "thủ tục", "quy trình nội bộ")
"""What records are counted as; an indicator may call them by a narrower name."""


@dataclass(frozen=True)
class Unit:
    """A unit: the things above and below the stroke, each in order, and what one of it is worth."""

    over: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    scale: Fraction = ONE

    @property
    def pure(self) -> bool:
        """Whether it counts nothing."""
        return not self.over and not self.under

    @property
    def things(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What stands above and below the stroke."""
        return self.over, self.under


PURE = Unit()
PER_CENT = Unit(scale=PURE_WORDS["%"])


def folded(text: str) -> str:
    """Return a text in small letters, with spaces made one."""
    return " ".join(text.casefold().split())


def unit_of(text: str) -> Unit:
    """Return the unit that a text names: `nghìn hồ sơ`, `hồ sơ/công chức`, `%`."""
    plain = folded(text)
    if plain in ("%", "điểm %", "‰", ""):
        return Unit(scale=PURE_WORDS[plain])
    (scale, above), *below = (scaled(part.strip()) for part in plain.split("/"))
    for factor, _ in below:
        scale /= factor
    return reduced((above,), tuple(name for _, name in below), scale)


def scaled(text: str) -> tuple[Fraction, str]:
    """Return the scale in words that a unit begins with, and the rest: `nghìn tỷ đồng`."""
    word, _, rest = text.partition(" ")
    if word in SCALES and rest:
        more, name = scaled(rest)
        return SCALES[word] * more, name
    return ONE, text


def reduced(over: tuple[str, ...], under: tuple[str, ...], scale: Fraction) -> Unit:
    """Return the unit with what stands above and below the stroke struck out."""
    above, below = list(over), []
    for name in under:
        if name in above:
            above.remove(name)
        else:
            below.append(name)
    return Unit(tuple(sorted(above)), tuple(sorted(below)), scale)


def per(one: Unit, other: Unit) -> Unit:
    """Return the unit of a quotient; the scale of what is below the stroke goes into the number."""
    return reduced(one.over + other.under, one.under + other.over, one.scale)


def factor_into(unit: Unit, text: str) -> Fraction | None:
    """Return what a number is multiplied by to be printed in another unit, or None where it cannot be."""
    plain = folded(text)
    if unit.pure:
        return unit.scale / PURE_WORDS[plain] if plain in PURE_WORDS else None
    wanted = unit_of(text)
    if unit.things == wanted.things:
        return unit.scale / wanted.scale
    if list(map(len, unit.things)) != list(map(len, wanted.things)) or unit.scale != wanted.scale:
        return None
    named = zip((*unit.over, *unit.under), (*wanted.over, *wanted.under), strict=True)
    return ONE if all(own == other or own in COUNTED_WORDS for own, other in named) else None
