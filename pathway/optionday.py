"""What the option rules read from a chart on a day, each thing once and only when it is asked."""

from pathway.advice import Warned
from pathway.facts import Override
from pathway.finding import Because, Input, Reason
from pathway.optionbook import Gate, Move, OptionItem
from pathway.physical import PhysicalCase, if_given
from pathway.prescribing import if_one_planned, trying
from pathway.prescription import Prescription
from pathway.standing import Standing
from pathway.surgery import under_specialist

NSAID = "nsaid"
FRACTURE = "F"
DAYS_OF_WEEK = 7


class OptionDay:
    """A chart on a day, with its prescription, as the options ask about it.

    ``barred`` are the moves and positions that are no good for this patient, with the reason; the
    day ``is_ordinary`` when nothing known speaks against moving, heat, hands or exercise. ``shut``
    keeps what came of the conditions that were asked.
    """

    def __init__(self, standing: Standing, prescription: Prescription) -> None:
        self.standing = standing
        self.prescription = prescription
        self.tried = prescription.tried
        self.book = standing.guidelines.options
        self.chosen = _chosen(standing)
        self.specialist: Because = under_specialist(standing)
        self.barred = self._barred()
        self._physical = PhysicalCase(standing)
        self.is_ordinary = not (self.specialist or self.barred) and self._physical.is_unremarkable
        self.shut: dict[Gate, Reason | None] = {}
        self._trying = trying(prescription)
        self._warned: dict[str, tuple[Warned, ...]] = {}

    def warned(self, item: OptionItem) -> tuple[Warned, ...]:
        """Return the safety rules that fire if an option is given."""
        found: tuple[Warned, ...] = ()
        for kind in item.hazards:
            found += if_given(self._physical, kind)
        return found + self.warned_of_medicines(item) if item.tested_as else found

    def warned_of_medicines(self, item: OptionItem) -> tuple[Warned, ...]:
        """Return the medicine rules that fire for any of the names an option stands for.

        Each name is asked by itself, as an alternative to the others; who takes one of its class
        already is asked about that one, not about a second. A rule is told once.
        """
        found = self._warned.get(item.id)
        if found is None:
            found = if_one_planned(self._trying, self._names(item))
            self._warned[item.id] = found
        return found

    @property
    def nsaid_stops(self) -> tuple[Warned, ...]:
        """Return the rules that rule every NSAID out for this patient."""
        item = self.book.items[NSAID]
        return tuple(it for it in self.warned_of_medicines(item) if it.severity == "STOP")

    def _names(self, item: OptionItem) -> tuple[str, ...]:
        if not item.taken_as:
            return item.tested_as
        taken = self.prescription.medication.by_tag.get(item.taken_as, ())
        if not taken:
            return item.tested_as
        others = {
            name for it in self.book.items.values() if it.id != item.id for name in it.tested_as
        }
        names = tuple(drug.names[0] for drug in taken if drug.generic not in others)
        return names or item.tested_as

    def _barred(self) -> dict[Move, Reason]:
        found: dict[Move, Reason] = {}
        if reason := self._no_extension():
            found["extension"] = reason
        if reason := self._no_flexion():
            found["flexion"] = reason
        if reason := self._no_prone():
            found["prone"] = reason
        return found

    def _no_extension(self) -> Reason | None:
        if self.standing.chart.problem.cause != "stenosis":
            return None
        return self.standing.guidelines.because("OPT-NO-EXTENSION", Input("cause", "stenosis"))

    def _no_flexion(self) -> Reason | None:
        standing = self.standing
        family, flags = standing.guidelines.flags.family_of, standing.flags
        read = [Input("flag", f.id, f.raised_on) for f in flags.open if family(f.id) == FRACTURE]
        read += [
            Input("flag", past.id, past.on)
            for past in flags.history
            if past.state == "confirmed" and family(past.id) == FRACTURE
        ]
        if "osteoporosis" in standing.chart.patient.conditions:
            read.append(Input("condition", "osteoporosis"))
        return standing.guidelines.because("OPT-NO-FLEXION", *read) if read else None

    def _no_prone(self) -> Reason | None:
        """Weeks are carried forward to today; a pregnancy of unknown weeks may be that far on."""
        standing = self.standing
        pregnancy = standing.chart.patient.pregnancy
        if pregnancy.status != "yes":
            return None
        limit = self.book.numbers["prone_until_weeks"]
        until = Input("prone_until_weeks", str(limit))
        if pregnancy.weeks is None:
            return standing.guidelines.because("OPT-NO-PRONE", until, missing=("pregnancy.weeks",))
        passed = (standing.on - pregnancy.on).days // DAYS_OF_WEEK if pregnancy.on else 0
        weeks = pregnancy.weeks + passed
        if weeks < limit:
            return None
        told = Input("pregnancy.weeks", str(weeks), pregnancy.on)
        return standing.guidelines.because("OPT-NO-PRONE", told, until)


def _chosen(standing: Standing) -> dict[str, Override]:
    """What clinicians chose in this episode against a rule; the latest word counts."""
    if not standing.chart.overrides:
        return {}
    return {
        override.value: override
        for override in standing.chart.overrides
        if override.what == "option" and standing.episode.covers(override.on)
    }
