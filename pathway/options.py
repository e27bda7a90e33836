"""The treatment options of a day: what the pack offers, less what this patient's safety rules shut.

Nothing is opened by a fact that is not known. Medicines for chronic pain open on the latest onset
that is possible; while several stages are possible, the most cautious of them counts.
"""

from collections.abc import Iterator

from pathway.advice import Option, OptionState
from pathway.finding import Because, Input, Level, Reason
from pathway.optionbook import Offer
from pathway.optionday import OptionDay
from pathway.optiongates import shut_by
from pathway.prescription import Prescription
from pathway.standing import Standing


def options_of(standing: Standing, prescription: Prescription) -> tuple[Option, ...]:
    """Return every option with its state today; none in an emergency or outside the pathway."""
    if not are_given(standing):
        return ()
    book, key = (
        standing.guidelines.options,
        (standing.stage.possible, standing.chart.problem.region),
    )
    day = OptionDay(standing, prescription)
    offers = book.offers[key]
    found = list(book.unasked[key])
    asked = book.tied[key] if day.is_ordinary else book.given[key]
    for place in (*asked, *_chosen_besides(offers, asked, day)) if day.chosen else asked:
        found[place] = today(offers[place], day)
    return tuple(found)


def are_given(standing: Standing) -> bool:
    """Tell whether options are shown: to adults, for the neck or low back, outside emergencies."""
    return (
        standing.flags.level is not Level.EMERGENCY
        and standing.scope.value
        and standing.stage.code != "closed"
        and standing.chart.problem.region != "thoracic"
    )


def _chosen_besides(
    offers: tuple[Offer, ...], asked: tuple[int, ...], day: OptionDay
) -> Iterator[int]:
    """The places of options that a clinician chose though nothing else of the day bears on them."""
    for place, offer in enumerate(offers):
        if offer.item.id in day.chosen and place not in asked:
            yield place


def today(offer: Offer, day: OptionDay) -> Option:
    """Return an option with what this patient and this day add to it."""
    option, item = offer.option, offer.item
    shut: list[Reason] = [*day.specialist]
    more: list[Reason] = []
    if offer.gates:
        shut += [reason for gate in offer.gates if (reason := shut_by(gate, day))]
    for warned in day.warned(item):
        (shut if warned.severity == "STOP" else more).append(warned.because)
    state = option.state
    if day.barred:
        more += [day.barred[move] for move in item.moves if move in day.barred]
        state = _direction(state, shut, day) if item.is_direction else state
    if day.chosen and item.id in day.chosen:
        return _chosen(offer, day, (*option.locked_because, *shut), (*option.cautions, *more))
    if not (shut or more):
        return option
    if shut:
        ends = offer.may_end and not day.book.ending.isdisjoint([reason.rule for reason in shut])
        state = "not_offered" if ends else "locked"
    return _with(option, state, tuple(shut), (*option.cautions, *more))


def _with(option: Option, state: OptionState, shut: Because, cautions: Because) -> Option:
    """Return an option in another state; built anew at once, as this is done for every patient."""
    code, line, _, strength, quality, effect, population, sources, _, _, conflicts = option
    return Option(
        code,
        None if state == "not_offered" else line,
        state,
        strength,
        quality,
        effect,
        population,
        sources,
        shut,
        cautions,
        conflicts,
    )


def _direction(state: OptionState, shut: list[Reason], day: OptionDay) -> OptionState:
    """Exercise in the direction that helps: with one direction barred the other is left."""
    directions = [move for move in ("extension", "flexion") if move in day.barred]
    if len(directions) > 1:
        shut.append(day.standing.guidelines.because("OPT-NO-DIRECTION"))
    return "optional" if directions else state


def _chosen(offer: Offer, day: OptionDay, shut: Because, cautions: Because) -> Option:
    """What a clinician chose is offered all the same; everything against it is said beside it."""
    option, choice = offer.option, day.chosen[offer.item.id]
    told = Input("override", choice.reason, choice.on), Input("by", choice.by)
    return option._replace(
        line=offer.item.line,
        state="offered",
        locked_because=(),
        cautions=(day.standing.guidelines.because("OPT-OVERRIDE", *told), *shut, *cautions),
    )
