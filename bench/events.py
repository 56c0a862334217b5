"""The events that the log's figures are measured with: about the size of a typical HR event."""

from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from shared.eventlog import Append, Origin, StoredEvent, StreamVersion, stored
from shared.ids import new_id
from shared.kernel import Decider, Stream, record, region

NOW: Final = datetime(2026, 11, 23, tzinfo=UTC)
HERE: Final = region("51", "01", "07", "017", "k3f")
FLOOR_TABLE: Final = "create table if not exists public.floor (like log.event including all)"
FLOOR_POSITION: Final = "create sequence if not exists public.floor_position"
FLOOR_INSERT: Final = (
    f"insert into public.floor values (nextval('public.floor_position'), {', '.join(f'${n}' for n in range(1, 18))})"
)


@record
class SlipNoted:
    """A slip's sums and a remark of some length."""

    effective: date
    worker_id: UUID
    period: str
    grade: str
    gross_fen: int
    net_fen: int
    remark: str


@record
class Slips:
    """What a stream of slips comes to."""

    count: int = 0
    net_fen: int = 0


def _evolve(state: Slips, event: SlipNoted) -> Slips:
    return Slips(count=state.count + 1, net_fen=state.net_fen + event.net_fen)


SLIPS: Final[Stream[Slips, Any, SlipNoted, Any]] = Stream(
    type="slip", decider=Decider(initial=Slips(), decide=lambda state, command, facts: (), evolve=_evolve),
    events=(SlipNoted,), region_of=lambda state: HERE,
)  # fmt: skip


def event(id: UUID, version: int) -> StoredEvent:
    """One event, encoded and hashed as the log stores it."""
    return stored(
        stream_type="slip", stream_id=id, version=version, event_id=new_id(), subject=id, region=HERE, recorded=NOW,
        event=SlipNoted(
            effective=date(2026, 11, 1), worker_id=id, period="2026-11", grade="C3", gross_fen=532_140, net_fen=389_012,
            remark="monthly run " * 20,
        ),
        origin=Origin(actor="bench", command_id=id, correlation=id),
    )  # fmt: skip


def one(id: UUID, version: int) -> Append:
    """The event after `version`, as an append of its own."""
    return Append(streams=(StreamVersion("slip", id, version),), events=(event(id, version + 1),))


def chunks(events: int) -> list[Append]:
    """So many events of as many streams, a thousand in each append."""
    ids = [new_id() for _ in range(events)]
    return [
        Append(streams=tuple(StreamVersion("slip", id, 0) for id in part), events=tuple(event(id, 1) for id in part))
        for part in (ids[n : n + 1_000] for n in range(0, events, 1_000))
    ]
