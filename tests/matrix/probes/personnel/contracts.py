"""Contracts: drafted, signed by both, renewed in bulk; those nobody wrote."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT, WORKER

DRAFTED: Final = {"employment_id": "{drafted}"}
TWICE: Final = [{"employment_id": "{drafted}", "ends": None}] * 2

PROBES: Final = {
    "draft_contract": Probe(
        reach=OBJECT, at="community", path=DRAFTED, body={"ends": None, "document": "2号", "digest": "sha256:2"}
    ),
    "sign_contract_draft": Probe(
        reach=OBJECT, at="community", path=DRAFTED, body={"party": "WORKER", "on": "2099-12-31"}
    ),
    "withdraw_contract_draft": Probe(reach=OBJECT, at="community", path=DRAFTED, body={"reason": ""}),
    "renew_contracts": Probe(reach=BODY, at="street", body={"under": "{street}", "renewals": TWICE}),
    "read_contracts_of_worker": Probe(reach=OBJECT, at="community", path=WORKER),
    "list_unwritten_contracts": Probe(reach=LIST, at="community", shows="{unwritten}"),
    "record_employment_status": Probe(
        reach=OBJECT, at="community", path={"employment_id": "{unwritten}"},
        body={"status": "PUBLIC_WELFARE", "since": "1999-12-31"},
    ),
}  # fmt: skip
