"""Conversions over HTTP: listed, checked by another hand, examined, hired into a vacant place, or not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.conversion_events import Conversion, ConversionListed
from services.personnel.domain.conversions import (
    LISTED,
    CheckEligibility,
    ConvertWorker,
    ExamineConversion,
    ForgetConversion,
    ListConversion,
    WithdrawConversion,
    may_be_converted,
    may_be_listed,
)
from services.personnel.domain.employment import Category, Source
from services.personnel.domain.engagement import Engagement
from services.personnel.domain.foreign_posts import ForeignPost
from services.personnel.domain.hire_grounds import HireGround
from services.personnel.domain.scheme_terms import Education, PostCategory
from services.personnel.domain.streams import CONVERSION, FOREIGN_POST
from services.personnel.projections import sponsorship
from services.personnel.rights import APPROVE_CAMPAIGNS, APPROVE_ERASURE, RUN_CAMPAIGNS, SEE_APPLICANTS
from services.personnel.routes.applicants import points
from services.personnel.routes.campaigns import Nothing, decimal
from services.personnel.routes.hiring import HireReceipt
from services.personnel.routes.newcomers import identity
from services.personnel.routes.vacancies import in_a_vacant_place
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Rejected, Sealed, ancestor, level, record
from shared.kernel.national_id import parse
from shared.web.asked import Asked, RegionPath
from shared.web.disclosure import Personal, used
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page
from shared.web.rates import LOOKUP

router = APIRouter(prefix="/conversions", tags=["conversions"])
Registrar = Annotated[Handle, Depends(handler(CONVERSION, may=RUN_CAMPAIGNS, at_most=LOOKUP))]
Officer = Annotated[Handle, Depends(handler(CONVERSION, may=RUN_CAMPAIGNS))]
Approver = Annotated[Handle, Depends(handler(CONVERSION, may=APPROVE_CAMPAIGNS))]
Eraser = Annotated[Handle, Depends(handler(CONVERSION, may=APPROVE_ERASURE))]
Reader = Annotated[Reading, Depends(reader(may=SEE_APPLICANTS))]
Stage = Literal["LISTED", "ELIGIBILITY_CHECKED", "EXAMINED", "CONVERTED", "NOT_CONVERTED"]
_VALUES: Final = ("personnel.applicant.name", "personnel.applicant.id_number", "personnel.applicant.phone")
_UNSEALED: Final = Sealed("")


@record
class NewConversion:
    """`since` is the first day of work in the post; sex and age follow from the national id."""

    foreign_post_id: UUID
    name: str
    id_number: str
    phone: str
    education: Education
    since: date
    outstanding: bool


@record
class ConversionExam:
    score: str
    passed: bool


@record
class ConversionHire:
    """No `term_months` means an open-ended contract."""

    workplace: RegionPath
    starts: date
    community_work_since: date
    term_months: int | None
    probation_months: int


@record
class ConversionErasure:
    document: str


@router.post("", status_code=201, operation_id="list_conversion")
async def list_for(command: Asked[NewConversion], handle: Registrar) -> Receipt:
    """List somebody of a department's post for the conversion."""
    draft = handle.runtime.handling.draft()
    await draft.load([(FOREIGN_POST, command.foreign_post_id)])
    post: ForeignPost = draft.state(FOREIGN_POST, command.foreign_post_id)
    if post.post_id is None:
        raise HTTPException(404)
    handle.require(post.region)
    number, id = parse(command.id_number, handle.today), handle.new_id("conversion")
    if not 1 <= len(command.name.strip()) <= 100 or not 5 <= len(command.phone.strip()) <= 20:
        raise Rejected("applicants.name", field="/name")
    id_hash = handle.runtime.sealer.blind.of(_VALUES[1], number.number)
    wanted = ListConversion(
        conversion_id=id, post=post, name=_UNSEALED, id_number=_UNSEALED, phone=_UNSEALED, id_hash=id_hash,
        sex=number.sex.value, birth=number.birth, education=command.education, since=command.since,
        outstanding=command.outstanding,
    )  # fmt: skip
    may_be_listed(wanted, handle.today)
    if await handle.runtime.log.holder(LISTED, f"{command.foreign_post_id}:{id_hash}") not in (None, id):
        raise Rejected("conversions.listed")
    plain = (command.name.strip(), number.number, command.phone.strip())
    sealed = await handle.seal(id, dict(zip(_VALUES, plain, strict=True)))
    name, id_number, phone = (sealed[each] for each in _VALUES)
    return await handle(id, replace(wanted, name=name, id_number=id_number, phone=phone), region=post.region)


async def _state(handle: Handle, conversion_id: UUID) -> Conversion:
    """404 where there is none in the caller's regions."""
    draft = handle.runtime.handling.draft()
    await draft.load([(CONVERSION, conversion_id)])
    state: Conversion = draft.state(CONVERSION, conversion_id)
    if state.listed is None:
        raise HTTPException(404)
    handle.require(state.region)
    return state


