"""What a command would bring with it, told before it is done: what would be recorded, who would hear of it, what would move.

Who hears what is data (published/hearers.yaml, written by make docs from what each service subscribes to), so that no service
needs to know another.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from shared.handling import Foreseen
from shared.kernel import Month, Recorded, record
from shared.published import Name, Published
from shared.yaml_file import read_yaml

HEARERS: Final = Path(__file__).parent / "published" / "hearers.yaml"
PAY: Final = "payroll"
DUTIES: Final = "training"
_NAMES_ONLY: Final = frozenset({"personnel.worker.erased.v1", "personnel.profile.changed.v1"})
"""Heard everywhere, and nothing moves: only names go or change."""
Publish = Callable[[str, UUID, Any], Published | None]


@record
class ForeseenEvent:
    """Something that would be recorded; `what` as a timeline names it, `effective` the day from which it would be so."""

    stream: str
    stream_id: UUID
    what: str
    effective: date


@record
class ForeseenNews:
    """A published event that would be told, about whom, and the services that listen to it."""

    name: str
    effective: date
    subject: UUID | None
    heard_by: tuple[str, ...]


@record
class ForeseenPay:
    """Months of pay (2027-03) that would be calculated anew for a person: from the first one that is touched to today's."""

    worker_id: UUID
    first: str
    last: str
    months: int


@record
class ForeseenDuties:
    """A person whose training duties would be looked at anew, because of what, from which day."""

    worker_id: UUID
    because: str
    since: date


@record
class Consequences:
    """The answer to a command sent with `Preview: true`: nothing of it has happened, and the same key may still be used.

    `stream_id` and `version` are what the receipt would name.
    """

    stream_id: UUID
    version: int
    events: tuple[ForeseenEvent, ...]
    told: tuple[ForeseenNews, ...]
    pay: tuple[ForeseenPay, ...]
    duties: tuple[ForeseenDuties, ...]


def consequences(foreseen: Foreseen, publish: Publish, today: date) -> Consequences:
    """What a decided draft amounts to for the world, on the business day."""
    told = tuple(_told(foreseen.events, publish))
    return Consequences(
        stream_id=foreseen.stream_id, version=foreseen.version, told=told, pay=tuple(_pay(told, today)),
        events=tuple(
            ForeseenEvent(stream=e.stream_type, stream_id=e.stream_id, what=type(e.event).__name__, effective=e.effective)
            for e in foreseen.events
        ),
        duties=tuple(
            ForeseenDuties(worker_id=worker, because=news.name, since=news.effective)
            for news, worker in _moving(told, DUTIES)
        ),
    )  # fmt: skip


def title(name: Name) -> str:
    """As the broker and the documents name it: personnel.worker.hired.v1."""
    return f"{name.type}.v{name.version}"


@cache
def hearers() -> dict[str, tuple[str, ...]]:
    """The services that listen to each published event."""
    return {name: tuple(services) for name, services in read_yaml(HEARERS).items()}


def _told(events: Sequence[Recorded[Any]], publish: Publish) -> Iterator[ForeseenNews]:
    for recorded in events:
        published = publish(recorded.stream_type, recorded.stream_id, recorded.event)
        if published is not None:
            name = title(published.told)
            yield ForeseenNews(
                name=name, effective=recorded.effective, subject=recorded.subject, heard_by=hearers().get(name, ())
            )


def _moving(told: Sequence[ForeseenNews], service: str) -> Iterator[tuple[ForeseenNews, UUID]]:
    """What is news about a person to a service."""
    for news in told:
        if news.subject is not None and service in news.heard_by and news.name not in _NAMES_ONLY:
            yield news, news.subject


def _pay(told: Sequence[ForeseenNews], today: date) -> Iterator[ForeseenPay]:
    """A fact about a person that pay listens to opens every month from its day on; one that lies ahead opens none."""
    first: dict[UUID, date] = {}
    for news, worker in _moving(told, PAY):
        if news.effective <= today:
            first[worker] = min(news.effective, first.get(worker, news.effective))
    last = Month.of(today)
    for worker, day in first.items():
        begins = Month.of(day)
        yield ForeseenPay(worker_id=worker, first=str(begins), last=str(last), months=last.index - begins.index + 1)
