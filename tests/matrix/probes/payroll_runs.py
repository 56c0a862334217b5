"""The stages of a run, and what comes back for it."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT

RUN: Final = {"run_id": "{run}"}
RECEIPT: Final = {
    "kind": "BANK", "reference": "", "received_on": "{year}-01-04", "people": 0, "total": "0.00",
    "returned": [{"worker_id": "{worker}", "amount": "1.00", "reason": "x"}],
}  # fmt: skip

RUNS: Final = {
    "open_run": Probe(reach=BODY, body={"unit": "{county}", "month": "1990-01"}),
    "freeze_run": Probe(reach=OBJECT, path=RUN, body={}),
    "check_run": Probe(reach=OBJECT, path=RUN, body={}),
    "resume_run": Probe(reach=OBJECT, path=RUN, body={}),
    "write_run_file": Probe(reach=OBJECT, at="street", path={"run_id": "{checked_run}"}, body={"kind": "BANK"}),
    "list_run_files": Probe(reach=OBJECT, path=RUN),
    "list_run_checks": Probe(reach=LIST, at="street", path=RUN, shows="{street}"),
    "list_payslips_to_check": Probe(reach=LIST, at="street", path=RUN, shows="{payslip}"),
    "override_finding": Probe(reach=OBJECT, path=RUN, body={"kind": "CHANGE", "reason": ""}),
    "record_receipt": Probe(reach=OBJECT, path=RUN, body=RECEIPT),
    "settle_difference": Probe(reach=OBJECT, path=RUN, body={"kind": "BANK", "number": 0, "note": "已补发"}),
    "read_control_sums": Probe(reach=OBJECT, path=RUN),
    "read_run_costs": Probe(reach=OBJECT, path=RUN),
    "read_payslip_costs": Probe(reach=OBJECT, at="street", path={"payslip_id": "{payslip}"}),
    "list_receipts": Probe(reach=OBJECT, path=RUN),
}
