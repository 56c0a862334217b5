"""What else happens in the county of the matrix, one file a group of capabilities: each answers names for the probes."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from tests.journeys.conftest import Journey
from tests.matrix.lives import borrowing, secondments, statistics

Lived = Callable[[Journey, Mapping[str, Any]], Awaitable[dict[str, Any]]]
LIVES: Final[tuple[Lived, ...]] = (statistics.lived, borrowing.lived, secondments.lived)
