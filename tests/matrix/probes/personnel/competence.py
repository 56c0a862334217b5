"""Occupational standards, tables of equivalence, people's levels."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT, WORKER

LEVELS: Final = [{"code": "JUNIOR", "name": "初级", "means": "x"}]
ROWS: Final = [{"of": "SKILL", "level": "3", "equals": "COMPETENCE", "equal_level": "JUNIOR"}]
ASSESSED: Final = {
    "standard": "NOTHING",
    "standard_region": "{county}",
    "level": "JUNIOR",
    "assessed_on": "{year}-01-04",
}
FACT: Final = {**WORKER, "fact": "{never}"}

PROBES: Final = {
    "issue_competence_standard": Probe(
        reach=BODY,
        body={"region": "{county}", "code": "TRIAL", "since": "2000-01-01", "levels": LEVELS, "document": ""},
    ),
    "issue_equivalence_table": Probe(
        reach=BODY,
        body={"region": "{county}", "code": "TRIAL", "since": "2000-01-01", "until": None, "rows": ROWS, "document": ""},
    ),
    "list_competence_standards": Probe(reach=LIST, shows="{county}"),
    "list_equivalence_tables": Probe(reach=LIST, shows="{county}"),
    "record_competence_level": Probe(
        reach=OBJECT, at="community", path=WORKER, body={**ASSESSED, "assessed_by": "x", "document": "x"}
    ),
    "apply_equivalence": Probe(
        reach=OBJECT, at="community", path=WORKER,
        body={
            "table": "NOTHING", "table_region": "{county}", "of": "SKILL", "level": "3", "since": "{year}-01-04",
            "evidence": "x",
        },
    ),
    "correct_competence_level": Probe(reach=OBJECT, at="community", path=FACT, body={**ASSESSED, "reason": "x"}),
    "annul_competence_level": Probe(reach=OBJECT, at="community", path=FACT, body={"reason": "x"}),
    "read_competence_levels": Probe(reach=OBJECT, at="community", path=WORKER),
}  # fmt: skip
