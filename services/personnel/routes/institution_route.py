"""The way of long-serving secretaries into institutions over HTTP: the list of a year, and each person's case."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.grades import CloseGrading
from services.personnel.domain.institution_events import EligiblePerson
from services.personnel.domain.institution_route import (
    ApplyToInstitution,
    CloseInstitutionCase,
    FreezeEligibility,
    HireToInstitution,
    OpenInstitutionCase,
    RecordExamination,
)
from services.personnel.domain.streams import GRADE, INSTITUTION_CASE, INSTITUTION_LIST
from services.personnel.projections import careers, roster
from services.personnel.rights import HIRE_TO_INSTITUTION, KEEP_CAREERS, SEE_CAREERS
from services.personnel.routes.career_paths import CareerPath, judged
from shared.draft import Ask
from shared.handling import Receipt
from shared.kernel import DAY, Region, Rejected, record
from shared.kernel.derived import derived_id
from shared.web.asked import Asked, RegionPath, Year
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page
from shared.web.rates import BULK

router = APIRouter(tags=["institution route"])
Lister = Annotated[Handle, Depends(handler(INSTITUTION_LIST, may=KEEP_CAREERS, at_most=BULK))]
Keeper = Annotated[Handle, Depends(handler(INSTITUTION_CASE, may=KEEP_CAREERS))]
Approver = Annotated[Handle, Depends(handler(INSTITUTION_CASE, may=HIRE_TO_INSTITUTION))]
Reader = Annotated[Reading, Depends(reader(may=SEE_CAREERS))]
Stage = Literal["ELIGIBLE", "APPLIED", "EXAMINED", "HIRED", "NOT_HIRED"]
AT_ONCE: Final = 500


@record
class NewEligibilityList:
    """Everybody in the county who meets every condition on `as_of`, a day of the year that is not yet to come."""

    county: RegionPath
    year: Year
    as_of: date


@record
class InstitutionHire:
    """`since` is the first day in the institution, `document` the number of the decision."""

    since: date
    document: str


@router.post("/institution-lists", status_code=201, operation_id="freeze_institution_list")
async def freeze(command: Asked[NewEligibilityList], handle: Lister) -> Receipt:
    """Freeze the list of a county and year; a case is opened for each person on it."""
    county = Region(command.county)
    handle.require(county)
    id = derived_id("personnel.institution-list", county, str(command.year))
    found = [path async for path in _eligible(handle, county, command.as_of)]
    people = tuple(
        EligiblePerson(
            worker_id=path.worker_id, region=Region(path.region), conditions=path.conditions,
            case_id=derived_id("personnel.institution-case", str(id), str(path.worker_id)),
        )
        for path in found
    )  # fmt: skip
    frozen = FreezeEligibility(list_id=id, region=county, year=command.year, as_of=command.as_of, people=people)
    asks = [Ask(stream=INSTITUTION_LIST, to=id, command=frozen, region=county)]
    return await handle.all((*asks, *(_opened(id, command, person) for person in people)))


async def _eligible(handle: Handle, county: Region, day: date) -> AsyncIterator[CareerPath]:
    after: UUID | None = None
    while page := await judged(handle, handle.at(county), day, after=after, limit=AT_ONCE):
        for path in page:
            if path.eligible:
                yield path
        after = page[-1].worker_id


def _opened(list_id: UUID, command: NewEligibilityList, person: EligiblePerson) -> Ask:
    opened = OpenInstitutionCase(
        worker_id=person.worker_id, case_id=person.case_id, region=person.region, list_id=list_id, year=command.year,
        as_of=command.as_of, conditions=person.conditions,
    )  # fmt: skip
    return Ask(stream=INSTITUTION_CASE, to=person.case_id, command=opened, region=person.region)


@router.get("/institution-lists", operation_id="list_institution_lists")
async def lists(reader: Reader) -> list[dict[str, Any]]:
    """The frozen lists, the newest year first."""
    async with reader.reading() as read:
        return [dict(row) for row in await careers.lists(read, reader.scope)]


@router.get("/institution-cases", operation_id="list_institution_cases")
async def cases(reader: Reader, stage: Stage, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Cases at a stage, the earliest year first."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(int, UUID)
    async with reader.reading() as read:
        rows = await careers.cases(read, reader.scope, stage, after=after, limit=limit)
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "year", "case_id")


@router.post("/institution-cases/{case_id}/applications", status_code=201, operation_id="apply_to_institution")
async def apply(case_id: UUID, command: Asked[ApplyToInstitution], handle: Keeper) -> Receipt:
    """The person applies for a post."""
    return await handle(case_id, command)


@router.post("/institution-cases/{case_id}/examinations", status_code=201, operation_id="record_institution_exam")
async def examine(case_id: UUID, command: Asked[RecordExamination], handle: Keeper) -> Receipt:
    """The examination under the rules of open recruitment was passed, or not: then the case is over."""
    return await handle(case_id, command)


@router.post("/institution-cases/{case_id}/hires", status_code=201, operation_id="hire_to_institution")
async def hire(case_id: UUID, command: Asked[InstitutionHire], handle: Approver) -> Receipt:
    """The institution hires the person: grade and grade pay end the day before."""
    async with handle.reading() as read:
        case = await careers.case(read, case_id)
        row = None if case is None else await roster.find(read, case["worker_id"])
    if case is None or row is None:
        raise HTTPException(404)
    handle.require(Region(case["region"]))
    if row["employment_id"] is None or (row["last_day"] is not None and row["last_day"] < command.since):
        raise Rejected("institution-route.not-employed")
    hired = HireToInstitution(
        employment_id=row["employment_id"], employed_since=row["starts"], since=command.since, document=command.document
    )
    close = CloseGrading(last_day=command.since - DAY)
    return await handle.all(
        [
            Ask(stream=INSTITUTION_CASE, to=case_id, command=hired),
            Ask(stream=GRADE, to=case["worker_id"], command=close),
        ]
    )


@router.post("/institution-cases/{case_id}/closings", status_code=201, operation_id="close_institution_case")
async def close(case_id: UUID, command: Asked[CloseInstitutionCase], handle: Keeper) -> Receipt:
    """The person is not hired, and why."""
    return await handle(case_id, command)
