"""Seniority: the ledger, and earlier service recognised."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OBJECT, OWN, WORKER

CASE: Final = {"case_id": "{recognition}"}
REFUSED: Final = {"case_id": "{refused_recognition}"}

PROBES: Final = {
    "read_seniority": Probe(reach=OBJECT, at="community", path=WORKER),
    "read_own_seniority": Probe(reach=OWN, shows="{worker}", subject="{worker}"),
    "request_recognition": Probe(
        reach=OBJECT, at="community", path=WORKER,
        body={
            "reason": "x", "evidence": [{"kind": "CONTRACT", "reference": ""}],
            "periods": [
                {
                    "starts": "2015-03-01", "ends": "2018-02-28", "employer": "x", "employer_kind": "COMMUNITY",
                    "province": "51", "insured": True,
                }
            ],
        },
    ),
    "request_service_record": Probe(reach=OWN, subject="{worker}"),
    "list_own_service_records": Probe(reach=OWN, shows="service record", subject="{worker}"),
    "list_service_records": Probe(reach=OBJECT, at="community", path=WORKER),
    "accept_service_record": Probe(reach=OBJECT, at="community", path=WORKER, body={"record": "x"}),
    "check_evidence": Probe(reach=OBJECT, at="community", path=REFUSED, body={"remark": ""}),
    "recognise_years": Probe(reach=OBJECT, at="community", path=CASE, body={"document": "1号"}),
    "refuse_recognition": Probe(reach=OBJECT, at="community", path=CASE, body={"reason": ""}),
    "list_recognitions": Probe(
        reach=LIST, at="community", query={"stage": "REQUESTED"}, shows="{recognition}", filters={"stage": "REFUSED"}
    ),
}  # fmt: skip
