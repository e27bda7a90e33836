"""Step 15: indexes that hold all that a key in the search asks for.

Of five hundred patients found, no row of theirs is read any more to know in which order they stand,
which problems they have, and on which day they were seen last: each was a page of its own to
decipher.
"""

from typing import Final

STATEMENTS: Final = (
    "DROP INDEX ix_patient_sort_norm",
    "CREATE INDEX ix_patient_sort_norm ON patient (sort_norm, sequence, id)",
    "CREATE INDEX ix_patient_sequence ON patient (sequence, sort_norm, id)",
    "DROP INDEX ix_problem_patient_id",
    "CREATE INDEX ix_problem_patient_id ON problem (patient_id, id)",
    "DROP INDEX ix_visit_problem_id",
    "CREATE INDEX ix_visit_problem_id ON visit (problem_id, day, error_at)",
)
