"""Statistics: frozen, read, counted again."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT

STATISTIC: Final = {"statistic_id": "{statistic}"}

PROBES: Final = {
    "freeze_statistics": Probe(reach=BODY, body={"region": "{county}", "form": "", "period": "2027-13", "reason": "x"}),
    "reproduce_statistics": Probe(reach=OBJECT, path=STATISTIC, body={"version": 999}),
    "count_workforce": Probe(reach=OBJECT, query={"under": "{county}"}),
    "count_turnover": Probe(
        reach=OBJECT, query={"under": "{county}", "since": "{last_year}-01-01", "until": "{year}-12-31"}
    ),
    "list_statistics": Probe(reach=LIST, shows="{statistic}", filters={"period": "2000"}),
    "read_statistics": Probe(reach=OBJECT, path=STATISTIC),
    "read_statistics_workbook": Probe(reach=OBJECT, path=STATISTIC),
}
