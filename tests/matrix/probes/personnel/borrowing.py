"""Borrowing: asked for, decided, brought back."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OBJECT, WORKER

BORROW: Final = {"borrow_id": "{borrow}"}

PROBES: Final = {
    "request_borrowing": Probe(
        reach=OBJECT, at="community",
        body={
            "worker_id": "{worker}", "borrower": "OWN_STREET", "unit": "", "task": "x", "starts": "{year}-01-04",
            "ends": "{year}-02-01",
        },
    ),
    "approve_borrowing": Probe(reach=OBJECT, at="community", path=BORROW, body={"document": ""}),
    "reject_borrowing": Probe(reach=OBJECT, at="community", path=BORROW, body={"reason": ""}),
    "return_borrowed": Probe(reach=OBJECT, at="community", path={"borrow_id": "{attempt}"}, body={"last_day": "{year}-01-04"}),
    "revoke_borrowing": Probe(reach=OBJECT, at="community", path=BORROW, body={"reason": ""}),
    "list_borrowings": Probe(
        reach=LIST, at="community", query={"stage": "REFUSED"}, shows="{attempt}", filters={"stage": "ENDED", "as_of": "2027-01-01"}
    ),
    "read_borrowings_of_worker": Probe(reach=OBJECT, at="community", path=WORKER),
}  # fmt: skip
