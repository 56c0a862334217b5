"""Payroll, filled in: the only place where its pure and its wired parts meet."""

from pathlib import Path
from typing import Final

from services.payroll.domain.budget_events import forecast_before_funds, parted_before_funds
from services.payroll.domain.contribution_tables import table_before_meanings
from services.payroll.domain.identity_events import forgotten_before_identities, renamed_before_identities
from services.payroll.domain.order_events import ordered_before_payees
from services.payroll.domain.pay_run import IN_PROGRESS, opened_before_rules_were_pinned
from services.payroll.domain.payslips import issued_before_variants
from services.payroll.domain.policies import Policies
from services.payroll.domain.scheme_cost_events import costed_before_regions
from services.payroll.domain.slip_form import written_line_by_line
from services.payroll.domain.standard_written_before import (
    case_before_educations,
    published_before_articles,
    published_before_simulations,
    terms_before_educations,
)
from services.payroll.domain.streams import (
    BUDGET,
    CONTRIBUTION_TABLE,
    ENTITLEMENT,
    GRADE_TRIAL,
    PAY_GROUP,
    PAYSLIP,
    RUN,
    SHADOW_RUN,
    STANDARD,
    SUBSIDY,
    UNIT_QUOTA,
    WAGE_FIGURE,
)
from services.payroll.domain.wage_figures import figure_before_meanings
from services.payroll.operations import budgets as budget_operations
from services.payroll.operations import grade_costs, pay_run, run_files, shadow_run, simulations
from services.payroll.projections.bank_accounts import BANK_ACCOUNTS
from services.payroll.projections.budgets import BUDGETS, owed_after
from services.payroll.projections.contribution_tables import CONTRIBUTION_TABLES
from services.payroll.projections.deadlines import DEADLINES
from services.payroll.projections.entitlements import ENTITLEMENTS
from services.payroll.projections.golden_cases import GOLDEN_CASES
from services.payroll.projections.identities import IDENTITIES
from services.payroll.projections.order_payees import ORDER_PAYEES
from services.payroll.projections.own_waiting import OWN_WAITING
from services.payroll.projections.pay_groups import PAY_GROUPS
from services.payroll.projections.payslips import PAYSLIPS
from services.payroll.projections.run_checks import RUN_CHECKS
from services.payroll.projections.run_files import RUN_FILES
from services.payroll.projections.run_funds import RUN_FUNDS
from services.payroll.projections.run_streets import RUN_STREETS
from services.payroll.projections.runs import RUNS
from services.payroll.projections.shadow_runs import SHADOW_RUNS
from services.payroll.projections.simulations import SIMULATIONS
from services.payroll.projections.standards import STANDARDS
from services.payroll.projections.subsidies import SUBSIDIES
from services.payroll.projections.tasks import TASKS
from services.payroll.projections.unit_quotas import UNIT_QUOTAS
from services.payroll.projections.wage_figures import WAGE_FIGURES
from services.payroll.projections.wage_figures import in_force as wage_figures_in_force
from services.payroll.projections.withholdings import WITHHOLDINGS
from services.payroll.publications import payslip, publish
from services.payroll.reactions import assessment, personnel
from services.payroll.rights import COMPARE_RUNS, PLAN_BUDGETS, RUN_PAY, SIMULATE
from services.payroll.routes import (
    bank_accounts,
    bonuses,
    budgets,
    checks,
    clauses,
    compared,
    contribution_tables,
    coverage,
    declarations,
    entitlements,
    explanations,
    funding,
    golden_cases,
    openings,
    own_declarations,
    own_waiting,
    pay_groups,
    pay_months,
    payslips,
    printed,
    receipts,
    replay,
    run_calculations,
    runs,
    standards,
    statements,
    street_checks,
    subsidies,
    wage_figures,
    withheld_returns,
    withholdings,
    work_list,
    year_declarations,
)
from services.payroll.routes import grade_costs as grade_cost_routes
from services.payroll.routes import run_files as run_file_routes
from services.payroll.routes import shadow_runs as shadow_routes
from services.payroll.routes import simulations as simulation_routes
from shared.access_ledger.reading import READER
from shared.authority.heard import STREAMS as AUTHORITY_STREAMS
from shared.authority.rows import AUTHORITY
from shared.service import Hears, Service

