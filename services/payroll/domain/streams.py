"""Every stream of this service, and which capability answers what it is asked."""

from typing import get_args
from uuid import UUID

from services.payroll.domain import (
    golden_cases,
    pay_groups,
    pay_run,
    pay_standard,
    payslips,
    receipts,
    run_files,
    runs,
    simulations,
    standards,
)
from services.payroll.domain.budget_stream import BUDGET as BUDGET
from services.payroll.domain.entitlement_stream import ENTITLEMENT as ENTITLEMENT
from services.payroll.domain.entitlement_stream import EntitlementCommand as EntitlementCommand
from services.payroll.domain.figure_streams import CONTRIBUTION_TABLE as CONTRIBUTION_TABLE
from services.payroll.domain.figure_streams import WAGE_FIGURE as WAGE_FIGURE
from services.payroll.domain.golden_cases import EnterGoldenCases, WithdrawGoldenCase
from services.payroll.domain.grade_costs import RecordGradeCost, record_grade_cost
from services.payroll.domain.pay_groups import PayGroup, PayGroupCommand, PayGroupEvent, WithholdingAgentNamed
from services.payroll.domain.pay_run import PayRun, RunEvent
from services.payroll.domain.pay_standard import Standard, StandardEvent
from services.payroll.domain.payslips import Payslip, PayslipCommand, PayslipEvent, PayslipIssued
from services.payroll.domain.policies import Policies
from services.payroll.domain.quota_stream import UNIT_QUOTA as UNIT_QUOTA
from services.payroll.domain.receipts import RecordReceipt, SettleDifference
from services.payroll.domain.run_files import RecordRunFile
from services.payroll.domain.runs import (
    ApproveRun,
    CloseRun,
    DiscardRun,
    FinishCalculation,
    FreezeInputs,
    OpenRun,
    OverrideFinding,
    RunCommand,
)
from services.payroll.domain.shadow_stream import SHADOW_RUN as SHADOW_RUN
from services.payroll.domain.simulations import RecordSimulation
from services.payroll.domain.standards import PublishStandard
from services.payroll.domain.street_checks import CheckRun
from services.payroll.domain.subsidy_stream import SUBSIDY as SUBSIDY
from services.payroll.domain.trial_stream import GRADE_TRIAL as GRADE_TRIAL
from shared.kernel import Decider, Facts, Region, Stream

StandardCommand = PublishStandard | EnterGoldenCases | WithdrawGoldenCase | RecordSimulation | RecordGradeCost


def _run(state: PayRun, command: RunCommand, facts: Facts[Policies]) -> tuple[RunEvent, ...]:  # noqa: C901  one match
    match command:
        case OpenRun():
            return runs.open_run(state, command, facts)
        case FreezeInputs():
            return runs.freeze(state, command, facts)
        case FinishCalculation():
            return runs.finish(state, command, facts)
        case CheckRun():
            return runs.check(state, command, facts)
        case OverrideFinding():
            return runs.override(state, command, facts)
        case ApproveRun():
            return runs.approve(state, facts)
        case RecordReceipt():
            return receipts.record_receipt(state, command, facts)
        case RecordRunFile():
            return run_files.record_file(state, command, facts)
        case SettleDifference():
            return receipts.settle_difference(state, command, facts)
        case CloseRun():
            return runs.close(state, facts)
        case DiscardRun():
            return runs.discard(state, command, facts)


def _county(state: Standard) -> Region:
    return state.county


def _unit(state: PayRun) -> Region:
    return state.unit


def _group(state: PayGroup) -> Region:
    return state.unit


def _payer(state: Payslip) -> Region:
    return state.region


def _paid(stream_id: UUID, state: Payslip) -> UUID | None:
    return state.issued.worker_id if state.issued is not None else None


def _standard(state: Standard, command: StandardCommand, facts: Facts[Policies]) -> tuple[StandardEvent, ...]:
    match command:
        case PublishStandard():
            return standards.publish(state, command, facts)
        case EnterGoldenCases():
            return golden_cases.enter(state, command, facts)
        case WithdrawGoldenCase():
            return golden_cases.withdraw(state, command, facts)
        case RecordSimulation():
            return simulations.record_simulation(state, command, facts)
        case RecordGradeCost():
            return record_grade_cost(state, command, facts)


STANDARD: Stream[Standard, StandardCommand, StandardEvent, Policies] = Stream(
    type="pay_standard",
    decider=Decider(initial=Standard(), decide=_standard, evolve=pay_standard.evolve),
    events=get_args(StandardEvent),
    region_of=_county,
)
PAY_GROUP: Stream[PayGroup, PayGroupCommand, PayGroupEvent, Policies] = Stream(
    type="pay_group",
    decider=Decider(initial=PayGroup(), decide=pay_groups.name_agent, evolve=pay_groups.evolve),
    events=(WithholdingAgentNamed,),
    region_of=_group,
)
RUN: Stream[PayRun, RunCommand, RunEvent, Policies] = Stream(
    type="pay_run",
    decider=Decider(initial=PayRun(), decide=_run, evolve=pay_run.evolve),
    events=get_args(RunEvent),
    region_of=_unit,
    reserves=pay_run.reserves,
)
PAYSLIP: Stream[Payslip, PayslipCommand, PayslipEvent, Policies] = Stream(
    type="payslip",
    decider=Decider(initial=Payslip(), decide=payslips.issue, evolve=payslips.evolve),
    events=(PayslipIssued,),
    region_of=_payer,
    subject_of=_paid,
)
