"""A county's yearly list of those who may be hired by an institution, and each person's case."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import institution_events, institution_route
from services.personnel.domain.institution_events import (
    EligibilityList,
    EligibilityListFrozen,
    InstitutionCase,
    InstitutionCaseEvent,
)
from services.personnel.domain.institution_route import FreezeEligibility, InstitutionCommand
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Stream


def _decide(
    state: InstitutionCase, command: InstitutionCommand, facts: Facts[Policies]
) -> tuple[InstitutionCaseEvent, ...]:
    match command:
        case institution_route.OpenInstitutionCase():
            return institution_route.open_case(state, command)
        case institution_route.ApplyToInstitution():
            return institution_route.apply(state, command, facts)
        case institution_route.RecordExamination():
            return institution_route.examine(state, command, facts)
        case institution_route.HireToInstitution():
            return institution_route.hire(state, command, facts)
        case institution_route.CloseInstitutionCase():
            return institution_route.close(state, command, facts)
        case institution_route.ReopenInstitutionCase():
            return institution_route.reopen(state, facts)


def _listed(stream_id: UUID, state: InstitutionCase) -> UUID | None:
    return state.worker_id


INSTITUTION_LIST: Stream[EligibilityList, FreezeEligibility, EligibilityListFrozen, Policies] = Stream(
    type="institution_list",
    decider=Decider(
        initial=EligibilityList(), decide=institution_route.freeze, evolve=institution_events.evolve_list
    ),
    events=(EligibilityListFrozen,), region_of=home,
)  # fmt: skip
INSTITUTION_CASE: Stream[InstitutionCase, InstitutionCommand, InstitutionCaseEvent, Policies] = Stream(
    type="institution_case", decider=Decider(initial=InstitutionCase(), decide=_decide, evolve=institution_events.evolve),
    events=get_args(InstitutionCaseEvent), region_of=home, subject_of=_listed,
)  # fmt: skip
