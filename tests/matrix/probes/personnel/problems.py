"""Difficulties that were reported."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OBJECT, OWN

PROBLEM: Final = {"problem_id": "{problem}"}

PROBES: Final = {
    "accept_problem": Probe(reach=OBJECT, at="community", path={"problem_id": "{accepted_problem}"}, body={}),
    "assign_problem": Probe(reach=OBJECT, at="community", path=PROBLEM, body={"assignee": ""}),
    "resolve_problem": Probe(reach=OBJECT, at="community", path=PROBLEM, body={"resolution": ""}),
    "forget_problem": Probe(reach=OBJECT, at="community", path=PROBLEM, body={"document": "2号"}),
    "list_problems": Probe(
        reach=LIST, at="community", query={"stage": "REPORTED"}, shows="{problem}", filters={"stage": "CONFIRMED"}
    ),
    "report_problem": Probe(reach=OWN, subject="{worker}", body={"category": "WORK", "text": "", "anonymous": False}),
    "confirm_problem": Probe(reach=OWN, subject="{worker}", path=PROBLEM, body={}),
    "reopen_problem": Probe(reach=OWN, subject="{worker}", path=PROBLEM, body={}),
    "list_own_problems": Probe(reach=OWN, shows="{problem}", subject="{worker}"),
    "read_own_problem": Probe(reach=OWN, shows="{problem}", subject="{worker}", path=PROBLEM),
}  # fmt: skip
