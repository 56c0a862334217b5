"""Who may ask what of payroll. Opening and approving a run are rights of different roles: maker and checker."""

from typing import Final

from shared.web.rights import Right, Role

PUBLISH_STANDARDS: Final = Right("publish pay standards", frozenset({Role.COUNTY_APPROVER}))
ENTER_CASES: Final = Right("enter golden cases", frozenset({Role.FINANCE}))
COMPARE_RUNS: Final = Right("compare runs with an old sheet", frozenset({Role.FINANCE}))
SIGN_OFF_SHADOWS: Final = Right("sign off shadow runs", frozenset({Role.COUNTY_APPROVER}))
SIMULATE: Final = Right(
    "simulate draft standards", frozenset({Role.FINANCE, Role.COUNTY_OFFICER, Role.COUNTY_APPROVER})
)
SEE_STANDARDS: Final = Right(
    "see pay standards",
    frozenset(
        {
            Role.WORKER, Role.SECRETARY, Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.COUNTY_APPROVER,
            Role.ORGANISATION, Role.FINANCE, Role.SUPERVISOR,
        }
    ),
)  # fmt: skip
DECLARE: Final = Right("enter contribution bases and deductions", frozenset({Role.FINANCE, Role.STREET_OFFICER}))
GRANT_BONUS: Final = Right("grant bonuses and enter opening sums", frozenset({Role.FINANCE}))
PLAN_BUDGETS: Final = Right("draft, submit and forecast budgets", frozenset({Role.FINANCE}))
APPROVE_BUDGETS: Final = Right("approve budgets", frozenset({Role.COUNTY_APPROVER}))
ENTER_ORDERS: Final = Right("enter orders to withhold from wages", frozenset({Role.FINANCE}))
CONFIRM_ORDERS: Final = Right("confirm orders to withhold from wages", frozenset({Role.COUNTY_APPROVER}))
VERIFY_SUBSIDIES: Final = Right("plan and verify emergency-duty subsidies", frozenset({Role.FINANCE}))
APPROVE_SUBSIDIES: Final = Right("approve emergency-duty subsidies", frozenset({Role.COUNTY_APPROVER}))
NAME_AGENTS: Final = Right("name withholding agents", frozenset({Role.COUNTY_APPROVER}))
RUN_PAY: Final = Right("open, close and discard pay runs", frozenset({Role.FINANCE}))
CHECK_RUNS: Final = Right("check pay runs", frozenset({Role.STREET_OFFICER}))
OVERRIDE_FINDINGS: Final = Right(
    "answer for findings of pay runs", frozenset({Role.STREET_OFFICER, Role.COUNTY_APPROVER})
)
APPROVE_RUNS: Final = Right("approve pay runs", frozenset({Role.COUNTY_APPROVER}))
SEE_PAY: Final = Right(
    "see pay runs, payslips and entitlements",
    frozenset({Role.FINANCE, Role.COUNTY_APPROVER, Role.SUPERVISOR}),
)
OWN_PAY: Final = Right("see one's own payslips", own=True)
PROPOSE_ACCOUNTS: Final = Right("propose bank accounts", frozenset({Role.STREET_OFFICER, Role.FINANCE}))
CONFIRM_ACCOUNTS: Final = Right("confirm bank accounts", frozenset({Role.STREET_OFFICER, Role.FINANCE}))
OWN_ACCOUNT: Final = Right("see and propose one's own bank account", own=True)
OWN_DECLARATIONS: Final = Right("declare one's own deductions", own=True)
