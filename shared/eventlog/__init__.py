"""The append-only event log: the only record there is."""

from shared.eventlog.append import (
    AlreadyHeld,
    Append,
    Appended,
    CommandKnown,
    CommandRow,
    Conflict,
    CursorMoved,
    CursorStep,
    Held,
    LogUnavailable,
    Overloaded,
    Parked,
    Refused,
    StreamVersion,
)
from shared.eventlog.appender import AWAY, Appender
from shared.eventlog.codec import Codec, Meta, Origin, StoredEvent, UnknownEvent, decoder, encode, stored
from shared.eventlog.log import HoleInLog, Log, PostgresLog, StreamKey, Teller, check_contiguous, hear, open_log
from shared.eventlog.memory import MemoryLog
from shared.eventlog.signal import Signal

__all__ = [
    "AWAY",
    "AlreadyHeld", "Append", "Appended", "Appender", "Codec", "CommandKnown", "CommandRow", "Conflict", "CursorMoved",
    "CursorStep", "Held", "HoleInLog", "Log", "LogUnavailable", "MemoryLog", "Meta", "Origin", "Overloaded", "Parked",
    "PostgresLog", "Refused", "Signal", "StoredEvent", "StreamKey", "StreamVersion", "Teller", "UnknownEvent", "check_contiguous",
    "decoder", "encode", "hear", "open_log", "stored",
]  # fmt: skip
