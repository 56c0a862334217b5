"""Contribution tables, registrations, what waits."""

from typing import Final

from deploy.local.story.insuring import figure_body, table_body
from shared.web.rights import Role
from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT, WORKER

INSURANCES: Final = {
    "publish_contribution_table": Probe(reach=BODY, body=table_body("{county}", 2027) | {"document": ""}),
    "list_contribution_tables": Probe(reach=LIST, shows="{contribution_table}"),
    "publish_wage_figure": Probe(reach=BODY, body=figure_body("{county}", 2027) | {"document": ""}),
    "list_wage_figures": Probe(reach=LIST, shows="{wage_figure}"),
    "register_coverage": Probe(
        reach=OBJECT, at="street", path=WORKER,
        body={"employment_id": "{employment}", "scheme": "FUND", "act": "END", "day": "{year}-01-04", "reference": ""},
    ),
    "list_work": Probe(reach=LIST, at="street", filters={"kind": "fund-sealing"}, by=Role.FINANCE),
    "count_work": Probe(reach=LIST, at="street"),
}  # fmt: skip
