"""One spell with one employer."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import contract_papers, contracts, dismissal, employment, headcount, hiring, probation
from services.personnel.domain.employment import Employment, EmploymentEvent, Hired, PlaceFreed
from services.personnel.domain.headcount_places import place_keys
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take

EmploymentCommand = (
    hiring.HireWorker | contracts.SignContract | contracts.RenewContract | contracts.NoticeExpiry
    | probation.ConcludeProbation | dismissal.EndEmployment | dismissal.FreePlace | contract_papers.PaperCommand
)  # fmt: skip


def _decide(state: Employment, command: EmploymentCommand, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
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
        case _:
            return contract_papers.decide(state, command, facts)


def _reserves(id: UUID, command: EmploymentCommand, event: EmploymentEvent) -> tuple[Reservation, ...]:
    match event:
        case Hired(place=place):
            return (*(Take(kind=headcount.PLACE, key=key) for key in place_keys(place)), *hiring.once(event))
        case PlaceFreed(place=place):
            return tuple(Release(kind=headcount.PLACE, key=key) for key in place_keys(place))
        case _:
            return ()


def _employed(stream_id: UUID, state: Employment) -> UUID | None:
    return state.worker_id


EMPLOYMENT: Stream[Employment, EmploymentCommand, EmploymentEvent, Policies] = Stream(
    type="employment", decider=Decider(initial=Employment(), decide=_decide, evolve=employment.evolve),
    events=get_args(EmploymentEvent), region_of=home, subject_of=_employed, reserves=_reserves,
)  # fmt: skip
