"""Emergencies and duty in them."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT

EMERGENCY: Final = {"emergency_id": "{emergency}"}
CHOSEN: Final = {"workers": ["{on_duty}"]}

PROBES: Final = {
    "propose_emergency": Probe(
        reach=BODY,
        body={
            "region": "{county}", "category": "EMERGENCY", "degree": "IV", "title": "", "document": "1号",
            "starts": "{year}-01-04",
        },
    ),
    "declare_emergency": Probe(reach=OBJECT, path=EMERGENCY, body={}),
    "reject_emergency": Probe(reach=OBJECT, path={"emergency_id": "{proposed_emergency}"}, body={"reason": ""}),
    "propose_emergency_end": Probe(reach=OBJECT, path=EMERGENCY, body={"last_day": "{year}-01-04", "document": ""}),
    "end_emergency": Probe(reach=OBJECT, path=EMERGENCY, body={}),
    "list_emergencies": Probe(
        reach=LIST, at="county and below", query={"stage": "DECLARED"}, shows="{emergency}", filters={"stage": "REJECTED"}
    ),
    "list_duty": Probe(
        reach=OBJECT, at="community", path=EMERGENCY,
        body={"entries": [{"worker_id": "{on_duty}", "days": ["{last_year}-01-04"]}]},
    ),
    "confirm_duty": Probe(reach=OBJECT, at="community", path=EMERGENCY, body=CHOSEN),
    "return_duty": Probe(reach=OBJECT, at="community", path=EMERGENCY, body={**CHOSEN, "reason": ""}),
    "list_duties": Probe(reach=LIST, at="community", path=EMERGENCY, shows="{on_duty}"),
}  # fmt: skip
