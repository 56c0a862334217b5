"""The roster of a day, folded from the streams of the people on the page: what read models keep of today is not told of another day."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import reduce
from typing import Any, Final
from uuid import UUID

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.roster_day import RosterRow, row_on
from services.personnel.domain.spell import Spell
from services.personnel.domain.streams import APPOINTMENT, EMPLOYMENT, GRADE, WORKER
from services.personnel.domain.workforce import Person, told
from services.personnel.projections import appointments, spells, standings, stays
from shared.eventlog.log import StreamKey
from shared.kernel import Recorded, Region, Rejected, Scope
from shared.web.handles import Reading

AFTERWARDS: Final = ("last_day", "ground", "suspended_until")
CHUNK: Final = 500
MOST: Final = 10_000  # people folded for one answer


async def page_of_day(
    reader: Reading, day: date, *, under: Scope | None, after: tuple[str, UUID] | None, limit: int, employed: bool
) -> tuple[Sequence[RowMapping], list[dict[str, Any]]]:  # fmt: skip
    """Who worked in the caller's regions on the day: the rows that order the page, and each as he stood, `name` and `id_number` sealed.

    Where somebody worked on the day decides who sees the row, by the regions as they lie today: a street keeps the roster of its
    own past. What came after somebody had left the caller's regions is not told (`last_day`, `ground`, `suspended_until`), and
    `here`, where the person is today, decides whether name and number may be opened.
    """
    async with reader.reading() as read:
        rows = await stays.page(read, reader.scope, day, under=under, after=after, limit=limit, employed=employed)
        people = await _people(reader, read, [row["worker_id"] for row in rows])
        listed = [_listed(reader, row, people[row["worker_id"]], day) for row in rows]
        standing = await standings.of_rows(read, [_standing(each, day) for each in listed], day)
    for each in listed:
        each["standing"] = standing[each["worker_id"]].value
        each.pop("leaving")
    return rows, listed


async def everybody(reader: Reading, day: date, scope: Scope) -> AsyncIterator[tuple[Region, Mapping[str, Any]]]:
    """Everybody employed in these regions on the day, each with where and as he stood: of whom nothing is told that names him.

    Raises workforce.too-many beyond what one answer can fold.
    """
    after: tuple[str, UUID] | None = None
    async with reader.reading() as read:
        if (there := await stays.how_many(read, scope, day)) > MOST:
            raise Rejected("workforce.too-many", field="query:under", people=there, most=MOST)
        while True:
            rows = await stays.page(read, scope, day, under=None, after=after, limit=CHUNK, employed=True)
            people = await _people(reader, read, [row["worker_id"] for row in rows])
            for row in rows:
                person = people[row["worker_id"]]
                then = row_on(row["worker_id"], person, _spell(row, person), day)
                yield Region(row["region"]), {**asdict(then), "sex": person.sex, "birth_month": person.birth_month}
            if len(rows) < CHUNK:
                return
            after = rows[-1]["region"], rows[-1]["worker_id"]


async def _people(reader: Reading, read: AsyncConnection, workers: Sequence[UUID]) -> dict[UUID, Person]:
    """Everything the roster tells of these people, as the log has it now."""
    whose: dict[StreamKey, UUID] = {(kind, id): id for id in workers for kind in (WORKER.type, GRADE.type)}
    for row in await spells.of_workers(read, workers):
        whose[EMPLOYMENT.type, row["employment_id"]] = row["worker_id"]
    for row in await appointments.of_workers(read, workers):
        whose[APPOINTMENT.type, row["appointment_id"]] = row["worker_id"]
    events: dict[UUID, list[Recorded[Any]]] = {id: [] for id in workers}
    if whose:
        for key, recorded in (await reader.runtime.log.load(list(whose))).items():
            events[whose[key]].extend(recorded)
    return {id: reduce(told, sorted(known, key=lambda r: r.position), Person()) for id, known in events.items()}


def _listed(reader: Reading, row: RowMapping, person: Person, day: date) -> dict[str, Any]:
    spell = _spell(row, person)
    then: RosterRow = row_on(row["worker_id"], person, spell, day)
    found = {
        **asdict(then), "region": row["region"], "name": row["name"], "id_number": row["id_number"], "here": row["here"],
        "sex": person.sex, "birth_month": person.birth_month, "leaving": spell.leaving_on(day),
    }  # fmt: skip
    found.pop("workplace")
    if not reader.may_see(Region(spell.workplace_on(date.max))):
        found |= dict.fromkeys(AFTERWARDS)
    return found


def _spell(row: RowMapping, person: Person) -> Spell:
    return next(each for each in person.spells if each.employment_id == row["employment_id"])


def _standing(listed: Mapping[str, Any], day: date) -> dict[str, Any]:
    """A last day counts on a day before it only where it was known by then."""
    over = listed["last_day"] is not None and listed["last_day"] < day
    return {**listed, "last_day": listed["last_day"] if over or listed["leaving"] else None}
