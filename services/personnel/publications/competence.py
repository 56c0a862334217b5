"""Levels and equivalences are told; standards and tables are read where they are published."""

from services.personnel.domain import competence_events as events
from services.personnel.domain.competence_events import CompetenceEvent
from services.personnel.domain.competence_standards import EquivalenceIssued, StandardIssued
from shared.published import Published
from shared.published.personnel.competence import CompetenceLevelRecordedV1, EquivalenceAppliedV1


def publish(event: CompetenceEvent | StandardIssued | EquivalenceIssued) -> Published | None:
    match event:
        case events.CompetenceLevelRecorded() | events.CompetenceLevelCorrected():
            return CompetenceLevelRecordedV1(
                worker_id=event.worker_id, fact=event.fact, standard=event.standard,
                standard_version=event.standard_version, level=event.level,
            )  # fmt: skip
        case events.EquivalenceApplied():
            return EquivalenceAppliedV1(
                worker_id=event.worker_id, fact=event.fact, table=event.table, table_version=event.table_version,
                of=event.of.value, level=event.level, equals=event.equals.value, equal_level=event.equal_level,
            )  # fmt: skip
        case events.CompetenceAnnulled() | StandardIssued() | EquivalenceIssued():
            return None
