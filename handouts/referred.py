"""Referrals so far as lines of a letter: what was asked of whom, and what came of it."""

from collections.abc import Iterator

from handouts.letter import Letter
from pathway.facts import Referral, ReferralKind


def referral_lines(letter: Letter, kind: ReferralKind | None = None) -> Iterator[str]:
    """Yield the entries of all referrals, or of one kind, in order; or that there are none."""
    told = [one for one in letter.chart.referrals if kind is None or one.kind == kind]
    for one in told:
        yield _line(letter, one)
    if not told and kind is None:
        yield letter.tell("referrals.none")


def _line(letter: Letter, one: Referral) -> str:
    name = letter.tell(f"referrals.kinds.{one.kind}")
    said = letter.tell(f"referrals.{one.state}", name=name, date=letter.words.short_day(one.on))
    if one.to:
        said = letter.tell("referrals.to", value=said, name=one.to)
    return letter.tell("referrals.words", value=said, name=one.words) if one.words else said
