"""The table of colleagues and services that the clinic writes to."""

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from db.columns import Truth
from db.tables import ID_LENGTH, NAME_LENGTH, Row
from pathway.addressees import LONGEST_ADDRESS


class AddresseeRow(Row, table=True):
    """A person or a service; who is not ``listed`` any more stays for the letters of before."""

    __tablename__ = "addressee"
    __table_args__ = (
        CheckConstraint("length(name) + length(place) > 0", name="named"),
        {"sqlite_strict": True},
    )
    part_of = ("addressee", "id")

    id: str = Field(min_length=ID_LENGTH, max_length=ID_LENGTH, primary_key=True, sa_type=Text)
    name: str = Field(max_length=NAME_LENGTH, sa_type=Text)
    speciality: str = Field(max_length=NAME_LENGTH, sa_type=Text)
    place: str = Field(max_length=NAME_LENGTH, sa_type=Text)
    phone: str = Field(max_length=NAME_LENGTH, sa_type=Text)
    address: str = Field(max_length=LONGEST_ADDRESS, sa_type=Text)
    listed: bool = Field(sa_type=Truth)
