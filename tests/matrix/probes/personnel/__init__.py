"""Personnel, one file a group of capabilities: every file here has `PROBES`, and no route stands in two of them."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from tests.matrix.probe import Probe

_GROUPS: Final[list[dict[str, Probe]]] = [
    import_module(f"{__name__}.{found.name}").PROBES for found in iter_modules(__path__)
]
PERSONNEL: Final = {route: probe for group in _GROUPS for route, probe in group.items()}
if len(PERSONNEL) != sum(map(len, _GROUPS)):
    raise LookupError("a route is probed in two files")
