"""How often somebody may ask: declared beside the right, counted in this process, answered 429 with the seconds to wait."""

from collections import OrderedDict
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from math import ceil
from time import monotonic
from typing import Final

from fastapi import HTTPException, Request

DEVELOPMENT_TIMES: Final = 1_000
"""A year's story is told in a minute."""
MOST_COUNTED: Final = 50_000
PURPOSE: Final = "purpose"
"""The header that asks for personal values in clear."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`a_minute` on the long run, `at_once` after a pause."""

    name: str
    a_minute: int
    at_once: int


ORDINARY: Final = Rate("ordinary", a_minute=1_200, at_once=300)
BULK: Final = Rate("bulk", a_minute=6, at_once=6)
"""What starts long work or takes in a file."""
READ_OUT: Final = Rate("read out", a_minute=300, at_once=60)
"""What hands out the log."""
LOOKUP: Final = Rate("lookup", a_minute=30, at_once=30)
"""What tells by its answer whether a number is known."""
UNMASKING: Final = Rate("unmasking", a_minute=60, at_once=60)
BAD_TOKENS: Final = Rate("bad tokens", a_minute=600, at_once=300)
"""By address: a signature costs more to check than to make up, but one guest must not shut out a whole office."""


@dataclass(slots=True)
class Rates:
    """`times` as wide as declared. Whom we forget for want of room begins anew."""

    times: int = 1
    _full_at: "OrderedDict[tuple[str, str], float]" = field(default_factory=OrderedDict)

    def spend(self, who: str, rate: Rate) -> None:
        """Count one. Raises 429."""
        now, each = monotonic(), 60 / (rate.a_minute * self.times)
        used_until = max(self._full_at.get((rate.name, who), 0.0), now)
        self._refuse(used_until - now - (rate.at_once * self.times - 1) * each)
        self._full_at[rate.name, who] = used_until + each
        self._full_at.move_to_end((rate.name, who))
        if len(self._full_at) > MOST_COUNTED:
            self._full_at.popitem(last=False)

    def left(self, who: str, rate: Rate) -> None:
        """Whether there is one left, without counting it. Raises 429."""
        each = 60 / (rate.a_minute * self.times)
        self._refuse(self._full_at.get((rate.name, who), 0.0) - monotonic() - (rate.at_once * self.times - 1) * each)

    def _refuse(self, seconds: float) -> None:
        if seconds > 1e-9:
            raise HTTPException(429, "request.too-often", {"retry-after": str(ceil(seconds))})


def spend(rates: Rates, request: Request, subject: str, rate: Rate) -> None:
    """Count a caller's request, and one for personal values in clear twice: as what it is, and as that. Raises 429."""
    rates.spend(subject, rate)
    if PURPOSE in request.headers:
        rates.spend(subject, UNMASKING)


def address(request: Request) -> str:
    """Whoever is at the other end; of IPv6 the network, for a host has as many addresses as it likes."""
    host = request.client.host if request.client else ""
    try:
        if ip_address(host).version == 6:
            return str(ip_network(f"{host}/64", strict=False))
    except ValueError:
        pass
    return host
