"""Patients are found while their name, number or birth date is typed, whatever is typed."""

from dataclasses import replace
from datetime import date
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text
from sqlmodel import Session

from db import norm, patients, persons, search, visits
from db.clinic import Clinic, Reader
from db.trouble import StoreTrouble
from pathway.clinicnumbers import check_digit, clinic_number, is_clinic_number
from pathway.facts import OnsetDay, Patient, Problem, Visit
from pathway.particulars import Particulars
from pathway.person import Enrolment, Person
from pathway.records import PatientId, ProblemId, Registration, VisitEntry
from tests.db.given import STAMP, TODAY, Place, register, registration

PEOPLE = {
    "Okafor, Ruth": date(1968, 3, 14),
    "Ng, Li": date(1990, 12, 1),
    "Þórsdóttir, Åsa": date(1955, 7, 30),
    "O’Brien-Łukasz, Seán": date(1972, 2, 29),
    "Wolfeschlegelsteinhausenbergerdorff, Hubert Blaine": date(1941, 8, 4),
    ", Suharto": date(1980, 1, 5),
    "Straße, Jürgen": date(2001, 10, 9),
    "श्रेष्ठ, प्रिया": date(1986, 4, 2),
    "李, 小龍": date(1970, 11, 27),
    "Okafor, Ama": date(1999, 5, 6),
}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Place:
    import resources
    from pathway.guidelines import read_guidelines
    from tests.db.given import make

    guidelines = read_guidelines(resources.pack_tables())
    place = make(tmp_path_factory.mktemp("crowd") / "clinic", guidelines)
    clinic = place.open()
    for name, birth in PEOPLE.items():
        family, given_name = name.split(", ") if not name.startswith(",") else ("", name[2:])
        patient = Patient(birth, family_name=family, given_name=given_name, sex="female")
        problem = Problem("cervical", OnsetDay(date(2026, 3, 1)), side="left")
        clinic.write(patients.register, Registration(patient, problem), STAMP)
    clinic.close()
    return place


def names(place: Place, text: str) -> list[str]:
    clinic = place.open()
    rows = clinic.read(search.find, text, 50)
    clinic.close()
    return [f"{row.family_name}, {row.given_name}" for row in rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("oka", ["Okafor, Ama", "Okafor, Ruth"]),
        ("ruth oka", ["Okafor, Ruth"]),
        ("OKAFOR R", ["Okafor, Ruth"]),
        ("ng", ["Ng, Li"]),
        ("li", ["Ng, Li"]),
        ("thorsdottir", ["Þórsdóttir, Åsa"]),
        ("asa", ["Þórsdóttir, Åsa"]),
        ("obrien", ["O’Brien-Łukasz, Seán"]),
        ("o'brien lukasz sean", ["O’Brien-Łukasz, Seán"]),
        ("suharto", [", Suharto"]),
        ("strasse", ["Straße, Jürgen"]),
        ("jurgen stra", ["Straße, Jürgen"]),
        ("श्रे", ["श्रेष्ठ, प्रिया"]),
        ("प्रिया", ["श्रेष्ठ, प्रिया"]),
        ("小", ["李, 小龍"]),
        ("wolfe hub", ["Wolfeschlegelsteinhausenbergerdorff, Hubert Blaine"]),
        ("14-Mar-1968", ["Okafor, Ruth"]),
        ("14-mar-19", ["Okafor, Ruth"]),
        ("14-M", ["Okafor, Ruth"]),
        ("14 March 1968", ["Okafor, Ruth"]),
        ("1968-03-14", ["Okafor, Ruth"]),
        ("1968-3", ["Okafor, Ruth"]),
        ("1968", ["Okafor, Ruth"]),
        ("14/03/1968", ["Okafor, Ruth"]),
        ("14.3.1968", ["Okafor, Ruth"]),
        ("ama 6-May-1999", ["Okafor, Ama"]),
        ("okafor 1-Jan-1900", []),
        ("F0000018", ["Okafor, Ruth"]),
        ("000001", ["Okafor, Ruth"]),
        ("f0000026 li", ["Ng, Li"]),
        ("kafor", ["Okafor, Ama", "Okafor, Ruth"]),
        ("kafor ama", ["Okafor, Ama"]),
        ("kafor am", ["Okafor, Ama"]),
        ("kafor 1999", ["Okafor, Ama"]),
        ("brien kasz", ["O’Brien-Łukasz, Seán"]),
        ("harto", [", Suharto"]),
        ("F 00000 18", ["Okafor, Ruth"]),
        ("0000 018", ["Okafor, Ruth"]),
        ("14031968", ["Okafor, Ruth"]),
        ("14 03 1968", ["Okafor, Ruth"]),
        ("14 mar 1968", ["Okafor, Ruth"]),
        ("14 Mar", ["Okafor, Ruth"]),
        ("14Mar1968", ["Okafor, Ruth"]),
        ("Mar 1968", ["Okafor, Ruth"]),
        ("march 1968", ["Okafor, Ruth"]),
        ("03/1968", ["Okafor, Ruth"]),
        ("05/06/1999", ["Okafor, Ama"]),
        ("06/05/1999", ["Okafor, Ama"]),
        ("6/5/1999", ["Okafor, Ama"]),
        ("1999-05", ["Okafor, Ama"]),
        ("ru okafor", ["Okafor, Ruth"]),
        ("龍", []),
        ("okafor ng", []),
        ("- / ' \"", None),
        ("", None),
        ("  ", None),
    ],
)
def test_what_is_typed_finds_whom_it_fits(
    crowd: Place, typed: str, found: list[str] | None
) -> None:
    wanted = names(crowd, "") if found is None else found
    assert names(crowd, typed) == wanted
    assert len(names(crowd, "")) == len(PEOPLE)


