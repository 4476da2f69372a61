"""The codes that are made from one another are those that the library makes."""

import io
import random
import string

import pytest
import segno

from congbo.pages import qr

LETTERS = f"{string.ascii_letters}{string.digits}./-_?=&%#:"


@pytest.mark.parametrize("seed", range(5))
def test_a_code_is_the_one_that_the_library_makes(seed: int) -> None:
    chance = random.Random(seed)
    for length in chance.choices((0, 1, 20, 35, 60, 150), k=60):
        for begin in ("https://", "http://1/", "thu-tuc/", "HTTP", "http"):
            content = begin + "".join(chance.choices(LETTERS, k=length))
            code, expected = qr.code_of(content), segno.make(content, error="m", micro=False, mask=3)
            assert [*map(bytes, code.matrix)] == [*map(bytes, expected.matrix)], content
            assert (code.version, code.designator) == (expected.version, expected.designator)
    for content in ("https://congbo.example/thủ-tục/", "https://congbo.example/\n"):
        expected = segno.make(content, error="m", micro=False, mask=3)
        assert [*map(bytes, qr.code_of(content).matrix)] == [*map(bytes, expected.matrix)]


@pytest.mark.parametrize("alone", [True, False])
def test_a_code_is_drawn_as_the_library_draws_it(alone: bool) -> None:
    plain = {"xmldecl": False, "nl": False, "svgclass": None, "lineclass": None, "omitsize": True}
    for content in ("a", "http://1/", "https://congbo.example/thu-tuc/1.000001/", "đ" * 150, "0" * 500):
        out = io.BytesIO()
        qr.code_of(content).save(out, kind="svg", border=2, svgns=alone, **plain)
        assert qr.svg_of(content, alone=alone) == out.getvalue().decode(), content
