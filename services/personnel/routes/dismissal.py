"""Leaving over HTTP: notice, the end itself on its ground, and what undoes or corrects it."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.dismissal import EndEmployment, GiveNotice, WithdrawNotice
from services.personnel.domain.employment import Employment, Ground
from services.personnel.domain.exit_case import AnnulExit, CorrectExit, FindUnlawful, IssuePapers
from services.personnel.domain.exit_scope import SettleReopening
from services.personnel.domain.streams import EMPLOYMENT
from services.personnel.rights import KEEP_ROSTER
from services.personnel.routes import leaving, service_origin
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import record
from shared.web.asked import Asked
from shared.web.handles import Handle, handler

router = APIRouter(tags=["dismissal"])
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=KEEP_ROSTER))]


@record
class Exit:
    """`document` numbers the decision or letter; `notice_on` the day of the notice, `in_lieu` a month's wage instead of it, `waived`
    by the employer where the worker leaves sooner; `union_told_on` before a unilateral end; `declined`: the worker refused the
    same or better terms, or proposed to part; `agreed`: on retiring early.
    """

    ground: Ground
    last_day: date
    document: str = ""
    notice_on: date | None = None
    in_lieu: bool = False
    waived: bool = False
    union_told_on: date | None = None
    declined: bool = False
    agreed: bool = False


@router.post("/employments/{employment_id}/exit", status_code=201, operation_id="end_employment")
async def end(employment_id: UUID, command: Asked[Exit], handle: Officer) -> Receipt:
    """End an employment on its ground; pay, training and assessment hear of it, the place is free the day after."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(EMPLOYMENT, employment_id)])
        employment = draft.state(EMPLOYMENT, employment_id)
        known = await leaving.standing(handle, employment, command.last_day)
        ended = EndEmployment(
            ground=command.ground, last_day=command.last_day, document=command.document, notice_on=command.notice_on,
            in_lieu=command.in_lieu, waived=command.waived, union_told_on=command.union_told_on,
            declined=command.declined, agreed=command.agreed, retires_on=known.retires_on,
            retires_early_from=known.retires_early_from, posts=known.posts,
        )  # fmt: skip
        asked = Ask(stream=EMPLOYMENT, to=employment_id, command=ended)
        return [asked, *await leaving.asked(draft, handle, employment, command.last_day, command.ground)]

    return await handle.all(asks)


@router.post("/employments/{employment_id}/exit-notices", status_code=201, operation_id="give_exit_notice")
async def notice(employment_id: UUID, command: Asked[GiveNotice], handle: Officer) -> Receipt:
    """The worker's letter, or the employer's, thirty days before the end (three in a probation): the person is leaving."""
    return await handle(employment_id, command)


@router.post(
    "/employments/{employment_id}/exit-notices/withdrawals", status_code=201, operation_id="withdraw_exit_notice"
)
async def withdraw(employment_id: UUID, command: Asked[WithdrawNotice], handle: Officer) -> Receipt:
    """The notice is taken back; the person stays."""
    return await handle(employment_id, command)


@router.post("/employments/{employment_id}/exit/corrections", status_code=201, operation_id="correct_exit")
async def correct(employment_id: UUID, command: Asked[CorrectExit], handle: Officer) -> Receipt:
    """The exit was on another day or ground: this is right; whoever heard of it hears again."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(EMPLOYMENT, employment_id)])
        employment = draft.state(EMPLOYMENT, employment_id)
        asked = Ask(stream=EMPLOYMENT, to=employment_id, command=command)
        again = await _present(handle, draft, employment)
        return [asked, *await leaving.moved(draft, handle, employment, command.last_day), *again]

    return await handle.all(asks)


@router.post("/employments/{employment_id}/exit/annulments", status_code=201, operation_id="annul_exit")
async def annul(employment_id: UUID, command: Asked[AnnulExit], handle: Officer) -> Receipt:
    """The person never left, found out before the last day or after it: everything goes on in the same place."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(EMPLOYMENT, employment_id)])
        asked = Ask(stream=EMPLOYMENT, to=employment_id, command=command)
        return [asked, *await leaving.undone(draft, handle, draft.state(EMPLOYMENT, employment_id))]

    return await handle.all(asks)


@router.post("/employments/{employment_id}/exit/rulings", status_code=201, operation_id="record_unlawful_exit")
async def unlawful(employment_id: UUID, command: Asked[FindUnlawful], handle: Officer) -> Receipt:
    """A court or arbitration found the end unlawful: twice the severance is owed."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(EMPLOYMENT, employment_id)])
        employment = draft.state(EMPLOYMENT, employment_id)
        found = Ask(stream=EMPLOYMENT, to=employment_id, command=command)
        return [found, *service_origin.paid_out(employment), *await _present(handle, draft, employment)]

    return await handle.all(asks)


async def _present(handle: Handle, draft: Draft, employment: Employment) -> Sequence[Ask]:
    """What another end of an earlier employment means for the years of the present one."""
    if employment.worker_id is None:
        return ()
    return await service_origin.of_the_present(handle, draft, employment.worker_id)


@router.post("/employments/{employment_id}/exit/papers", status_code=201, operation_id="issue_exit_papers")
async def papers(employment_id: UUID, command: Asked[IssuePapers], handle: Officer) -> Receipt:
    """The certificate is handed over, archive and insurance are moved: within fifteen days of the last."""
    return await handle(employment_id, command)


@record
class ReopeningPaper:
    document: str


@router.post(
    "/employments/{employment_id}/exit/reopenings/{thing_id}", status_code=201, operation_id="settle_exit_reopening"
)
async def reopened(employment_id: UUID, thing_id: UUID, command: Asked[ReopeningPaper], handle: Officer) -> Receipt:
    """What could not be begun again by itself when the exit was undone is seen to: begun by hand, or rightly left ended."""
    return await handle(employment_id, SettleReopening(thing_id=thing_id, document=command.document))
