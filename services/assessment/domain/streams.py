"""Every stream of this service, and which capability answers what it is asked."""

from typing import get_args
from uuid import UUID

from services.assessment.domain import (
    annual_result,
    assessees,
    forgetting,
    honour,
    honour_changes,
    honours,
    renaming,
    results,
    schemes,
    scoring,
)
from services.assessment.domain.annual_result import AnnualResult, ResultEvent
from services.assessment.domain.assessees import (
    Assessee,
    AssesseeEvent,
    BeginEmployment,
    EndEmployment,
    MoveAssessee,
    ResumeEmployment,
)
from services.assessment.domain.forgetting import ForgetPerson
from services.assessment.domain.honour import Honour
from services.assessment.domain.honour_changes import ChangeCommand
from services.assessment.domain.honour_events import HonourEvent
from services.assessment.domain.honours import NominationCommand
from services.assessment.domain.policies import Policies
from services.assessment.domain.renaming import RenamePerson
from services.assessment.domain.results import (
    CloseResult,
    ConfirmResult,
    OpenResult,
    ProposeResult,
    PubliciseResult,
    ReopenResult,
)
from services.assessment.domain.schemes import Scheme, SchemeCommand, SchemeEvent
from services.assessment.domain.scoring import AnnulScore, CorrectScore, RecordScore
from shared.kernel import Decider, Facts, Region, Stream, its_own_subject

AssesseeCommand = BeginEmployment | EndEmployment | ResumeEmployment | MoveAssessee | ForgetPerson | RenamePerson
ResultCommand = (
    OpenResult
    | RecordScore
    | CorrectScore
    | AnnulScore
    | ProposeResult
    | PubliciseResult
    | ConfirmResult
    | CloseResult
    | ReopenResult
)


def _scheme(state: Scheme, command: SchemeCommand, facts: Facts[Policies]) -> tuple[SchemeEvent, ...]:
    match command:
        case schemes.DraftScheme():
            return schemes.draft(state, command, facts)
        case schemes.IssueScheme():
            return schemes.issue(state, command, facts)
        case schemes.FreezeScheme():
            return schemes.freeze(state, facts)


def _assessee(state: Assessee, command: AssesseeCommand, facts: Facts[Policies]) -> tuple[AssesseeEvent, ...]:
    match command:
        case BeginEmployment():
            return assessees.begin(state, command, facts)
        case EndEmployment():
            return assessees.end(state, command, facts)
        case MoveAssessee():
            return assessees.move(state, command, facts)
        case ResumeEmployment():
            return assessees.resume(state, command, facts)
        case ForgetPerson():
            return forgetting.forget(state, command, facts)
        case RenamePerson():
            return renaming.rename(state, command, facts)


def _result(  # noqa: C901  one match
    state: AnnualResult, command: ResultCommand, facts: Facts[Policies]
) -> tuple[ResultEvent, ...]:
    match command:
        case OpenResult():
            return results.open_result(state, command, facts)
        case RecordScore():
            return scoring.record_score(state, command, facts)
        case CorrectScore():
            return scoring.correct(state, command, facts)
        case AnnulScore():
            return scoring.annul(state, command, facts)
        case ProposeResult():
            return results.propose(state, command, facts)
        case PubliciseResult():
            return results.publicise(state, command, facts)
        case ConfirmResult():
            return results.confirm(state, facts)
        case CloseResult():
            return results.close(state, command, facts)
        case ReopenResult():
            return results.reopen(state, command, facts)


def _honour(
    state: Honour, command: NominationCommand | ChangeCommand, facts: Facts[Policies]
) -> tuple[HonourEvent, ...]:
    if isinstance(command, NominationCommand):
        return honours.decide(state, command, facts)
    return honour_changes.decide(state, command, facts)


def _county(state: Scheme) -> Region:
    return state.county


def _home(state: Assessee | AnnualResult | Honour) -> Region:
    return state.region


def _worker(stream_id: UUID, state: AnnualResult | Honour) -> UUID | None:
    return state.worker_id


SCHEME: Stream[Scheme, SchemeCommand, SchemeEvent, Policies] = Stream(
    type="scheme",
    decider=Decider(initial=Scheme(), decide=_scheme, evolve=schemes.evolve),
    events=get_args(SchemeEvent),
    region_of=_county,
)
ASSESSEE: Stream[Assessee, AssesseeCommand, AssesseeEvent, Policies] = Stream(
    type="assessee",
    decider=Decider(initial=Assessee(), decide=_assessee, evolve=assessees.evolve),
    events=get_args(AssesseeEvent),
    region_of=_home,
    subject_of=its_own_subject,
)
RESULT: Stream[AnnualResult, ResultCommand, ResultEvent, Policies] = Stream(
    type="result",
    decider=Decider(initial=AnnualResult(), decide=_result, evolve=annual_result.evolve),
    events=get_args(ResultEvent),
    region_of=_home,
    subject_of=_worker,
)
HONOUR: Stream[Honour, NominationCommand | ChangeCommand, HonourEvent, Policies] = Stream(
    type="honour",
    decider=Decider(initial=Honour(), decide=_honour, evolve=honour.evolve),
    events=get_args(HonourEvent),
    region_of=_home,
    subject_of=_worker,
)
