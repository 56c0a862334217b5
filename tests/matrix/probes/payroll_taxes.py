"""Bonuses, openings, pay groups, a worker's own declarations."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT, OWN, WORKER

BACKWARDS: Final = {
    "kind": "CHILD_EDUCATION", "starts": "{year}-01-01", "monthly": "2000.00", "ends": "{last_year}-01-01",
}  # fmt: skip
NOTHING: Final = {"day": "{year}-12-01", "amount": "0.00", "document": "武社工1号"}
HALF: Final = {
    "starts": "{year}-01-02", "ends": "{year}-01-31", "income": "1.00", "insured": "0.00", "tax": "0.00", "document": "表",
}  # fmt: skip
ERROR: Final = {"reason": "ENTRY_ERROR"}
BOTH: Final = {"amount": "24000.00", "day": "{year}-12-01"}

TAXES: Final = {
    "grant_bonus": Probe(reach=OBJECT, at="street", path=WORKER, body={**NOTHING, "taxed": "SEPARATE"}),
    "correct_bonus": Probe(
        reach=OBJECT, at="street", path={**WORKER, "fact": "{deduction}"}, body={**NOTHING, **ERROR}
    ),
    "compare_bonus_taxes": Probe(reach=OBJECT, at="street", path=WORKER, query=BOTH),
    "compare_own_bonus_taxes": Probe(reach=OWN, query=BOTH, subject="{worker}"),
    "record_opening": Probe(reach=OBJECT, at="street", path=WORKER, body=HALF),
    "correct_opening": Probe(reach=OBJECT, at="street", path={**WORKER, "fact": "{deduction}"}, body={**HALF, **ERROR}),
    "declare_first_wage": Probe(reach=OBJECT, at="street", path=WORKER, body={"tax_year": 1990}),
    "declare_own_first_wage": Probe(reach=OWN, body={"tax_year": 1990}, subject="{worker}"),
    "list_own_deductions": Probe(reach=OWN, shows="{deduction}", subject="{worker}"),
    "list_own_waiting": Probe(reach=OWN, subject="{worker}"),
    "confirm_deductions": Probe(reach=OBJECT, at="street", path=WORKER, body={"tax_year": 1990}),
    "confirm_own_deductions": Probe(reach=OWN, body={"tax_year": 1990}, subject="{worker}"),
    "declare_own_deduction": Probe(reach=OWN, body=BACKWARDS, subject="{worker}"),
    "correct_own_deduction": Probe(
        reach=OWN, path={"fact": "{deduction}"}, body={**BACKWARDS, **ERROR}, subject="{worker}"
    ),
    "annul_own_declaration": Probe(reach=OWN, path={"fact": "{annulled_deduction}"}, body=ERROR, subject="{worker}"),
    "name_withholding_agent": Probe(
        reach=BODY, body={"unit": "{county}", "agent": "{county}", "starts": "{year}-01-01", "document": ""}
    ),
    "list_pay_groups": Probe(reach=LIST, shows="{county}"),
}
