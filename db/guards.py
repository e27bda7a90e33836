"""The triggers that hold the file to its promises: which of them are not as the schema wrote them.

Nobody who opens the records through the program can drop one (``engine`` forbids it), so one that
is missing or altered was taken away by somebody who went round the program.
"""

from functools import cache

from sqlalchemy import text
from sqlcipher3 import dbapi2 as driver
from sqlmodel import Session

from db import migrate

_GUARDS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"


def missing(session: Session) -> tuple[str, ...]:
    """Return the names of triggers that are gone or say something else, and of foreign ones."""
    found = {str(name): str(sql) for name, sql in session.execute(text(_GUARDS))}
    wanted = _wanted()
    names = sorted({*found, *wanted})
    return tuple(name for name in names if found.get(name) != wanted.get(name))


@cache
def _wanted() -> dict[str, str]:
    connection = driver.connect(":memory:", isolation_level=None)
    try:
        migrate.run(connection)
        return {str(name): str(sql) for name, sql in connection.execute(_GUARDS)}
    finally:
        connection.close()
