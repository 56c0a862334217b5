"""Each kind of finding, once: a table of what is wrong and what is found of it before a run is paid."""

from collections.abc import Callable, Set
from datetime import date
from typing import Final
from uuid import UUID

import pytest

from services.payroll.domain.account_checks import PaidTo, check_identities
from services.payroll.domain.calculation import calculate
from services.payroll.domain.checks import check
from services.payroll.domain.finding_events import FindingKind
from services.payroll.domain.unit_quotas import Places
from tests.payroll.county import STREET, WORKER, policies
from tests.payroll.domain import test_bank_accounts, test_run_funds, test_unit_quotas
from tests.payroll.domain.test_checks import JANUARY, found, hired
from tests.payroll.happened import enrolled, granted, stopped

ONE, TWO = UUID(int=1), UUID(int=2)


def ghost() -> Set[FindingKind]:
    gone = hired(stopped(date(2025, 12, 31)))
    return {f.kind for f in check(gone.cohort("2026-01"), calculate(hired().cohort("2026-01")), {})}


def missing() -> Set[FindingKind]:
    return found(hired().know(enrolled(JANUARY, at=20, job=UUID(int=3)), of=UUID(int=5))).keys()


def negative() -> Set[FindingKind]:
    books = hired()
    books.run("2026-03", known_at=100)
    return found(books.know(stopped(date(2026, 2, 27), at=150)), "2026-04").keys()


def below_minimum() -> Set[FindingKind]:
    books = hired()
    books.policies = policies(minimum_wage_fen=1_000_000)
    return found(books).keys()


def over_quota() -> Set[FindingKind]:
    crowd = test_unit_quotas.street_of((JANUARY, None), (JANUARY, None))
    return {f.kind for f in test_unit_quotas.found(crowd, Places(1, STREET, JANUARY, 1))}


def over_budget() -> Set[FindingKind]:
    return {f.kind for f in test_run_funds.found((test_run_funds.HERE,), test_run_funds.budget(test_run_funds.part(1)))}


def not_identified() -> Set[FindingKind]:
    slips = calculate(hired().cohort("2026-01")).slips
    assert check_identities(slips, {WORKER}) == ()
    return {f.kind for f in check_identities(slips, {TWO})}


ACCOUNTS: Final = {ONE: PaidTo(5, False, "a"), TWO: PaidTo(6, False, "a")}
WRONG: Final[dict[FindingKind, Callable[[], Set[FindingKind]]]] = {
    FindingKind.MISSING: missing,
    FindingKind.NEGATIVE_NET: negative,
    FindingKind.GHOST: ghost,
    FindingKind.DOUBLE: lambda: found(hired(enrolled(JANUARY, at=30, job=UUID(int=9)))).keys(),
    FindingKind.CHANGE: lambda: found(hired(), before={WORKER: 100_000}).keys(),
    FindingKind.BELOW_MINIMUM_WAGE: below_minimum,
    FindingKind.BONUS_CLIFF: lambda: found(hired(granted(3_600_100, JANUARY))).keys(),
    FindingKind.QUOTA: over_quota,
    FindingKind.BUDGET: over_budget,
    FindingKind.ACCOUNT_TWICE: lambda: test_bank_accounts.findings(ACCOUNTS).keys(),
    FindingKind.NO_ACCOUNT: lambda: test_bank_accounts.findings({}).keys(),
    FindingKind.NO_ID_NUMBER: not_identified,
    FindingKind.ACCOUNT_CHANGED: lambda: test_bank_accounts.findings(
        {ONE: PaidTo(150, True, "a"), TWO: PaidTo(60, True, "b")}, paid_before=True
    ).keys(),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_found_and_nothing_else(kind: FindingKind) -> None:
    assert WRONG[kind]() == {kind}
