"""The person: one stream for life."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import erasures, identity, profile, qualifications, worker
from services.personnel.domain.erasure_events import PersonalDataErased
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from services.personnel.domain.worker import Worker, WorkerEvent
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take, its_own_subject

WorkerCommand = (
    worker.RegisterWorker | worker.ReturnWorker | worker.PlaceWorker | qualifications.PaperCommand | erasures.ErasureCommand
    | profile.ProfileCommand | identity.IdentityCommand
)  # fmt: skip


def _decide(state: Worker, command: WorkerCommand, facts: Facts[Policies]) -> tuple[WorkerEvent, ...]:  # noqa: C901  one match
    match command:
        case worker.RegisterWorker():
            return worker.register(state, command, facts)
        case worker.ReturnWorker():
            return worker.come_back(state, command)
        case worker.PlaceWorker():
            return worker.place(state, command, facts)
        case qualifications.RegisterQualification():
            return qualifications.register(state, command, facts)
        case qualifications.EndQualification():
            return qualifications.end(state, command)
        case qualifications.MoveQualification():
            return qualifications.move(state, command)
        case profile.RecordProfile():
            return profile.record_profile(state, command, facts)
        case profile.CorrectProfile():
            return profile.correct_profile(state, command, facts)
        case profile.AnnulProfile():
            return profile.annul_profile(state, command, facts)
        case identity.ProposeIdentity():
            return identity.propose(state, command, facts)
        case identity.ConfirmIdentity():
            return identity.confirm(state, command, facts)
        case identity.RefuseIdentity():
            return identity.refuse(state, command, facts)
        case _:
            return erasures.decide(state, command, facts)


def _reserves(id: UUID, command: WorkerCommand, event: WorkerEvent) -> tuple[Reservation, ...]:
    match command:
        case worker.RegisterWorker(id_hash=key):
            return (Take(kind=worker.NATIONAL_ID, key=key),)
        case qualifications.RegisterQualification(number_hash=key) if key:
            return (Take(kind=worker.CERTIFICATE, key=key),)
        case qualifications.EndQualification(number_hash=key) if key:
            return (Release(kind=worker.CERTIFICATE, key=key),)
        case erasures.ErasePersonalData() if isinstance(event, PersonalDataErased):
            return erasures.given_back(command, event)
        case identity.ProposeIdentity() | identity.ConfirmIdentity() | identity.RefuseIdentity():
            return identity.reserved(command)
        case _:
            return ()


WORKER: Stream[Worker, WorkerCommand, WorkerEvent, Policies] = Stream(
    type="worker", decider=Decider(initial=Worker(), decide=_decide, evolve=worker.evolve),
    events=get_args(WorkerEvent), region_of=home, subject_of=its_own_subject, reserves=_reserves,
)  # fmt: skip
