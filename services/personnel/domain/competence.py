"""What level of an occupational standard a worker has (P-04.1), and which level of another kind equals it (P-04.3): dated facts,
recorded, corrected, annulled.
"""

from datetime import date
from uuid import UUID

from services.personnel.domain.competence_events import (
    Competence,
    CompetenceAnnulled,
    CompetenceEvent,
    CompetenceHeld,
    CompetenceLevelCorrected,
    CompetenceLevelRecorded,
    EquivalenceApplied,
)
from services.personnel.domain.competence_standards import EquivalenceIssued, LevelKind, StandardIssued
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Region, Rejected, record

# Commands


@record
class RecordLevel:
    """`standard` is the version in force on the day of the assessment, none where there is none."""

    worker_id: UUID
    fact: UUID
    region: Region
    standard: StandardIssued | None
    level: str
    assessed_on: date
    assessed_by: str
    document: str


@record
class CorrectLevel:
    fact: UUID
    standard: StandardIssued | None
    level: str
    assessed_on: date
    reason: str


@record
class ApplyEquivalence:
    """`evidence` is the paper of the level that the person has: its name or number."""

    worker_id: UUID
    fact: UUID
    region: Region
    table: EquivalenceIssued | None
    of: LevelKind
    level: str
    since: date
    evidence: str


@record
class AnnulCompetence:
    fact: UUID
    reason: str


CompetenceCommand = RecordLevel | CorrectLevel | ApplyEquivalence | AnnulCompetence

# Decisions


def decide(state: Competence, command: CompetenceCommand, facts: Facts[Policies]) -> tuple[CompetenceEvent, ...]:
    match command:
        case RecordLevel():
            return _recorded(state, command, facts)
        case CorrectLevel():
            return _corrected(state, command, facts)
        case ApplyEquivalence():
            return _applied(state, command, facts)
        case AnnulCompetence(fact=fact, reason=reason):
            return _annulled(state, fact, reason)


def _recorded(state: Competence, command: RecordLevel, facts: Facts[Policies]) -> tuple[CompetenceEvent, ...]:
    if state.of(command.fact) is not None:
        return ()
    standard = _standing(command.standard, command.level, command.assessed_on, facts)
    if not command.assessed_by.strip() or not command.document.strip():
        raise Rejected("competence.document", field="/document")
    return (
        CompetenceLevelRecorded(
            effective=command.assessed_on, worker_id=command.worker_id, fact=command.fact, region=command.region,
            standard=standard.code, standard_version=standard.version, level=command.level,
            assessed_by=command.assessed_by, document=command.document,
        ),
    )  # fmt: skip


def _standing(standard: StandardIssued | None, level: str, day: date, facts: Facts[Policies]) -> StandardIssued:
    if day > facts.today:
        raise Rejected("competence.future", field="/assessed_on")
    if standard is None:
        raise Rejected("competence.no-standard", field="/standard")
    if level not in {each.code for each in standard.levels}:
        raise Rejected("competence.level", field="/level")
    return standard


def _corrected(state: Competence, command: CorrectLevel, facts: Facts[Policies]) -> tuple[CompetenceEvent, ...]:
    worker, held = _known(state, command.fact)
    if held.applied:
        raise Rejected("competence.unknown", field="/fact")
    standard = _standing(command.standard, command.level, command.assessed_on, facts)
    if (held.effective, held.standard, held.level) == (command.assessed_on, standard.code, command.level):
        return ()
    return (
        CompetenceLevelCorrected(
            effective=command.assessed_on, worker_id=worker, fact=command.fact, standard=standard.code,
            standard_version=standard.version, level=command.level, reason=_because(command.reason),
        ),
    )  # fmt: skip


def _applied(state: Competence, command: ApplyEquivalence, facts: Facts[Policies]) -> tuple[CompetenceEvent, ...]:
    if state.of(command.fact) is not None:
        return ()
    if command.since > facts.today:
        raise Rejected("competence.future", field="/since")
    table = command.table
    if table is None:
        raise Rejected("competence.no-table", field="/table")
    row = next((r for r in table.rows if (r.of, r.level) == (command.of, command.level)), None)
    if row is None:
        raise Rejected("competence.not-equivalent", field="/level")
    if not command.evidence.strip():
        raise Rejected("competence.evidence", field="/evidence")
    return (
        EquivalenceApplied(
            effective=command.since, worker_id=command.worker_id, fact=command.fact, region=command.region,
            table=table.code, table_version=table.version, of=row.of, level=row.level, equals=row.equals,
            equal_level=row.equal_level, until=table.until, evidence=command.evidence,
        ),
    )  # fmt: skip


def _annulled(state: Competence, fact: UUID, reason: str) -> tuple[CompetenceEvent, ...]:
    known = state.of(fact)
    if known is not None and known.annulled:
        return ()
    worker, held = _known(state, fact)
    return (CompetenceAnnulled(effective=held.effective, worker_id=worker, fact=fact, reason=_because(reason)),)


def _known(state: Competence, fact: UUID) -> tuple[UUID, CompetenceHeld]:
    held = state.of(fact)
    if state.worker_id is None or held is None or held.annulled:
        raise Rejected("competence.unknown", field="/fact")
    return state.worker_id, held


def _because(reason: str) -> str:
    if not reason.strip():
        raise Rejected("competence.reason", field="/reason")
    return reason
