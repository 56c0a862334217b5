"""The sections of a person's file beside identity, employments, posts and grade: one for each kind of record that tells of people."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from shared.kernel import Recorded, record


@record
class FactThen:
    """Something that had happened by the day; its stream tells the rest."""

    stream: str
    stream_id: UUID
    what: str
    effective: date


@record
class FileSections:
    """What had happened by the day, in the order in which it was recorded."""

    qualifications: tuple[FactThen, ...] = ()
    competence: tuple[FactThen, ...] = ()
    party_posts: tuple[FactThen, ...] = ()
    filings: tuple[FactThen, ...] = ()
    reserve: tuple[FactThen, ...] = ()
    delegacies: tuple[FactThen, ...] = ()
    borrowings: tuple[FactThen, ...] = ()
    secondments: tuple[FactThen, ...] = ()
    seniority: tuple[FactThen, ...] = ()
    recognitions: tuple[FactThen, ...] = ()
    institution_cases: tuple[FactThen, ...] = ()
    careers: tuple[FactThen, ...] = ()
    recommendations: tuple[FactThen, ...] = ()
    archive: tuple[FactThen, ...] = ()
    emergency_duties: tuple[FactThen, ...] = ()


SECTION_OF: Final[Mapping[str, str]] = {
    "qualification": "qualifications", "competence": "competence", "party_post": "party_posts", "filing": "filings",
    "reserve": "reserve", "delegacy": "delegacies", "borrow": "borrowings", "secondment": "secondments",
    "seniority": "seniority", "recognition": "recognitions", "institution_case": "institution_cases",
    "career": "careers", "recommendation": "recommendations", "archive": "archive",
    "emergency_duty": "emergency_duties",
}  # fmt: skip
"""The section of each stream."""


def sections_on(known: Iterable[Recorded[Any]], day: date) -> FileSections:
    """From a person's events in the order of the log."""
    found: dict[str, list[FactThen]] = {}
    for recorded in known:
        if recorded.stream_type in SECTION_OF and recorded.effective <= day:
            found.setdefault(SECTION_OF[recorded.stream_type], []).append(fact_of(recorded))
    return FileSections(**{section: tuple(facts) for section, facts in found.items()})


def fact_of(recorded: Recorded[Any]) -> FactThen:
    return FactThen(
        stream=recorded.stream_type, stream_id=recorded.stream_id, what=type(recorded.event).__name__,
        effective=recorded.effective,
    )  # fmt: skip
