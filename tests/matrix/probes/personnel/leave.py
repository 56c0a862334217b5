"""Leave: asked for, decided, closed, corrected; what is left."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT, OWN, WORKER

LEAVE: Final = {"leave_id": "{leave}"}
APPROVED: Final = {"leave_id": "{approved_leave}"}
ASKED: Final = {
    "kind": "PUBLIC_DUTY", "starts": "{year}-01-04", "ends": "{last_year}-01-04", "reason": None,
    "childbirth": {"children": 1, "difficult": False, "late_loss": False},
}  # fmt: skip

PROBES: Final = {
    "request_leave": Probe(reach=OBJECT, at="community", body={"worker_id": "{worker}", **ASKED}),
    "approve_leave": Probe(reach=OBJECT, at="community", path=APPROVED, body={}),
    "refuse_leave": Probe(reach=OBJECT, at="community", path=APPROVED, body={"why": "STAFFING"}),
    "withdraw_leave": Probe(reach=OBJECT, at="community", path={"leave_id": "{withdrawn_leave}"}, body={}),
    "return_from_leave": Probe(reach=OBJECT, at="community", path=LEAVE, body={"last_day": "{year}-01-04"}),
    "correct_leave": Probe(
        reach=OBJECT, at="community", path=LEAVE,
        body={"starts": "{year}-01-04", "ends": "{year}-01-04", "why": "ENTRY_ERROR"},
    ),
    "annul_leave": Probe(reach=OBJECT, at="community", path=LEAVE, body={"why": "ENTRY_ERROR"}),
    "agree_on_unused_leave": Probe(
        reach=OBJECT, at="community", path=WORKER,
        body={"year": "{year}", "choice": "CARRIED", "days": 1, "document": ""},
    ),
    "settle_leave_year": Probe(reach=BODY, at="county", body={"under": "{county}", "year": "{year}"}),
    "list_leaves": Probe(
        reach=LIST, at="community", query={"stage": "REQUESTED"}, shows="{leave}", filters={"stage": "CLOSED"}
    ),
    "read_leaves_of_worker": Probe(reach=OBJECT, at="community", path=WORKER),
    "read_leave_balance": Probe(reach=OBJECT, at="community", path=WORKER, query={"year": "{year}"}),
    "request_own_leave": Probe(reach=OWN, subject="{worker}", body=ASKED),
    "withdraw_own_leave": Probe(reach=OWN, subject="{worker}", path={"leave_id": "{withdrawn_leave}"}, body={}),
    "list_own_leaves": Probe(reach=OWN, shows="{leave}", subject="{worker}"),
    "read_own_leave_balance": Probe(reach=OWN, shows="{worker}", subject="{worker}"),
}  # fmt: skip
