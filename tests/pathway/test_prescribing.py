"""Every medicine rule with charts on which it fires, and charts on which it just does not."""

from datetime import timedelta
from typing import Any, NamedTuple

import pytest

from pathway.days import add_months
from pathway.facts import (
    Chart,
    Egfr,
    Known,
    Onset,
    OnsetDay,
    OnsetMonth,
    OnsetUnknown,
    Pregnancy,
    PregnancyStatus,
    Problem,
    Region,
)
from pathway.prescribing import if_one_planned, if_planned, trying
from tests.pathway.charts import guidelines
from tests.pathway.prescribed import (
    TODAY,
    TRIED,
    failed,
    healthy,
    medicine,
    prescribed,
    report,
    stopped,
    taken,
    told,
)


class Row(NamedTuple):
    """What a rule says of charts: ``says`` fires on ``on`` and not on ``off``."""

    says: str
    on: list[Chart]
    off: list[Chart]


def ill(*conditions: str) -> dict[str, Any]:
    return {"conditions": frozenset(conditions)}


def lists(*names: str) -> dict[str, Any]:
    return {"medicines": taken(*names)}


def kidney(value: float) -> dict[str, Any]:
    return {"egfr": Egfr(value, TODAY)}


def woman(
    status: PregnancyStatus = "no", weeks: int | None = None, breastfeeding: Known = "no"
) -> dict[str, Any]:
    pregnancy = Pregnancy(status, weeks, TODAY)
    return {"sex": "female", "pregnancy": pregnancy, "breastfeeding": breastfeeding}


def lumbar(onset: Onset, region: Region = "lumbar") -> dict[str, Any]:
    return {"problem": Problem(region, onset)}


def months_ago(count: int, days: int = 0) -> dict[str, Any]:
    return {"egfr": Egfr(90, add_months(TODAY, -count) - timedelta(days=days))}


