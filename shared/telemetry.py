"""Logs without personal data, metrics, traces that follow a command through events and messages."""

import logging
import re
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from traceback import extract_tb
from typing import Any, Final

import structlog
from opentelemetry import trace
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from prometheus_client import Counter, Gauge, Histogram

from shared.kernel import Sealed

log: Any = structlog.get_logger()

PERSONAL: Final = frozenset(
    {"name", "id_number", "phone", "bank_account", "address", "certificate_number", "token", "password", "body"}
)
MOST_CAUSES: Final = 5
MOST_FRAMES: Final = 20
MASKED: Final = "***"
_ID_NUMBER: Final = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\x9b]")

requests = Histogram("cw_http_request_seconds", "Time to answer", ["service", "method", "status"])
appended = Histogram("cw_append_batch", "Appends in one commit", buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024))
head = Gauge("cw_log_head", "Last position of the log", ["service"])
shown = Gauge("cw_read_models_position", "Position that the read models show", ["service"])
relayed = Gauge("cw_relay_position", "Last position on the broker", ["service"])
heard = Gauge("cw_listener_position", "Cursor of a listener", ["service", "source"])
sealed = Gauge("cw_sealed_position", "Last position under a seal", ["service"])
parked = Counter("cw_parked_total", "Messages set aside", ["service", "source"])
timer_refused = Counter("cw_timer_refused_total", "Due days that a decision refused", ["service"])


def _private(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Personal fields and sealed values are masked, identity numbers wherever they stand; a line is a line."""
    for key, value in event.items():
        event[key] = _shown(key, value)
    return event


def _shown(key: object, value: Any) -> Any:
    if key in PERSONAL or isinstance(value, Sealed):
        return MASKED
    if isinstance(value, str):
        return _CONTROL.sub(" ", _ID_NUMBER.sub(MASKED, value))
    if isinstance(value, Mapping):
        return {str(_shown("", name)): _shown(name, each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_shown(key, each) for each in value]
    return value


def _where(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception as its kinds and places. Never its text: drivers and validators quote the values they refuse."""
    given = event.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else sys.exc_info()[1] if given else None
    told: list[dict[str, Any]] = []
    while error is not None and len(told) < MOST_CAUSES:
        frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]
        told.append({"kind": type(error).__name__, "at": frames[-MOST_FRAMES:]})
        error = error.__cause__ or error.__context__
    if told:
        event["exception"] = told
    return event


def configure_logs(level: int = logging.INFO) -> None:
    """JSON lines on standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _where,
            _private,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


_propagator: Final = TraceContextTextMapPropagator()
_tracing = False
_given: ContextVar[str | None] = ContextVar("traceparent", default=None)
_TRACEPARENT: Final = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


def configure_traces(service: str, endpoint: str | None) -> None:
    """Off unless an endpoint is set."""
    global _tracing
    if endpoint is None:
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    trace.set_tracer_provider(provider)
    _tracing = True


def traceparent() -> str | None:
    """The current W3C trace context, to be stored with events: our own span's, or the caller's where we trace nothing."""
    if not _tracing:
        return _given.get()
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get("traceparent")


@contextmanager
def span(name: str, parent: str | None = None) -> Iterator[None]:
    """Work under a name, continuing the trace of a request or message."""
    if not _tracing:
        token = _given.set(parent if parent is not None and _TRACEPARENT.fullmatch(parent) else None)
        try:
            yield
        finally:
            _given.reset(token)
        return
    context = _propagator.extract({"traceparent": parent}) if parent else None
    with trace.get_tracer("community-workers").start_as_current_span(name, context=context):
        yield
