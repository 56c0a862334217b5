"""What personnel's news means for assessment: who can be assessed, and whose open results are closed."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from services.assessment.domain.annual_result import ClosingReason, result_id
from services.assessment.domain.assessees import BeginEmployment, EndEmployment, MoveAssessee, ResumeEmployment
from services.assessment.domain.forgetting import ForgetPerson
from services.assessment.domain.renaming import RenamePerson
from services.assessment.domain.results import CloseResult, ReopenResult
from services.assessment.domain.streams import ASSESSEE, RESULT
from shared.authority.heard import hear
from shared.kernel import Send
from shared.published import News
from shared.published.personnel.authorities import AuthorityChangedV1
from shared.published.personnel.dismissal import ExitedV1
from shared.published.personnel.erasures import WorkerErasedV1
from shared.published.personnel.exits import ExitAnnulledV1, ExitCorrectedV1
from shared.published.personnel.hiring import HiredV1
from shared.published.personnel.placing import AssignmentChangedV1
from shared.published.personnel.profile import ProfileChangedV1
from shared.published.personnel.regions import RegionMovedV1

Heard = (
    HiredV1
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
                workplace=hired.workplace, category=hired.category, post_category=hired.post_category,
                starts=hired.starts,
            )  # fmt: skip
            yield Send(stream=ASSESSEE, to=hired.worker_id, command=begin)
        case ExitedV1(worker_id=worker, employment_id=employment, last_day=last_day, ground=ground):
            end = EndEmployment(worker_id=worker, employment_id=employment, last_day=last_day, ground=ground)
            yield Send(stream=ASSESSEE, to=worker, command=end)
            yield from _of_both_years(worker, last_day, CloseResult(last_day=last_day, reason=ClosingReason.LEFT))
        case AssignmentChangedV1(worker_id=worker, employment_id=employment, workplace=workplace, starts=day):
            move = MoveAssessee(worker_id=worker, employment_id=employment, workplace=workplace, since=day)
            yield Send(stream=ASSESSEE, to=worker, command=move)
        case ExitAnnulledV1(worker_id=worker, employment_id=employment, was=was):
            resume = ResumeEmployment(worker_id=worker, employment_id=employment)
            yield Send(stream=ASSESSEE, to=worker, command=resume)
            yield from _of_both_years(worker, was, ReopenResult(last_day=was))
        case ExitCorrectedV1(worker_id=worker, employment_id=employment, last_day=last_day, ground=ground, was=was):
            resume = ResumeEmployment(worker_id=worker, employment_id=employment)
            yield Send(stream=ASSESSEE, to=worker, command=resume)
            end = EndEmployment(worker_id=worker, employment_id=employment, last_day=last_day, ground=ground)
            yield Send(stream=ASSESSEE, to=worker, command=end)
            if was != last_day:
                yield from _of_both_years(worker, was, ReopenResult(last_day=was))
                yield from _of_both_years(worker, last_day, CloseResult(last_day=last_day, reason=ClosingReason.LEFT))
        case AuthorityChangedV1() | RegionMovedV1() as changed:
            yield from hear(changed, news)
        case ProfileChangedV1(worker_id=worker, name=name):
            if name is not None:
                rename = RenamePerson(worker_id=worker, name=name, renamed_on=news.effective)
                yield Send(stream=ASSESSEE, to=worker, command=rename)
        case WorkerErasedV1(worker_id=worker, purposes=purposes):
            if "identity" in purposes:
                forget = ForgetPerson(worker_id=worker, erased_on=news.effective)
                yield Send(stream=ASSESSEE, to=worker, command=forget)


def _of_both_years(worker: UUID, last_day: date, command: CloseResult | ReopenResult) -> Iterator[Send[Any]]:
    """Last year's result may not be confirmed yet."""
    for year in (last_day.year - 1, last_day.year):
        yield Send(stream=RESULT, to=result_id(worker, year), command=command)
