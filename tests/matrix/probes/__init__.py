"""One probe for each route of the four services and of the clock. A route without one fails the build, and so does one without a route."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.assessment import ASSESSMENT
from tests.matrix.probes.common import OBJECT, PUBLIC
from tests.matrix.probes.payroll import PAYROLL
from tests.matrix.probes.personnel import PERSONNEL
from tests.matrix.probes.training import TRAINING

CLOCK: Final = {
    "read_clock": Probe(reach=PUBLIC),
    "set_clock": Probe(reach=OBJECT, at="nation", body={"day": "{year}-01-04"}),
}

PROBES: Final = {
    f"{service}.{operation}": probe
    for service, probes in (
        ("personnel", PERSONNEL), ("training", TRAINING), ("assessment", ASSESSMENT), ("payroll", PAYROLL), ("clock", CLOCK),
    )
    for operation, probe in probes.items()
}  # fmt: skip