LONG_AGO = OnsetDay(TODAY - timedelta(days=85))
ROWS = [
    # NSAIDs
    Row(
        "M01 STOP",
        [healthy("ibuprofen", **lists(name)) for name in
         ("warfarin", "apixaban", "rivaroxaban", "dabigatran", "edoxaban", "heparin", "Clexane")]
        + [healthy("Eliquis", **lists("Brufen"))],
        [healthy("ibuprofen"), healthy("paracetamol", **lists("warfarin")),
         healthy("ibuprofen", medicines=stopped("warfarin", 1))],
    ),
    Row("M02 STOP", [healthy("naproxen", **kidney(29)), healthy("naproxen", **kidney(29.9))],
        [healthy("naproxen", **kidney(30)), healthy("paracetamol", **kidney(15))]),
    Row("M03 WARN", [healthy("naproxen", **kidney(n)) for n in (30, 59, 59.9)],
        [healthy("naproxen", **kidney(n)) for n in (29, 60)] + [healthy("codeine", **kidney(40))]),
    Row("M04 STOP",
        [healthy("naproxen", **lists("lisinopril", "hydrochlorothiazide")),
         healthy("naproxen", **lists("Hyzaar")), healthy("naproxen", **lists("losartan", "Lasix"))],
        [healthy("naproxen", **lists("lisinopril")), healthy("naproxen", **lists("furosemide")),
         healthy("naproxen", **lists("lisinopril", "losartan")),
         healthy("paracetamol", **lists("lisinopril", "furosemide"))]),
    Row("M05 WARN",
        [healthy("naproxen", **lists(n)) for n in ("lisinopril", "losartan", "furosemide")]
        + [healthy("naproxen", **lists("lisinopril", "furosemide"))],
        [healthy("naproxen", **lists("amlodipine")), healthy("paracetamol", **lists("losartan"))]),
    Row("M06 STOP", [healthy("ibuprofen", **ill("peptic_ulcer_active"))],
        [healthy("ibuprofen", **ill("peptic_ulcer_past")),
         healthy("codeine", **ill("peptic_ulcer_active"))]),
    Row("M06 WARN", [healthy("ibuprofen", **ill("peptic_ulcer_past")),
                     healthy("ibuprofen", **ill("gi_bleed_past"))],
        [healthy("ibuprofen", **ill("peptic_ulcer_active")), healthy("ibuprofen")]),
    Row("M07 WARN",
        [healthy("ibuprofen", **lists(n)) for n in
         ("clopidogrel", "aspirin 75 mg", "aspirin", "sertraline", "duloxetine", "prednisolone")],
        [healthy("ibuprofen", **lists("mirtazapine")), healthy("ibuprofen", **lists("Flixotide")),
         healthy("aspirin 500 mg"), healthy("paracetamol", **lists("clopidogrel"))]),
    Row("M08 STOP", [healthy("ibuprofen", **ill(n)) for n in ("heart_failure", "cabg_recent")],
        [healthy("ibuprofen", **ill("myocardial_infarction_recent")),
         healthy("codeine", **ill("heart_failure"))]),
    Row("M08 WARN",
        [healthy("ibuprofen", **ill(n)) for n in ("myocardial_infarction_recent", "stroke_recent")],
        [healthy("ibuprofen", **ill("heart_failure")), healthy("ibuprofen", **ill("stroke_past"))]),
    Row("M09 WARN", [healthy("ibuprofen", age=65), healthy("ibuprofen", age=76)],
        [healthy("ibuprofen", age=64), healthy("paracetamol", age=70),
         healthy("ibuprofen", age=70, **lists("omeprazole"))]),
    Row("M09 INFO", [healthy("ibuprofen", age=65, **lists("Losec")), healthy("Vimovo", age=70)],
        [healthy("ibuprofen", age=64, **lists("omeprazole")), healthy("ibuprofen", age=70)]),
    Row("M10 WARN", [healthy("ibuprofen", **lists("lithium carbonate"))],
        [healthy("ibuprofen", **lists("methotrexate")), healthy("codeine", **lists("Priadel"))]),
    Row("M10 STOP", [healthy("ibuprofen", **lists("Methotrexate 10 mg weekly"))],
        [healthy("ibuprofen", **lists("lithium"))]),
    Row("M11 STOP",
        [healthy("ibuprofen", **ill(n)) for n in ("asthma_aspirin_sensitive", "nsaid_allergy")]
        + [healthy("ibuprofen", allergies=(n,)) for n in ("aspirin", "Voltarol", "NSAIDs")],
        [healthy("ibuprofen", allergies=("penicillin", "peanuts", "codeine")),
         healthy("paracetamol", **ill("nsaid_allergy"))]),
    Row("M12 STOP", [healthy("ibuprofen", **lists("naproxen")), healthy("ibuprofen", "aspirin"),
                     healthy("ibuprofen", **lists("aspirin 300 mg")),
                     healthy("ibuprofen", **lists("aspirin 1 g")),
                     healthy("ibuprofen", **lists("Anadin"))],
        [healthy("ibuprofen", **lists("Brufen 400")), healthy("ibuprofen", **lists("aspirin 81")),
         healthy("ibuprofen", **lists("aspirin"))]),
    Row("M12 INFO", [healthy("ibuprofen", **lists(n)) for n in
                     ("aspirin 75 mg", "aspirin 0,1 g", "low-dose aspirin", "aspirin", "ASA 81",
                      "aspirin 162 mg", "aspirin 1 tablet")],
        [healthy("naproxen", **lists("aspirin 75 mg")), healthy("ibuprofen"),
         healthy("ibuprofen", **lists("aspirin 163 mg"))]),
    # pregnancy and breastfeeding
    Row("M13 STOP",
        [healthy("naproxen", **woman("yes", 20)), healthy("naproxen", **woman("yes", 31)),
         healthy("naproxen", **woman("yes"))],
        [healthy("naproxen", **woman("yes", 19)), healthy("naproxen", **woman("no")),
         healthy("naproxen", **woman("unknown")), healthy("paracetamol", **woman("yes", 25)),
         healthy(**woman("yes", 25), **lists("aspirin 81 mg"))]),
    Row("M14 WARN",
        [healthy("naproxen", **woman("yes", 19)), healthy("naproxen", **woman("yes"))],
        [healthy("naproxen", **woman("yes", 20)), healthy("naproxen", **woman("no")),
         healthy("naproxen", **woman("unknown"))]),
    Row("M15 STOP", [healthy("tramadol", **woman(breastfeeding="yes"))],
        [healthy("tramadol", **woman()), healthy("tramadol", **woman("yes", 8)),
         healthy("duloxetine", **woman(breastfeeding="yes")),
         healthy("tramadol", **woman(breastfeeding="unknown"))]),
    Row("M15 WARN",
        [healthy(n, **woman("yes", 8)) for n in ("tramadol", "duloxetine", "methocarbamol")]
        + [healthy(n, **woman(breastfeeding="yes")) for n in ("duloxetine", "cyclobenzaprine")],
        [healthy("tramadol", **woman(breastfeeding="yes")), healthy("duloxetine", **woman()),
         healthy("naproxen", **woman("yes", 8))]),
    Row("M16 WARN",
        [healthy(n, age=a, **woman("unknown")) for n in ("ibuprofen", "tramadol") for a in (12, 55)]
        + [healthy("ibuprofen", sex=sex, pregnancy=Pregnancy()) for sex in ("unknown", "other")],
        [healthy("ibuprofen", age=a, **woman("unknown")) for a in (11, 56)]
        + [healthy("ibuprofen", pregnancy=Pregnancy()), healthy("ibuprofen", **woman("no")),
           healthy("ibuprofen", **woman("yes", 10)), healthy("duloxetine", **woman("unknown"))]),
    # serotonin, seizures, breathing
    Row("M20 STOP", [healthy("tramadol", **lists("Cymbalta")), healthy("duloxetine", "Ultracet")],
        [healthy("tramadol", **lists("venlafaxine")), healthy("codeine", **lists("duloxetine"))]),
    Row("M21 STOP",
        [healthy(n, **lists(maoi)) for n in ("duloxetine", "tramadol", "cyclobenzaprine")
         for maoi in ("phenelzine", "linezolid", "methylene blue")]
        + [healthy("tramadol", medicines=stopped("linezolid", n)) for n in (0, 14)]
        + [healthy("linezolid", medicines=stopped("duloxetine", 5)),
           healthy("tramadol", care=(medicine("moclobemide", 0, 7),))],
        [healthy("tramadol", medicines=stopped("linezolid", 15)),
         healthy("linezolid", medicines=stopped("duloxetine", 6)),
         healthy("linezolid", medicines=stopped("tramadol", 1)),
         healthy("venlafaxine", **lists("linezolid")), healthy("duloxetine", "tramadol"),
         healthy("tramadol", care=(medicine("moclobemide", 0, 6),)),
         healthy(medicines=(*stopped("duloxetine", 2), *stopped("linezolid", 2)))]),
    Row("M22 STOP",
        [healthy("tramadol", **lists(n)) for n in
         ("fluoxetine", "Seroxat", "bupropion", "quinidine")],
        [healthy("tramadol", **lists("sertraline")), healthy("tramadol", **lists("duloxetine")),
         healthy("codeine", **lists("fluoxetine"))]),
    Row("M22 WARN",
        [healthy("tramadol", **lists(n)) for n in
         ("sertraline", "venlafaxine", "amitriptyline", "cyclobenzaprine", "sumatriptan", "lithium",
          "St John's wort")]
        + [healthy("sertraline", "bupropion"), healthy("fluoxetine", "sumatriptan"),
           healthy("citalopram", "sertraline"), healthy("tramadol", "fluoxetine", "sertraline"),
           healthy("quinidine", "tramadol", "lithium")],
        [healthy("tramadol", **lists("fluoxetine")), healthy("tramadol", **lists("bupropion")),
         healthy("tramadol", **lists("quinidine")), healthy("sertraline", **lists("Zoloft")),
         healthy("sertraline", **lists("mirtazapine"))]),
    Row("M23 STOP",
        [healthy("tramadol", **ill(n)) for n in ("seizures", "head_injury_recent", "alcohol_heavy")]
        + [healthy("tramadol", **lists(n)) for n in
           ("bupropion", "clozapine", "theophylline", "mefloquine", "ciprofloxacin")],
        [healthy("tramadol"), healthy("codeine", **ill("seizures")),
         healthy("tramadol", "duloxetine", "cyclobenzaprine", "amitriptyline")]),
    Row("M24 STOP", [healthy("tramadol", **lists("diazepam")), healthy("co-codamol", "Xanax")],
        [healthy("tramadol", **lists("zopiclone")), healthy("diazepam")]),
    Row("M24 WARN",
        [healthy("codeine", **lists(n)) for n in
         ("gabapentin", "pregabalin", "baclofen", "promethazine", "zopiclone", "quetiapine",
          "phenobarbital")]
        + [healthy("morphine", **ill("alcohol_heavy"))],
        [healthy("codeine", **lists("diazepam")), healthy("gabapentin", "baclofen"),
         healthy("paracetamol", **ill("alcohol_heavy")), healthy("codeine")]),
    # tramadol and other opioids
    Row("M25 WARN",
        [healthy("tramadol", **kidney(29)), healthy("tramadol", **ill("cirrhosis")),
         healthy("tramadol", age=76)],
        [healthy("tramadol", **kidney(30)), healthy("tramadol", age=75),
         healthy("tramadol", **ill("liver_disease")), healthy("codeine", age=76)]),
    Row("M26 STOP", [healthy("tramadol", age=17), healthy("tramadol", age=3)],
        [healthy("tramadol", age=18), healthy("codeine", age=17)]),
    Row("M27 INFO",
        [healthy("tramadol", **ill("diabetes")), healthy("tramadol", age=65, **lists("sertraline")),
         healthy("tramadol", age=65, **lists("furosemide"))],
        [healthy("tramadol", age=64, **lists("sertraline")), healthy("tramadol", age=65),
         healthy("codeine", **ill("diabetes"))]),
    Row("M28 WARN",
        [healthy(n, **lumbar(LONG_AGO)) for n in ("tramadol", "codeine", "morphine")]
        + [healthy("codeine", **lumbar(LONG_AGO, "unsure")),
           healthy("codeine", **lumbar(OnsetUnknown(TODAY))),
           healthy("codeine", **lumbar(OnsetMonth(LONG_AGO.day.replace(day=1))))],
        [healthy("codeine", **lumbar(OnsetDay(TODAY - timedelta(days=84)))),
         healthy("codeine", **lumbar(LONG_AGO, "cervical")),
         healthy("codeine", **lumbar(LONG_AGO, "thoracic")),
         healthy("naproxen", **lumbar(LONG_AGO))]),
    Row("M29 STOP",
        [healthy("tramadol"), healthy("codeine", care=failed()),
         healthy("codeine", care=(medicine("naproxen", 0, 5, "insufficient"),)),
         healthy("codeine", care=failed("codeine")), healthy("codeine", care=failed("foozol")),
         healthy("codeine", care=failed("co-codamol")),
         healthy("codeine", care=(*failed(), medicine("naproxen", 0, 5, "helped"))),
         healthy(**lists("morphine"))],
        [healthy("tramadol", care=TRIED), healthy("naproxen"),
         healthy("codeine", care=(*failed(), medicine("naproxen", 0, 5, "not_tolerated"))),
         healthy("codeine", care=(*failed(), medicine("naproxen", 0, 5, "contraindicated")))]),
    # duloxetine
    Row("M30 STOP", [healthy("duloxetine", **kidney(29))],
        [healthy("duloxetine", **kidney(30)), healthy("venlafaxine", **kidney(20))]),
    Row("M31 STOP",
        [healthy("duloxetine", **ill(n)) for n in ("liver_disease", "cirrhosis", "alcohol_heavy")],
        [healthy("duloxetine"), healthy("venlafaxine", **ill("cirrhosis"))]),
    Row("M32 STOP", [healthy("duloxetine", **ill("glaucoma_narrow_angle"))],
        [healthy("duloxetine", **ill("bipolar")),
         healthy("tramadol", **ill("glaucoma_narrow_angle"))]),
    Row("M32 WARN",
        [healthy("duloxetine", **ill(n)) for n in
         ("hypertension_uncontrolled", "bipolar", "suicidality")]
        + [healthy("duloxetine", age=24)],
        [healthy("duloxetine", age=25), healthy("duloxetine", **ill("hypertension")),
         healthy("duloxetine", **ill("glaucoma_narrow_angle"))]),
    Row("M33 STOP", [healthy("duloxetine", **lists(n)) for n in ("Cipro", "fluvoxamine")],
        [healthy("duloxetine", **lists("levofloxacin")), healthy("venlafaxine", "Cipro")]),
    Row("M34 INFO",
        [healthy(medicines=stopped("Cymbalta", n)) for n in (0, 90)]
        + [healthy(care=(medicine("duloxetine", 0, 10),))],
        [healthy(medicines=stopped("duloxetine", 91)), healthy("duloxetine"),
         healthy(medicines=stopped("sertraline", 3)), healthy(medicines=stopped("foozol", 3)),
         healthy("duloxetine", medicines=stopped("duloxetine", 3))]),
    # muscle relaxants
    Row("M35 STOP",
        [healthy("cyclobenzaprine", **ill(n)) for n in
         ("myocardial_infarction_recent", "arrhythmia", "atrial_fibrillation", "heart_block",
          "heart_failure", "hyperthyroidism")],
        [healthy("cyclobenzaprine", **ill("hypertension")),
         healthy("methocarbamol", **ill("heart_failure"))]),
    Row("M36 WARN",
        [healthy(care=(medicine("Flexeril", -1),)),
         healthy(care=(medicine("Flexeril", -20, 5), medicine("cyclobenzaprine", 6))),
         healthy(care=(medicine("Flexeril", -20), medicine("cyclobenzaprine", 10, 12)))],
        [healthy(care=(medicine("cyclobenzaprine", 0),)),
         healthy(care=(medicine("cyclobenzaprine", -40, 20),)),
         healthy(care=(medicine("Flexeril", -20, 5), medicine("cyclobenzaprine", 7))),
         healthy(care=(medicine("methocarbamol", -30),)), healthy(**lists("cyclobenzaprine")),
         healthy("cyclobenzaprine", care=TRIED),
         healthy("cyclobenzaprine", care=(medicine("cyclobenzaprine", -60, -30),))]),
    Row("M37 STOP",
        [healthy("cyclobenzaprine", **ill(n)) for n in ("liver_disease", "cirrhosis")],
        [healthy("cyclobenzaprine", **ill("urinary_retention")),
         healthy("baclofen", **ill("cirrhosis"))]),
    Row("M37 WARN",
        [healthy("cyclobenzaprine", **ill(n)) for n in
         ("glaucoma_narrow_angle", "urinary_retention")],
        [healthy("cyclobenzaprine", **ill("cirrhosis")), healthy("cyclobenzaprine")]),
    Row("M38 WARN",
        [healthy(n, age=65) for n in ("cyclobenzaprine", "methocarbamol", "tizanidine")],
        [healthy("methocarbamol", age=64), healthy("diazepam", age=70)]),
    # several, and what is asked
    Row("M39 STOP",
        [healthy("tramadol", "cyclobenzaprine", age=65, **lists("duloxetine")),
         healthy("gabapentin", "zolpidem", "haloperidol", age=80)],
        [healthy("tramadol", "cyclobenzaprine", age=64, **lists("duloxetine")),
         healthy("tramadol", "cyclobenzaprine", age=80)]),
    Row("M39 WARN",
        [healthy("codeine", "diazepam", age=64, **lists("amitriptyline"))],
        [healthy("codeine", "diazepam", age=65, **lists("amitriptyline")),
         healthy("codeine", "diazepam", **lists("Valium", "promethazine"))]),
    Row("M40 WARN",
        [healthy(n, age=65) for n in ("duloxetine", "venlafaxine", "tramadol")]
        + [healthy("tramadol", **ill("falls"))],
        [healthy("tramadol", age=64), healthy("sertraline", age=70),
         healthy("codeine", **ill("falls"))]),
    Row("M41 INFO",
        [healthy(**lists(n)) for n in ("diazepam", "gabapentin", "pregabalin", "prednisone")],
        [healthy("zopiclone"), healthy("carbamazepine"), healthy(**lists("Flixotide")),
         healthy(**lists("hydrocortisone 1 % cream", "Prednisolone eye drops"))]),
    Row("M42 WARN",
        [healthy("ibuprofen", egfr=None, age=60)]
        + [healthy("ibuprofen", egfr=None, **ill(n)) for n in
           ("diabetes", "hypertension", "hypertension_uncontrolled")],
        [healthy("ibuprofen", egfr=None, age=59), healthy("ibuprofen", age=60),
         healthy("paracetamol", egfr=None, age=80)]),
    Row("M43 INFO",
        [healthy("ibuprofen", **months_ago(6, 1)), healthy(**months_ago(6, 1)),
         healthy("ibuprofen", **months_ago(3, 1), **ill("ckd"))],
        [healthy("ibuprofen", **months_ago(6)), healthy("ibuprofen", **months_ago(3), **ill("ckd")),
         healthy("ibuprofen", **months_ago(3, 1)), healthy("ibuprofen", egfr=None)]),
    Row("M44 WARN",
        [healthy("foozol"), healthy(**lists("herbs", "ibuprofen")), healthy("codeine + foozol"),
         healthy(care=(medicine("", 0),)), healthy(care=(medicine("foozol", 0),))],
        [healthy("ibuprofen", **lists("metformin")), healthy(),
         healthy(medicines=stopped("foozol", 2)), healthy(care=(medicine("foozol", 0, 20),))]),
    # added after review
    Row("M45 STOP", [healthy("ibuprofen", **ill(n)) for n in ("cirrhosis", "liver_disease")],
        [healthy("ibuprofen"), healthy("codeine", **ill("cirrhosis"))]),
    Row("M46 WARN",
        [healthy("ibuprofen", **ill(n)) for n in
         ("ischaemic_heart_disease", "peripheral_artery_disease", "stroke_past")],
        [healthy("ibuprofen", **ill("stroke_recent")),
         healthy("codeine", **ill("ischaemic_heart_disease"))]),
    Row("M47 WARN",
        [healthy(n, **lists("warfarin")) for n in ("duloxetine", "venlafaxine", "sertraline")],
        [healthy("amitriptyline", **lists("warfarin")),
         healthy("duloxetine", **lists("clopidogrel"))]),
    Row("M48 STOP", [healthy("tizanidine", **lists(n)) for n in ("ciprofloxacin", "Luvox")],
        [healthy("tizanidine", **lists("levofloxacin")), healthy("baclofen", "ciprofloxacin")]),
    Row("M49 WARN",
        [healthy("paracetamol", weight_kg=49.9), healthy("co-codamol", weight_kg=40.0)]
        + [healthy("Panadol", **ill(n)) for n in ("liver_disease", "cirrhosis", "alcohol_heavy")],
        [healthy("paracetamol", weight_kg=50.0), healthy("ibuprofen", weight_kg=40.0)]),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.says)
