"""Named crash points: nothing happens at them unless a test armed one. Then the process dies as by kill -9.

`CW_FAULTS="relay.after_send:7,append.inside:%20"`: at the seventh passage; at each passage with a chance of 20 in a hundred.
Before, inside and after each durable step of a role; shared.settings refuses the variable in the production profile.
"""

import asyncio
import os
import random
import signal
from collections.abc import Awaitable
from typing import Final, TypeVar

T = TypeVar("T")

SERVICE: Final = ("append.before", "append.inside", "append.after")
RELAY: Final = ("relay.after_read", "relay.after_send", "relay.after_ack")
RELAY_BATCH: Final = "relay.open_batch"  # only with a backlog: the messages are sent, the batch is not committed
LISTENER: Final = ("listener.before_append", "append.inside", "listener.after_append")
FOLLOWER: Final = ("follower.before", "follower.inside", "follower.after")
ERASER: Final = ("eraser.before", "eraser.after")
SEALER: Final = ("sealer.before", "sealer.after")
KNOWN: Final = frozenset((*SERVICE, *RELAY, RELAY_BATCH, *LISTENER, *FOLLOWER, *ERASER, *SEALER))
SENT_SECONDS: Final = 0.002

_armed: dict[str, str] = {}
_passed: dict[str, int] = {}


def arm(points: str) -> None:
    """Arm the points; an empty text disarms. Raises ValueError for a text that names none."""
    _armed.clear()
    _passed.clear()
    for word in filter(None, points.split(",")):
        name, colon, when = word.partition(":")
        if name not in KNOWN or not colon or not when.removeprefix("%").isdecimal():
            raise ValueError(f"not a crash point: {word!r}")
        _armed[name] = when


def point(name: str) -> None:
    """Where a test may kill the process."""
    if _armed and (when := _armed.get(name)) is not None and _due(name, when):
        os.kill(os.getpid(), signal.SIGKILL)


async def while_waiting(name: str, answer: Awaitable[T]) -> T:
    """The point lies between a request on its way and its answer: the request has left the process, nobody has read the answer."""
    if name not in _armed:
        return await answer
    asked = asyncio.ensure_future(answer)
    await asyncio.sleep(SENT_SECONDS)  # the broker's client writes in a task of its own
    point(name)
    return await asked


def _due(name: str, when: str) -> bool:
    _passed[name] = _passed.get(name, 0) + 1
    if when.startswith("%"):
        return random.randrange(100) < int(when[1:])
    return _passed[name] == int(when)
