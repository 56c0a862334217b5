"""Attendance and reports."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT, OWN

PROBES: Final = {
    "mark_attendance": Probe(
        reach=OBJECT, at="community",
        body={"worker_id": "{worker}", "day": "{year}-01-04", "mark": "OVERTIME", "hours": -1},
    ),
    "close_attendance": Probe(
        reach=BODY, at="community", body={"unit": "{community}", "month": "{next_year}-12", "why": None}
    ),
    "read_attendance": Probe(reach=OBJECT, at="community", query={"unit": "{community}", "month": "{last_year}-12"}),
    "read_own_attendance": Probe(reach=OWN, query={"month": "{last_year}-12"}, subject="{worker}"),
    "make_report": Probe(
        reach=BODY, at="community", body={"unit": "{community}", "kind": "REPORT", "title": "", "text": "x"}
    ),
    "answer_report": Probe(reach=OBJECT, at="community", path={"report_id": "{report}"}, body={"answer": ""}),
    "list_reports": Probe(
        reach=LIST, at="community", query={"stage": "REPORTED"}, shows="{report}", filters={"stage": "ANSWERED"}
    ),
}  # fmt: skip
