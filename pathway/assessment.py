"""Everything concluded for a chart on one day, in one value."""

from datetime import date

from pathway.advice import MedicineCheck, Option, Roots, Warned
from pathway.finding import (
    CareClock,
    ForecastEntry,
    Gap,
    Imaging,
    NextContact,
    RedFlags,
    Scope,
    Stage,
    SurgicalEvaluation,
)
from pathway.fixed import fixed
from pathway.thresholds import ThresholdOverride


@fixed
class PackUsed:
    """The guideline pack an assessment rests on, and the clinic's overrides that were used."""

    id: str
    version: str
    overrides: tuple[ThresholdOverride, ...] = ()


@fixed
class Assessment:
    """Everything concluded for a chart on one day; ``forecast`` is None if only that was asked."""

    assessed_on: date
    pack: PackUsed
    in_scope: Scope
    stage: Stage
    care_clock: CareClock
    red_flags: RedFlags
    surgical_evaluation: SurgicalEvaluation
    imaging: Imaging
    next_contact: NextContact
    gaps: tuple[Gap, ...]
    roots: Roots | None = None
    options: tuple[Option, ...] | None = None
    medicine_warnings: tuple[Warned, ...] | None = None
    medicine_check: MedicineCheck | None = None
    care_warnings: tuple[Warned, ...] | None = None
    forecast: tuple[ForecastEntry, ...] | None = None


@fixed
class Glimpse:
    """What is concluded while a visit is being written: its care counted, its plan warned of."""

    care_clock: CareClock
    medicine_warnings: tuple[Warned, ...] | None
    care_warnings: tuple[Warned, ...] | None
