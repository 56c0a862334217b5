"""Somebody was erased: facts, slips and amounts stay under the id, the name is forgotten."""

from datetime import date
from uuid import UUID

from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.entitlement_events import PersonForgotten
from services.payroll.domain.facts import FactKind
from services.payroll.domain.policies import Policies
from shared.kernel import Facts, record


@record
class ForgetPerson:
    worker_id: UUID
    erased_on: date


def forget(entitlement: Entitlement, command: ForgetPerson, facts: Facts[Policies]) -> tuple[PersonForgotten, ...]:
    """Names every employment and every wording the identity was told with."""
    told = tuple(fact.fact for fact in entitlement.known if fact.kind is FactKind.ENROLLED)
    if entitlement.forgotten or not (told or entitlement.identities):
        return ()
    return (
        PersonForgotten(
            effective=command.erased_on, worker_id=command.worker_id, employment_ids=told,
            identities=entitlement.identities,
        ),
    )  # fmt: skip
