"""Romanising: any script to plain Latin letters, as passports and papers of the programme's countries do."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Russian, Kazakh, Kyrgyz, Mongolian, Uzbek, Tajik and Ukrainian letters, as national practice writes them.
_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфыэіїєґәқғңөұүһўҳҷӣӯ",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "i",
            "e",
            "i",
            "i",
            "e",
            "g",
            "a",
            "k",
            "g",
            "n",
            "o",
            "u",
            "u",
            "h",
            "o",
            "h",
            "j",
            "i",
            "u",
        ],
        strict=True,
    )
)
_CYRILLIC |= {
    "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh",
    "ъ": "", "ь": "", "ю": "yu", "я": "ya", "љ": "l", "њ": "n", "ћ": "ch", "ђ": "j",
}  # fmt: skip
# Letters whose sound is lost when the mark is simply taken off.
_MARKED = str.maketrans(
    {
        "ş": "sh", "ș": "sh", "š": "sh", "ŝ": "sh", "ç": "ch", "č": "ch", "ž": "zh", "ż": "zh", "ğ": "g",
        "đ": "d", "ð": "d", "ı": "i", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
        "ə": "a", "ŋ": "ng", "ŏ": "eo", "ŭ": "eu", "ħ": "h",
    }
)  # fmt: skip

_LEADS = "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" ")
_VOWELS = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
_TAILS = [
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "",
]
_HANGUL = re.compile(r"[가-힣]")
_RUSSIAN_YO = re.compile(r"(?<=[бвгджзйклмнпрстфхцчшщьъ])ё")  # written е as often as not
_MARKS = re.compile(r"[\u0300-\u036f]")
_APOSTROPHES = re.compile(r"[’'`´ʻʼ‘ʹʺ]")
_WORDS = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Split a name into its words, lower case; a hyphen parts words, an apostrophe does not."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _WORDS.findall(_APOSTROPHES.sub("", unicodedata.normalize("NFC", plain)))


def is_hangul(word: str) -> bool:
    """Say whether a word is written in Hangul syllables."""
    return bool(_HANGUL.match(word))


def is_han(word: str) -> bool:
    """Say whether a word is written in Chinese characters."""
    return bool(word) and all("\u3400" <= letter <= "\u9fff" for letter in word)


def _syllable(letter: str) -> str:
    """Romanise one Hangul syllable by the Revised Romanisation of 2000, syllable by syllable as names are."""
    number = ord(letter) - 0xAC00
    return _LEADS[number // 588] + _VOWELS[number % 588 // 28] + _TAILS[number % 28]


@lru_cache(maxsize=65536)
def romanise(word: str) -> str:
    """
    Give a word in the letters a to z and digits, whatever its script.

    Hangul by the Revised Romanisation, Cyrillic by the table above, marked Latin letters by their
    sound, everything else (Chinese characters by pinyin, kana, Arabic, Greek…) by anyascii.
    """
    word = word.casefold()
    out = []
    word = _RUSSIAN_YO.sub("е", unicodedata.normalize("NFC", _APOSTROPHES.sub("", word)))
    for letter in word.translate(_MARKED):
        if _HANGUL.match(letter):
            out.append(_syllable(letter))
        elif letter in _CYRILLIC:
            out.append(_CYRILLIC[letter])
        else:
            bare = _MARKS.sub("", unicodedata.normalize("NFD", letter))
            out.append("".join(_CYRILLIC.get(one, one) for one in bare) if bare else "")
    return re.sub(r"[^a-z0-9]", "", anyascii("".join(out)).lower())