def test_no_text_lists_everybody_by_name(crowd: Place) -> None:
    listed = names(crowd, "")
    latin = [name for name in listed if name.isascii()]
    assert latin == sorted(latin, key=lambda name: name.replace(", ", " ").strip())


def test_those_whose_name_begins_so_come_first(clinic: Clinic) -> None:
    for family, given_name in (("Adams", "Bo"), ("Zorn", "Bo"), ("Bond", "Zoe"), ("Bo", "Al")):
        register(clinic, family, given_name)
    rows = clinic.read(search.find, "bo", 3)
    assert [row.family_name for row in rows] == ["Bo", "Bond", "Adams"]


def test_a_row_tells_two_patients_of_one_name_apart(clinic: Clinic) -> None:
    first, second = register(clinic), register(clinic)
    clinic.write(visits.save, VisitEntry(second, Visit(TODAY)), STAMP)
    clinic.write(visits.save, VisitEntry(second, Visit(date(2026, 3, 3))), STAMP)
    rows = {row.problem_id: row for row in clinic.read(search.find, "okafor", 9)}
    assert rows[first].last_visit is None
    assert rows[second].last_visit == TODAY
    assert {row.number for row in rows.values()} == {"F0000018", "F0000026"}
    assert rows[first].birth_date == date(1968, 3, 14)
    known = replace(rows[second], patient_id=PatientId(""), problem_id=ProblemId(""))
    assert (known.region, known.side, known.sex) == ("lumbar", "left", "unknown")


hostile = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ['"', "(", "a AND", "NEAR(a b)", "-x", "*", "words:a", "a*b", "^a", "'; DROP TABLE patient",
         "{a b}", "a OR b", "\0", "%", "_", "\ud800", "a" * 5000, "1-1", "31-Foo-1999", "-1-1-1"]
    ),
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=hostile)
def test_nothing_that_is_typed_breaks_the_search(crowd: Place, typed: str) -> None:
    assert isinstance(names(crowd, typed), list)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_beginnings_of_a_patients_words_in_any_order_find_the_patient(
    crowd: Place, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(PEOPLE)))
    birth = PEOPLE[name]
    known = [*norm.words(name), f"{birth:%d-%b-%Y}", f"{birth:%Y-%m-%d}"]
    chosen = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=4, unique=True))
    cut = [
        word[: data.draw(st.integers(1, len(word)))] if word.isalpha() else word for word in chosen
    ]
    assert name in names(crowd, " ".join(data.draw(st.permutations(cut))))


