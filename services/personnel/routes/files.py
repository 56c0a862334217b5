"""Files at two times over HTTP: a person or a unit on any day, as it was known at any instant."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query
from sqlalchemy import RowMapping

from services.personnel.domain.file_sections import FactThen, FileSections
from services.personnel.domain.files import EmploymentThen, HonourThen, PersonThen, PostThen, person_then, unit_then
from services.personnel.domain.headcount_events import quota_id
from services.personnel.domain.region_events import region_id
from services.personnel.domain.streams import QUOTA, REGION
from services.personnel.projections import roster, timeline
from services.personnel.rights import OWN_FILE, SEE_REGIONS, SEE_ROSTER
from shared.eventlog.log import StreamKey
from shared.kernel import Recorded, Region, level, record
from shared.web.asked import Day, Instant, RegionPath
from shared.web.disclosure import Personal
from shared.web.handles import Reading, reader

router = APIRouter(tags=["files"])
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
Anybody = Annotated[Reading, Depends(reader(may=SEE_REGIONS))]
Own = Annotated[Reading, Depends(reader(may=OWN_FILE))]


@record
class PersonFile:
    """A person on the day, from the positions of the log up to `position`: those that were known at the instant."""

    worker_id: UUID
    as_of: date
    known_at: datetime | None
    position: int
    name: str | None
    id_number: str | None
    sex: str
    birth_month: str
    education: str
    certificate: str | None
    workplace: str
    employments: tuple[EmploymentThen, ...]
    posts: tuple[PostThen, ...]
    grade: int | None
    grade_since: date | None
    post_category: str | None
    honours: tuple[HonourThen, ...]
    sections: FileSections
    others: tuple[FactThen, ...]


@record
class UnitFile:
    """A region on the day, as it was known at the instant; `requested` are places of its quota that wait for approval."""

    unit: str
    as_of: date
    known_at: datetime | None
    position: int
    level: str
    code: str | None
    name: str | None
    founded: date
    stands: bool
    successor: str | None
    gone: date | None
    residents: int | None
    places: int
    requested: int | None


@router.get("/workers/{worker_id}/file", operation_id="read_worker_file")
async def of_worker(
    worker_id: UUID, reader: Reader, as_of: Day | None = None, known_at: Instant | None = None
) -> PersonFile:
    """A person's file on any day, as it was known at any instant; 404 where the person was not known yet."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["region"]))
    return await _file(reader, row, as_of, known_at)


@router.get("/my/file-as-of", operation_id="read_own_file_as_of")
async def mine(reader: Own, as_of: Day | None = None, known_at: Instant | None = None) -> PersonFile:
    """The caller's own file on any day, as it was known at any instant."""
    try:
        worker_id = UUID(reader.caller.subject)
    except ValueError:
        raise HTTPException(404) from None
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    return await _file(reader, row, as_of, known_at)


@router.get("/unit-file", operation_id="read_unit_file")
async def of_unit(
    reader: Anybody, unit: Annotated[RegionPath, Query()], as_of: Day | None = None, known_at: Instant | None = None
) -> UnitFile:
    """A region's file on any day, as it was known at any instant; 404 where it was not known yet."""
    path, day = Region(unit), as_of or reader.today
    reader.require(path)
    position = await _position(reader, known_at)
    place, quota = (REGION.type, region_id(path)), (QUOTA.type, quota_id(path))
    known = await _known(reader, (place, quota), position)
    region = REGION.decider.fold(r.event for r in known if r.stream_type == REGION.type)
    if not region.names:
        raise HTTPException(404)
    then = unit_then(
        region, level(path), QUOTA.decider.fold(r.event for r in known if r.stream_type == QUOTA.type), day
    )
    return UnitFile(
        unit=path, as_of=day, known_at=known_at, position=position, level=then.level, code=then.code, name=then.name,
        founded=then.founded, stands=then.stands, successor=then.successor, gone=then.gone, residents=then.residents,
        places=then.places, requested=then.requested,
    )  # fmt: skip


async def _file(reader: Reading, row: RowMapping, as_of: date | None, known_at: datetime | None) -> PersonFile:
    worker_id, day, position = row["worker_id"], as_of or reader.today, await _position(reader, known_at)
    async with reader.reading() as read:
        streams = await timeline.streams_of(read, worker_id)
    then = person_then(await _known(reader, streams, position), day)
    if then is None:
        raise HTTPException(404)
    name, id_number = await _opened(reader, row, then)
    return PersonFile(
        worker_id=worker_id, as_of=day, known_at=known_at, position=position, name=name, id_number=id_number,
        sex=then.sex, birth_month=then.birth_month, education=then.education, certificate=then.certificate,
        workplace=then.workplace, employments=then.employments, posts=then.posts, grade=then.grade,
        grade_since=then.grade_since, post_category=then.post_category, honours=then.honours, sections=then.sections,
        others=then.others,
    )  # fmt: skip


async def _opened(reader: Reading, row: RowMapping, then: PersonThen) -> tuple[str | None, str | None]:
    """None where the key is gone: what was erased is in no older file either."""
    id, region = row["worker_id"], Region(row["region"])
    name, id_number = await reader.opened(
        [
            Personal(id, region, "personnel.worker.name", then.name),
            Personal(id, region, "personnel.worker.id_number", then.id_number),
        ]
    )
    return name, id_number


async def _position(reader: Reading, known_at: datetime | None) -> int:
    known = await reader.known(known_at)
    return await reader.runtime.log.head() if known is None else known


async def _known(reader: Reading, streams: Iterable[StreamKey], position: int) -> list[Recorded[Any]]:
    """What the streams hold up to a position."""
    found = await reader.runtime.log.load(list(streams))
    return [recorded for events in found.values() for recorded in events if recorded.position <= position]
