"""Recording what a reader is about to be shown; counting; forgetting what was kept long enough."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

import asyncpg

from shared.access_ledger.reading import Shown
from shared.clock import Clock
from shared.eventlog import AWAY
from shared.ids import derived_id, new_id
from shared.kernel import NATION, Dated, Region, record
from shared.kernel.signature import FOR
from shared.policies import PolicyBook

SECONDS: Final = 5.0
_RECORD: Final = f"select log.record_access({', '.join(f'${n}' for n in range(1, 17))})"


@record
class ReadingPolicies:
    """How many different people a day are unusual, and how long the ledger is kept; values in policies/."""

    persons_in_clear_at_most: Dated[int]
    persons_masked_at_most: Dated[int]
    persons_pay_at_most: Dated[int]
    ledger_kept_years: Dated[int]


class Seen(NamedTuple):
    """One field of one person (or one file of an operation) as somebody is about to see it."""

    person: UUID
    region: Region
    field: str
    shown: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads, by which of their roles, over which region, for what stated purpose, by which operation of the API."""

    subject: str
    roles: tuple[str, ...]
    region: Region
    purpose: str | None
    operation: str
    correlation: UUID


class NotRecorded(Exception):
    """The ledger could not be written: nothing may be shown."""


@dataclass(slots=True)
class AccessLedger:
    """One service's ledger. `pool` logs in as the application role, which can only add and read."""

    pool: "asyncpg.Pool[Any]"
    clock: Clock
    book: PolicyBook[ReadingPolicies]

    @staticmethod
    def open(pool: "asyncpg.Pool[Any]", clock: Clock) -> "AccessLedger":
        return AccessLedger(pool, clock, PolicyBook.load(ReadingPolicies, Path(__file__).parent / "policies"))

    async def record(self, reader: Reader, seen: Iterable[Seen]) -> None:
        """Committed when this returns, in one round trip. Raises NotRecorded."""
        groups = list(_alike(seen).items())
        if not groups:
            return
        day = self.clock.today()
        kinds = [shown for (shown, _), _ in groups]
        most = [self._most(shown, reader.region, day) for shown in kinds]
        tallies = [
            None if at_most is None else derived_id("tally", reader.subject.split(FOR)[0], day.isoformat(), shown)
            for shown, at_most in zip(kinds, most, strict=True)
        ]
        people = [(n, person, region) for n, (_, of) in enumerate(groups, 1) for person, region in of.items()]
        try:
            await self.pool.execute(
                _RECORD, self.clock.now(), day, reader.subject, reader.roles, reader.region, reader.purpose,
                reader.operation, reader.correlation, [new_id() for _ in groups], tallies, kinds,
                [",".join(fields) for (_, fields), _ in groups], most, *map(list, zip(*people, strict=True)),
                timeout=SECONDS,
            )  # fmt: skip
        except AWAY as fault:
            raise NotRecorded from fault

    def _most(self, shown: Shown, region: Region, day: date) -> int | None:
        policies = self.book.of(region)
        match shown:
            case Shown.CLEAR:
                return policies.persons_in_clear_at_most.on(day)
            case Shown.MASKED:
                return policies.persons_masked_at_most.on(day)
            case Shown.PAY:
                return policies.persons_pay_at_most.on(day)
            case Shown.FILE | Shown.LEDGER:
                return None

    async def to_notice(self) -> Sequence[Mapping[str, Any]]:
        """Readers and days above what is usual of which nothing was told yet."""
        sql = (
            "select tally, reader, day, shown, region, persons, most from log.access_day where unusual and not noticed"
        )
        return await self.pool.fetch(sql)

    async def noticed(self, tally: UUID) -> None:
        await self.pool.execute("select log.access_noticed($1)", tally)

    async def forget(self) -> int:
        """Delete what was kept long enough; half a year is never too old, whatever the policy says."""
        years = self.book.of(NATION).ledger_kept_years.on(self.clock.today())
        before = self.clock.now() - timedelta(days=366 * years)
        return int(await self.pool.fetchval("select log.forget_accesses($1)", before))


def _alike(seen: Iterable[Seen]) -> Mapping[tuple[Shown, tuple[str, ...]], Mapping[UUID, Region]]:
    """The people who were shown in the same manner with the same fields, so that they share a row."""
    fields: dict[tuple[UUID, Shown], tuple[Region, dict[str, None]]] = {}
    for each in seen:
        fields.setdefault((each.person, each.shown), (each.region, {}))[1][each.field] = None
    groups: dict[tuple[Shown, tuple[str, ...]], dict[UUID, Region]] = {}
    for (person, shown), (region, names) in fields.items():
        groups.setdefault((shown, tuple(names)), {})[person] = region
    return groups