@given(st.text(max_size=30))
def test_words_are_letters_and_digits_without_marks_or_case(text: str) -> None:
    found = norm.words(text)
    assert norm.words(" ".join(found)) == found
    assert all(word and word == word.casefold() and '"' not in word for word in found)


@given(st.integers(1, 9_999_999))
def test_a_clinic_number_checks_itself(sequence: int) -> None:
    number = clinic_number(sequence)
    assert is_clinic_number(number)
    digit = int(number[-2])
    mistyped = f"{number[:-2]}{(digit + 3) % 10}{number[-1]}"
    assert not is_clinic_number(mistyped)


def test_the_check_digit_is_luhns() -> None:
    assert check_digit("7992739871") == "3"
    assert not is_clinic_number("F")
    assert not is_clinic_number("X0000018")


def test_what_nobody_waits_for_any_more_is_broken_off(clinic: Clinic) -> None:
    register(clinic)
    reader = clinic.reader()
    assert len(reader.read(search.find, "okafor", 9)) == 1
    told: list[StoreTrouble] = []
    asking = Thread(target=_ask_for_ever, args=(reader, told))
    asking.start()
    while asking.is_alive():
        reader.interrupt()
        asking.join(timeout=0.01)
    assert [trouble.code for trouble in told] == ["in_use"]
    assert len(reader.read(search.find, "okafor", 9)) == 1
    reader.close()


def _ask_for_ever(reader: Reader, told: list[StoreTrouble]) -> None:
    try:
        reader.read(_count_for_ever)
    except StoreTrouble as trouble:
        told.append(trouble)


def _count_for_ever(session: Session) -> object:
    endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT sum(n) FROM c"
    return session.execute(text(endless)).scalar()


def test_a_telephone_number_is_found_with_gaps_and_from_within_the_country(clinic: Clinic) -> None:
    told = Person(particulars=Particulars(phone="+254 712 345 678"))
    clinic.write(persons.enrol, Enrolment(registration(), told), STAMP)
    register(clinic, "Banda")
    for typed in ("+254 712 345 678", "254712", "0712345678", "0712 345 678", "712 345", "345 678"):
        found = clinic.read(search.find, typed, 9)
        assert [row.family_name for row in found] == ["Okafor"], typed


def test_a_number_typed_whole_comes_before_a_name_that_begins_so(clinic: Clinic) -> None:
    for family, number in (("B12", ""), ("Zulu", "B12"), ("Adams", "B123")):
        clinic.write(patients.register, registration(family, number=number), STAMP)
    found = [row.family_name for row in clinic.read(search.find, "b12", 9)]
    assert set(found[:2]) == {"B12", "Zulu"}
    assert found[2] == "Adams"


@pytest.mark.parametrize("typed", ["", "oka", "kafor", "f0000018", "1968"])
def test_whom_a_key_finds_is_read_from_indexes_alone(crowd: Place, typed: str) -> None:
    clinic = crowd.open()
    asked: list[tuple[str, tuple[str | int, ...]]] = []
    event.listen(
        clinic._engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3]))
    )
    clinic.read(search.found, typed, 500)
    with clinic._engine.connect() as connection:
        plans = [
            str(row.detail)
            for statement, values in tuple(asked)
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    clinic.close()
    read = [plan for plan in plans if "patient_search" not in plan and " USING " in plan]
    indexed = [plan for plan in read if not plan.startswith("USE TEMP")]
    assert len(indexed) >= 2
    assert not [plan for plan in indexed if " COVERING INDEX " not in plan], indexed
