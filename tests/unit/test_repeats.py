import random

from damaged import texts

from congbo.words.repeats import LONG_BLOCK, LONG_PARAGRAPH, LONG_SENTENCE, repeated


def sentences(seed: int, count: int) -> list[str]:
    """Different sentences of the site, each longer than one that may stand twice."""
    found = [
        text.rstrip(".;:, ") + "."
        for text in texts()
        if len(text) > LONG_SENTENCE + 5 and not set("?|") & set(text)
    ]
    found = [text for text in found if not any(end in text[:-1] for end in ".;!?")]
    return random.Random(seed).sample(list(dict.fromkeys(found)), count)


def test_a_block_that_follows_itself_is_told_where_it_begins_again() -> None:
    for seed in range(100):
        chance = random.Random(seed)
        text = sentences(seed, 8)
        start, size = chance.randint(0, 4), chance.randint(2, 4)
        copied = [*text[: start + size], *text[start : start + size], *text[start + size :]]
        assert repeated(copied) == (start + size, 0)


def test_a_sentence_that_follows_itself_is_told_where_it_begins_again() -> None:
    for seed in range(100):
        one, two, three = sentences(seed, 3)
        text = f"{one} {two} {two} {three}"
        assert repeated(["Mở đầu.", text]) == (1, len(one) + len(two) + 2)


def test_a_value_that_is_pasted_twice_is_told_at_its_second_half() -> None:
    for text in sentences(5, 100):
        half = text.rstrip(".")
        assert repeated([f"{half} {half}"]) == (0, len(half) + 1)
        assert repeated([f"{half}, {half}"]) == (0, len(half) + 2)


def test_a_very_long_paragraph_is_told_wherever_it_stands_again() -> None:
    long = " ".join(sentences(1, 10))
    assert len(long) > LONG_PARAGRAPH
    assert repeated(["Một.", long, "Hai.", "Ba.", long]) == (4, 0)


def test_short_repetition_and_like_but_different_text_are_not_told() -> None:
    assert repeated(["Không thu phí."] * 5) is None
    assert repeated(["Nộp trực tiếp. Nộp trực tiếp. Nộp trực tiếp."]) is None
    assert repeated([]) is None
    assert repeated(["", " ", "\n"]) is None
    for seed in range(100):
        text = sentences(seed, 12)
        assert repeated(text) is None
        assert repeated([" ".join(text)]) is None
    row = "| Sở Khoa học và Công nghệ | 10 | 20 | 30 | 40 | 50 |"
    assert len(f"{row}\n{row}") > LONG_BLOCK
    assert repeated([f"{row}\n{row}"]) is None
