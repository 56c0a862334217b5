"""The broker carries what the logs tell; it can be filled again from them at any time."""

from shared.broker.encoding import Hearing, Message, encode_message
from shared.broker.heard import Feed, HoleInStream
from shared.broker.intake import Intake
from shared.broker.jetstream import connect, declare, stream_name
from shared.broker.listener import Listener
from shared.broker.relay import Relay, StreamAheadOfLog

__all__ = [
    "Feed",
    "Hearing",
    "HoleInStream",
    "Intake",
    "Listener",
    "Message",
    "Relay",
    "StreamAheadOfLog",
    "connect",
    "declare",
    "encode_message",
    "stream_name",
]
