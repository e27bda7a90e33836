"""The colours of the program: eighteen names, each with a value on light and on dark.

Contrast by WCAG 2.2: text at least 4.5:1 on what it stands on, outlines of controls at least 3:1.
With high contrast it is 7:1 for text and 4.5:1 for outlines.
"""

from typing import Final, Literal, NamedTuple

Scheme = Literal["light", "dark", "light-high", "dark-high"]


class Tokens(NamedTuple):
    """Every colour that the program uses, by what it is for."""

    window: str
    base: str
    alt: str
    soft: str
    text: str
    muted: str
    border: str
    control: str
    accent: str
    accent_soft: str
    on_accent: str
    danger: str
    danger_soft: str
    on_danger: str
    warn: str
    warn_soft: str
    ok: str
    ok_soft: str


LIGHT: Final = Tokens(
    window="#f3f6f7",
    base="#ffffff",
    alt="#f8fafb",
    soft="#e8eef0",
    text="#18262d",
    muted="#4d606a",
    border="#d5dee2",
    control="#768a94",
    accent="#0b6570",
    accent_soft="#d8ecee",
    on_accent="#ffffff",
    danger="#a3212a",
    danger_soft="#fbe8e9",
    on_danger="#ffffff",
    warn="#734800",
    warn_soft="#fdf0d5",
    ok="#1a6437",
    ok_soft="#e0f2e6",
)
DARK: Final = Tokens(
    window="#11181c",
    base="#1a2328",
    alt="#1e282e",
    soft="#26333a",
    text="#e6eef1",
    muted="#a6b8c1",
    border="#33424a",
    control="#748a94",
    accent="#67c8d2",
    accent_soft="#1c4047",
    on_accent="#05262a",
    danger="#ff9ea2",
    danger_soft="#472629",
    on_danger="#3a0a0d",
    warn="#f3c677",
    warn_soft="#41341a",
    ok="#86d6a1",
    ok_soft="#1e3d2a",
)
LIGHT_HIGH: Final = Tokens(
    window="#ffffff",
    base="#ffffff",
    alt="#ffffff",
    soft="#e6e6e6",
    text="#000000",
    muted="#1f2a30",
    border="#4a4a4a",
    control="#333333",
    accent="#00424a",
    accent_soft="#d8ecee",
    on_accent="#ffffff",
    danger="#7a0010",
    danger_soft="#fbe8e9",
    on_danger="#ffffff",
    warn="#4a2e00",
    warn_soft="#fdf0d5",
    ok="#0b3d1f",
    ok_soft="#e0f2e6",
)
DARK_HIGH: Final = Tokens(
    window="#000000",
    base="#000000",
    alt="#0a0a0a",
    soft="#1c1c1c",
    text="#ffffff",
    muted="#dfe7ea",
    border="#a0a0a0",
    control="#cfcfcf",
    accent="#8ee7ef",
    accent_soft="#0f2b2f",
    on_accent="#000000",
    danger="#ffc0c2",
    danger_soft="#33090c",
    on_danger="#000000",
    warn="#ffd98a",
    warn_soft="#2e2200",
    ok="#a6efbd",
    ok_soft="#0c2413",
)
HIGH: Final = "-high"
"""What the name of a scheme with high contrast ends in."""
SCHEMES: Final = {
    "light": LIGHT,
    "dark": DARK,
    f"light{HIGH}": LIGHT_HIGH,
    f"dark{HIGH}": DARK_HIGH,
}

PAIRS: Final = (
    ("text", "window", 7.0),
    ("text", "base", 7.0),
    ("text", "alt", 7.0),
    ("text", "soft", 7.0),
    ("text", "accent_soft", 7.0),
    ("text", "danger_soft", 7.0),
    ("text", "warn_soft", 7.0),
    ("text", "ok_soft", 7.0),
    ("muted", "window", 4.5),
    ("muted", "base", 4.5),
    ("muted", "alt", 4.5),
    ("muted", "soft", 4.5),
    ("muted", "accent_soft", 4.5),
    ("accent", "base", 4.5),
    ("accent", "window", 4.5),
    ("accent", "accent_soft", 4.5),
    ("on_accent", "accent", 4.5),
    ("on_danger", "danger", 4.5),
    ("danger", "base", 4.5),
    ("danger", "window", 4.5),
    ("danger", "danger_soft", 4.5),
    ("warn", "base", 4.5),
    ("warn", "warn_soft", 4.5),
    ("ok", "base", 4.5),
    ("ok", "ok_soft", 4.5),
    ("control", "base", 3.0),
    ("control", "window", 3.0),
)
"""Ink, ground and the least contrast between them; what is not listed is not used together."""


def tokens(scheme: str) -> Tokens:
    """Return the colours of a scheme; one that nobody knows is light."""
    return SCHEMES.get(scheme, LIGHT)


def contrast(ink: str, ground: str) -> float:
    """Return the contrast of two colours as WCAG defines it: 1 to 21."""
    darker, lighter = sorted((_luminance(ink), _luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
