"""Names of made-up patients: long and short, single, with marks, from many places."""

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Person:
    """Who plays a patient."""

    family: str
    given: str
    sex: Literal["female", "male"]
    language: str = "en"


PEOPLE: Final = (
    Person("Okafor", "Chidinma", "female"),
    Person("Gurung", "Bishnu Maya", "female", "ne"),
    Person("Ng", "Wei", "male"),
    Person("O'Donoghue", "Fionnuala", "female"),
    Person("", "Sukarjo", "male", "id"),
    Person("Álvarez de la Peña", "María José", "female", "es"),
    Person("Wójcik-Świątek", "Zbigniew", "male", "pl"),
    Person("Haddad", "Yusra", "female", "ar"),
    Person("Þorvaldsdóttir", "Guðrún", "female", "is"),
    Person("Mbeki-Dlamini", "Sipho", "male", "zu"),
    Person("Nguyễn", "Thị Hồng Nhung", "female", "vi"),
    Person("Van den Broucke", "Pieter-Jan", "male", "nl"),
    Person("Tamang", "Prakash", "male", "ne"),
    Person("Šimůnková", "Květoslava", "female", "cs"),
    Person("Begum", "Rokeya", "female", "bn"),
    Person("Papadimitrakopoulos", "Konstantinos", "male", "el"),
    Person("Li", "Na", "female", "zh"),
    Person("Ivanova", "Oksana", "female", "uk"),
    Person("Singh", "Harpreet", "male", "pa"),
    Person("Kovačević", "Đurđica", "female", "hr"),
    Person("Faʻalogo", "Tavita", "male", "sm"),
    Person("Johansson", "Åke", "male", "sv"),
    Person("Desta", "Almaz", "female", "am"),
    Person("Ramanathapuram Venkatasubramanian", "Lakshmi", "female", "ta"),
    Person("Keita", "Ibrahima", "male", "fr"),
    Person("Müller", "Jürgen", "male", "de"),
    Person("", "Nilufar", "female", "fa"),
    Person("Yazzie", "Dolores", "female"),
    Person("Çelik", "İsmail", "male", "tr"),
    Person("Kealoha", "Moana", "female"),
    Person("Rakotoarisoa", "Hery", "male", "mg"),
    Person("MacGregor", "Iain", "male"),
    Person("D'Souza", "Blaise", "male"),
    Person("Sato", "Haruka", "female", "ja"),
    Person("Quispe Mamani", "Wara", "female", "qu"),
    Person("Bâ", "Aïssatou", "female", "ff"),
)