async def _in_clear(handle: Handle, about: ConversionListed) -> list[str]:
    """Shown to nobody: for the check, and to go under another key. Raises Rejected where it is erased."""
    sealed = zip(_VALUES, (about.name, about.id_number, about.phone), strict=True)
    opened = await used(handle.runtime, [(about.conversion_id, field, value) for field, value in sealed])
    if None in opened:
        raise Rejected("applicants.unknown")
    return [text for text in opened if text is not None]


@router.post("/{conversion_id}/checks", status_code=201, operation_id="check_conversion")
async def check(conversion_id: UUID, command: Asked[Nothing], handle: Approver) -> Receipt:
    """Check the terms by another hand than the one that listed: who does not meet them is not converted."""
    about = (await _state(handle, conversion_id)).listed
    assert about is not None
    _, number, _ = await _in_clear(handle, about)
    return await handle(conversion_id, CheckEligibility(birth=parse(number, handle.today).birth))


@router.post("/{conversion_id}/exams", status_code=201, operation_id="examine_conversion")
async def examine(conversion_id: UUID, command: Asked[ConversionExam], handle: Officer) -> Receipt:
    """The exam's score, a decimal from "0" to "100.00", and whether it is passed."""
    return await handle(conversion_id, ExamineConversion(score=points(command.score), passed=command.passed))


@router.post("/{conversion_id}/withdrawals", status_code=201, operation_id="withdraw_conversion")
async def withdraw(conversion_id: UUID, command: Asked[Nothing], handle: Officer) -> Receipt:
    """The person gives up."""
    return await handle(conversion_id, WithdrawConversion())


@router.post("/{conversion_id}/hires", status_code=201, operation_id="convert_worker")
async def convert(conversion_id: UUID, command: Asked[ConversionHire], handle: Officer) -> HireReceipt:
    """Hire into a vacant place of the street; the old sponsor's money is told."""
    about = may_be_converted(await _state(handle, conversion_id))
    workplace = Region(command.workplace)
    handle.require(workplace)
    if level(workplace) != "community" or ancestor(workplace, "street") != ancestor(about.region, "street"):
        raise Rejected("hiring.workplace", field="/workplace")
    engagement = await _engagement(handle, about, command, workplace)
    said = ConvertWorker(
        worker_id=engagement.identity.worker_id, employment_id=engagement.employment_id, starts=command.starts
    )

    async def in_a_place(draft: Draft) -> Sequence[Ask]:
        begin = await in_a_vacant_place(draft, handle, engagement)
        return [Ask(stream=CONVERSION, to=conversion_id, command=said), *begin]

    receipt = await handle.all(in_a_place)
    return HireReceipt(worker_id=said.worker_id, employment_id=said.employment_id, position=receipt.position)


async def _engagement(
    handle: Handle, about: ConversionListed, command: ConversionHire, workplace: Region
) -> Engagement:  # fmt: skip
    name, number, phone = await _in_clear(handle, about)
    return Engagement(
        identity=await identity(handle, name, number, phone), employment_id=handle.new_id("employment"),
        education=about.education, certificate=None, category=Category.DEDICATED_STAFF, post_category=PostCategory.STAFF,
        employer=ancestor(workplace, "street"), workplace=workplace, place="", source=Source.HIRED, starts=command.starts,
        community_work_since=command.community_work_since, term_months=command.term_months,
        probation_months=command.probation_months, ground=HireGround.CONVERSION, case_id=about.conversion_id,
    )  # fmt: skip


@router.post("/{conversion_id}/erasures", status_code=201, operation_id="forget_conversion")
async def forget(conversion_id: UUID, command: Asked[ConversionErasure], handle: Eraser) -> Receipt:
    """Erase what identifies somebody whose time is over: the keys are destroyed. There is no way back."""
    await _state(handle, conversion_id)
    held = tuple(key for kind, key in await handle.runtime.log.held_by(conversion_id) if kind == LISTED)
    return await handle(conversion_id, ForgetConversion(document=command.document, held=held))


@router.get("", operation_id="list_conversions")
async def listed(reader: Reader, stage: Stage, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Who is converted, at a stage, by the day of the listing; names and id numbers masked."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await sponsorship.conversions_at(read, reader.scope, stage, after=after, limit=limit)
    items = [{k: v for k, v in row.items() if k != "forgotten_at"} | {"score": decimal(row["score"])} for row in rows]
    kept = [(row, field) for row in items for field in ("name", "id_number") if row[field] is not None]
    sealed = [
        Personal(row["conversion_id"], Region(row["region"]), f"personnel.applicant.{field}", Sealed(row[field]))
        for row, field in kept
    ]
    for (row, field), value in zip(kept, await reader.opened(sealed), strict=True):
        row[field] = value
    return turn.page(items, rows, "listed_on", "conversion_id")
