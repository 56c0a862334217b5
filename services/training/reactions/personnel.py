"""What personnel's news means for training. The union is the subscription."""

from collections.abc import Iterator
from typing import Any

from services.training.domain.duties import BeginEmployment, EndEmployment, MoveLearner, ResumeEmployment
from services.training.domain.forgetting import ForgetPerson
from services.training.domain.post_corrections import CorrectPost
from services.training.domain.renaming import RenamePerson
from services.training.domain.reserve_duties import LeaveReserve, OweReserveCourse
from services.training.domain.streams import DUTY_BOOK
from services.training.domain.yearly_duties import LeavePost, TakePost
from shared.authority.heard import hear
from shared.kernel import DAY, Send
from shared.published import News
from shared.published.personnel.appointments import (
    AppointmentAnnulledV1,
    AppointmentCorrectedV1,
    AppointmentEndedV1,
    AppointmentStartedV1,
)
from shared.published.personnel.authorities import AuthorityChangedV1
from shared.published.personnel.dismissal import ExitedV1
from shared.published.personnel.erasures import WorkerErasedV1
from shared.published.personnel.exits import ExitAnnulledV1, ExitCorrectedV1
from shared.published.personnel.hiring import HiredV1
from shared.published.personnel.party import PartyPostEndedV1, PartyPostStartedV1, SecretaryFiledV1
from shared.published.personnel.placing import AssignmentChangedV1
from shared.published.personnel.profile import ProfileChangedV1
from shared.published.personnel.regions import RegionMovedV1
from shared.published.personnel.teams import ReserveEnteredV1, ReserveRemovedV1

Heard = (
    HiredV1
    | AppointmentStartedV1
    | AppointmentEndedV1
    | AppointmentCorrectedV1
    | AppointmentAnnulledV1
    | PartyPostStartedV1
    | PartyPostEndedV1
    | SecretaryFiledV1
    | ReserveEnteredV1
    | ReserveRemovedV1
    | ExitedV1
    | ExitCorrectedV1
    | ExitAnnulledV1
    | AssignmentChangedV1
    | ProfileChangedV1
    | WorkerErasedV1
    | AuthorityChangedV1
    | RegionMovedV1
)


def react(news: News[Heard]) -> Iterator[Send[Any]]:  # noqa: C901  one match
    match news.event:
        case HiredV1() as hired:
            begin = BeginEmployment(
                worker_id=hired.worker_id, employment_id=hired.employment_id, name=hired.name,
                workplace=hired.workplace, chief=hired.post_category == "CHIEF", starts=hired.starts,
            )  # fmt: skip
            yield Send(stream=DUTY_BOOK, to=hired.worker_id, command=begin)
        case AppointmentStartedV1(worker_id=worker, appointment_id=term, post=post, community=community, starts=starts):
            take = TakePost(worker_id=worker, appointment_id=term, post=post, community=community, starts=starts)
            yield Send(stream=DUTY_BOOK, to=worker, command=take)
        case AppointmentCorrectedV1(worker_id=worker, appointment_id=term, post=post, community=place, starts=starts):
            right = CorrectPost(worker_id=worker, appointment_id=term, post=post, community=place, starts=starts)
            yield Send(stream=DUTY_BOOK, to=worker, command=right)
        case AppointmentEndedV1(worker_id=worker, appointment_id=term, reason=reason):
            leave = LeavePost(worker_id=worker, appointment_id=term, last_day=news.effective, reason=reason)
            yield Send(stream=DUTY_BOOK, to=worker, command=leave)
        case AppointmentAnnulledV1(worker_id=worker, appointment_id=term):
            never = LeavePost(worker_id=worker, appointment_id=term, last_day=news.effective - DAY, reason="ANNULLED")
            yield Send(stream=DUTY_BOOK, to=worker, command=never)
        case PartyPostStartedV1(worker_id=worker, party_post_id=term, office=post, community=community, starts=starts):
            take = TakePost(worker_id=worker, appointment_id=term, post=post, community=community, starts=starts)
            yield Send(stream=DUTY_BOOK, to=worker, command=take)
        case SecretaryFiledV1(worker_id=worker, subject_id=term, community=community, starts=starts):
            take = TakePost(worker_id=worker, appointment_id=term, post="SECRETARY", community=community, starts=starts)
            yield Send(stream=DUTY_BOOK, to=worker, command=take)
        case ReserveEnteredV1(worker_id=worker):
            yield Send(stream=DUTY_BOOK, to=worker, command=OweReserveCourse(worker_id=worker, cause=news.event_id))
        case ReserveRemovedV1(worker_id=worker):
            yield Send(stream=DUTY_BOOK, to=worker, command=LeaveReserve(worker_id=worker))
        case PartyPostEndedV1(worker_id=worker, party_post_id=term, reason=reason):
            leave = LeavePost(worker_id=worker, appointment_id=term, last_day=news.effective, reason=reason)
            yield Send(stream=DUTY_BOOK, to=worker, command=leave)
        case ExitedV1(worker_id=worker, employment_id=employment, last_day=last_day, ground=ground):
            end = EndEmployment(worker_id=worker, employment_id=employment, last_day=last_day, ground=ground)
            yield Send(stream=DUTY_BOOK, to=worker, command=end)
        case AssignmentChangedV1(worker_id=worker, employment_id=employment, workplace=workplace, starts=day):
            move = MoveLearner(employment_id=employment, workplace=workplace, since=day)
            yield Send(stream=DUTY_BOOK, to=worker, command=move)
        case ExitAnnulledV1(worker_id=worker, employment_id=employment):
            yield Send(stream=DUTY_BOOK, to=worker, command=ResumeEmployment(employment_id=employment))
        case ExitCorrectedV1(worker_id=worker, employment_id=employment, last_day=last_day, ground=ground):
            yield Send(stream=DUTY_BOOK, to=worker, command=ResumeEmployment(employment_id=employment))
            end = EndEmployment(worker_id=worker, employment_id=employment, last_day=last_day, ground=ground)
            yield Send(stream=DUTY_BOOK, to=worker, command=end)
        case AuthorityChangedV1() | RegionMovedV1() as changed:
            yield from hear(changed, news)
        case ProfileChangedV1(worker_id=worker, name=name):
            if name is not None:
                rename = RenamePerson(worker_id=worker, name=name, renamed_on=news.effective)
                yield Send(stream=DUTY_BOOK, to=worker, command=rename)
        case WorkerErasedV1(worker_id=worker, purposes=purposes):
            if "identity" in purposes:
                forget = ForgetPerson(worker_id=worker, erased_on=news.effective)
                yield Send(stream=DUTY_BOOK, to=worker, command=forget)
