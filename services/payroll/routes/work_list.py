"""What needs somebody today, by whose right each kind waits for."""

from collections.abc import Mapping
from typing import Final

from services.payroll.rights import (
    APPROVE_BUDGETS,
    APPROVE_RUNS,
    APPROVE_SUBSIDIES,
    CHECK_RUNS,
    CONFIRM_ACCOUNTS,
    CONFIRM_ORDERS,
    DECLARE,
    PLAN_BUDGETS,
    RUN_PAY,
    VERIFY_SUBSIDIES,
)
from shared.web.rights import Right
from shared.web.work_list import work_list

WAITS_FOR: Final[Mapping[str, Right]] = {
    "insurance-enrolment": DECLARE,
    "fund-opening": DECLARE,
    "insurance-suspension": DECLARE,
    "fund-sealing": DECLARE,
    "withholding-confirmation": CONFIRM_ORDERS,
    "budget-approval": APPROVE_BUDGETS,
    "budget-exceeded": PLAN_BUDGETS,
    "subsidy-budget": APPROVE_SUBSIDIES,
    "subsidy-verification": VERIFY_SUBSIDIES,
    "subsidy-approval": APPROVE_SUBSIDIES,
    "account-confirmation": CONFIRM_ACCOUNTS,
    "account-notice": CONFIRM_ACCOUNTS,
    "account-disputed": CONFIRM_ACCOUNTS,
    "run-check": CHECK_RUNS,
    "run-approval": APPROVE_RUNS,
    "run-payment": RUN_PAY,
    "tax-declaration": RUN_PAY,
    "insurance-remittance": RUN_PAY,
    "fund-remittance": RUN_PAY,
    "final-pay": RUN_PAY,
    "withheld-payment": RUN_PAY,
    "withheld-carried": RUN_PAY,
    "receipt-difference": RUN_PAY,
}
"""Each kind of task, and the right to settle it."""
router = work_list(WAITS_FOR, named="see what waits for one in pay")
