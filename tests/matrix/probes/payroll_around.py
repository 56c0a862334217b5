"""What is around pay: subsidies for duty in emergencies."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OBJECT, OWN

EMERGENCY: Final = {"emergency_id": "{emergency}"}
CHOSEN: Final = {"workers": ["{on_duty}"]}

AROUND: Final = {
    "propose_subsidy_budget": Probe(reach=OBJECT, path=EMERGENCY, body={"budget": "10000.00", "document": ""}),
    "approve_subsidy_budget": Probe(reach=OBJECT, path=EMERGENCY, body={}),
    "verify_subsidies": Probe(reach=OBJECT, path=EMERGENCY, body=CHOSEN),
    "return_subsidies": Probe(reach=OBJECT, path=EMERGENCY, body={**CHOSEN, "reason": ""}),
    "approve_subsidies": Probe(reach=OBJECT, path=EMERGENCY, body=CHOSEN),
    "list_emergency_subsidies": Probe(reach=LIST, shows="{emergency}"),
    "list_subsidy_claims": Probe(
        reach=LIST, at="street", path=EMERGENCY, query={"stage": "APPROVED"}, shows="{on_duty}", filters={"stage": "RETURNED"}
    ),
    "list_own_subsidies": Probe(reach=OWN, shows="{emergency}", subject="{on_duty}"),
}  # fmt: skip
