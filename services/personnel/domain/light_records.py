"""Light records: of part-time committee members (两委兼职成员) and retired workers, who are on no roster and yet cared for.

No contract, no place of the establishment, no grade, no pay run: a name, a community, a small allowance if there is one. Class and
field names of events are the storage format: add, never rename. Allowances in fen a month.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.erasure_events import Purpose
from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, WorkerName, add_months, level, record, to_yuan


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


@record
class LightRetentionSet:
    """The name is kept until so long after the last day; for somebody who has no other record. Effective = the last day."""

    effective: date
    worker_id: UUID
    record_id: UUID
    kept_until: date


@record
class LightRetentionEnded:
    """The name has been kept long enough: its erasure waits for a decision."""

    effective: date
    worker_id: UUID
    record_id: UUID


@record
class LightRecordForgotten:
    """The key of the name is destroyed."""

    effective: date
    worker_id: UUID
    record_id: UUID
    document: str
    erased_by: str


LightRecordEvent = (
    LightRecordOpened | LightRecordClosed | LightRetentionSet | LightRetentionEnded | LightRecordForgotten
)  # fmt: skip


@record
class LightRecord:
    worker_id: UUID | None = None
    record_id: UUID | None = None
    region: Region = NATION
    since: date = date.min
    until: date | None = None
    named: bool = False
    kept_until: date | None = None
    due: bool = False
    forgotten: bool = False


def evolve(light: LightRecord, event: LightRecordEvent) -> LightRecord:
    match event:
        case LightRecordOpened():
            return LightRecord(
                worker_id=event.worker_id, record_id=event.record_id, region=event.community, since=event.effective,
                named=event.name is not None,
            )  # fmt: skip
        case LightRecordClosed(effective=last):
            return replace(light, until=last)
        case LightRetentionSet(kept_until=kept):
            return replace(light, kept_until=kept)
        case LightRetentionEnded():
            return replace(light, due=True)
        case LightRecordForgotten():
            return replace(light, due=False, forgotten=True)


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


@record
class EndLightRetention:
    """The calendar."""


@record
class ForgetLightRecord:
    document: str


LightRecordCommand = OpenLightRecord | CloseLightRecord | EndLightRetention | ForgetLightRecord


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
    kept = add_months(command.until, _months(facts, command.until))
    if not light.named:
        return (closed,)
    clock = LightRetentionSet(
        effective=command.until, worker_id=light.worker_id, record_id=light.record_id, kept_until=kept
    )
    return closed, clock


def _months(facts: Facts[Policies], day: date) -> int:
    """As long as the identity of a worker is kept after the last day of work."""
    return max((r.months for r in facts.policies.retention.on(day) if r.purpose is Purpose.IDENTITY), default=0)


def end_retention(light: LightRecord, facts: Facts[Policies]) -> tuple[LightRecordEvent, ...]:
    if light.worker_id is None or light.record_id is None or light.kept_until is None:
        return ()
    if light.due or light.forgotten or light.kept_until >= facts.today:
        return ()
    return (LightRetentionEnded(effective=facts.today, worker_id=light.worker_id, record_id=light.record_id),)


def forget(light: LightRecord, command: ForgetLightRecord, facts: Facts[Policies]) -> tuple[LightRecordEvent, ...]:
    """Only when its time is over. Nothing follows where it is forgotten already."""
    if light.worker_id is None or light.record_id is None:
        raise Rejected("light-records.unknown")
    if light.forgotten:
        return ()
    if not light.due:
        raise Rejected("light-records.kept")
    if not command.document.strip():
        raise Rejected("light-records.document", field="/document")
    forgotten = LightRecordForgotten(
        effective=facts.today, worker_id=light.worker_id, record_id=light.record_id, document=command.document,
        erased_by=facts.by,
    )  # fmt: skip
    return (forgotten,)
