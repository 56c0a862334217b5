"""What an approved subsidy means for a person's pay: one dated fact for each month of duty, taken back where the month is gone."""

from datetime import date
from uuid import UUID

from services.payroll.domain.declaration_events import SubsidyGranted
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.facts import FactKind
from services.payroll.domain.policies import Policies
from services.payroll.domain.subsidies import fact_id
from services.payroll.domain.subsidy_events import SubsidyMonth
from shared.kernel import Facts, Month, Rejected, record


@record
class GrantSubsidy:
    """All months as approved now, `before` as approved until now; `exempt`: a document frees them of income tax."""

    emergency_id: UUID
    months: tuple[SubsidyMonth, ...]
    before: tuple[SubsidyMonth, ...]
    exempt: bool
    document: str
    cause: UUID


def grant(
    entitlement: Entitlement, command: GrantSubsidy, facts: Facts[Policies]
) -> tuple[SubsidyGranted, ...]:  # fmt: skip
    worker = entitlement.worker_id
    if worker is None:
        raise Rejected("declarations.worker-unknown")
    now = {m.month: m for m in command.months}
    found: list[SubsidyGranted] = []
    for month in dict.fromkeys([m.month for m in (*command.before, *command.months)]):
        each = now.get(month, SubsidyMonth(month=month, days=0, amount_fen=0))
        id = fact_id(command.emergency_id, worker, month)
        known = entitlement.fact(FactKind.SUBSIDY, id)
        granted = SubsidyGranted(
            effective=_first(month), worker_id=worker, fact=id, emergency_id=command.emergency_id, days=each.days,
            amount_fen=each.amount_fen, exempt=command.exempt, document=command.document, cause=command.cause,
        )  # fmt: skip
        if known is None and not each.amount_fen:
            continue
        if known is None or (known.number, known.second, known.flag) != (each.amount_fen, each.days, command.exempt):
            found.append(granted)
    return tuple(found)


def _first(month: str) -> date:
    return Month.parse(month).first
