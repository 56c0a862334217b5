"""Levels of occupational standards, and their equivalence with other levels."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class CompetenceLevelRecordedV1:
    """A worker has a level of a standard; effective = day of the assessment. Told again for a fact that was corrected."""

    told: ClassVar[Name] = Name("personnel.competence.level_recorded")
    worker_id: UUID
    fact: UUID
    standard: str
    standard_version: int
    level: str


@record
class EquivalenceAppliedV1:
    """Whoever has the level `of` the one kind is taken to have the equal level of the other; effective = from when.

    Kinds: COMPETENCE, SKILL, CERTIFICATE.
    """

    told: ClassVar[Name] = Name("personnel.equivalence.applied")
    worker_id: UUID
    fact: UUID
    table: str
    table_version: int
    of: str
    level: str
    equals: str
    equal_level: str
