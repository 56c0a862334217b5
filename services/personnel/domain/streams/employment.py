"""One spell with one employer."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import (
    categories,
    contract_papers,
    contracts,
    dismissal,
    employment,
    exit_case,
    exit_scope,
    headcount,
    hiring,
    probation,
    protection,
    retirement_notice,
    service_origin,
    transfers,
)
from services.personnel.domain.employment import Employment, EmploymentEvent, Hired, PlaceFreed
from services.personnel.domain.exit_events import PlaceRetaken
from services.personnel.domain.headcount_places import place_keys
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from services.personnel.domain.transfer_events import (
    TransferAnnulled,
    TransferApproved,
    TransferLapsed,
    TransferReopened,
    WorkplaceChanged,
)
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take

EmploymentCommand = (
    hiring.HireWorker | contracts.SignContract | contracts.RenewContract | contracts.NoticeExpiry
    | probation.ProbationCommand | dismissal.EndEmployment | dismissal.FreePlace | contract_papers.PaperCommand
    | dismissal.GiveNotice | dismissal.WithdrawNotice | exit_case.CaseCommand
    | protection.ProtectionCommand | transfers.TransferCommand | categories.CategoryCommand
    | service_origin.OriginCommand | exit_scope.ScopeCommand | retirement_notice.ReckonRetirement
)  # fmt: skip


Besides = (
    probation.ProbationCommand
    | protection.ProtectionCommand
    | exit_case.CaseCommand
    | contract_papers.PaperCommand
    | transfers.TransferCommand
    | categories.CategoryCommand
    | service_origin.OriginCommand
    | exit_scope.ScopeCommand
)


def _decide(  # noqa: C901  one match
    state: Employment, command: EmploymentCommand, facts: Facts[Policies]
) -> tuple[EmploymentEvent, ...]:
    match command:
        case hiring.HireWorker():
            return hiring.hire(state, command, facts)
        case contracts.SignContract():
            return contracts.sign(state, command, facts)
        case contracts.RenewContract():
            return contracts.renew(state, command, facts)
        case contracts.NoticeExpiry():
            return contracts.notice_expiry(state, facts)
        case dismissal.EndEmployment():
            return dismissal.end(state, command, facts)
        case dismissal.FreePlace():
            return dismissal.free_place(state, facts)
        case dismissal.GiveNotice():
            return dismissal.give_notice(state, command, facts)
        case dismissal.WithdrawNotice():
            return dismissal.withdraw_notice(state, command, facts)
        case retirement_notice.ReckonRetirement():
            return retirement_notice.reckon(state, command, facts)
        case _:
            return _besides(state, command, facts)


def _besides(state: Employment, command: Besides, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    if isinstance(command, probation.ProbationCommand):
        return probation.decide(state, command, facts)
    if isinstance(command, protection.ProtectionCommand):
        return protection.decide(state, command, facts)
    if isinstance(command, transfers.TransferCommand):
        return transfers.decide(state, command, facts)
    if isinstance(command, categories.CategoryCommand):
        return categories.decide(state, command, facts)
    if isinstance(command, service_origin.OriginCommand):
        return service_origin.decide(state, command, facts)
    if isinstance(command, exit_scope.ScopeCommand):
        return exit_scope.decide(state, command, facts)
    if isinstance(command, exit_case.CaseCommand):
        return exit_case.decide(state, command, facts)
    return contract_papers.decide(state, command, facts)


def _reserves(id: UUID, command: EmploymentCommand, event: EmploymentEvent) -> tuple[Reservation, ...]:
    match event:
        case Hired(place=place):
            return (*(Take(kind=headcount.PLACE, key=key) for key in place_keys(place)), *hiring.once(event))
        case TransferApproved() | WorkplaceChanged() | TransferAnnulled() | TransferLapsed() | TransferReopened():
            return transfers.moved_places(event, headcount.PLACE)
        case PlaceRetaken(place=place):
            again = tuple(Take(kind=headcount.PLACE, key=key) for key in place_keys(place))
            return (*again, Take(kind=hiring.EMPLOYED, key=str(event.worker_id)))
        case PlaceFreed(place=place):
            gone = tuple(Release(kind=headcount.PLACE, key=key) for key in place_keys(place))
            return (*gone, Release(kind=hiring.EMPLOYED, key=str(event.worker_id)))
        case _:
            return ()


def _employed(stream_id: UUID, state: Employment) -> UUID | None:
    return state.worker_id


EMPLOYMENT: Stream[Employment, EmploymentCommand, EmploymentEvent, Policies] = Stream(
    type="employment", decider=Decider(initial=Employment(), decide=_decide, evolve=employment.evolve),
    events=get_args(EmploymentEvent), region_of=home, subject_of=_employed, reserves=_reserves,
)  # fmt: skip
