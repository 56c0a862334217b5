"""Social-worker qualifications over HTTP: exams, certificates, their registration and its end."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import RowMapping

from services.personnel.domain.exams import IssueCertificate, RecordExamResult, RegisterForExam
from services.personnel.domain.grade_triggers import CountCertificate
from services.personnel.domain.qualification_life import EnterCertificate
from services.personnel.domain.qualifications import RegisterQualification
from services.personnel.domain.scheme_terms import Certificate, Education
from services.personnel.domain.seniority import clocks_on
from services.personnel.domain.streams import GRADE, QUALIFICATION, SENIORITY, WORKER
from services.personnel.projections import dated, qualifications, roster
from services.personnel.rights import KEEP_ROSTER, SEE_ROSTER
from shared.draft import Ask
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page
from shared.web.rates import LOOKUP

router = APIRouter(tags=["qualifications"])
Officer = Annotated[Handle, Depends(handler(WORKER, may=KEEP_ROSTER, at_most=LOOKUP))]
Keeper = Annotated[Handle, Depends(handler(QUALIFICATION, may=KEEP_ROSTER))]
Numbered = Annotated[Handle, Depends(handler(QUALIFICATION, may=KEEP_ROSTER, at_most=LOOKUP))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
Stage = Literal[
    "EXAM_REGISTERED", "NOT_PASSED", "PASSED", "CERTIFICATE_ISSUED", "REGISTERED", "EXPIRED", "REVOKED", "ANNULLED"
]
NUMBER = "personnel.worker.certificate_number"


@record
class NewQualification:
    """A registered social-worker certificate; its number is stored sealed. Without `registered_until` as policy says."""

    level: Certificate
    number: str
    registered_on: date
    registered_until: date | None = None


@record
class ExamRegistration:
    """`social_work_subject`: the education is in social work. `grounds` where the conditions are met otherwise than on record."""

    level: Certificate
    registered_on: date
    social_work_subject: bool
    grounds: str = ""


@record
class CertificateRegistration:
    number: str
    registered_on: date
    registered_until: date | None = None


@router.post("/workers/{worker_id}/qualifications", status_code=201, operation_id="register_qualification")
async def register(worker_id: UUID, command: Asked[NewQualification], handle: Officer) -> Receipt:
    """Register a certificate, also late; where the scheme counts it, a grade is proposed from its day on."""
    await handle.find(worker_id)
    id = handle.new_id("qualification")
    entered = CertificateRegistration(
        number=command.number, registered_on=command.registered_on, registered_until=command.registered_until
    )
    return await handle.all((await _entering(handle, worker_id, id, command.level, entered))[::-1])


@router.post("/workers/{worker_id}/exams", status_code=201, operation_id="register_for_exam")
async def exam(worker_id: UUID, command: Asked[ExamRegistration], handle: Keeper) -> Receipt:
    """Register somebody for this year's exam; refused where years and education on record do not entitle, unless grounds are given."""
    async with handle.reading() as read:
        row = await dated.find(read, await _standing(read, worker_id, handle), command.registered_on)
    draft = handle.runtime.handling.draft()
    await draft.load([(SENIORITY, worker_id)])
    policies = handle.runtime.book.of(Region(row["region"]))
    years = clocks_on(draft.state(SENIORITY, worker_id), command.registered_on, policies).community_work // 12
    asked = RegisterForExam(
        worker_id=worker_id, qualification_id=handle.new_id("qualification"), region=Region(row["region"]),
        level=command.level, year=command.registered_on.year, registered_on=command.registered_on,
        education=Education(row["education"]), social_work_subject=command.social_work_subject, social_work_years=years,
        held=None if row["certificate"] is None else Certificate(row["certificate"]), grounds=command.grounds,
    )  # fmt: skip
    return await handle(asked.qualification_id, asked, region=asked.region)


@router.post("/qualifications/{qualification_id}/results", status_code=201, operation_id="record_exam_result")
async def result(qualification_id: UUID, command: Asked[RecordExamResult], handle: Keeper) -> Receipt:
    """Passed or not."""
    return await handle(qualification_id, command)


@router.post("/qualifications/{qualification_id}/certificates", status_code=201, operation_id="issue_certificate")
async def issued(qualification_id: UUID, command: Asked[IssueCertificate], handle: Keeper) -> Receipt:
    """The certificate was issued; it counts from its registration on."""
    return await handle(qualification_id, command)


@router.post("/qualifications/{qualification_id}/registrations", status_code=201, operation_id="register_certificate")
async def registered(qualification_id: UUID, command: Asked[CertificateRegistration], handle: Numbered) -> Receipt:
    """Register a certificate whose exam was followed here."""
    await handle.find(qualification_id)
    draft = handle.runtime.handling.draft()
    await draft.load([(QUALIFICATION, qualification_id)])
    state = draft.state(QUALIFICATION, qualification_id)
    return await handle.all(await _entering(handle, state.worker_id, qualification_id, state.level, command))


async def _entering(
    handle: Handle, worker: UUID, id: UUID, level: Certificate, command: CertificateRegistration
) -> Sequence[Ask]:
    """The qualification, the grade and the person hear of it together."""
    if not 4 <= len(command.number) <= 40:
        raise Rejected("qualifications.number", field="/number")
    draft = handle.runtime.handling.draft()
    await draft.load([(WORKER, worker)])
    region = WORKER.region_of(draft.state(WORKER, worker))
    number = (await handle.seal(worker, {NUMBER: command.number}))[NUMBER]
    person = RegisterQualification(
        worker_id=worker, level=level, number=number, registered_on=command.registered_on,
        number_hash=handle.runtime.sealer.blind.of(NUMBER, command.number),
    )  # fmt: skip
    entered = EnterCertificate(
        worker_id=worker, qualification_id=id, region=region, level=level, number=number,
        registered_on=command.registered_on, registered_until=command.registered_until,
    )  # fmt: skip
    counted = CountCertificate(fact=id, certificate=level, registered_on=command.registered_on)
    return (
        Ask(stream=QUALIFICATION, to=id, command=entered, region=region),
        Ask(stream=GRADE, to=worker, command=counted, region=region),
        Ask(stream=WORKER, to=worker, command=person, region=region),
    )


@router.get("/qualifications", operation_id="list_qualifications")
async def listed(reader: Reader, stage: Stage, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Qualifications at a stage, those that came to it first in front."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await qualifications.at_stage(read, reader.scope, stage, after=after, limit=limit)
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "since", "qualification_id")


@router.get("/workers/{worker_id}/qualifications", operation_id="read_qualifications_of_worker")
async def of_worker(worker_id: UUID, reader: Reader) -> list[dict[str, Any]]:
    """A person's qualifications; numbers are not shown."""
    async with reader.reading() as read:
        await _standing(read, worker_id, reader)
        return [dict(row) for row in await qualifications.of_worker(read, worker_id)]


async def _standing(read: Any, worker_id: UUID, reader: Reading) -> RowMapping:
    row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["region"]))
    return row
