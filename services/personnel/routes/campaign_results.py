"""Results of a campaign over HTTP: the scores are opened for the ranked list, and not before."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.applicant_events import Applicant
from services.personnel.domain.campaign_events import ResultStage
from services.personnel.domain.campaign_ranking import Scored
from services.personnel.domain.campaign_state import Campaign
from services.personnel.domain.campaigns import PublishResult, examined
from services.personnel.domain.streams import APPLICANT, CAMPAIGN
from services.personnel.projections import recruiting
from services.personnel.rights import APPROVE_CAMPAIGNS
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Sealed, record
from shared.web.asked import Asked
from shared.web.disclosure import used
from shared.web.handles import Handle, handler

router = APIRouter(prefix="/campaigns", tags=["campaigns"])
Approver = Annotated[Handle, Depends(handler(CAMPAIGN, may=APPROVE_CAMPAIGNS))]


@record
class ResultPublication:
    stage: ResultStage


@router.post("/{campaign_id}/results", status_code=201, operation_id="publish_campaign_result")
async def publish(campaign_id: UUID, command: Asked[ResultPublication], handle: Approver) -> Receipt:
    """Open the scores of an exam and publish the ranked list; who was not there is not on it."""

    async def opened(draft: Draft) -> Sequence[Ask]:
        await draft.load([(CAMPAIGN, campaign_id)])
        state: Campaign = draft.state(CAMPAIGN, campaign_id)
        scored = await _opened(draft, handle, state, command.stage) if handle.may_see(state.region) else ()
        return [Ask(stream=CAMPAIGN, to=campaign_id, command=PublishResult(stage=command.stage, scored=scored))]

    return await handle.all(opened)


async def _opened(draft: Draft, handle: Handle, state: Campaign, stage: ResultStage) -> tuple[Scored, ...]:
    """The scores of the exam, in clear for the ranking only."""
    if state.campaign_id is None:
        return ()
    async with handle.reading() as read:
        ids = await recruiting.admitted(read, state.campaign_id)
    invited = examined(state)
    ids = [id for id in ids if stage is ResultStage.WRITTEN or id in invited]
    await draft.load((APPLICANT, id) for id in ids)
    people = [each for id in ids if _was_there(each := draft.state(APPLICANT, id), stage)]
    written = await _scores(handle, [(p, p.written) for p in people])
    interview = [0] * len(people)
    if stage is ResultStage.FINAL:
        interview = await _scores(handle, [(p, p.interview) for p in people])
    return tuple(_scored(*each) for each in zip(people, written, interview, strict=True))


def _was_there(applicant: Applicant, stage: ResultStage) -> bool:
    return applicant.written is not None and (stage is ResultStage.WRITTEN or applicant.interview is not None)


async def _scores(handle: Handle, sealed: Sequence[tuple[Applicant, Sealed | None]]) -> list[int]:
    values = [(p.applicant_id, "personnel.applicant.score", score) for p, score in sealed if p.applicant_id and score]
    return [int(text or 0) for text in await used(handle.runtime, values)]


def _scored(applicant: Applicant, written: int, interview: int) -> Scored:
    about = applicant.registered
    assert about is not None
    return Scored(
        applicant_id=about.applicant_id, vacancy=about.vacancy, number=about.number, written=written, interview=interview,
        sources=about.sources, education=about.education, certificate=about.certificate,
    )  # fmt: skip
