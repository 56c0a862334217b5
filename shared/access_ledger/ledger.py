"""Recording what a reader is about to be shown, and asking who was shown what."""

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
from shared.kernel import Dated, Region, level, prefix, record
from shared.policies import PolicyBook

SECONDS: Final = 5.0
_RECORD: Final = f"select log.record_access({', '.join(f'${n}' for n in range(1, 17))})"
_ROW: Final = "a.access_id, a.at, a.reader, a.roles, a.purpose, a.shown, a.fields, a.operation, p.person, p.region"
_THERE: Final = (
    "(p.region = any({0}) or exists (select 1 from unnest({1}::text[]) as s where starts_with(p.region, s)))"
)


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
        shown = [shown for (shown, _), _ in groups]
        people = [(n, person, region) for n, (_, of) in enumerate(groups, 1) for person, region in of.items()]
        most = [self._most(kind, reader.region, day) for kind in shown]
        try:
            await self.pool.execute(
                _RECORD, self.clock.now(), day, reader.subject, reader.roles, reader.region, reader.purpose,
                reader.operation, reader.correlation, [new_id() for _ in groups],
                [_tally(reader.subject, day, kind) if at_most is not None else None for kind, at_most in zip(shown, most, strict=True)],
                shown, [",".join(fields) for (_, fields), _ in groups], most, *map(list, zip(*people, strict=True)),
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

    async def of_person(
        self, person: UUID, scope: Sequence[Region], *, after: UUID | None, limit: int
    ) -> Sequence[Mapping[str, Any]]:  # fmt: skip
        """Who saw something of the person, when they lay in these regions; the latest first. `after`: the last access seen."""
        sql = (
            f"select {_ROW} from log.access_person p join log.access a using (access_id) where p.person = $1 "
            f"and ($2::uuid is null or p.access_id < $2) and {_THERE.format('$4::text[]', '$5')} "
            "order by p.access_id desc limit $3"
        )
        return await self.pool.fetch(sql, person, after, limit, *_reach(scope))

    async def of_reader(
        self, reader: str, scope: Sequence[Region], *, after: tuple[UUID, UUID] | None, limit: int
    ) -> Sequence[Mapping[str, Any]]:  # fmt: skip
        """What the reader saw of people of these regions, the latest first. `after`: the last (access, person) seen."""
        sql = (
            f"select {_ROW} from log.access a cross join unnest(a.persons) as u(person) join log.access_person p "
            "on p.person = u.person and p.access_id = a.access_id where a.reader = $1 "
            "and ($2::uuid is null or (a.access_id, p.person) < ($2, $3)) "
            f"and {_THERE.format('$5::text[]', '$6')} order by a.access_id desc, p.person desc limit $4"
        )
        return await self.pool.fetch(sql, reader, *(after or (None, None)), limit, *_reach(scope))

    async def unusual(
        self, scope: Sequence[Region], *, after: tuple[date, UUID] | None, limit: int
    ) -> Sequence[Mapping[str, Any]]:  # fmt: skip
        """Readers and days above what is usual, with all they saw that day so far; the latest day first."""
        sql = (
            "select tally, reader, day, shown, region, persons, most from log.access_day p where unusual "
            "and ($1::date is null or (day, tally) < ($1, $2)) "
            f"and {_THERE.format('$4::text[]', '$5')} order by day desc, tally desc limit $3"
        )
        return await self.pool.fetch(sql, *(after or (None, None)), limit, *_reach(scope))

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
        years = self.book.of(Region("_/_/_/_/_")).ledger_kept_years.on(self.clock.today())
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


def _tally(reader: str, day: date, shown: Shown) -> UUID:
    return derived_id("tally", reader, day.isoformat(), shown)


def _reach(scope: Sequence[Region]) -> tuple[list[str], list[str]]:
    """Paths that must be met exactly (nothing lies below a community), and what paths must start with."""
    exact = [region for region in scope if level(region) == "community"]
    return list(exact), [prefix(region) for region in scope if region not in exact]
