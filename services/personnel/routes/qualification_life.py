"""What becomes of a registered certificate, over HTTP: registered again, revoked, corrected, annulled."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grade_facts import AnnulFact
from services.personnel.domain.grade_triggers import CountCertificate, UncountCertificate
from services.personnel.domain.qualification_events import Qualification, QualificationStage, counted_as
from services.personnel.domain.qualification_life import (
    AnnulQualification,
    CorrectQualification,
    RenewRegistration,
    RevokeCertificate,
)
from services.personnel.domain.qualifications import EndQualification, MoveQualification, RegisterQualification
from services.personnel.domain.streams import GRADE, QUALIFICATION, WORKER
from services.personnel.domain.worker import CERTIFICATE
from services.personnel.rights import KEEP_ROSTER
from services.personnel.routes.qualifications import NUMBER
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import DAY, Rejected, record
from shared.web.asked import Asked
from shared.web.handles import Handle, handler
from shared.web.rates import LOOKUP

router = APIRouter(prefix="/qualifications/{qualification_id}", tags=["qualifications"])
Keeper = Annotated[Handle, Depends(handler(QUALIFICATION, may=KEEP_ROSTER))]
Numbered = Annotated[Handle, Depends(handler(QUALIFICATION, may=KEEP_ROSTER, at_most=LOOKUP))]
Follows = Callable[[Qualification], Sequence[Ask]]


@record
class QualificationAnnulment:
    """`number`, written again, is free to be registered for whoever it belongs to."""

    reason: str
    number: str = ""


@router.post("/renewals", status_code=201, operation_id="renew_registration")
async def renewed(qualification_id: UUID, command: Asked[RenewRegistration], handle: Keeper) -> Receipt:
    """Registered again; one that had run out counts from this day on."""

    def follows(state: Qualification) -> Sequence[Ask]:
        if state.stage is not QualificationStage.EXPIRED or state.worker_id is None or state.number is None:
            return ()
        fact = counted_as(qualification_id, state.since, command.renewed_on)
        again = RegisterQualification(
            worker_id=state.worker_id, level=state.level, number=state.number, number_hash="",
            registered_on=command.renewed_on,
        )  # fmt: skip
        counted = CountCertificate(fact=fact, certificate=state.level, registered_on=command.renewed_on)
        return _both(state.worker_id, again, counted)

    return await _with(handle, qualification_id, command, follows)


@router.post("/revocations", status_code=201, operation_id="revoke_certificate")
async def revoked(qualification_id: UUID, command: Asked[RevokeCertificate], handle: Keeper) -> Receipt:
    """The authority revoked the certificate: from the day after it gives neither grade nor allowance."""

    def follows(state: Qualification) -> Sequence[Ask]:
        return _ended(state, command.last_day)

    return await _with(handle, qualification_id, command, follows)


@router.post("/corrections", status_code=201, operation_id="correct_qualification")
async def corrected(qualification_id: UUID, command: Asked[CorrectQualification], handle: Keeper) -> Receipt:
    """The day of registration was entered wrongly."""

    def follows(state: Qualification) -> Sequence[Ask]:
        if state.worker_id is None or state.number is None or command.registered_on == state.since:
            return ()
        moved = MoveQualification(
            worker_id=state.worker_id, fact=state.fact, level=state.level, number=state.number,
            registered_on=command.registered_on,
        )  # fmt: skip
        counted = CountCertificate(fact=state.fact, certificate=state.level, registered_on=command.registered_on)
        return _both(state.worker_id, moved, counted)

    return await _with(handle, qualification_id, command, follows)


@router.post("/annulments", status_code=201, operation_id="annul_qualification")
async def annulled(qualification_id: UUID, command: Asked[QualificationAnnulment], handle: Numbered) -> Receipt:
    """It never was: also not for the grade and for pay."""
    key = handle.runtime.sealer.blind.of(NUMBER, command.number) if command.number else ""
    holder = await handle.runtime.log.holder(CERTIFICATE, key) if key else None

    def follows(state: Qualification) -> Sequence[Ask]:
        if state.worker_id is None or state.number is None or state.stage is QualificationStage.ANNULLED:
            return ()
        if key and holder != state.worker_id:
            raise Rejected("qualifications.other-number", field="/number")
        never = EndQualification(
            worker_id=state.worker_id, fact=state.fact, level=state.level, last_day=state.since - DAY, number_hash=key
        )
        annul = AnnulFact(fact=state.fact, reason=command.reason, source=GradeFactKind.CERTIFICATE)
        first = AnnulFact(fact=qualification_id, reason=command.reason, source=GradeFactKind.CERTIFICATE)
        return (*_both(state.worker_id, never, annul), Ask(stream=GRADE, to=state.worker_id, command=first))

    return await _with(handle, qualification_id, AnnulQualification(reason=command.reason), follows)


def _ended(state: Qualification, last_day: date) -> Sequence[Ask]:
    if state.worker_id is None or state.number is None:
        return ()
    ended = EndQualification(worker_id=state.worker_id, fact=state.fact, level=state.level, last_day=last_day)
    return _both(state.worker_id, ended, UncountCertificate(fact=state.fact, last_day=last_day))


def _both(worker: UUID, person: Any, grade: Any) -> Sequence[Ask]:
    return (Ask(stream=WORKER, to=worker, command=person), Ask(stream=GRADE, to=worker, command=grade))


async def _with(handle: Handle, id: UUID, command: Any, follows: Follows) -> Receipt:
    """The qualification first; then the person and the grade, by what it was before."""
    await handle.find(id)

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(QUALIFICATION, id)])
        return [Ask(stream=QUALIFICATION, to=id, command=command), *follows(draft.state(QUALIFICATION, id))]

    return await handle.all(asks)
