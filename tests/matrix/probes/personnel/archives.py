"""Archives: catalogue, loans, transfer, seal, destruction."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OBJECT, WORKER

PROBES: Final = {
    "add_archive_material": Probe(
        reach=OBJECT, at="community", path=WORKER,
        body={"material_class": "3", "reference": "x", "sha256": "x", "source": "x", "dated": "{year}-01-04"},
    ),
    "annul_archive_material": Probe(
        reach=OBJECT, at="community", path={**WORKER, "material_id": "{material}"}, body={"reason": ""}
    ),
    "lend_archive": Probe(
        reach=OBJECT, at="community", path=WORKER, body={"borrower": "", "purpose": "x", "due": "{year}-01-04"}
    ),
    "take_archive_back": Probe(reach=OBJECT, at="community", path={**WORKER, "loan_id": "{loan}"}),
    "transfer_archive": Probe(
        reach=OBJECT, at="community", path=WORKER, body={"receiver": "x", "document": "1号", "on": "1999-12-31"}
    ),
    "seal_archive": Probe(reach=OBJECT, at="community", path=WORKER),
    "propose_destruction": Probe(
        reach=OBJECT, at="community", body={"list_number": "1号", "workers": ["{worker}"]}
    ),
    "decide_destruction": Probe(
        reach=OBJECT, at="community", body={"list_number": "1号", "workers": ["{worker}"], "agreed": True}
    ),
    "read_archive": Probe(reach=OBJECT, at="community", path=WORKER),
    "list_archives": Probe(
        reach=LIST, at="community", query={"phase": "CREATED"}, shows="{worker}", filters={"phase": "SEALED"}
    ),
}  # fmt: skip
