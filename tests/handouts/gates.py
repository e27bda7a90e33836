"""How easy a text is to read, in each language by its own formula, with its worst sentences."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from textstat.textstat import textstatistics  # type: ignore[import-untyped]

import resources
from tests.handouts.reading import without_names

MEAN_WORDS: Final = 12.0
MOST_WORDS: Final = 20
ENOUGH_FOR_SMOG: Final = 30
"""With fewer sentences the SMOG grade is that of a short sample."""
HARDEST_GRADE: Final = {"danger_card": 5.0, "pocket_card": 5.0}
EASE: Final = 80.0
"""Fernández-Huerta and Szigriszt-Pazos call a text easy from here on: a child of 11 reads it."""
NAMED: Final = 3
_STATS: Final = {language: textstatistics() for language in ("en", "es")}
_STATS["es"].set_lang("es")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured: ``scores`` by formula, the mean of words a sentence, the worst of them."""

    sentences: int
    mean_words: float
    longest: str
    scores: dict[str, float]
    worst: tuple[str, ...]

    def report(self) -> str:
        """Return what was measured in lines, the worst sentences named."""
        smog = "smog" if self.sentences >= ENOUGH_FOR_SMOG else "smog (short sample)"
        told = {smog if name == "smog" else name: value for name, value in self.scores.items()}
        scores = ", ".join(f"{name} {value:.1f}" for name, value in told.items())
        head = f"{self.sentences} sentences of {self.mean_words:.1f} words; {scores}"
        return "\n".join((head, *(f"  hard: {sentence}" for sentence in self.worst)))


def read(sentences: tuple[str, ...], language: str) -> Reading:
    """Measure sentences; names of medicines and places count as short words in English."""
    stats = _STATS[language]
    text = without_names(sentences) if language == "en" else " ".join(sentences)
    scores = {"smog": float(stats.smog_index(text))}
    if language == "en":
        scores["flesch_kincaid"] = float(stats.flesch_kincaid_grade(text))
    else:
        scores["fernandez_huerta"] = float(stats.fernandez_huerta(text))
        scores["szigriszt_pazos"] = float(stats.szigriszt_pazos(text))
    lengths = [len(sentence.split()) for sentence in sentences]
    hardest = sorted(sentences, key=lambda one: -_weight(one, language))
    return Reading(
        len(sentences),
        sum(lengths) / len(lengths),
        max(sentences, key=lambda one: len(one.split())),
        scores,
        tuple(dict.fromkeys(hardest))[:NAMED],
    )


def failures(reading: Reading, language: str, kind: str) -> list[str]:
    """Return which gates a text does not pass."""
    scores = reading.scores
    passed = {
        "mean of words": reading.mean_words <= MEAN_WORDS,
        "longest sentence": len(reading.longest.split()) <= MOST_WORDS,
    }
    if language == "en":
        passed["grade"] = scores["flesch_kincaid"] <= HARDEST_GRADE.get(kind, 6.0)
    else:
        passed["ease"] = min(scores["fernandez_huerta"], scores["szigriszt_pazos"]) >= EASE
    return [gate for gate, is_passed in passed.items() if not is_passed]


def forbidden(language: str) -> tuple[str, ...]:
    """Return the patterns of what no print in a language may say."""
    table = resources.handout_tables("en")["forbidden"]
    own = table["phrases"]
    if language != "en":
        own = resources.handout_language(language).get("forbidden")
    listed = (table["everywhere"], own)
    return tuple(str(phrase) for each in listed if isinstance(each, list) for phrase in each)


def found(phrases: Iterable[str], text: str) -> list[str]:
    """Return the patterns of forbidden phrases that a text holds."""
    return [phrase for phrase in phrases if re.search(phrase, text, re.IGNORECASE)]


def _weight(sentence: str, language: str) -> float:
    """Return how hard one sentence is: its words, and those of many syllables once more."""
    stats = _STATS[language]
    words = re.findall(r"\w+", sentence)
    return float(len(words) + 2 * sum(stats.syllable_count(word) > 3 for word in words))