def test_the_rule_fires_where_it_should_and_nowhere_else(row: Row) -> None:
    for made in row.on:
        assert row.says in told(made), (made.patient, made.plan, made.care)
    for made in row.off:
        assert row.says not in told(made), (made.patient, made.plan, made.care)


def test_every_rule_and_every_severity_has_its_row() -> None:
    every = {f"{rule.id} {rule.severity}" for rule in guidelines().prescribing.rules}
    assert {row.says for row in ROWS} == every


def test_every_trigger_fires_in_some_row() -> None:
    seen = {it.message for row in ROWS for made in row.on for it in report(made)[0]}
    assert seen == {rule.code for rule in guidelines().prescribing.rules}


def test_all_the_rules_of_the_text_are_there() -> None:
    numbers = (*range(1, 17), *range(20, 50))
    assert guidelines().prescribing.ids == {f"M{number:02}" for number in numbers}


def test_alternatives_are_asked_one_by_one_and_a_rule_is_told_once() -> None:
    alternatives = trying(prescribed(healthy()))
    together = {it.id for it in if_planned(alternatives, ("ibuprofen", "naproxen"))}
    assert "M12" in together
    assert if_one_planned(alternatives, ("ibuprofen", "naproxen")) == ()
    opioids = if_one_planned(alternatives, ("tramadol", "codeine"))
    rules = [it.because.rule for it in opioids]
    assert "M29" in rules
    assert len(rules) == len(set(rules))
