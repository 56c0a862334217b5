"""Everything that one person's beginning asks of the streams, in the order in which it is decided."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from services.personnel.domain import ledgers
from services.personnel.domain.appointments import StartAppointment
from services.personnel.domain.contract_events import EmploymentStatus
from services.personnel.domain.contract_papers import RecordStatus
from services.personnel.domain.contracts import SignContract
from services.personnel.domain.employment import Category, Source
from services.personnel.domain.erasures import StopRetention
from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grade_triggers import OpenGrading
from services.personnel.domain.grading import opening_fact
from services.personnel.domain.hire_grounds import HireGround
from services.personnel.domain.hiring import HireWorker, probation_ends
from services.personnel.domain.qualification_life import EnterCertificate
from services.personnel.domain.qualifications import RegisterQualification
from services.personnel.domain.scheme_terms import Certificate, Education, PostCategory
from services.personnel.domain.streams import APPOINTMENT, EMPLOYMENT, GRADE, QUALIFICATION, WORKER
from services.personnel.domain.worker import RegisterWorker, ReturnWorker
from shared.kernel import Region, Send, WorkerIdNumber, WorkerName, WorkerPhone, record


@record
class Identity:
    """The sealed person; `id_hash` is the blind index of the national id. `known`: registered before, employed until `left_before`."""

    worker_id: UUID
    name: WorkerName
    id_number: WorkerIdNumber
    id_hash: str
    phone: WorkerPhone | None
    sex: str
    birth_month: str
    known: bool = False
    left_before: date | None = None


@record
class Engagement:
    """`grade` and `appointment` take over what was decided elsewhere; a contract is signed when `contract_signed`."""

    identity: Identity
    employment_id: UUID
    education: Education
    certificate: Certificate | None
    category: Category
    post_category: PostCategory
    employer: Region
    workplace: Region
    place: str
    source: Source
    starts: date
    community_work_since: date
    term_months: int | None
    probation_months: int
    ground: HireGround
    contract: SignContract | None = None
    qualification: RegisterQualification | None = None
    grade: int | None = None
    grade_since: date | None = None
    appointment: StartAppointment | None = None
    status: EmploymentStatus = EmploymentStatus.CONTRACT
    document: str = ""
    case_id: UUID | None = None


def begin(e: Engagement) -> Iterator[Send[Any]]:
    """The person first: everything else is about them."""
    if e.identity.known:
        yield Send(stream=WORKER, to=e.identity.worker_id, command=_return(e))
        yield Send(stream=WORKER, to=e.identity.worker_id, command=StopRetention(worker_id=e.identity.worker_id))
    else:
        yield Send(stream=WORKER, to=e.identity.worker_id, command=_register(e))
    yield Send(stream=EMPLOYMENT, to=e.employment_id, command=_hire(e))
    if e.status is not EmploymentStatus.CONTRACT:
        recorded = RecordStatus(fact_id=e.employment_id, status=e.status, since=e.starts)
        yield Send(stream=EMPLOYMENT, to=e.employment_id, command=recorded)
    if e.contract is not None:
        yield Send(stream=EMPLOYMENT, to=e.employment_id, command=e.contract)
    if e.qualification is not None:
        yield Send(stream=WORKER, to=e.identity.worker_id, command=e.qualification)
        entered = _entered(e, e.qualification)
        yield Send(stream=QUALIFICATION, to=entered.qualification_id, command=entered)
    if e.appointment is not None:
        yield Send(stream=APPOINTMENT, to=e.appointment.appointment_id, command=e.appointment)
    if e.status is not EmploymentStatus.ESTABLISHED_STATUS:  # no grade pay beside another body's (P-12.4)
        yield Send(stream=GRADE, to=e.identity.worker_id, command=_grading(e))
    yield from ledgers.joined(
        worker_id=e.identity.worker_id, employment_id=e.employment_id, employer=e.employer, workplace=e.workplace,
        source=e.source, starts=e.starts, community_work_since=e.community_work_since,
    )  # fmt: skip


def _return(e: Engagement) -> ReturnWorker:
    return ReturnWorker(worker_id=e.identity.worker_id, region=e.workplace, starts=e.starts)


def _entered(e: Engagement, paper: RegisterQualification) -> EnterCertificate:
    """Under the id by which the grade counts what the roster said."""
    id = opening_fact(e.identity.worker_id, GradeFactKind.CERTIFICATE)
    return EnterCertificate(
        worker_id=e.identity.worker_id, qualification_id=id, region=e.workplace, level=paper.level, number=paper.number,
        registered_on=paper.registered_on,
    )  # fmt: skip


def _register(e: Engagement) -> RegisterWorker:
    who = e.identity
    return RegisterWorker(
        worker_id=who.worker_id, region=e.workplace, name=who.name, id_number=who.id_number, id_hash=who.id_hash,
        phone=who.phone, sex=who.sex, birth_month=who.birth_month, education=e.education, starts=e.starts,
    )  # fmt: skip


def _hire(e: Engagement) -> HireWorker:
    return HireWorker(
        worker_id=e.identity.worker_id, employment_id=e.employment_id, name=e.identity.name,
        birth_month=e.identity.birth_month, category=e.category, post_category=e.post_category, employer=e.employer,
        workplace=e.workplace, place=e.place, source=e.source, starts=e.starts,
        community_work_since=e.community_work_since, term_months=e.term_months, probation_months=e.probation_months,
        left_before=e.identity.left_before, ground=e.ground, document=e.document, case_id=e.case_id,
    )  # fmt: skip


def _grading(e: Engagement) -> OpenGrading:
    return OpenGrading(
        worker_id=e.identity.worker_id, employment_id=e.employment_id, region=e.workplace,
        post_category=e.post_category, community_work_since=e.community_work_since, education=e.education,
        certificate=e.certificate, starts=e.starts, grade=e.grade, grade_since=e.grade_since,
        probation_ends=probation_ends(e.starts, e.probation_months),
        post_id=None if e.appointment is None else e.appointment.appointment_id,
    )  # fmt: skip
