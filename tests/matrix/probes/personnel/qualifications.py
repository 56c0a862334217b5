"""Qualifications: the exam, the certificate, what becomes of its registration."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OBJECT, WORKER

QUALIFICATION: Final = {"qualification_id": "{qualification}"}

PROBES: Final = {
    "register_for_exam": Probe(
        reach=OBJECT, at="community", path=WORKER,
        body={"level": "SENIOR", "registered_on": "{year}-01-04", "social_work_subject": True, "grounds": ""},
    ),
    "record_exam_result": Probe(
        reach=OBJECT, at="community", path=QUALIFICATION, body={"passed": True, "on": "{last_year}-01-04"}
    ),
    "issue_certificate": Probe(reach=OBJECT, at="community", path=QUALIFICATION, body={"issued_on": "{last_year}-01-04"}),
    "register_certificate": Probe(
        reach=OBJECT, at="community", path=QUALIFICATION, body={"number": "x", "registered_on": "{last_year}-01-04"}
    ),
    "renew_registration": Probe(reach=OBJECT, at="community", path=QUALIFICATION, body={"renewed_on": "{last_year}-01-04"}),
    "revoke_certificate": Probe(
        reach=OBJECT, at="community", path=QUALIFICATION,
        body={"last_day": "{last_year}-01-04", "document": "3号", "reason": "x"},
    ),
    "correct_qualification": Probe(
        reach=OBJECT, at="community", path=QUALIFICATION, body={"registered_on": "{last_year}-01-04", "reason": "x"}
    ),
    "annul_qualification": Probe(reach=OBJECT, at="community", path=QUALIFICATION, body={"reason": ""}),
    "list_qualifications": Probe(
        reach=LIST, at="community", query={"stage": "EXAM_REGISTERED"}, shows="{qualification}", filters={"stage": "REVOKED"}
    ),
    "read_qualifications_of_worker": Probe(reach=OBJECT, at="community", path=WORKER),
}  # fmt: skip
