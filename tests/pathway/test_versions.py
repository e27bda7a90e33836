"""What a signed visit said before stays to be shown, with who changed it, when and why."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from pathway.coding import Code, Coded
from pathway.facts import Spot, Visit
from pathway.records import RecordedVisit, VisitId, VisitVersion
from pathway.versions import Moved, Replaced, moved, replaced

DAY = date(2026, 3, 30)
NINE = datetime(2026, 3, 30, 9, tzinfo=UTC)
FIRST = Visit(DAY, pain_limb=7, note="calf", power={Spot("left", "hip_flexion"): 4})
LIMB, NOTE = Code("pain.limb"), Code("note")


def version(visit: Visit, hour: int, reason: str = "", *, signed: bool = True) -> VisitVersion:
    signed_by = "Dr Lee" if signed else ""
    recorded = RecordedVisit(VisitId("v"), visit, signed_by)
    return VisitVersion(
        recorded, f"Dr {hour}", NINE + timedelta(hours=hour), "visits.amend", reason
    )


def test_each_corrected_finding_keeps_what_it_said() -> None:
    versions = (
        version(FIRST, 0),
        version(replace(FIRST, pain_limb=3, note=""), 1, "misheard"),
        version(replace(FIRST, pain_limb=None, psfs=4.0, note=""), 2, "asked again"),
    )
    second, third = NINE + timedelta(hours=1), NINE + timedelta(hours=2)
    assert replaced(versions) == {
        LIMB: (
            Replaced(Coded(LIMB, "7"), "Dr 1", second, "misheard"),
            Replaced(Coded(LIMB, "3"), "Dr 2", third, "asked again"),
        ),
        NOTE: (Replaced(Coded(NOTE, "calf"), "Dr 1", second, "misheard"),),
        Code("score.psfs"): (Replaced(None, "Dr 2", third, "asked again"),),
    }


def test_what_changed_before_the_signature_is_no_correction() -> None:
    draft = version(replace(FIRST, pain_limb=1), 0, signed=False)
    unsigned = version(FIRST, 1, signed=False)
    assert replaced((draft, unsigned, version(FIRST, 2))) == {}
    assert replaced(()) == {}


def test_a_visit_that_was_moved_keeps_the_day_it_stood_on() -> None:
    earlier = replace(FIRST, on=date(2026, 3, 2))
    draft = version(replace(FIRST, on=date(2026, 1, 1)), 0, signed=False)
    versions = (draft, version(FIRST, 1), version(earlier, 2, "typed wrongly"))
    assert moved(versions) == (Moved(DAY, "Dr 2", NINE + timedelta(hours=2), "typed wrongly"),)
    assert moved(versions[:2]) == ()
