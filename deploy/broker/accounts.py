"""Who may do what on the broker. An account is a world of its own; what is not exported to another does not exist there.

A right to publish alone does not hold a client back: the server publishes for it wherever its request asks for the answer, and a
consumer delivers wherever it was told to. So each stream lives alone with its writer, and readers ask from accounts of their own,
where the subjects they might name for an answer mean nothing (docs/decisions/0015).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from shared.broker import Partner, listener_user, partners_user, relay_user, stream_name
from shared.broker.access import PROBE_USER, asked_from_outside, inbox, partner_user, seals_user
from shared.service import Service

API: Final = "$JS.API"
SEALS: Final = "SEALS"
PROBE: Final = "PROBE"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """`publish` may be published to, but for `never`; heard is the own inbox, and `subscribe`."""

    name: str
    publish: tuple[str, ...]
    never: tuple[str, ...] = ()
    subscribe: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A subject of another account that may be asked from here: JetStream's own as those of a domain, the rest as it is."""

    account: str
    subject: str

    @property
    def asked(self) -> str:
        return self.subject.replace(API, asked_from_outside(self.account))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """`stream`: whether it keeps one. What other accounts import is exported to them and to nobody else."""

    name: str
    users: tuple[User, ...]
    stream: bool = False
    imports: tuple[Import, ...] = field(default=())


def accounts(services: Iterable[Service], partners: Sequence[Partner] = ()) -> tuple[Account, ...]:
    """Everybody who may connect: for each service its writer and its reader, the seals, partners, a probe."""
    all_of = tuple(services)
    names = [service.name for service in all_of]
    heard = {service.name: [source for source in service.hears if source in names] for service in all_of}
    return (
        *(_writing(name) for name in names),
        *(_reading(name, sources, partners) for name, sources in heard.items() if sources),
        *(_partner(partner, names) for partner in partners),
        _seals(names),
        _probe(),
    )


def _writing(service: str) -> Account:
    stream = stream_name(service)
    relay = User(
        name=relay_user(service),
        publish=(
            f"events.{service}.>", f"void.{service}", f"{API}.STREAM.INFO.{stream}", f"{API}.STREAM.CREATE.{stream}",
            f"{API}.STREAM.MSG.GET.{stream}",
        ),
    )  # fmt: skip
    keeper = User(
        name=partners_user(service),
        publish=(
            f"{API}.CONSUMER.CREATE.{stream}.>", f"{API}.CONSUMER.DELETE.{stream}.*", f"{API}.CONSUMER.LIST.{stream}",
        ),
    )  # fmt: skip
    return Account(name=stream, users=(relay, keeper), stream=True)


def _reading(service: str, sources: Sequence[str], partners: Sequence[Partner]) -> Account:
    """Consumers of its own on the streams it hears; those of partners are not its own."""
    asked = tuple(
        Import(account=stream_name(source), subject=subject)
        for source in sources
        for subject in _consuming(stream_name(source))
    )
    never = tuple(
        f"{asked_from_outside(stream_name(source))}.CONSUMER.{what}.{stream_name(source)}.{partner.name}"
        for source in sources
        for partner in partners
        for what in ("INFO", "MSG.NEXT", "DELETE")
    )
    user = User(name=listener_user(service), publish=tuple(i.asked for i in asked), never=never)
    return Account(name=f"{stream_name(service)}-HEARS", users=(user,), imports=asked)


def _consuming(stream: str) -> tuple[str, ...]:
    """To make an ephemeral consumer whose name the server draws, to ask it, and to end it."""
    return (
        f"{API}.CONSUMER.CREATE.{stream}",
        *(f"{API}.CONSUMER.{what}.{stream}.*" for what in ("INFO", "MSG.NEXT", "DELETE")),
    )


def _partner(partner: Partner, services: Sequence[str]) -> Account:
    """Its own durable consumer on each stream it has a contract for: pull, acknowledge, look how far it is."""
    asked = tuple(
        Import(account=stream, subject=subject)
        for stream in (stream_name(service) for service in services if partner.hears(service))
        for subject in (
            f"{API}.CONSUMER.MSG.NEXT.{stream}.{partner.name}", f"{API}.CONSUMER.INFO.{stream}.{partner.name}",
            f"$JS.ACK.{stream}.{partner.name}.>",
        )
    )  # fmt: skip
    user = User(name=partner_user(partner.name), publish=tuple(i.asked for i in asked))
    return Account(name=f"PARTNER-{partner.name.upper()}", users=(user,), imports=asked)


def _seals(services: Sequence[str]) -> Account:
    """One stream of all services' seals: each writes its own and its co-signatures, and hears those of all."""
    users = tuple(
        User(
            name=seals_user(service),
            publish=(
                f"seals.{service}", f"cosignatures.*.{service}", f"{API}.STREAM.INFO.{SEALS}", f"{API}.STREAM.CREATE.{SEALS}",
                f"{API}.STREAM.MSG.GET.{SEALS}",
            ),
            subscribe=("seals.>", f"cosignatures.{service}.>"),
        )
        for service in services
    )  # fmt: skip
    return Account(name=SEALS, users=users, stream=True)


def _probe() -> Account:
    rights = ("probe", f"{API}.STREAM.CREATE.{PROBE}")
    return Account(name=PROBE, users=(User(name=PROBE_USER, publish=rights),), stream=True)


def user_names(all_of: Iterable[Account]) -> tuple[str, ...]:
    """Everybody who needs a password. Raises ValueError for a name that stands for two."""
    names = tuple(user.name for account in all_of for user in account.users)
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"{name} stands for two users")
    return names


def described(all_of: Sequence[Account], passwords: Mapping[str, str]) -> dict[str, object]:
    """The `accounts` of nats-server's configuration."""
    return {account.name: _account(account, all_of, passwords) for account in all_of}


def _account(account: Account, all_of: Sequence[Account], passwords: Mapping[str, str]) -> dict[str, object]:
    exported = {
        i.subject: [other.name for other in all_of if Import(account=account.name, subject=i.subject) in other.imports]
        for other in all_of
        for i in other.imports
        if i.account == account.name
    }
    return {
        **({"jetstream": "enabled"} if account.stream else {}),
        "users": [_user(user, passwords[user.name]) for user in account.users],
        "exports": [
            {"service": subject, "accounts": to, **({"response_type": "stream"} if "MSG.NEXT" in subject else {})}
            for subject, to in exported.items()
        ],
        "imports": [{"service": {"account": i.account, "subject": i.subject}, "to": i.asked} for i in account.imports],
    }


def _user(user: User, password: str) -> dict[str, object]:
    heard = [f"{inbox(user.name)}.>", *user.subscribe]
    return {
        "user": user.name,
        "password": password,
        "permissions": {
            "publish": {"allow": list(user.publish), **({"deny": list(user.never)} if user.never else {})},
            "subscribe": {"allow": heard},
        },
    }
