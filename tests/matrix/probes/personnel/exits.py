"""Before an exit, the exit, and after it; the course of a probation."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OBJECT

KEPT: Final = {"employment_id": "{protected}"}
LEFT: Final = {"employment_id": "{left}"}
PERIOD: Final = {"starts": "{year}-03-01", "ends": "{year}-02-01", "document": "1号"}

PROBES: Final = {
    "give_exit_notice": Probe(
        reach=OBJECT, at="community", path=KEPT,
        body={"ground": "MUTUAL", "notice_on": "{year}-01-04", "last_day": "{year}-02-28"},
    ),
    "withdraw_exit_notice": Probe(reach=OBJECT, at="community", path=KEPT, body={"reason": "x"}),
    "correct_exit": Probe(
        reach=OBJECT, at="community", path=LEFT,
        body={"last_day": "{year}-01-10", "ground": "MUTUAL", "document": "", "reason": ""},
    ),
    "annul_exit": Probe(reach=OBJECT, at="community", path=LEFT, body={"reason": ""}),
    "record_unlawful_exit": Probe(
        reach=OBJECT, at="community", path=LEFT, body={"on": "{year}-01-04", "document": ""}
    ),
    "issue_exit_papers": Probe(
        reach=OBJECT, at="community", path=LEFT,
        body={"certificate": "", "archive_moved_on": "{year}-01-04", "insurance_moved_on": "{year}-01-04"},
    ),
    "settle_exit_reopening": Probe(
        reach=OBJECT, at="community", path={**LEFT, "thing_id": "{never}"}, body={"document": "x"}
    ),
    "record_protection": Probe(reach=OBJECT, at="community", path=KEPT, body=PERIOD),
    "correct_protection": Probe(
        reach=OBJECT, at="community", path={**KEPT, "protection_id": "{never}"}, body=PERIOD
    ),
    "annul_protection": Probe(
        reach=OBJECT, at="community", path={**KEPT, "protection_id": "{never}"}, body={"document": "x"}
    ),
    "take_over_service": Probe(
        reach=OBJECT, at="community", path=KEPT, body={"period_id": "{never}", "severance_paid": False, "document": "x"}
    ),
    "annul_service_takeover": Probe(
        reach=OBJECT, at="community", path={**KEPT, "period_id": "{never}"}, body={"reason": "x"}
    ),
    "record_incompetence": Probe(
        reach=OBJECT, at="community", path=KEPT, body={"on": "{year}-01-04", "document": ""}
    ),
    "record_remedy": Probe(
        reach=OBJECT, at="community", path=KEPT, body={"on": "{year}-01-04", "remedy": "TRAINING", "document": ""}
    ),
    "record_retirement_class": Probe(
        reach=OBJECT, at="community", path=LEFT, body={"retirement_class": "WOMEN_55"}
    ),
    "list_retirements": Probe(
        reach=LIST, at="community", query={"until": "2099-12-31"}, shows="{protected}", filters={"until": "2000-01-01"}
    ),
    "tell_conditions": Probe(
        reach=OBJECT, at="community", path=KEPT, body={"on": "{year}-01-04", "conditions": []}
    ),
    "review_probation": Probe(reach=OBJECT, at="community", path=KEPT, body={"on": "{year}-01-04"}),
    "extend_probation": Probe(reach=OBJECT, at="community", path=KEPT, body={"until": "{next_year}-01-03"}),
}  # fmt: skip
