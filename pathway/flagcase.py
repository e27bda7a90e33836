"""What the red-flag rules need beside the visits: the patient, the onset, the care so far."""

from datetime import date

from pathway.birth import youngest_age
from pathway.days import age_on
from pathway.facts import Chart, OnsetDay
from pathway.finding import Input, StageCode
from pathway.fixed import fixed
from pathway.flagbook import FlagBook
from pathway.medicines import Medicines


@fixed
class TimingInputs:
    """The clocks on the assessed day. ``onset_earliest`` is None when nobody knows the onset.

    ``care_day`` counts days that were not paused; ``care_start`` is the first day of care.
    """

    onset_earliest: date | None
    onset_latest: date
    care_day: int | None
    stage: StageCode
    possible: tuple[StageCode, ...]
    care_start: date | None = None


@fixed
class FlagCase:
    """One chart on the assessed day, with the book and the clocks."""

    chart: Chart
    on: date
    book: FlagBook
    medicines: Medicines
    timing: TimingInputs

    def may_have_begun(self, on: date, days: int) -> bool:
        """Tell whether the pain may have begun within ``days`` before ``on``, for all we know."""
        return (on - self._latest_onset(on)).days <= days

    def age(self, on: date) -> int:
        """Return the completed years of life, the most that are possible."""
        return age_on(self.chart.patient.birth_date, on)

    def youngest(self, on: date) -> int:
        """Return the fewest completed years of life that are possible."""
        return youngest_age(self.chart.patient, on)

    def listed(self, conditions: frozenset[str]) -> tuple[Input, ...]:
        """Return the illnesses among these that are on the patient's list."""
        if conditions.isdisjoint(self.chart.patient.conditions):
            return ()
        found = sorted(conditions & self.chart.patient.conditions)
        return tuple(Input("condition", code) for code in found)

    def care_day(self, on: date) -> int | None:
        """Return how long care had run on a day; with pauses left out where they are known."""
        today = self.timing.care_day
        if today is None:
            return None
        back = today - (self.on - on).days
        if back == today or self.timing.care_start is None:
            return back
        return min(today, (on - self.timing.care_start).days)

    def bleeding_risk(self, on: date) -> tuple[Input, ...]:
        """Return what makes the patient bleed easily: blood thinners and bleeding disorders."""
        wanted = self.book.conditions.thinner_class
        thinners = (n for n in self._medicines(on) if wanted in self.medicines.classes_of(n))
        ill = self.listed(self.book.conditions.bleeding)
        return (*ill, *(Input("medicine", name) for name in thinners))

    def _medicines(self, on: date) -> list[str]:
        """Medicines whose effect may still last: taken, told as care, or only just stopped."""
        lasts = self.book.limits.thinner_washout_days
        taken = [
            medicine.name
            for medicine in self.chart.patient.medicines
            if medicine.stopped is None or (on - medicine.stopped).days < lasts
        ]
        for care in self.chart.care:
            if care.kind != "medicine":
                continue
            ends = care.span.end if care.span else max(care.dates, default=on)
            if ends is None or (on - ends).days <= lasts:
                taken.append(care.name)
        return taken

    def _latest_onset(self, on: date) -> date:
        """The latest day on which the pain can have begun, seen from ``on``.

        A visit before the running episode belongs to an older one, which began at the told onset.
        """
        if self.timing.onset_latest <= on:
            return self.timing.onset_latest
        told = self.chart.problem.onset
        return told.day if isinstance(told, OnsetDay) and told.day <= on else on
