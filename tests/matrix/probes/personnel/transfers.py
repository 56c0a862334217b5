"""Transfers inside the street, categories, suspension."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OBJECT, WORKER

MOVING: Final = {"employment_id": "{proposed_employment}"}
TRANSFER: Final = {**MOVING, "transfer_id": "{transfer}"}
FACT: Final = {**MOVING, "fact_id": "{category_fact}"}

PROBES: Final = {
    "propose_transfer": Probe(
        reach=OBJECT, at="community", path=MOVING,
        body={"workplace": "{next_community}", "day": "{year}-02-01", "reason": "x"},
    ),
    "approve_transfer": Probe(reach=OBJECT, at="community", path=TRANSFER, body={"document": ""}),
    "reject_transfer": Probe(reach=OBJECT, at="community", path=TRANSFER, body={"reason": ""}),
    "correct_transfer": Probe(
        reach=OBJECT, at="community", path=TRANSFER, body={"day": "{year}-01-04", "reason": "x"}
    ),
    "annul_transfer": Probe(reach=OBJECT, at="community", path=TRANSFER, body={"reason": "x"}),
    "list_transfers": Probe(
        reach=LIST, at="community", query={"stage": "PROPOSED"}, shows="{transfer}", filters={"stage": "ANNULLED"}
    ),
    "record_category": Probe(
        reach=OBJECT, at="community", path=MOVING,
        body={"category": "DEDICATED_STAFF", "since": "1999-12-31", "document": "x"},
    ),
    "correct_category": Probe(
        reach=OBJECT, at="community", path=FACT,
        body={"category": "DEDICATED_STAFF", "since": "1999-12-31", "reason": "x"},
    ),
    "annul_category": Probe(reach=OBJECT, at="community", path=FACT, body={"reason": ""}),
    "read_categories_of_worker": Probe(reach=OBJECT, at="community", path=WORKER),
    "suspend_worker": Probe(
        reach=OBJECT, at="community", path=MOVING, body={"since": "1999-12-31", "document": "x"}
    ),
    "end_suspension": Probe(
        reach=OBJECT, at="community", path=MOVING, body={"last_day": "{year}-01-04", "document": "x"}
    ),
}  # fmt: skip
