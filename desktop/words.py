"""The words of the program's own screens, in the language of the screen."""

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gettext import NullTranslations


ENGLISH: Final = "en"


class _Tongue:
    """The language in use; gettext has to be asked from everywhere, so it has one home."""

    translation: "NullTranslations | None" = None
    language: str = ENGLISH


class _Aside(threading.local):
    """What one thread says in a language of its own: a paper beside the screen."""

    translation: "NullTranslations | None" = None
    language: str = ""


_ASIDE: Final = _Aside()


def speak(language: str, folder: Path) -> None:
    """Take the texts of ``language`` from ``folder``; English where there are none."""
    # English needs no translation, and nobody waits for this import then.
    import gettext

    speak_with(gettext.translation("foramen", folder, [language], fallback=True), language)


def speak_with(translation: "NullTranslations | None", language: str = ENGLISH) -> None:
    """Take the texts from a translation that is made already; None is English."""
    _Tongue.translation = translation
    _Tongue.language = language


def speak_aside(
    translation: "NullTranslations | None", language: str
) -> tuple["NullTranslations | None", str]:
    """Let this thread alone speak a language of its own; "" is that of the screen again.

    Return what it spoke before.
    """
    before = _ASIDE.translation, _ASIDE.language
    _ASIDE.translation, _ASIDE.language = translation, language
    return before


def screen_language() -> str:
    """Return the code of the language of the screen, also while a paper speaks another."""
    return _Tongue.language


def language() -> str:
    """Return the code of the language in use; "en" also with words that nobody speaks."""
    return _ASIDE.language or _Tongue.language


def tr(text: str) -> str:
    """Return a text of ours in the language of the screen, or of the paper that is being made."""
    spoken = _spoken()
    return spoken.gettext(text) if spoken else text


def ntr(one: str, many: str, count: int) -> str:
    """Return the form of a text that fits ``count``, with ``{count}`` filled in."""
    spoken = _spoken()
    if spoken:
        return spoken.ngettext(one, many, count).format(count=count)
    return (one if count == 1 else many).format(count=count)


def any_of(names: Iterable[str]) -> str:
    """Return names as a choice, ``A or B or C``; "" where there are none."""
    # Only the pages behind the door ask: the entry has no need of this import.
    from pathway.joining import joined_in

    named = list(names)
    said = "".join(named[:1])
    for name in named[1:]:
        said = joined_in(language(), tr("{first} or {second}"), first=said, second=name)
    return said


def _spoken() -> "NullTranslations | None":
    return _ASIDE.translation if _ASIDE.language else _Tongue.translation
