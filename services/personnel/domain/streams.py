"""Every stream of this service, and which capability answers what it is asked."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import (
    appointments,
    contracts,
    dismissal,
    employment,
    erasures,
    grade_schemes,
    grade_triggers,
    grades,
    grading,
    headcount,
    hiring,
    probation,
    qualifications,
    regions,
    worker,
)
from services.personnel.domain.appointments import Appointment, AppointmentCommand, AppointmentEvent
from services.personnel.domain.employment import Employment, EmploymentEvent, Hired, PlaceFreed
from services.personnel.domain.erasure_events import PersonalDataErased
from services.personnel.domain.grade_events import GradeEvent
from services.personnel.domain.grade_schemes import PublishScheme, Scheme, SchemePublished
from services.personnel.domain.grading import Grading
from services.personnel.domain.headcount import HeadcountCommand, HeadcountEvent, Quota
from services.personnel.domain.policies import Policies
from services.personnel.domain.regions import Place, RegionCommand, RegionEvent
from services.personnel.domain.worker import Worker, WorkerEvent
from shared.kernel import Decider, Facts, Region, Release, Reservation, Stream, Take, its_own_subject

WorkerCommand = worker.RegisterWorker | qualifications.RegisterQualification | erasures.ErasureCommand
EmploymentCommand = (
    hiring.HireWorker | contracts.SignContract | contracts.RenewContract | contracts.NoticeExpiry
    | probation.ConcludeProbation | dismissal.EndEmployment | dismissal.FreePlace
)  # fmt: skip
GradeCommand = grade_triggers.TriggerCommand | grades.DecisionCommand


def _region(state: Place, command: RegionCommand, facts: Facts[Policies]) -> tuple[RegionEvent, ...]:
    match command:
        case regions.FoundRegion():
            return regions.found(state, command, facts)
        case regions.RenameRegion():
            return regions.rename(state, command, facts)
        case regions.MoveRegion():
            return regions.move(state, command, facts)
        case regions.MergeRegion():
            return regions.merge(state, command, facts)


def _quota(state: Quota, command: HeadcountCommand, facts: Facts[Policies]) -> tuple[HeadcountEvent, ...]:
    match command:
        case headcount.RecordPopulation():
            return headcount.record_population(state, command, facts)
        case headcount.RequestQuota():
            return headcount.request(state, command, facts)
        case headcount.ApproveQuota():
            return headcount.approve(state, command, facts)


def _worker(state: Worker, command: WorkerCommand, facts: Facts[Policies]) -> tuple[WorkerEvent, ...]:
    match command:
        case worker.RegisterWorker():
            return worker.register(state, command, facts)
        case qualifications.RegisterQualification():
            return qualifications.register(state, command, facts)
        case _:
            return erasures.decide(state, command, facts)


def _employment(state: Employment, command: EmploymentCommand, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    match command:
        case hiring.HireWorker():
            return hiring.hire(state, command, facts)
        case contracts.SignContract():
            return contracts.sign(state, command, facts)
        case contracts.RenewContract():
            return contracts.renew(state, command, facts)
        case contracts.NoticeExpiry():
            return contracts.notice_expiry(state, facts)
        case probation.ConcludeProbation():
            return probation.conclude(state, command, facts)
        case dismissal.EndEmployment():
            return dismissal.end(state, command, facts)
        case dismissal.FreePlace():
            return dismissal.free_place(state, facts)


def _appointment(
    state: Appointment, command: AppointmentCommand, facts: Facts[Policies]
) -> tuple[AppointmentEvent, ...]:
    match command:
        case appointments.StartAppointment():
            return appointments.start(state, command, facts)
        case appointments.EndAppointment():
            return appointments.end(state, command, facts)


def _grade(  # noqa: C901  one match
    state: Grading, command: GradeCommand, facts: Facts[Policies]
) -> tuple[GradeEvent, ...]:
    match command:
        case grade_triggers.OpenGrading():
            return grade_triggers.open_grading(state, command, facts)
        case grade_triggers.CountCertificate():
            return grade_triggers.count_certificate(state, command, facts)
        case grade_triggers.CountPost():
            return grade_triggers.count_post(state, command, facts)
        case grade_triggers.CountResult():
            return grade_triggers.count_result(state, command, facts)
        case grade_triggers.TakeStep():
            return grade_triggers.take_step(state, facts)
        case grades.ReviewProposal():
            return grades.review(state, command, facts)
        case grades.ApproveProposal():
            return grades.approve(state, command, facts)
        case grades.CloseGrading():
            return grades.close(state, command, facts)


# Reservations


def _of_worker(id: UUID, command: WorkerCommand, event: WorkerEvent) -> tuple[Reservation, ...]:
    match command:
        case worker.RegisterWorker(id_hash=key):
            return (Take(kind=worker.NATIONAL_ID, key=key),)
        case qualifications.RegisterQualification(number_hash=key):
            return (Take(kind=worker.CERTIFICATE, key=key),)
        case erasures.ErasePersonalData() if isinstance(event, PersonalDataErased):
            return erasures.given_back(command, event)
        case _:
            return ()


def _of_employment(id: UUID, command: EmploymentCommand, event: EmploymentEvent) -> tuple[Reservation, ...]:
    match event:
        case Hired(place=place):
            return (Take(kind=headcount.PLACE, key=place),)
        case PlaceFreed(place=place):
            return (Release(kind=headcount.PLACE, key=place),)
        case _:
            return ()


def _of_appointment(id: UUID, command: AppointmentCommand, event: AppointmentEvent) -> tuple[Reservation, ...]:
    if event.post not in appointments.ONE_HOLDER:
        return ()
    key = appointments.post_key(event.community, event.post)
    match event:
        case appointments.AppointmentStarted():
            return (Take(kind=appointments.POST, key=key),)
        case appointments.AppointmentEnded():
            return (Release(kind=appointments.POST, key=key),)


def _home(state: Worker | Employment | Appointment | Grading | Scheme) -> Region:
    return state.region


def _path(state: Place) -> Region:
    return state.path


def _unit(state: Quota) -> Region:
    return state.unit


def _employed(stream_id: UUID, state: Employment) -> UUID | None:
    return state.worker_id


def _appointed(stream_id: UUID, state: Appointment) -> UUID | None:
    return state.started.worker_id if state.started else None


def _publish_scheme(state: Scheme, command: PublishScheme, facts: Facts[Policies]) -> tuple[SchemePublished, ...]:
    return grade_schemes.publish(state, command, facts)


REGION: Stream[Place, RegionCommand, RegionEvent, Policies] = Stream(
    type="region", decider=Decider(initial=Place(), decide=_region, evolve=regions.evolve),
    events=get_args(RegionEvent), region_of=_path,
)  # fmt: skip
QUOTA: Stream[Quota, HeadcountCommand, HeadcountEvent, Policies] = Stream(
    type="quota", decider=Decider(initial=Quota(), decide=_quota, evolve=headcount.evolve),
    events=get_args(HeadcountEvent), region_of=_unit,
)  # fmt: skip
WORKER: Stream[Worker, WorkerCommand, WorkerEvent, Policies] = Stream(
    type="worker", decider=Decider(initial=Worker(), decide=_worker, evolve=worker.evolve),
    events=get_args(WorkerEvent), region_of=_home, subject_of=its_own_subject, reserves=_of_worker,
)  # fmt: skip
EMPLOYMENT: Stream[Employment, EmploymentCommand, EmploymentEvent, Policies] = Stream(
    type="employment", decider=Decider(initial=Employment(), decide=_employment, evolve=employment.evolve),
    events=get_args(EmploymentEvent), region_of=_home, subject_of=_employed, reserves=_of_employment,
)  # fmt: skip
APPOINTMENT: Stream[Appointment, AppointmentCommand, AppointmentEvent, Policies] = Stream(
    type="appointment", decider=Decider(initial=Appointment(), decide=_appointment, evolve=appointments.evolve),
    events=get_args(AppointmentEvent), region_of=_home, subject_of=_appointed, reserves=_of_appointment,
)  # fmt: skip
GRADE: Stream[Grading, GradeCommand, GradeEvent, Policies] = Stream(
    type="grade", decider=Decider(initial=Grading(), decide=_grade, evolve=grading.evolve),
    events=get_args(GradeEvent), region_of=_home, subject_of=its_own_subject,
)  # fmt: skip
GRADE_SCHEME: Stream[Scheme, PublishScheme, SchemePublished, Policies] = Stream(
    type="grade_scheme", decider=Decider(initial=Scheme(), decide=_publish_scheme, evolve=grade_schemes.evolve),
    events=(SchemePublished,), region_of=_home,
)  # fmt: skip
