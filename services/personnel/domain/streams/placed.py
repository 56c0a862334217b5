"""Where a stream lies: most states know their region by that name."""

from typing import Protocol

from shared.kernel import Region


class Placed(Protocol):
    @property
    def region(self) -> Region: ...


def home(state: Placed) -> Region:
    return state.region
