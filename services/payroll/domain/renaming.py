"""A name was corrected by whoever keeps it: what is paid from now on names the right one; slips stay what they were."""

from datetime import date
from uuid import UUID

from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.entitlement_events import PayeeRenamed
from services.payroll.domain.facts import FactKind
from services.payroll.domain.policies import Policies
from shared.kernel import Facts, WorkerName, record


@record
class RenamePerson:
    """`identity` is the id of the news it was heard with."""

    worker_id: UUID
    name: WorkerName
    renamed_on: date
    identity: UUID


def rename(entitlement: Entitlement, command: RenamePerson, facts: Facts[Policies]) -> tuple[PayeeRenamed, ...]:
    """Names every employment the name was told with."""
    told = tuple(fact.fact for fact in entitlement.known if fact.kind is FactKind.ENROLLED)
    if entitlement.forgotten or not told or entitlement.name == command.name:
        return ()
    return (
        PayeeRenamed(
            effective=command.renamed_on, worker_id=command.worker_id, employment_ids=told, name=command.name,
            identity=command.identity,
        ),
    )  # fmt: skip
