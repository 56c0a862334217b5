"""Standards, runs, payslips, declarations."""

from typing import Final

from deploy.local.story.scheme import PAPERS, standard_body
from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT, OWN, WORKER, common
from tests.matrix.probes.payroll_accounts import ACCOUNTS
from tests.matrix.probes.payroll_around import AROUND
from tests.matrix.probes.payroll_insurances import INSURANCES
from tests.matrix.probes.payroll_runs import RUNS
from tests.matrix.probes.payroll_taxes import TAXES

RUN: Final = {"run_id": "{run}"}
CLAUSE: Final = {"region": "{county}", "document": "个人所得税法", "month": "{year}-01"}
YEAR: Final = {"tax_year": "{year}"}
SHADOW_RUN: Final = {"shadow_run_id": "{shadow_run}"}
NO_MONTH: Final = {"starts": "{year}-01-02", "base": "5000.00", "fund_base": "5000.00"}
BACKWARDS: Final = {
    "kind": "CHILD_EDUCATION", "starts": "{year}-01-01", "monthly": "2000.00", "ends": "{last_year}-01-01",
}  # fmt: skip
NO_MONTH_WORKED_OUT: Final = {
    "name": "x", "month": "2027-13", "grade": 1, "expected": [{"component": "BASIC", "amount": "1.00"}],
}  # fmt: skip
SCHOOLED: Final = {"educations": [{"education": "MASTER", "monthly": "300.00"}]}
DRAFT: Final = {name: value for name, value in standard_body("{county}").items() if name not in PAPERS} | {
    "first_month": "1990-01", **SCHOOLED,
}  # fmt: skip

PAYROLL: Final = common("payroll", source="personnel") | AROUND | ACCOUNTS | TAXES | INSURANCES | RUNS | {
    "publish_standard": Probe(reach=BODY, body=standard_body("{county}") | {"document": "", **SCHOOLED}),
    "compare_run_with_sheet": Probe(reach=OBJECT, path=RUN, content=b"no workbook"),
    "list_shadow_runs": Probe(reach=LIST, shows="{shadow_run}"),
    "list_differences": Probe(reach=OBJECT, path=SHADOW_RUN, filters={"unclassified": "true"}),
    "classify_differences": Probe(
        reach=OBJECT, path=SHADOW_RUN, body={"numbers": [], "why": "ROUNDING", "note": "x"}
    ),
    "sign_off_shadow_run": Probe(reach=OBJECT, path=SHADOW_RUN, body={"note": ""}),
    "simulate_standard": Probe(reach=BODY, body=DRAFT),
    "cost_grade_scheme": Probe(reach=OBJECT, query={"county": "{county}"}, content=b"no trial"),
    "list_simulations": Probe(reach=LIST, shows="{simulation}"),
    "enter_golden_cases": Probe(reach=BODY, body={"county": "{county}", "cases": [NO_MONTH_WORKED_OUT]}),
    "withdraw_golden_case": Probe(reach=BODY, body={"county": "{county}", "name": "", "reason": "x"}),
    "list_golden_cases": Probe(reach=LIST, shows="{golden_case}"),
    "judge_golden_cases": Probe(reach=OBJECT, query={"county": "{county}"}),
    "list_standards": Probe(reach=LIST, shows="{county}"),
    "read_standard": Probe(reach=LIST, path={"standard_id": "{standard}"}, shows="{standard}"),
    "start_run": Probe(reach=BODY, body={"unit": "{county}", "month": "1990-01"}),
    "approve_run": Probe(reach=OBJECT, path=RUN, body={}),
    "close_run": Probe(reach=OBJECT, path=RUN, body={}),
    "discard_run": Probe(reach=OBJECT, path=RUN, body={"reason": "x"}),
    "list_runs": Probe(reach=LIST, shows="{run}", filters={"month": "2027-01"}),
    "read_run": Probe(reach=OBJECT, path=RUN),
    "list_payslips": Probe(reach=LIST, at="street", path=RUN, query={"lines": "true"}, shows="{payslip}"),
    "read_payslips_of_worker": Probe(reach=LIST, at="street", path=WORKER, shows="{payslip}"),
    "read_payslip": Probe(reach=OBJECT, at="street", path={"payslip_id": "{payslip}"}),
    "replay_payslip": Probe(reach=OBJECT, at="street", path={"payslip_id": "{payslip}"}),
    "compare_payslip": Probe(reach=OBJECT, at="street", path={"payslip_id": "{payslip}"}),
    "compare_own_payslip": Probe(reach=OWN, path={"payslip_id": "{payslip}"}, subject="{worker}"),
    "explain_payslip": Probe(reach=OBJECT, at="street", path={"payslip_id": "{payslip}"}),
    "explain_own_payslip": Probe(reach=OWN, path={"payslip_id": "{payslip}"}, subject="{worker}"),
    "list_own_payslips": Probe(reach=OWN, shows="{payslip}", subject="{worker}"),
    "read_own_payslip": Probe(reach=OWN, path={"payslip_id": "{payslip}"}, subject="{worker}"),
    "list_own_pay_months": Probe(reach=OWN, query={"through": "{year}-12"}, shows="{worker}", subject="{worker}"),
    "read_own_pay_statement": Probe(reach=OWN, path=YEAR, shows="{worker}", subject="{worker}"),
    "read_pay_statement": Probe(reach=OBJECT, at="street", path={**WORKER, **YEAR}),
    "print_own_payslip": Probe(reach=OWN, path={"payslip_id": "{payslip}"}, shows="{worker}", subject="{worker}"),
    "print_payslip": Probe(reach=OBJECT, at="street", path={"payslip_id": "{payslip}"}),
    "print_own_pay_statement": Probe(reach=OWN, path=YEAR, shows="{worker}", subject="{worker}"),
    "list_clause_rules": Probe(reach=OBJECT, query=CLAUSE),
    "list_clause_people": Probe(
        reach=OBJECT, query=CLAUSE,
        filters={"region": "{street}", "document": "社会保险法", "month": "{year}-02", "article": "第六条"},
    ),
    "read_entitlement": Probe(reach=OBJECT, at="street", path=WORKER),
    "declare_base": Probe(reach=OBJECT, at="street", path=WORKER, body=NO_MONTH),
    "correct_base": Probe(
        reach=OBJECT, at="street", path={**WORKER, "fact": "{base}"}, body={**NO_MONTH, "reason": "ENTRY_ERROR"}
    ),
    "declare_deduction": Probe(reach=OBJECT, at="street", path=WORKER, body=BACKWARDS),
    "correct_deduction": Probe(
        reach=OBJECT, at="street", path={**WORKER, "fact": "{deduction}"}, body={**BACKWARDS, "reason": "ENTRY_ERROR"}
    ),
    "annul_declaration": Probe(
        reach=OBJECT, at="street", path={**WORKER, "fact": "{annulled_deduction}"}, body={"reason": "ENTRY_ERROR"}
    ),
}  # fmt: skip
