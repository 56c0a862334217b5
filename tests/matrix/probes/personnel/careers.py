"""Careers: who may be hired by institutions, the year's list, cases, steps beyond the community."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT, OWN, WORKER

CASE: Final = {"case_id": "{institution_case}"}
STEP: Final = {"step_id": "{step}"}

PROBES: Final = {
    "list_institution_route": Probe(
        reach=LIST, at="community", shows="{secretary}", filters={"as_of": "2027-01-01"}
    ),
    "read_institution_route": Probe(reach=OBJECT, at="community", path=WORKER),
    "read_own_institution_route": Probe(reach=OWN, shows="{worker}", subject="{worker}"),
    "freeze_institution_list": Probe(
        reach=BODY, body={"county": "{county}", "year": "{year}", "as_of": "{year}-01-04"}
    ),
    "list_institution_lists": Probe(reach=LIST, shows="{institution_list}"),
    "list_institution_cases": Probe(
        reach=LIST, at="community", query={"stage": "ELIGIBLE"}, shows="{institution_case}", filters={"stage": "HIRED"}
    ),
    "apply_to_institution": Probe(
        reach=OBJECT, at="community", path=CASE, body={"unit": "", "post": "x", "applied_on": "{year}-01-04"}
    ),
    "record_institution_exam": Probe(
        reach=OBJECT, at="community", path=CASE, body={"passed": True, "examined_on": "{year}-01-04", "document": "1号"}
    ),
    "hire_to_institution": Probe(
        reach=OBJECT, at="community", path=CASE, body={"since": "{next_year}-01-04", "document": "1号"}
    ),
    "close_institution_case": Probe(
        reach=OBJECT, at="community", path=CASE, body={"why": "WITHDREW", "document": ""}
    ),
    "record_career_step": Probe(
        reach=OBJECT, at="community", path=WORKER,
        body={"step": "LEADERSHIP_ELECTED", "street": "{street}", "post": "", "since": "{year}-01-04", "document": "1号"},
    ),
    "correct_career_step": Probe(
        reach=OBJECT, at="community", path=STEP,
        body={"since": "{year}-01-04", "post": "x", "document": "1号", "reason": ""},
    ),
    "annul_career_step": Probe(reach=OBJECT, at="community", path=STEP, body={"reason": ""}),
    "list_career_steps": Probe(reach=OBJECT, at="community", path=WORKER),
}  # fmt: skip
