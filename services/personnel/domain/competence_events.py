"""What can have become known of a worker's competence: a level of a standard, a level that equals another. The stream's id is the
worker's.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.competence_standards import LevelKind
from shared.kernel import NATION, Region, record

# Events


@record
class CompetenceLevelRecorded:
    """Assessed by `assessed_by` on the effective day."""

    effective: date
    worker_id: UUID
    fact: UUID
    region: Region
    standard: str
    standard_version: int
    level: str
    assessed_by: str
    document: str


@record
class CompetenceLevelCorrected:
    effective: date
    worker_id: UUID
    fact: UUID
    standard: str
    standard_version: int
    level: str
    reason: str


@record
class EquivalenceApplied:
    """By the table, whoever has the one level has the other from the effective day, as long as `until`."""

    effective: date
    worker_id: UUID
    fact: UUID
    region: Region
    table: str
    table_version: int
    of: LevelKind
    level: str
    equals: LevelKind
    equal_level: str
    until: date | None
    evidence: str


@record
class CompetenceAnnulled:
    """The level or the equivalence never was. Effective = the day it was said to begin."""

    effective: date
    worker_id: UUID
    fact: UUID
    reason: str


CompetenceEvent = CompetenceLevelRecorded | CompetenceLevelCorrected | EquivalenceApplied | CompetenceAnnulled

# State


@record
class CompetenceHeld:
    effective: date
    standard: str
    level: str
    annulled: bool = False
    applied: bool = False


@record
class Competence:
    worker_id: UUID | None = None
    region: Region = NATION
    held: tuple[tuple[UUID, CompetenceHeld], ...] = ()

    def of(self, fact: UUID) -> CompetenceHeld | None:
        return next((held for id, held in self.held if id == fact), None)

    def with_held(self, fact: UUID, held: CompetenceHeld) -> "Competence":
        return replace(self, held=(*((id, h) for id, h in self.held if id != fact), (fact, held)))


def evolve(competence: Competence, event: CompetenceEvent) -> Competence:
    match event:
        case CompetenceLevelRecorded():
            known = CompetenceHeld(effective=event.effective, standard=event.standard, level=event.level)
            return replace(competence, worker_id=event.worker_id, region=event.region).with_held(event.fact, known)
        case EquivalenceApplied():
            known = CompetenceHeld(
                effective=event.effective, standard=event.table, level=event.equal_level, applied=True
            )
            return replace(competence, worker_id=event.worker_id, region=event.region).with_held(event.fact, known)
        case CompetenceLevelCorrected():
            known = CompetenceHeld(effective=event.effective, standard=event.standard, level=event.level)
            return competence.with_held(event.fact, known)
        case CompetenceAnnulled(fact=fact):
            known_then = competence.of(fact)
            assert known_then is not None
            return competence.with_held(fact, replace(known_then, annulled=True))
