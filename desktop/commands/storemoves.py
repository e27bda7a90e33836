"""``foramen store advance``: who moves along the pathway by the calendar up to a day, and why."""

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING, Final

from desktop.commands import DONE, BadInput
from desktop.commands.cases import read_day
from desktop.commands.terminal import (
    add_place,
    clinic_guidelines,
    named_trouble,
    only_user,
    read_passphrase,
    stamp_of,
    unlocked,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.clinic import Clinic
    from pathway.guidelines import Guidelines
    from pathway.states import MovedPatient

ACTIONS: Final = frozenset({"advance"})
FORMAT: Final = "foramen-store-moves/1"


def add(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the action and its options."""
    advance = actions.add_parser(
        "advance",
        help="move patients along the pathway up to a day and list the moves",
        description="Moves patients along the pathway by the calendar and lists the moves. Up to a "
        "day that has not come yet the moves are listed only, and nothing is recorded.",
    )
    add_place(advance)
    advance.add_argument("--user", help="whose passphrase it is, if several can unlock it")
    advance.add_argument("--on", type=read_day, metavar="DATE", help="up to this day (today)")
    advance.add_argument("--json", action="store_true", help="for programs: JSON")


def run(args: argparse.Namespace) -> int:
    """Move everybody up to the day, and tell who moved."""
    from db.clinic import Clinic
    from db.lock import hold
    from db.vault import user_names

    with named_trouble():
        user = args.user or only_user(user_names(args.data_dir))
        passphrase = read_passphrase(args.passphrase_file)
        with hold(args.data_dir), unlocked(args.data_dir, user, passphrase) as key:
            guidelines = clinic_guidelines(args.data_dir, key)
            clinic = Clinic.open(args.data_dir, key, guidelines)
            try:
                on, found = _advanced(clinic, guidelines, user, args.on)
            finally:
                clinic.close()
    is_recorded = on <= stamp_of(user).today
    print((_as_json if args.json else _as_text)(on, found, is_recorded=is_recorded))
    return DONE


def _advanced(
    clinic: "Clinic", guidelines: "Guidelines", user: str, wanted: date | None
) -> tuple[date, tuple["MovedPatient", ...]]:
    from db import clock, moves
    from db.advance import Batch, advance, foreseen
    from pathway.records import Stamp

    now = stamp_of(user)
    if wanted is None:
        newest = clinic.read(clock.newest_moment)
        if clock.is_doubtful(now.today, newest.astimezone().date() if newest else None):
            raise BadInput(
                f"--on: expected, since the date of this computer ({now.today}) cannot be right "
                "beside the newest entry of the records"
            )
    on = wanted or now.today
    batch, stamp = Batch(guidelines), Stamp(now.who, now.at, on)
    if on > now.today:
        return on, clinic.read(foreseen, batch, stamp)
    before = clinic.read(moves.newest)
    while clinic.keep(advance, batch, stamp).patients:
        pass
    return on, clinic.read(moves.since, before)


def _as_json(on: date, found: tuple["MovedPatient", ...], *, is_recorded: bool) -> str:
    told = {
        "format": FORMAT,
        "on": on.isoformat(),
        "recorded": is_recorded,
        "moves": [_row(one) for one in found],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _row(one: "MovedPatient") -> dict[str, object]:
    move = one.move
    return {
        "number": one.number,
        "family_name": one.family_name,
        "given_name": one.given_name,
        "problem": move.problem,
        "on": move.on.isoformat(),
        "stage": [move.was.stage, move.now.stage],
        "surgical_evaluation": [move.was.surgical_status, move.now.surgical_status],
        "red_flags": [move.was.flag_level.code, move.now.flag_level.code],
        "rules": list(dict.fromkeys(reason.rule for reason in move.because)),
        "pack": {"id": move.pack_id, "version": move.pack_version},
    }


def _as_text(on: date, found: tuple["MovedPatient", ...], *, is_recorded: bool) -> str:
    return "\n".join(_lines(on, found, is_recorded=is_recorded))


def _lines(on: date, found: tuple["MovedPatient", ...], *, is_recorded: bool) -> "Iterator[str]":
    from desktop import show
    from desktop.models import moves

    yield f"Up to {show.day(on)}: {len(found)} moves" + (
        "." if is_recorded else "; nothing is recorded, since that day has not come yet."
    )
    for one in found:
        yield f"{show.day(one.move.on)}  {moves.whose(one)}"
        for change in moves.changes_of(one.move):
            yield f"  {change}"