SERVICE: Final = Service(
    name="payroll",
    title="Pay of community workers",
    folder=Path(__file__).parent,
    streams=(
        ENTITLEMENT,
        STANDARD,
        CONTRIBUTION_TABLE,
        WAGE_FIGURE,
        PAY_GROUP,
        RUN,
        PAYSLIP,
        SUBSIDY,
        BUDGET,
        SHADOW_RUN,
        UNIT_QUOTA,
        GRADE_TRIAL,
        READER,
        *AUTHORITY_STREAMS,
    ),
    policies=Policies,
    projections=(
        ENTITLEMENTS,
        IDENTITIES,
        BANK_ACCOUNTS,
        STANDARDS,
        CONTRIBUTION_TABLES,
        WAGE_FIGURES,
        PAY_GROUPS,
        TASKS,
        RUN_CHECKS,
        RUNS,
        RUN_FILES,
        RUN_FUNDS,
        RUN_STREETS,
        PAYSLIPS,
        SUBSIDIES,
        WITHHOLDINGS,
        ORDER_PAYEES,
        OWN_WAITING,
        BUDGETS,
        DEADLINES,
        AUTHORITY,
        GOLDEN_CASES,
        SIMULATIONS,
        SHADOW_RUNS,
        UNIT_QUOTAS,
    ),
    publish=publish,
    told=payslip.TOLD,
    hears={
        "personnel": Hears(personnel.Heard, personnel.react),
        "assessment": Hears(assessment.Heard, assessment.react),
    },
    routers=(
        standards.router,
        runs.router,
        runs.openings,
        payslips.router,
        pay_months.router,
        statements.router,
        printed.router,
        replay.router,
        compared.router,
        explanations.router,
        entitlements.router,
        declarations.router,
        own_declarations.router,
        own_waiting.router,
        year_declarations.router,
        bonuses.router,
        budgets.router,
        subsidies.router,
        withholdings.router,
        withheld_returns.router,
        openings.router,
        pay_groups.router,
        golden_cases.router,
        simulation_routes.router,
        grade_cost_routes.router,
        shadow_routes.router,
        contribution_tables.router,
        wage_figures.router,
        coverage.router,
        bank_accounts.router,
        bank_accounts.own,
        work_list.router,
        checks.router,
        clauses.router,
        street_checks.router,
        funding.router,
        receipts.router,
        run_file_routes.router,
        run_calculations.router,
    ),
    operations=budget_operations.HANDLERS
    | grade_costs.HANDLERS
    | pay_run.HANDLERS
    | run_files.HANDLERS
    | shadow_run.HANDLERS
    | simulations.HANDLERS,
    owed=owed_after,
    started_under={
        "draft-budget": PLAN_BUDGETS,
        "forecast-budget": PLAN_BUDGETS,
        "forecast-after-run": RUN_PAY,
        "calculate-run": RUN_PAY,
        "simulate-standard": SIMULATE,
        "cost-grade-scheme": SIMULATE,
        "write-run-file": RUN_PAY,
        "compare-run": COMPARE_RUNS,
    },
    overlay={STANDARD.type: wage_figures_in_force},
    upcasts={
        (ENTITLEMENT.type, "PersonForgotten", 1): forgotten_before_identities,
        (ENTITLEMENT.type, "PayeeRenamed", 1): renamed_before_identities,
        (ENTITLEMENT.type, "WithholdingOrderEntered", 1): ordered_before_payees,
        (ENTITLEMENT.type, "WithholdingOrderConfirmed", 1): ordered_before_payees,
        (RUN.type, "RunOpened", 1): opened_before_rules_were_pinned,
        (PAYSLIP.type, "PayslipIssued", 1): issued_before_variants,
        (PAYSLIP.type, "PayslipIssued", 2): written_line_by_line,
        (BUDGET.type, "BudgetSubmitted", 1): parted_before_funds,
        (BUDGET.type, "BudgetApproved", 1): parted_before_funds,
        (BUDGET.type, "BudgetForecastMade", 1): forecast_before_funds,
        (STANDARD.type, "StandardPublished", 1): published_before_simulations,
        (STANDARD.type, "StandardPublished", 2): terms_before_educations,
        (STANDARD.type, "StandardSimulated", 1): terms_before_educations,
        (STANDARD.type, "GoldenCaseEntered", 1): case_before_educations,
        (STANDARD.type, "StandardPublished", 3): published_before_articles,
        (CONTRIBUTION_TABLE.type, "ContributionTablePublished", 1): table_before_meanings,
        (WAGE_FIGURE.type, "WageFigurePublished", 1): figure_before_meanings,
        (STANDARD.type, "GradeSchemeCosted", 1): costed_before_regions,
    },
    reserved={IN_PROGRESS: "runs.another-in-progress"},
)
