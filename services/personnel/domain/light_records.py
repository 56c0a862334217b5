"""Light records: of part-time committee members (两委兼职成员) and retired workers, who are on no roster and yet cared for.

No contract, no place of the establishment, no grade, no pay run: a name, a community, a small allowance if there is one. Class and
field names of events are the storage format: add, never rename. Allowances in fen a month.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, WorkerName, level, record, to_yuan


class LightCategory(StrEnum):
    COMMITTEE_PARTTIME = "COMMITTEE_PARTTIME"
    RETIRED = "RETIRED"


@record
class LightRecordOpened:
    """Effective = since when; no name where the person is known from the roster. `allowance_fen` 0: unpaid."""

    effective: date
    worker_id: UUID
    record_id: UUID
    community: Region
    category: LightCategory
    name: WorkerName | None
    allowance_fen: int
    opened_by: str


@record
class LightRecordClosed:
    """Effective = the last day."""

    effective: date
    worker_id: UUID
    record_id: UUID
    closed_by: str


LightRecordEvent = LightRecordOpened | LightRecordClosed


@record
class LightRecord:
    worker_id: UUID | None = None
    record_id: UUID | None = None
    region: Region = NATION
    since: date = date.min
    until: date | None = None


def evolve(light: LightRecord, event: LightRecordEvent) -> LightRecord:
    match event:
        case LightRecordOpened():
            return LightRecord(
                worker_id=event.worker_id, record_id=event.record_id, region=event.community, since=event.effective
            )
        case LightRecordClosed(effective=last):
            return replace(light, until=last)


@record
class OpenLightRecord:
    worker_id: UUID
    record_id: UUID
    community: Region
    category: LightCategory
    name: WorkerName | None
    since: date
    allowance_fen: int


@record
class CloseLightRecord:
    until: date


LightRecordCommand = OpenLightRecord | CloseLightRecord


def open_record(light: LightRecord, command: OpenLightRecord, facts: Facts[Policies]) -> tuple[LightRecordEvent, ...]:
    """Nothing follows for one that is open."""
    if light.worker_id is not None and light.until is None:
        return ()
    if level(command.community) != "community":
        raise Rejected("light-records.community", field="/community")
    if command.since > facts.today:
        raise Rejected("light-records.since", field="/since")
    most = facts.policies.light_allowance_most_fen.on(facts.today)
    if not 0 <= command.allowance_fen <= most:
        raise Rejected("light-records.allowance", field="/allowance", most=to_yuan(most))
    opened = LightRecordOpened(
        effective=command.since, worker_id=command.worker_id, record_id=command.record_id, community=command.community,
        category=command.category, name=command.name, allowance_fen=command.allowance_fen, opened_by=facts.by,
    )  # fmt: skip
    return (opened,)


def close_record(light: LightRecord, command: CloseLightRecord, facts: Facts[Policies]) -> tuple[LightRecordEvent, ...]:
    if light.worker_id is None or light.record_id is None:
        raise Rejected("light-records.unknown")
    if light.until is not None:
        return ()
    if not light.since <= command.until <= facts.today:
        raise Rejected("light-records.until", field="/until")
    closed = LightRecordClosed(
        effective=command.until, worker_id=light.worker_id, record_id=light.record_id, closed_by=facts.by
    )
    return (closed,)
