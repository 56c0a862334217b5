"""The form each service fills in: the only place where pure and wired meet."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.erasing import ErasedAfter
from shared.eventlog.codec import Upcast
from shared.kernel import Due, Region, Send, Stream
from shared.operations import Handler, OwedAfter
from shared.published import News, Published
from shared.readmodel import Projection

Publish = Callable[[str, UUID, Any], Published | None]
React = Callable[[News[Any]], Iterator[Send[Any]]]
Calendar = Callable[[Due], Iterator[Send[Any]]]
Overlay = Callable[[Any, Region, AsyncConnection], Awaitable[Any]]


def no_days(due: Due) -> Iterator[Send[Any]]:
    """For a service that waits for no day."""
    yield from ()


@dataclass(frozen=True, slots=True)
class Hears:
    """What is heard of one publisher: the union of published classes is the subscription."""

    heard: Any
    react: React


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """`folder` holds policies/ and problems.*.yaml. `overlay` lays schemes that an authority published at run time over
    the policies, by stream type. `reserved` gives the public refusal code for each kind of reservation. `started_under`
    names for each kind of operation the right it is started under: who sees, follows and cancels it needs the same.
    `told` names, of events that hold far more than `publish` tells, a record of the fields it reads. `owed` answers which
    long work follows from events after a position, `erased` which erasures were decided after it, where this service's log
    holds them.
    """

    name: str
    title: str
    folder: Path
    streams: tuple[Stream[Any, Any, Any, Any], ...]
    policies: type[Any]
    projections: tuple[Projection, ...]
    publish: Publish
    told: Mapping[type[Any], type[Any]] = field(default_factory=dict)
    hears: Mapping[str, Hears] = field(default_factory=dict)
    calendar: Calendar = no_days
    routers: tuple[APIRouter, ...] = ()
    operations: Mapping[str, Handler] = field(default_factory=dict)
    started_under: Mapping[str, Any] = field(default_factory=dict)
    overlay: Mapping[str, Overlay] = field(default_factory=dict)
    reserved: Mapping[str, str] = field(default_factory=dict)
    owed: OwedAfter | None = None
    erased: ErasedAfter | None = None
    upcasts: Mapping[tuple[str, str, int], Upcast] = field(default_factory=dict)
