"""Which exercises may be chosen for somebody by hand, with their names and usual doses."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from desktop.background import Taker
from desktop.printwords import MASTER, words_in
from pathway.assessment import Assessment
from pathway.facts import Chart
from pathway.records import ProblemId

if TYPE_CHECKING:
    from desktop.desk.desk import Desk


class Offered(NamedTuple):
    """An exercise that may be chosen; ``is_usual`` when the rules choose it by themselves."""

    id: str
    name: str
    dose: str
    is_usual: bool


def offer(desk: "Desk", problem: ProblemId, then: Taker[tuple[Offered, ...]]) -> None:
    """Find out beside the window what may be chosen for a problem today."""
    view, advice = desk.view(problem), desk.assessment(problem)
    if view is None or advice is None:
        then(())
        return
    desk.run_job(partial(offered_now, view.chart, advice), then)


def offered_now(chart: Chart, advice: Assessment) -> tuple[Offered, ...]:
    """Return what may be chosen for a chart, what the rules choose first."""
    from handouts.exercises import choose, offered
    from pathway.episodes import cut

    words, as_it_stands = words_in(MASTER), cut(chart, advice.assessed_on)
    usual = choose(words.exercises, as_it_stands, advice)
    return tuple(
        Offered(
            one,
            words.say(f"exercise_words.{one}.name"),
            words.say(f"exercise_words.{one}.count"),
            one in usual,
        )
        for one in offered(words.exercises, as_it_stands, advice)
    )
