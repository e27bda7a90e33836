"""Reads prints back: the text of a PDF, its sentences, and how hard they are to read."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Final

import pypdf

from handouts.drawings.ink import Picture

PLACE_NAMES: Final = (
    "emergency department",
    "cauda equina syndrome",
    "spinal cord",
    "spine specialist",
)
MEDICINE_NAMES: Final = ("anti-inflammatory", "ibuprofen", "naproxen")
VOWELS: Final = re.compile(r"[aeiouy]+")


def pages_of(content: bytes) -> tuple[str, ...]:
    """Return the text of each page, with all white space made plain."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    return tuple(" ".join(page.extract_text().split()) for page in reader.pages)


def text_of(content: bytes) -> str:
    """Return the text of the whole PDF."""
    return " ".join(pages_of(content))


def said(block: object) -> Iterator[str]:
    """Yield every text that a block, or a tuple of blocks, holds."""
    if isinstance(block, str):
        yield block
    elif isinstance(block, tuple):
        for part in block:
            yield from said(part)
    elif is_dataclass(block) and not isinstance(block, Picture):
        for part in fields(block):
            yield from said(getattr(block, part.name))


def sentences_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the sentences of these texts; single words are labels, not sentences."""
    found = (s for text in texts for s in re.split(r"(?<=[.?!:])[”\s]+", text))
    plain = (sentence.strip(" “”.:?!") for sentence in found)
    return tuple(f"{sentence}." for sentence in plain if len(sentence.split()) > 2)


def without_names(sentences: Iterable[str]) -> str:
    """Return the sentences as one text, names of medicines and places made one short word."""
    text = " ".join(sentences)
    for name in (*PLACE_NAMES, *MEDICINE_NAMES):
        text = re.sub(name, "it", text, flags=re.IGNORECASE)
    return text


def grade_of(text: str) -> float:
    """Return the Flesch-Kincaid grade, with syllables counted by groups of vowels."""
    sentences = [s for s in re.split(r"[.?!]", text) if s.strip()]
    words = re.findall(r"[A-Za-z’']+", text)
    syllables = sum(_syllables(word.lower()) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    groups = len(VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee", "ie"))
    return max(1, groups - (1 if silent and groups > 1 else 0))
