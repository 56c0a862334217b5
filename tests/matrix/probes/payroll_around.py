"""What is around pay: subsidies for duty in emergencies."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT, OWN, WORKER

EMERGENCY: Final = {"emergency_id": "{emergency}"}
CHOSEN: Final = {"workers": ["{on_duty}"]}

ORDER: Final = {"worker_id": "{on_duty}", "order_id": "{order}"}
PAYEE: Final = {"name": "x", "account": "110010001234567", "bank": "x"}
TERMS: Final = {
    "body": "x", "document": "", "starts": "{year}-01-01", "total": "1.00", "monthly": "0.00", "payee": PAYEE,
}  # fmt: skip

BUDGET: Final = {"budget_id": "{budget}"}

AROUND: Final = {
    "propose_subsidy_budget": Probe(reach=OBJECT, path=EMERGENCY, body={"budget": "10000.00", "document": ""}),
    "approve_subsidy_budget": Probe(reach=OBJECT, path=EMERGENCY, body={}),
    "verify_subsidies": Probe(reach=OBJECT, path=EMERGENCY, body=CHOSEN),
    "return_subsidies": Probe(reach=OBJECT, path=EMERGENCY, body={**CHOSEN, "reason": ""}),
    "approve_subsidies": Probe(reach=OBJECT, path=EMERGENCY, body=CHOSEN),
    "list_emergency_subsidies": Probe(reach=LIST, at="county and below", shows="{emergency}"),
    "list_subsidy_claims": Probe(
        reach=LIST, at="street", path=EMERGENCY, query={"stage": "APPROVED"}, shows="{on_duty}", filters={"stage": "RETURNED"}
    ),
    "draft_budget": Probe(reach=BODY, body={"region": "{county}", "year": 1990}),
    "forecast_budget": Probe(reach=BODY, body={"region": "{county}", "year": 1990}),
    "submit_budget": Probe(reach=OBJECT, path=BUDGET, body={"parts": [{"source": "x", "amount": "1.00"}], "document": ""}),
    "approve_budget": Probe(reach=OBJECT, path=BUDGET, body={}),
    "return_budget": Probe(reach=OBJECT, path=BUDGET, body={"reason": "x"}),
    "list_budgets": Probe(reach=LIST, shows="{budget}", filters={"year": 2001}),
    "read_budget_execution": Probe(reach=OBJECT, path=BUDGET),
    "enter_withholding": Probe(reach=OBJECT, at="street", path=WORKER, body={**TERMS, "kind": "DAMAGES"}),
    "correct_withholding": Probe(reach=OBJECT, at="street", path=ORDER, body=TERMS),
    "annul_withholding": Probe(reach=OBJECT, at="street", path=ORDER, body={"document": ""}),
    "confirm_withholding": Probe(reach=OBJECT, at="street", path=ORDER, body={}),
    "refuse_withholding": Probe(reach=OBJECT, at="street", path=ORDER, body={"reason": "x"}),
    "record_withheld_return": Probe(
        reach=OBJECT, at="street", path=ORDER, body={"amount": "1.00", "reference": "", "received_on": "{year}-01-01"}
    ),
    "list_withholdings": Probe(reach=OBJECT, at="street", path={"worker_id": "{on_duty}"}),
    "list_own_withholdings": Probe(reach=OWN, shows="{order}", subject="{on_duty}"),
    "list_own_subsidies": Probe(reach=OWN, shows="{emergency}", subject="{on_duty}"),
}  # fmt: skip
