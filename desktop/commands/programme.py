"""What the tour plays, act by act, and the telling of where its pictures are."""

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.commands import DONE, FAILED
from desktop.commands.album import Album
from desktop.commands.demo import DemoDoor, begin
from desktop.commands.dressing import DARK, LARGE, LOOKS, MIRRORED, PLAIN, Look
from desktop.commands.scenes.aside import aside_scenes
from desktop.commands.scenes.charts import chart_scenes
from desktop.commands.scenes.corrections import correction_scenes
from desktop.commands.scenes.flows import flow_scenes
from desktop.commands.scenes.front import front_acts
from desktop.commands.scenes.letters import letter_scenes
from desktop.commands.scenes.moved import moved_scenes
from desktop.commands.scenes.names import names_scenes
from desktop.commands.scenes.papers import papers_scenes
from desktop.commands.scenes.people import people_acts
from desktop.commands.scenes.problem import problem_scenes
from desktop.commands.scenes.program import program_scenes
from desktop.commands.scenes.visit import visit_scenes
from desktop.commands.scenes.worklist import worklist_scenes
from desktop.commands.stage import Act
from desktop.commands.tour import Plan, Theatre, Tour
from desktop.commands.window import make_entrance
from desktop.today import now

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.door import Door
    from desktop.places import Places
    from desktop.today import Clock

START: Final = 6
"""So many scenes of a visit: from the list of patients to a red flag that is asked by itself."""


def whole_plan(patients: int, looks: tuple[Look, ...] = LOOKS) -> Plan:
    """Return every act in every look; the demonstration clinic has so many patients."""
    scenes = (
        *visit_scenes(),
        *correction_scenes(),
        *chart_scenes(),
        *problem_scenes(),
        *aside_scenes(),
        *names_scenes(),
        *moved_scenes(),
        *papers_scenes(),
        *worklist_scenes(),
        *flow_scenes(),
        *program_scenes(),
    )
    door = partial(_demo_door, patients)
    acts = (Act(door, scenes, begin), Act(door, letter_scenes(), begin))
    return tuple((look, act) for look in looks for act in (*acts, *front_acts(), *people_acts()))


def short_plan(patients: int) -> Plan:
    """Return every act on light, one visit on dark as well, and its start large and mirrored."""
    door, visit = partial(_demo_door, patients), visit_scenes()
    start = Act(door, (*visit[:START], worklist_scenes()[0]), begin)
    others = ((DARK, Act(door, visit, begin)), (LARGE, start), (MIRRORED, start))
    return (*whole_plan(patients, (PLAIN,)), *others)


def tell(app: "QApplication", home: Path, args: argparse.Namespace) -> int:
    """Play the tour, write its pictures, and tell where they are."""
    app.setQuitOnLastWindowClosed(False)
    album = Album(args.tour, home, by_look=args.all)
    theatre = Theatre(app, home, now, partial(make_entrance, app))
    plan = whole_plan(args.patients) if args.all else short_plan(args.patients)
    tour = Tour(theatre, album, plan)
    tour.ended.connect(app.quit)
    tour.start()
    app.exec()
    if tour.stopped:
        print(f"foramen: the tour stopped: {tour.stopped}", file=sys.stderr)
        return FAILED
    for line in album.told:
        print(line)
    return DONE


def _demo_door(patients: int, places: "Places", clock: "Clock") -> "Door":
    return DemoDoor(places.clinic, patients, clock)
