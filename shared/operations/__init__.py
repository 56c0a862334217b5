"""Long work as a resource: asked for over HTTP, carried out by whoever is alive."""

from shared.operations.owed import OwedAfter, OwedWork, Owing
from shared.operations.queue import MOST_UNFINISHED, Operation, TooMany, cancel, find, see_room, start
from shared.operations.runner import LEASE_SECONDS, Cancelled, Handler, LeaseLost, Runner, Work

__all__ = [
    "LEASE_SECONDS",
    "MOST_UNFINISHED",
    "Cancelled",
    "Handler",
    "LeaseLost",
    "Operation",
    "OwedAfter",
    "OwedWork",
    "Owing",
    "Runner",
    "TooMany",
    "Work",
    "cancel",
    "find",
    "see_room",
    "start",
]
