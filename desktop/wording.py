"""The words for what the rules conclude: stages, statuses, destinations, weeks of care."""

from desktop.words import tr
from pathway.facts import BlockKind
from pathway.finding import (
    Destination,
    ForecastWhat,
    ImagingAdvice,
    Level,
    StageCode,
    SurgicalStatus,
)


def stage_words(code: StageCode) -> str:
    """Return a stage in words."""
    words: dict[StageCode, str] = {
        "acute": tr("Acute"),
        "subacute": tr("Subacute"),
        "chronic": tr("Chronic"),
        "unknown": tr("Stage not known"),
        "closed": tr("Problem closed"),
    }
    return words[code]


def status_words(status: SurgicalStatus) -> str:
    """Return where a patient stands on the way to surgical evaluation, in words."""
    words: dict[SurgicalStatus, str] = {
        "immediate": tr("Do not wait for any clock: refer now"),
        "out_of_scope": tr("Outside this pathway"),
        "closed": tr("Problem closed"),
        "under_specialist": tr("Under the care of a specialist"),
        "urgent": tr("Consider urgent referral for surgical evaluation"),
        "clinician_judgement": tr("Left to your judgement"),
        "decision_due": tr("A decision on surgical evaluation is due"),
        "window_open": tr("The window for surgical evaluation is open"),
        "cannot_judge": tr("Cannot be judged: something is missing"),
        "responding": tr("Getting better with care: no need so far"),
        "not_yet": tr("Not yet: conservative care first"),
    }
    return words[status]


def imaging_words(advice: ImagingAdvice) -> str:
    """Return what the guideline suggests on imaging, in words."""
    words: dict[ImagingAdvice, str] = {
        "not_routine": tr("Guideline suggests no routine imaging now"),
        "consider_if_candidate": tr(
            "Consider imaging only if it would change what is done, in a candidate for surgery "
            "or injection"
        ),
        "urgent": tr("Consider urgent imaging, within 2 weeks"),
        "emergency": tr("Emergency imaging at the receiving hospital, today"),
    }
    return words[advice]


def destination_words(destination: Destination | None) -> str:
    """Return where to call, in words."""
    words: dict[Destination, str] = {
        "spine_emergency": tr("On-call spine emergency service"),
        "emergency_department": tr("Emergency department"),
        "stroke_vascular": tr("Stroke or vascular emergency service"),
        "mental_health_crisis": tr("Mental-health crisis service"),
        "obstetrics": tr("Obstetric service"),
    }
    return words[destination] if destination else tr("The usual specialist")


def block_words(kind: BlockKind) -> str:
    """Return how a week of care counts."""
    words: dict[BlockKind, str] = {
        "active": tr("active"),
        "passive": tr("passive"),
        "empty": tr("nothing recorded"),
        "paused": tr("paused"),
    }
    return words[kind]


def forecast_words(what: ForecastWhat) -> str:
    """Return what changes on a later day, in words."""
    words: dict[ForecastWhat, str] = {
        "stage:subacute": tr("The subacute stage begins"),
        "stage:chronic": tr("The chronic stage begins"),
        "imaging_caution_ends": tr("The caution against early imaging ends"),
        "surgical_window_opens": tr("The window for surgical evaluation opens"),
        "surgical_decision_due": tr("The decision on surgical evaluation falls due"),
        "epidural_text_changes": tr("The advice on epidural injections changes"),
        "red_flag_rescreen_due": tr("Red flags are due to be asked again"),
        "review_due": tr("A review is due"),
    }
    return words[what]


def short_forecast(what: ForecastWhat) -> str:
    """Return what changes on a later day, in two or three words."""
    words: dict[ForecastWhat, str] = {
        "stage:subacute": tr("Subacute stage"),
        "stage:chronic": tr("Chronic stage"),
        "imaging_caution_ends": tr("Imaging caution ends"),
        "surgical_window_opens": tr("Window opens"),
        "surgical_decision_due": tr("Decision due"),
        "epidural_text_changes": tr("Epidural advice changes"),
        "red_flag_rescreen_due": tr("Red flags asked again"),
        "review_due": tr("Review due"),
    }
    return words[what]


def short_status(status: SurgicalStatus) -> str:
    """Return where a patient stands before surgical evaluation, in two or three words."""
    words: dict[SurgicalStatus, str] = {
        "immediate": tr("now"),
        "out_of_scope": tr("outside this pathway"),
        "closed": tr("problem closed"),
        "under_specialist": tr("with a specialist"),
        "urgent": tr("urgent"),
        "clinician_judgement": tr("opened by a clinician"),
        "decision_due": tr("decision due"),
        "window_open": tr("window open"),
        "cannot_judge": tr("cannot be judged"),
        "responding": tr("responds to care"),
        "not_yet": tr("not yet"),
    }
    return words[status]


def level_words(level: Level) -> str:
    """Return how fast a red flag must be acted on, in words."""
    words = {
        Level.EMERGENCY: tr("Emergency: act now"),
        Level.SAME_DAY: tr("Same day: call today"),
        Level.URGENT: tr("Urgent: within 2 weeks"),
        Level.ROUTINE: tr("Routine: at the next review"),
        Level.NONE: tr("No open red flag"),
    }
    return words[level]


def short_level(level: Level) -> str:
    """Return how urgent a red flag is, in a word or two."""
    words = {
        Level.EMERGENCY: tr("emergency"),
        Level.SAME_DAY: tr("same day"),
        Level.URGENT: tr("urgent"),
        Level.ROUTINE: tr("routine"),
        Level.NONE: tr("none"),
    }
    return words[level]


def print_kind_words(kind: str) -> str:
    """Return what was printed, in words."""
    kinds = {
        "emergency": tr("Emergency letter"),
        "urgent": tr("Urgent letter"),
        "surgical_evaluation": tr("Letter for surgical evaluation"),
        "imaging": tr("Imaging request"),
        "physiotherapy": tr("Physiotherapy letter"),
        "work_note": tr("Note for work"),
        "intake": tr("Blank intake sheet"),
        "examination": tr("Blank examination sheet"),
        "timeline": tr("Timeline"),
        "exercises": tr("Exercises"),
        "care_plan": tr("Care plan"),
        "danger_card": tr("Danger signs"),
        "pocket_card": tr("Pocket card"),
        "what_changes_when": tr("What changes when"),
        "medicines_today": tr("Medicines today"),
        "heat_and_cold": tr("Warmth and cold"),
        "surgery_choice": tr("Surgery or not"),
    }
    return kinds.get(kind, kind)
