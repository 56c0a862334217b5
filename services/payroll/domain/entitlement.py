"""What is known of a person's entitlement now, folded from everything that became known."""

from dataclasses import replace
from uuid import UUID

from services.payroll.domain.bank_account_events import AccountsKnown, BankAccountEvent, evolve_accounts
from services.payroll.domain.coverage_events import CoverageAct, CoverageOwed, CoverageRegistered, CoverageScheme
from services.payroll.domain.entitlement_events import (
    EntitlementEvent,
    PayEnrolled,
    PayResumed,
    fact_of,
)
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.final_pay_events import FinalPayOwed, FinalPaySettled
from services.payroll.domain.identity_events import PayeeIdentified, PayeeRenamed, PersonForgotten
from services.payroll.domain.order_events import (
    OrderPayeesForgotten,
    WithheldReturned,
    WithholdingOrderConfirmed,
    WithholdingOrderEntered,
    WithholdingOrderRefused,
)
from shared.kernel import NATION, Region, WorkerIdNumber, WorkerName, record


@record
class Entitlement:
    """What is known now: the latest fact of each kind and id, in the order of recording."""

    worker_id: UUID | None = None
    employer: Region = NATION
    known: tuple[Fact, ...] = ()
    forgotten: bool = False
    coverage: tuple[CoverageRegistered, ...] = ()
    name: WorkerName | None = None
    orders: tuple[WithholdingOrderEntered, ...] = ()
    accounts: AccountsKnown = AccountsKnown()
    confirmed: tuple[WithholdingOrderConfirmed, ...] = ()
    payees: tuple[UUID, ...] = ()
    id_number: WorkerIdNumber | None = None
    identities: tuple[UUID, ...] = ()
    final_owed: frozenset[UUID] = frozenset()
    returns: frozenset[tuple[UUID, str]] = frozenset()

    def fact(self, kind: FactKind, id: UUID) -> Fact | None:
        return next((f for f in self.known if f.key == (kind, id)), None)

    @property
    def confirmed_years(self) -> frozenset[int]:
        """Tax years for which the worker confirmed what is deducted."""
        return frozenset(f.number for f in self.known if f.kind is FactKind.DEDUCTIONS_CONFIRMED)

    def covered(self, employment: UUID, scheme: CoverageScheme) -> CoverageAct | None:
        """The last act registered for an employment."""
        mine = [c for c in self.coverage if (c.employment_id, c.scheme) == (employment, scheme)]
        return mine[-1].act if mine else None


def _others(entitlement: Entitlement, order_id: UUID) -> tuple[WithholdingOrderEntered, ...]:
    return tuple(order for order in entitlement.orders if order.order_id != order_id)


def _entered(entitlement: Entitlement, event: WithholdingOrderEntered) -> Entitlement:
    payee = event.payee.payee_id if event.payee is not None else None
    named = entitlement.payees if payee is None or payee in entitlement.payees else (*entitlement.payees, payee)
    return replace(entitlement, orders=(*_others(entitlement, event.order_id), event), payees=named)


def evolve(entitlement: Entitlement, event: EntitlementEvent) -> Entitlement:  # noqa: C901  one after the other
    if isinstance(event, PersonForgotten):
        return replace(entitlement, forgotten=True)
    if isinstance(event, PayeeRenamed):
        return replace(entitlement, name=event.name, identities=(*entitlement.identities, event.identity))
    if isinstance(event, PayeeIdentified):
        told = (*entitlement.identities, event.identity)
        return replace(entitlement, id_number=event.id_number, identities=told)
    if isinstance(event, CoverageRegistered):
        return replace(entitlement, coverage=(*entitlement.coverage, event))
    if isinstance(event, BankAccountEvent):
        return replace(entitlement, accounts=evolve_accounts(entitlement.accounts, event))
    if isinstance(event, FinalPayOwed):
        return replace(entitlement, final_owed=entitlement.final_owed | {event.employment_id})
    if isinstance(event, FinalPaySettled):
        return replace(entitlement, final_owed=entitlement.final_owed - {event.employment_id})
    if isinstance(event, CoverageOwed):
        return entitlement
    if isinstance(event, WithholdingOrderEntered):
        return _entered(entitlement, event)
    if isinstance(event, WithheldReturned):
        return replace(entitlement, returns=entitlement.returns | {(event.order_id, event.reference)})
    if isinstance(event, OrderPayeesForgotten):
        return replace(entitlement, payees=())
    if isinstance(event, WithholdingOrderRefused):
        return replace(entitlement, orders=_others(entitlement, event.order_id))
    if isinstance(event, WithholdingOrderConfirmed):
        stood = (order for order in entitlement.confirmed if order.order_id != event.order_id)
        waiting = _others(entitlement, event.order_id)
        entitlement = replace(entitlement, orders=waiting, confirmed=(*stood, event))
    fact = fact_of(event)
    known = (*(f for f in entitlement.known if f.key != fact.key), fact)
    if isinstance(event, PayResumed):
        entitlement = replace(entitlement, final_owed=entitlement.final_owed - {event.employment_id})
    if isinstance(event, PayEnrolled):
        return replace(entitlement, worker_id=event.worker_id, employer=event.employer, known=known)
    return replace(entitlement, worker_id=event.worker_id, known=known)
