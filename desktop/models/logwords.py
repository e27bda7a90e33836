"""Lines of the logs in words: what somebody did, to what, and why; codes never reach a screen."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from desktop import show
from desktop.models.escalationwords import place_words, step_words
from desktop.words import ntr, tr
from pathway.audited import FAILED, REFUSED, Sort, Trace

ON_PAPER: Final = "clinic.toml: "
"""How an event of the settings begins that tells what stands on papers from now on."""


def sort_words() -> Mapping[Sort, str]:
    """Return what can be asked for, in words."""
    return {
        "looked": tr("Looked and searched"),
        "changed": tr("Recorded and corrected"),
        "printed": tr("Printed"),
        "overrode": tr("Decided otherwise, with a reason"),
        "carried": tr("Exported, backed up, restored"),
        "doors": tr("Came, went, users and passphrases"),
        "clinic": tr("Pack, settings, clock, new version"),
    }


def what_words(trace: Trace) -> str:
    """Return what was done, in one line, with what came of it if it was not simply done."""
    said = _change_words(trace) if trace.log == "changes" else _access_words(trace)
    if trace.event.outcome == REFUSED:
        return tr("{what} (refused)").format(what=said)
    if trace.event.outcome == FAILED:
        return tr("{what} (failed)").format(what=said)
    return said


def who_words(trace: Trace) -> str:
    """Return who did it."""
    return trace.who or tr("Nobody unlocked it")


def why_words(trace: Trace) -> str:
    """Return why it was done, in the words of whoever did it; empty where nobody was asked."""
    codes = {
        "reset": tr("set anew by somebody else"),
        "clinician": tr("as a clinician"),
        "staff": tr("as staff"),
    }
    is_code = trace.event.kind in {"passphrase", "user_change"}
    reason = trace.event.reason
    return codes.get(reason, reason) if is_code else reason


def patient_words(trace: Trace) -> str:
    """Return whom it was about, with their number; empty for nobody in particular."""
    subject = trace.subject
    if subject is None:
        return tr("A patient who is not in these records") if trace.event.patient else ""
    named = show.name(subject.family_name, subject.given_name)
    return f"{named} · {subject.number}" if subject.number else named


def moment_words(trace: Trace) -> str:
    """Return when it was, by the clock that the computer had then."""
    return show.moment(trace.at.astimezone())


def spoken(trace: Trace) -> str:
    """Return a whole line as it is read aloud."""
    parts = (moment_words(trace), who_words(trace), what_words(trace), patient_words(trace))
    reason = why_words(trace)
    return "; ".join(
        part for part in (*parts, tr("why: {why}").format(why=reason) if reason else "") if part
    )


def _access_words(trace: Trace) -> str:
    event = trace.event
    if event.kind == "view":
        return _viewed(event.what)
    if event.kind == "settings" and event.what.startswith(ON_PAPER):
        part = event.what.removeprefix(ON_PAPER)
        return tr("Changed how the clinic appears on paper: {what}").format(what=part)
    if event.kind == "search":
        return tr("Searched for “{words}”").format(words=event.what)
    said = _kinds().get((event.kind, event.action)) or _kinds().get((event.kind, ""))
    named = said or tr("Did something else")
    if event.kind == "login_failed" and event.what.isdigit():
        count = int(event.what)
        return ntr("{count} failed attempt to unlock", "{count} failed attempts to unlock", count)
    what = _whats().get(event.what, event.what)
    return f"{named}: {what}" if what else named


def _whats() -> Mapping[str, str]:
    """Return the words of the codes that say of which kind an event was."""
    return {
        "user": tr("with a passphrase"),
        "recovery": tr("with the recovery code"),
        "envelope": tr("with the emergency code"),
        "code: recovery": tr("the recovery code"),
        "code: envelope": tr("the emergency code"),
        "rehearsal": tr("only tried, in a copy"),
        "access log": tr("the access log"),
        "behind": tr("behind the newest record"),
        "ahead": tr("far ahead of the newest record"),
        "stage": tr("the stage"),
        "recall": tr("a recall sheet"),
        "handover": tr("the handover"),
        "figures": tr("the clinic's own figures"),
        "figures with names": tr("the clinic's own figures, with names"),
    }


def _viewed(what: str) -> str:
    code, _, day = what.partition(" ")
    said = _views().get(code, tr("Looked at {what}").format(what=what))
    return said.format(day=_day(day))


def _change_words(trace: Trace) -> str:
    event = trace.event
    is_new = event.action == "C"
    said = _operations().get(f"{event.what} {'new' if is_new else 'again'}")
    said = said or _operations().get(event.what) or tr("Changed something else")
    return said.format(day=_day(trace.detail), what=_things().get(trace.detail, trace.detail))


def _day(text: str) -> str:
    try:
        return show.day(date.fromisoformat(text))
    except ValueError:
        return text


def _views() -> Mapping[str, str]:
    return {
        "chart": tr("Opened the chart"),
        "patients": tr("Saw the list of patients"),
        "worklist": tr("Saw the worklist"),
        "old_values": tr("Looked at old values of the visit of {day}"),
        "as_known": tr("Looked at the chart as it was known on {day}"),
        "as_known_today": tr("Looked at {day} as it is known today"),
        "advice": tr("Looked at the advice as shown for the visit of {day}"),
        "print": tr("Looked at pages printed earlier"),
        "access_log": tr("Read the access log of this record"),
        "clinic_log": tr("Read the access log of the clinic"),
        "recall": tr("Looked at the recall sheet of the week"),
        "handover": tr("Looked at the handover"),
        "figures": tr("Looked at the clinic's own figures"),
        "figure_list": tr("Looked at the list behind one of the clinic's own figures"),
    }


def _kinds() -> Mapping[tuple[str, str], str]:
    """Return the words of events beside views and searches, by kind and, where it matters, act."""
    return {
        ("login", ""): tr("Unlocked"),
        ("login_failed", ""): tr("Failed to unlock"),
        ("lock", ""): tr("Locked"),
        ("print", ""): tr("Printed"),
        ("export", ""): tr("Took out of the clinic"),
        ("import", ""): tr("Brought into the clinic"),
        ("backup", ""): tr("Made a backup"),
        ("restore", ""): tr("Restored a backup"),
        ("pack_change", ""): tr("Guideline pack in use from now on"),
        ("override", ""): tr("Decided otherwise"),
        ("break_glass", ""): tr("Opened the emergency envelope"),
        ("settings", ""): tr("The clinic's own numbers from now on"),
        ("clock", ""): tr("The clock was doubtful"),
        ("migration", ""): tr("Records brought up to"),
        ("passphrase", ""): tr("Changed a passphrase"),
        ("passphrase", "C"): tr("Made a new code on paper"),
        ("user_change", ""): tr("Changed the users"),
        ("user_change", "C"): tr("Let somebody in"),
        ("user_change", "U"): tr("Changed what somebody may do"),
        ("user_change", "D"): tr("Took somebody's access away"),
    }


def _operations() -> Mapping[str, str]:
    """Return the words of the store's operations, some of them by whether they made it."""
    return {
        "create.create_clinic": tr("Founded the clinic"),
        "patients.register": tr("Registered the patient"),
        "persons.enrol": tr("Registered the patient"),
        "persons.save": tr("Changed the personal details or the medical background"),
        "stories.begin": tr("Added a problem"),
        "stories.save": tr("Changed how the problem came about"),
        "visits.save new": tr("Recorded the visit of {day}"),
        "visits.save again": tr("Changed the unsigned visit of {day}"),
        "visits.sign": tr("Signed the visit of {day}"),
        "visits.amend": tr("Amended the signed visit of {day}"),
        "visits.enter_in_error": tr("Marked the visit of {day} as entered in error"),
        "care.enter_in_error": tr("Marked care as entered in error"),
        "decisions.record": tr("Recorded a decision"),
        "decisions.refer": tr("Recorded a referral"),
        "episodes.record": tr("Closed or opened the problem, or noted that pain came back"),
        "escalations.begin": tr("Called for help: {what}"),
        "escalations.go_on": tr("Escalation: {what}"),
        "escalations.enter_in_error": tr("Marked a step of an escalation as entered in error"),
        "acknowledgements.record": tr("Planned something in spite of a warning"),
        "merging.merge": tr("Made one record of two"),
        "prints.record": tr("Printed {what}"),
        "recallsheets.record": tr("Printed recall sheet {what}"),
        "prints.record_again": tr("Printed {what} again"),
        "packs.adopt": tr("Adopted a guideline pack"),
        "advance.advance": tr("Moved by the calendar"),
        "advance.acknowledge": tr("Saw that the patient moved"),
        "moves.acknowledge": tr("Saw that the patient moved"),
        "renewing.renew": tr("Renewed by what patients are found"),
        "responses.record": tr("Answered a suggestion"),
        "addressees.keep new": tr("Entered in the directory: {what}"),
        "addressees.keep": tr("Changed in the directory: {what}"),
        "recalls.record": tr("Recorded what came of a call"),
        "recalls.record_all": tr("Recorded what came of calls from a sheet"),
        "demo.store": tr("Made up for the demonstration"),
        "undoing.undo": tr("Undid an earlier change"),
        "undoing.redo": tr("Did an undone change again"),
    }


def _things() -> Mapping[str, str]:
    return {
        "care_plan": tr("the care plan"),
        "exercises": tr("the sheet of exercises"),
        "danger_card": tr("the danger card"),
        "pocket_card": tr("the pocket card of danger signs"),
        "what_changes_when": tr("the sheet of what changes when"),
        "medicines_today": tr("the sheet of medicines"),
        "heat_and_cold": tr("the sheet about warmth and cold"),
        "surgery_choice": tr("the sheet about surgery or not"),
        "emergency": tr("the emergency letter"),
        "urgent": tr("the urgent letter"),
        "surgical_evaluation": tr("the letter for surgical evaluation"),
        "imaging": tr("the imaging request"),
        "physiotherapy": tr("the physiotherapy letter"),
        "work_note": tr("the note for work"),
        "intake": tr("an empty intake sheet"),
        "examination": tr("an empty examination sheet"),
        **{str(place): words for place, words in place_words().items()},
        **{str(step): words for step, words in step_words().items()},
    }
