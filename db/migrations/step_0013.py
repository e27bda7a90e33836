"""Step 13: the directory of colleagues and services that the clinic writes to."""

from typing import Final

STATEMENTS: Final = (
    """CREATE TABLE addressee (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        speciality TEXT NOT NULL,
        place TEXT NOT NULL,
        phone TEXT NOT NULL,
        address TEXT NOT NULL,
        listed INTEGER NOT NULL,
        CONSTRAINT pk_addressee PRIMARY KEY (id),
        CONSTRAINT ck_addressee_named CHECK (length(name) + length(place) > 0)
    )
     STRICT""",
    """CREATE TRIGGER addressee_no_delete BEFORE DELETE ON addressee BEGIN
        SELECT RAISE(ABORT, 'never deleted');
    END""",
)
