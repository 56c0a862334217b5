"""What else happens in the county of the matrix, one file a group of capabilities: each answers names for the probes.

Every file here has one function `lived`; they are lived one after the other in the order of their names, statistics first.
"""

from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Final

from tests.journeys.conftest import Journey

Lived = Callable[[Journey, Mapping[str, Any]], Awaitable[dict[str, Any]]]
_NAMES: Final = sorted((found.name for found in iter_modules(__path__)), key=lambda name: (name != "statistics", name))
LIVES: Final[tuple[Lived, ...]] = tuple(import_module(f"{__name__}.{name}").lived for name in _NAMES)
