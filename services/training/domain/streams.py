"""Every stream of this service, and which capability answers what it is asked."""

from typing import get_args

from services.training.domain import (
    completions,
    duties,
    forgetting,
    post_corrections,
    renaming,
    reserve_duties,
    yearly_duties,
)
from services.training.domain.completions import AnnulCompletion, CorrectCompletion, RecordCompletion
from services.training.domain.duties import (
    BeginEmployment,
    EndEmployment,
    MoveLearner,
    NoticeOverdue,
    OweRemedial,
    ResumeEmployment,
    WaiveDuty,
)
from services.training.domain.duty_book import DutyBook, evolve
from services.training.domain.duty_events import DutyBookEvent
from services.training.domain.forgetting import ForgetPerson
from services.training.domain.policies import Policies
from services.training.domain.renaming import RenamePerson
from services.training.domain.yearly_duties import BeginYear, LeavePost, TakePost
from shared.kernel import Decider, Facts, Region, Stream, its_own_subject

DutyBookCommand = (
    BeginEmployment
    | EndEmployment
    | ResumeEmployment
    | MoveLearner
    | TakePost
    | post_corrections.CorrectPost
    | LeavePost
    | BeginYear
    | OweRemedial
    | reserve_duties.OweReserveCourse
    | reserve_duties.LeaveReserve
    | NoticeOverdue
    | WaiveDuty
    | RecordCompletion
    | CorrectCompletion
    | AnnulCompletion
    | ForgetPerson
    | RenamePerson
)


def _decide(  # noqa: C901  one match
    state: DutyBook, command: DutyBookCommand, facts: Facts[Policies]
) -> tuple[DutyBookEvent, ...]:
    match command:
        case BeginEmployment():
            return duties.begin_employment(state, command, facts)
        case EndEmployment():
            return duties.end_employment(state, command, facts)
        case ResumeEmployment():
            return duties.resume_employment(state, command, facts)
        case MoveLearner():
            return duties.move_learner(state, command)
        case TakePost():
            return post_corrections.take_up(state, command, facts)
        case post_corrections.CorrectPost():
            return post_corrections.correct_post(state, command, facts)
        case LeavePost():
            return yearly_duties.leave_post(state, command, facts)
        case BeginYear():
            return yearly_duties.begin_year(state, command, facts)
        case reserve_duties.OweReserveCourse():
            return reserve_duties.owe(state, command, facts)
        case reserve_duties.LeaveReserve():
            return reserve_duties.leave(state, command, facts)
        case OweRemedial():
            return duties.owe_remedial(state, command, facts)
        case NoticeOverdue():
            return duties.notice_overdue(state, command, facts)
        case WaiveDuty():
            return duties.waive(state, command, facts)
        case RecordCompletion():
            return completions.record_completion(state, command, facts)
        case CorrectCompletion():
            return completions.correct(state, command, facts)
        case AnnulCompletion():
            return completions.annul(state, command, facts)
        case ForgetPerson():
            return forgetting.forget(state, command, facts)
        case RenamePerson():
            return renaming.rename(state, command, facts)


def _region(state: DutyBook) -> Region:
    return state.region


DUTY_BOOK: Stream[DutyBook, DutyBookCommand, DutyBookEvent, Policies] = Stream(
    type="duty_book",
    decider=Decider(initial=DutyBook(), decide=_decide, evolve=evolve),
    events=get_args(DutyBookEvent),
    region_of=_region,
    subject_of=its_own_subject,
)
