"""Logs tell what happened and never to whom; traces follow a command from one process to the next."""

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import structlog
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

from shared import telemetry
from shared.kernel import Sealed, Take, record

NAME, NUMBER, PHONE = "王小明", "11010519491231002X", "13800138000"
PLANTED = (NAME, NUMBER, PHONE, "t0ken")


class Lines:
    """A logger set up as in a process of ours, and what it wrote."""

    def __init__(self) -> None:
        self.stream = StringIO()
        self.log: Any = structlog.get_logger()

    def written(self) -> str:
        """What was written since the last time this was asked."""
        text = self.stream.getvalue()
        self.stream.seek(0)
        self.stream.truncate()
        return text

    def one(self) -> dict[str, Any]:
        (line,) = self.written().splitlines()
        found: dict[str, Any] = json.loads(line)
        return found


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    lines, before = Lines(), structlog.get_config()
    monkeypatch.setattr("sys.stderr", lines.stream)
    telemetry.configure_logs()
    yield lines
    structlog.configure(**before)


def test_a_line_is_one_json_object_with_its_level_and_utc_time(lines: Lines) -> None:
    lines.log.warning("relay.waits", service="personnel", position=7)
    line = lines.one()
    assert (line["event"], line["level"], line["service"], line["position"]) == (
        "relay.waits",
        "warning",
        "personnel",
        7,
    )
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize("field", sorted(telemetry.PERSONAL))
def test_a_personal_field_is_masked_whatever_it_holds(lines: Lines, field: str) -> None:
    for value in (NAME, 13800138000, [NAME], {"x": NAME}, NAME.encode()):
        lines.log.info("hired", **{field: value})
        assert lines.one()[field] == "***"


def test_a_personal_field_inside_another_value_is_masked(lines: Lines) -> None:
    lines.log.info(
        "hired", command={"id_number": NUMBER, "people": [{"name": NAME}, {"phone": PHONE}]}, row=(Sealed("t0ken"),)
    )
    written = lines.written()
    assert not any(planted in written for planted in PLANTED)


def test_an_identity_number_is_masked_wherever_it_stands(lines: Lines) -> None:
    lines.log.info(f"refused {NUMBER}", why=f"({NUMBER.lower()})", rows=[f"{NUMBER},1"], by={NUMBER: f"x{NUMBER}"})
    assert NUMBER not in lines.written().upper()


def test_what_only_looks_a_little_like_one_is_left_alone(lines: Lines) -> None:
    lines.log.info(
        "hired", stream_id="01998a3c-7a5e-7000-8000-0123456789ab", hash="1" * 40, position=123456789012345678
    )
    line = lines.one()
    assert (line["stream_id"], line["hash"]) == ("01998a3c-7a5e-7000-8000-0123456789ab", "1" * 40)
    assert line["position"] == 123456789012345678


def test_a_sealed_value_never_shows_its_token(lines: Lines) -> None:
    @record
    class Hired:
        holder: Sealed

    lines.log.info("hired", value=Sealed("t0ken"), event_made=Hired(holder=Sealed("t0ken")), text=f"{Sealed('t0ken')}")
    assert "t0ken" not in lines.written()


def test_nobody_can_write_a_second_line_or_colour_the_terminal(lines: Lines) -> None:
    lines.log.info("refused", path='/x\n{"level":"info","event":"forged"}\r\x1b[31m\x9b31m\x00', where={"a\nb": "c\nd"})
    written = lines.written()
    assert len(written.splitlines()) == 1
    assert not any(character in written[:-1] for character in "\n\r\x1b\x9b\x00")
    assert "\\u001b" not in written


def test_an_exception_is_told_by_its_kinds_and_places_and_never_by_its_text(lines: Lines) -> None:
    try:
        try:
            raise LookupError(f"no row for {NAME} {NUMBER}")
        except LookupError as cause:
            raise ValueError(f"input_value={PHONE!r}") from cause
    except ValueError:
        lines.log.exception("request.failed")
    written = lines.written()
    assert not any(planted in written for planted in PLANTED)
    told = json.loads(written)["exception"]
    assert [each["kind"] for each in told] == ["ValueError", "LookupError"]
    assert all(place.endswith("never_by_its_text") for each in told for place in each["at"])


def test_an_exception_given_as_a_value_is_told_the_same_way(lines: Lines) -> None:
    error = RuntimeError(NAME)
    lines.log.error("role.stopped", exc_info=error)
    line = lines.one()
    assert line["exception"] == [{"kind": "RuntimeError", "at": []}]
    assert "exc_info" not in line


def test_a_long_chain_of_exceptions_is_cut(lines: Lines) -> None:
    error = Exception("0")
    for number in range(50):
        outer = Exception(str(number))
        outer.__cause__ = error
        error = outer
    lines.log.error("role.stopped", exc_info=error)
    assert len(lines.one()["exception"]) == telemetry.MOST_CAUSES


def test_other_values_are_told_as_they_are(lines: Lines) -> None:
    lines.log.info("held", reservation=Take(kind="place", key="1"), day=None, ready=True)
    line = lines.one()
    assert (line["day"], line["ready"]) == (None, True)
    assert "place" in line["reservation"]


PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def tracing(monkeypatch: pytest.MonkeyPatch) -> None:
    provider = TracerProvider(shutdown_on_exit=False)
    monkeypatch.setattr(telemetry, "_tracing", True)
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)


def test_without_an_endpoint_nothing_is_traced_but_the_callers_trace_is_carried_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    telemetry.configure_traces("personnel", None)
    with telemetry.span("hire", PARENT):
        assert telemetry.traceparent() == PARENT
    with telemetry.span("hire", "not a trace\r\n"):
        assert telemetry.traceparent() is None
    assert telemetry.traceparent() is None


@pytest.mark.usefixtures("tracing")
def test_work_continues_the_trace_it_was_asked_in() -> None:
    with telemetry.span("hire", PARENT):
        carried = telemetry.traceparent()
    assert carried is not None
    version, trace_id, span_id, flags = carried.split("-")
    assert (version, trace_id, flags) == ("00", PARENT.split("-")[1], "01")
    assert span_id != PARENT.split("-")[2]


@pytest.mark.usefixtures("tracing")
def test_work_that_nobody_asked_for_begins_a_trace_of_its_own() -> None:
    with telemetry.span("walk"):
        first = telemetry.traceparent()
    with telemetry.span("walk"):
        second = telemetry.traceparent()
    assert first is not None
    assert second is not None
    assert first.split("-")[1] != second.split("-")[1]
    assert telemetry.traceparent() is None


@pytest.mark.usefixtures("tracing")
@pytest.mark.parametrize("broken", ["", "garbage", "00-0-0-00", PARENT + "-x", "ff-" + PARENT[3:]])
def test_a_broken_parent_begins_a_new_trace(broken: str) -> None:
    with telemetry.span("hire", broken):
        carried = telemetry.traceparent()
    assert carried is not None
    assert carried.split("-")[1] != PARENT.split("-")[1]
