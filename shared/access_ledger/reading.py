"""A reader's day, and the one thing that can happen to it: so many different people that somebody should look."""

from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from shared.kernel import NATION, Decider, Facts, Region, Stream, record
from shared.kernel.derived import derived_id
from shared.published.unusual_reading import UnusualReading

# ---- events


class Shown(StrEnum):
    """What a reader got to see: sealed values masked or in clear, amounts of pay, a file, the ledger itself."""

    MASKED = "masked"
    CLEAR = "clear"
    PAY = "pay"
    FILE = "file"
    LEDGER = "ledger"


@record
class UnusualReadingNoticed:
    """On the effective day the reader had seen more than `threshold` different people so."""

    effective: date
    reader: str
    shown: Shown
    persons: int
    threshold: int
    region: Region


# ---- state


@record
class ReaderDay:
    """`noticed` of which kind of reading it was told already."""

    region: Region = NATION
    noticed: tuple[Shown, ...] = ()


def evolve(state: ReaderDay, event: UnusualReadingNoticed) -> ReaderDay:
    return ReaderDay(region=event.region, noticed=(*state.noticed, event.shown))


# ---- commands


@record
class NoticeUnusualReading:
    day: date
    reader: str
    shown: Shown
    persons: int
    threshold: int
    region: Region


# ---- decisions


def decide(
    state: ReaderDay, command: NoticeUnusualReading, facts: Facts[Any]
) -> tuple[UnusualReadingNoticed, ...]:  # fmt: skip
    """Once a day for each kind of reading."""
    if command.shown in state.noticed:
        return ()
    return (
        UnusualReadingNoticed(
            effective=command.day, reader=command.reader, shown=command.shown, persons=command.persons,
            threshold=command.threshold, region=command.region,
        ),
    )  # fmt: skip


# ---- decider


def _region(state: ReaderDay) -> Region:
    return state.region


READER: Stream[ReaderDay, NoticeUnusualReading, UnusualReadingNoticed, Any] = Stream(
    type="reader",
    decider=Decider(initial=ReaderDay(), decide=decide, evolve=evolve),
    events=(UnusualReadingNoticed,),
    region_of=_region,
)


def reader_day_id(reader: str, day: date) -> UUID:
    """The stream of a reader and day."""
    return derived_id("reader", reader, day.isoformat())


U = TypeVar("U", bound=UnusualReading)


def told(event: UnusualReadingNoticed, kind: type[U]) -> U:
    """The event as the service's own published contract."""
    return kind(
        reader=event.reader, day=event.effective, shown=event.shown.value, persons=event.persons,
        threshold=event.threshold,
    )  # fmt: skip
