"""From a chart and a day to everything that is concluded: pure, the same in gives the same out."""

from dataclasses import replace
from datetime import date

from pathway.assessment import Assessment, Glimpse, PackUsed
from pathway.contact import next_contact
from pathway.facts import Chart
from pathway.forecast import Outlook, forecast
from pathway.gaps import gaps_of
from pathway.guidelines import Guidelines
from pathway.imaging import imaging_advice
from pathway.options import options_of
from pathway.physical import care_warnings
from pathway.prescribing import medicine_report, prescription_of
from pathway.roots import rank_roots
from pathway.standing import Standing, standing_of
from pathway.surgery import surgical_evaluation
from pathway.timing import care_clock_of


def assess_day(chart: Chart, on: date, guidelines: Guidelines) -> Assessment:
    """Return what is concluded on one day, without a forecast; facts of later days are ignored."""
    return conclude(standing_of(chart, on, guidelines))


def glimpse(chart: Chart, on: date, guidelines: Guidelines) -> Glimpse:
    """Return the part of a day that a form asks for at each pause, the same as ``assess_day``.

    The options are left out: to weigh each of them takes ten times as long as all of this.
    """
    standing = standing_of(chart, on, guidelines)
    warnings, _ = medicine_report(prescription_of(standing), guidelines)
    return Glimpse(care_clock_of(standing.course, guidelines), warnings, care_warnings(standing))


def evaluate(chart: Chart, on: date, guidelines: Guidelines) -> Assessment:
    """Return what is concluded on one day and what will change if nothing else does."""
    standing = standing_of(chart, on, guidelines)
    assessment = conclude(standing)
    return replace(assessment, forecast=forecast(Outlook(standing, assessment), look_ahead))


def look_ahead(chart: Chart, on: date, guidelines: Guidelines) -> Outlook:
    """Return the same conclusions together with what they rest on."""
    standing = standing_of(chart, on, guidelines)
    return Outlook(standing, conclude(standing))


def conclude(standing: Standing) -> Assessment:
    """Return the conclusions that follow from how a chart stands on a day."""
    surgical = surgical_evaluation(standing)
    guidelines = standing.guidelines
    prescription = prescription_of(standing)
    medicine_warnings, medicine_check = medicine_report(prescription, guidelines)
    return Assessment(
        assessed_on=standing.on,
        pack=PackUsed(guidelines.id, guidelines.version, guidelines.overrides),
        in_scope=standing.scope,
        stage=standing.stage,
        care_clock=care_clock_of(standing.course, guidelines),
        red_flags=standing.flags,
        surgical_evaluation=surgical,
        imaging=imaging_advice(standing),
        next_contact=next_contact(standing, surgical.status),
        gaps=gaps_of(standing, surgical),
        roots=rank_roots(standing),
        options=options_of(standing, prescription),
        medicine_warnings=medicine_warnings,
        medicine_check=medicine_check,
        care_warnings=care_warnings(standing),
    )
