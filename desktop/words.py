"""The words of the program's own screens, in the language of the screen."""

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


def speak(language: str, folder: Path) -> None:
    """Take the texts of ``language`` from ``folder``; English where there are none."""
    # English needs no translation, and nobody waits for this import then.
    import gettext

    speak_with(gettext.translation("foramen", folder, [language], fallback=True), language)


def speak_with(translation: "NullTranslations | None", language: str = ENGLISH) -> None:
    """Take the texts from a translation that is made already; None is English."""
    _Tongue.translation = translation
    _Tongue.language = language


def language() -> str:
    """Return the code of the language of the screen; "en" also with words that nobody speaks."""
    return _Tongue.language


def tr(text: str) -> str:
    """Return a text of ours in the language of the screen."""
    return _Tongue.translation.gettext(text) if _Tongue.translation else text


def ntr(one: str, many: str, count: int) -> str:
    """Return the form of a text that fits ``count``, with ``{count}`` filled in."""
    if _Tongue.translation:
        return _Tongue.translation.ngettext(one, many, count).format(count=count)
    return (one if count == 1 else many).format(count=count)


def any_of(names: Iterable[str]) -> str:
    """Return names as a choice, ``A or B or C``; "" where there are none."""
    named = list(names)
    said = "".join(named[:1])
    for name in named[1:]:
        said = tr("{first} or {second}").format(first=said, second=name)
    return said
