"""Syllables: what can be a written Vietnamese syllable, so that damaged words are told from sound ones."""

import re
import unicodedata
from functools import lru_cache

LOWER_LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
)
LETTERS = LOWER_LETTERS + LOWER_LETTERS.upper()
"""Every letter of Vietnamese text, composed, with the four that only foreign words have."""

_ONSETS = "b c ch d đ gi g gh h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = (
    "a ac ach ai ak am an ang anh ao ap at au ay ă ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu "
    "iêc iêm iên iêng iêp iêt iêu yêm yên yêng yêt yêu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi "
    "om on ong ooc oong op ot ô ôc ôi ôk ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc ue uê uêch uên uênh uêu ui um un ung uôc uôi uôm uôn uông uôt up ut uơ "
    "uy uya uych uyên uyêt uyn uynh uyp uyt uyu "
    "ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y ych yn ynh yt"
)
_SYLLABLE = re.compile(f"(?:{'|'.join(_ONSETS.split())})?(?P<rime>{'|'.join(_RIMES.split())})")
_GLIDING = re.compile("(?:[aăâeêioôơuư][io]|[aâeêioơư]u|[aâ]y|(?<!g)ia|(?<!q)ua|ưa)$")
"""The endings of which the last letter has no tone."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_STOPPED = ("c", "ch", "p", "t")
_TONES_OF_STOPPED = ("\u0301", "\u0323")


@lru_cache(maxsize=16384)
def is_syllable(word: str, *, strict: bool = False) -> bool:
    """Tell whether a word, in any letter case, is spelled as a Vietnamese syllable can be.

    `strict` asks as well that the tone stands on the vowel that may have it: `của`, not `cuả`.
    """
    if len(word) > 8:  # nghiêng has seven letters; one more for a mark that is not composed
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(decomposed)
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", _TONE.sub("", decomposed))
    syllable = _SYLLABLE.fullmatch(plain)
    if syllable is None or (strict and tones and _GLIDING.search(plain) and decomposed.endswith(tones[0])):
        return False
    stopped = syllable["rime"].endswith(_STOPPED) and not plain.endswith("k")  # Đăk and Păk are names
    return not stopped or "".join(tones) in _TONES_OF_STOPPED


def without_tone(letter: str) -> tuple[str, str]:
    """Return a letter without its tone, and the tone's combining mark or an empty text."""
    decomposed = unicodedata.normalize("NFD", letter)
    tone = _TONE.search(decomposed)
    return unicodedata.normalize("NFC", _TONE.sub("", decomposed)), tone.group() if tone else ""


def with_tone(letter: str, tone: str) -> str:
    """Return a vowel with one of the five tone marks, or without one."""
    return unicodedata.normalize("NFC", letter + tone)


TONES = tuple(_TONES)
"""Grave, acute, tilde, hook, dot: the combining marks of the tones."""
