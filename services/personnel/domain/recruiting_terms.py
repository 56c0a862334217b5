"""Words of recruiting that policies use as well: names and values are part of stored events, add, never rename."""

from enum import StrEnum


class Disqualifier(StrEnum):
    """Who may not apply: criminal record, dismissed from public office, under investigation, fraud in an exam, on a list of
    dishonesty, serving soldier, student before the last year.
    """

    CRIMINAL_RECORD = "CRIMINAL_RECORD"
    DISMISSED_FROM_OFFICE = "DISMISSED_FROM_OFFICE"
    UNDER_INVESTIGATION = "UNDER_INVESTIGATION"
    EXAM_FRAUD = "EXAM_FRAUD"
    DISHONESTY_LIST = "DISHONESTY_LIST"
    SERVING_SOLDIER = "SERVING_SOLDIER"
    STUDENT = "STUDENT"
