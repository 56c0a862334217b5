"""The broker carries what the logs tell; it can be filled again from them at any time."""

from shared.broker.access import BrokerAccess, Login, listener_user, partners_user, relay_user, seals_user
from shared.broker.encoding import Hearing, Message, encode_message
from shared.broker.heard import Feed, HoleInStream
from shared.broker.intake import Intake
from shared.broker.jetstream import connect, declare, stream_name
from shared.broker.listener import Listener
from shared.broker.partners import BadRegister, Partner, PartnerConsumers, read_register
from shared.broker.relay import Relay, StreamAheadOfLog
from shared.broker.strangers import OpenBroker, closed_to_strangers

__all__ = [
    "BadRegister",
    "BrokerAccess",
    "Feed",
    "Hearing",
    "HoleInStream",
    "Intake",
    "Listener",
    "Login",
    "Message",
    "OpenBroker",
    "Partner",
    "PartnerConsumers",
    "Relay",
    "StreamAheadOfLog",
    "closed_to_strangers",
    "connect",
    "declare",
    "encode_message",
    "listener_user",
    "partners_user",
    "read_register",
    "relay_user",
    "seals_user",
    "stream_name",
]
