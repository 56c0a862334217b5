"""Offices of party organisations, memberships, and the filing of secretaries."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OBJECT, WORKER

OFFICE: Final = {"party_post_id": "{party_post}"}
FILING: Final = {"filing_id": "{filing}"}
STAGE: Final = {"fact": "{party_stage}", "reason": ""}

PROBES: Final = {
    "decide_party_post": Probe(
        reach=OBJECT, at="community",
        body={
            "worker_id": "{worker}", "office": "SECRETARY", "community": "{community}", "choice": "ELECTED",
            "starts": "{year}-01-04", "document": "",
        },
    ),
    "end_party_post": Probe(
        reach=OBJECT, at="community", path=OFFICE, body={"reason": "REMOVED", "last_day": "1999-12-31", "document": "x"}
    ),
    "correct_party_post": Probe(reach=OBJECT, at="community", path=OFFICE, body={"starts": "{year}-01-05", "reason": ""}),
    "annul_party_post": Probe(reach=OBJECT, at="community", path=OFFICE, body={"reason": ""}),
    "list_party_posts": Probe(
        reach=LIST, at="community", query={"stage": "IN_TERM"}, shows="{party_post}", filters={"stage": "ENDED"}
    ),
    "read_party_posts_of_worker": Probe(reach=OBJECT, at="community", path=WORKER),
    "record_party_status": Probe(
        reach=OBJECT, at="community", path=WORKER, body={"stage": "FULL", "since": "2199-01-01"}
    ),
    "correct_party_status": Probe(
        reach=OBJECT, at="community", path=WORKER, body={**STAGE, "stage": "FULL", "since": "{last_year}-01-01"}
    ),
    "annul_party_status": Probe(reach=OBJECT, at="community", path=WORKER, body=STAGE),
    "read_party_status": Probe(reach=OBJECT, at="community", path=WORKER),
    "submit_filing": Probe(
        reach=OBJECT, at="community", body={"subject": "APPOINTMENT", "subject_id": "{appointment}", "document": "x"}
    ),
    "resubmit_filing": Probe(reach=OBJECT, at="community", path=FILING, body={"document": ""}),
    "withdraw_filing": Probe(reach=OBJECT, at="community", path=FILING, body={"document": ""}),
    "accept_filing": Probe(reach=OBJECT, at="community", path=FILING, body={}),
    "return_filing": Probe(reach=OBJECT, at="community", path=FILING, body={"reason": "x"}),
    "file_secretary": Probe(reach=OBJECT, at="community", path=FILING, body={"number": "x"}),
    "change_filing": Probe(reach=OBJECT, at="community", path=FILING, body={"document": "x", "reason": "x"}),
    "cancel_filing": Probe(
        reach=OBJECT, at="community", path=FILING, body={"reason": "SUBMITTED_WRONGLY", "document": ""}
    ),
    "list_filings": Probe(
        reach=LIST, at="community", query={"stage": "RETURNED"}, shows="{filing}", filters={"stage": "FILED"}
    ),
}  # fmt: skip
