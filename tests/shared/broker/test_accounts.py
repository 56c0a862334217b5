"""Who may do what on the broker: each service writes its own stream and nothing else, readers and partners write nothing."""

import json
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from deploy.broker.accounts import Account, User, accounts, user_names
from deploy.local.servers import Servers
from deploy.services import SERVICES, load
from shared.broker import connect, declare, listener_user, relay_user, stream_name
from shared.broker.access import PROBE_USER, Login, partner_user, partners_user, seals_user
from shared.settings import Unset
from tests.servers import watched
from tests.shared.broker.guarded import CHENGDU, TAX, Guarded, asked, hired, outsider, settled
from tests.shared.clocks import FixedDay

ALL = accounts(map(load, SERVICES), (TAX,))
FORGED = hired(CHENGDU)
OTHERS = (
    listener_user("payroll"), partner_user("tax"), relay_user("training"), partners_user("training"),
    seals_user("personnel"), PROBE_USER,
)  # fmt: skip
API = ("$JS.API", "$JS.PERSONNEL.API")
WRITING = [
    ("forge an event", FORGED, b"{}"),
    ("forge a void", "void.personnel", b""),
    *(
        (f"{what} ({prefix})", f"{prefix}.{subject}", payload)
        for prefix in API
        for what, subject, payload in (
            ("make a stream", "STREAM.CREATE.EVIL", b'{"name":"EVIL","subjects":["evil"]}'),
            ("mirror a stream", "STREAM.CREATE.EVIL", b'{"name":"EVIL","mirror":{"name":"PERSONNEL"}}'),
            ("change a stream", "STREAM.UPDATE.PERSONNEL", b'{"name":"PERSONNEL","subjects":["events.personnel.>"]}'),
            ("delete a stream", "STREAM.DELETE.PERSONNEL", b""),
            ("purge a stream", "STREAM.PURGE.PERSONNEL", b""),
            ("delete a message", "STREAM.MSG.DELETE.PERSONNEL", b'{"seq":2}'),
            ("restore over a stream", "STREAM.RESTORE.PERSONNEL", b"{}"),
            ("a durable consumer", "CONSUMER.DURABLE.CREATE.PERSONNEL.evil", asked({"durable_name": "evil"})),
            ("a named consumer", "CONSUMER.CREATE.PERSONNEL.evil", asked({"name": "evil"})),
            ("delete a partner's consumer", "CONSUMER.DELETE.PERSONNEL.tax", b""),
            ("pause a partner's consumer", "CONSUMER.PAUSE.PERSONNEL.tax", b"{}"),
            ("reset a partner's consumer", "CONSUMER.RESET.PERSONNEL.tax", b'{"seq":1}'),
            ("unseat the leader", "META.LEADER.STEPDOWN", b""),
        )
    ),
]
READING = [
    *(
        (f"{what} ({prefix})", f"{prefix}.{subject}", payload)
        for prefix in API
        for what, subject, payload in (
            ("get a foreign message", "STREAM.MSG.GET.PERSONNEL", b'{"seq":2}'),
            ("get it directly", "DIRECT.GET.PERSONNEL", b'{"seq":2}'),
            ("get the last of a subject directly", f"DIRECT.GET.PERSONNEL.{FORGED}", b""),
            ("list streams", "STREAM.LIST", b""),
            ("name streams", "STREAM.NAMES", b""),
            ("list consumers", "CONSUMER.LIST.PERSONNEL", b""),
            ("take a snapshot", "STREAM.SNAPSHOT.PERSONNEL", b'{"deliver_subject":"x"}'),
        )
    ),
    ("ask the server", "$SYS.REQ.SERVER.PING", b""),
    ("ask about accounts", "$SYS.REQ.ACCOUNT.PERSONNEL.INFO", b""),
]
HEARING = (
    "events.>",
    "events.personnel.>",
    "void.>",
    ">",
    "*.>",
    "_INBOX.>",
    "_INBOX_personnel-relay.>",
    "$SYS.>",
    "$JS.>",
)


@pytest.fixture(scope="module")
async def guarded(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Guarded]:
    async with Servers(Path(tmp_path_factory.mktemp("guarded")), accounts=watched(ALL)) as servers:
        found = Guarded(servers.addresses.broker)
        await found.fill(FixedDay(date(2027, 1, 4)))
        yield found


def login(guarded: Guarded, user: str) -> Login:
    return guarded.access.login(user)


@pytest.mark.parametrize("writer", SERVICES)
async def test_each_service_writes_its_own_stream_and_no_other(guarded: Guarded, writer: str) -> None:
    before = await guarded.looks()
    async with outsider(login(guarded, relay_user(writer))) as relay:
        for other in set(SERVICES) - {writer}:
            assert await relay.refused(f"events.{other}.p0.a.b.v1.51._._._._")
            assert await relay.refused(f"void.{other}")
            assert await relay.refused(f"$JS.API.STREAM.CREATE.{stream_name(other)}")
        assert await guarded.looks() == before
        assert not await relay.refused(f"void.{writer}")
    after = await guarded.looks()
    own = stream_name(writer)
    assert {s: v for s, v in after.items() if s != own} == {s: v for s, v in before.items() if s != own}
    assert after[own][own][1] == before[own][own][1] + 1


@pytest.mark.parametrize("user", OTHERS)
async def test_nobody_else_changes_what_a_stream_or_a_consumer_is(guarded: Guarded, user: str) -> None:
    before = await guarded.looks()
    async with outsider(login(guarded, user)) as other:
        taken = [what for what, subject, payload in WRITING if not await other.refused(subject, payload)]
    assert taken == []
    assert await guarded.looks() == before


@pytest.mark.parametrize("user", OTHERS)
async def test_nobody_else_reads_what_no_consumer_of_its_own_gives(guarded: Guarded, user: str) -> None:
    async with outsider(login(guarded, user)) as other:
        assert [what for what, subject, payload in READING if not await other.refused(subject, payload)] == []
        assert [subject for subject in HEARING if await other.hears(subject)] == []


async def test_not_even_the_writer_deletes_changes_or_lists(guarded: Guarded) -> None:
    before = await guarded.looks()
    changes = ("UPDATE.PERSONNEL", "DELETE.PERSONNEL", "PURGE.PERSONNEL", "MSG.DELETE.PERSONNEL", "CREATE.EVIL", "LIST")
    async with outsider(login(guarded, relay_user("personnel"))) as relay:
        for what in changes:
            assert await relay.refused(f"$JS.API.STREAM.{what}", b'{"seq":2}'), what
        assert [s for s in HEARING if await relay.hears(s)] == ["_INBOX_personnel-relay.>"], "its own"
        republish = {"name": "PERSONNEL", "subjects": ["events.personnel.>"], "republish": {"src": ">", "dest": "x.>"}}
        await relay.refused("$JS.API.STREAM.CREATE.PERSONNEL", json.dumps(republish).encode())
    assert await guarded.looks() == before


@pytest.mark.parametrize("source", ["training", "assessment", "payroll"])
async def test_a_listener_hears_what_it_subscribed_to_and_nothing_else(guarded: Guarded, source: str) -> None:
    heard = load("payroll").hears
    stream = stream_name(source)
    async with outsider(login(guarded, listener_user("payroll"))) as listener:
        refused = await listener.refused(f"$JS.{stream}.API.CONSUMER.CREATE.{stream}", asked({}, stream))
    assert refused is (source not in heard)


async def test_a_listener_makes_consumers_for_itself_only(guarded: Guarded) -> None:
    """Neither one that lasts, nor one in a partner's place, nor one that delivers into a stream or to the server's own interface."""
    before = await guarded.looks()
    tricks = (
        {"durable_name": "evil"}, {"name": "tax", "filter_subject": ">"}, {"durable_name": "tax", "filter_subject": ">"},
        *({"deliver_subject": to, "ack_policy": "none"} for to in (FORGED, "void.personnel", "$JS.API.STREAM.DELETE.PERSONNEL")),
    )  # fmt: skip
    async with outsider(login(guarded, listener_user("payroll"))) as listener:
        for config in tricks:
            await listener.answered_to(
                listener.client.new_inbox(), "$JS.PERSONNEL.API.CONSUMER.CREATE.PERSONNEL", asked(config)
            )
        for what in ("INFO", "MSG.NEXT", "DELETE"):
            assert await listener.refused(f"$JS.PERSONNEL.API.CONSUMER.{what}.PERSONNEL.tax")
    assert await settled(guarded.looks) == before


@pytest.mark.parametrize("reply", [FORGED, "void.personnel", "events.training.p0.a.b.v1.51._._._._"])
async def test_the_server_writes_no_answer_into_a_stream(guarded: Guarded, reply: str) -> None:
    """It publishes answers with its own rights, wherever it is told to: in the account of who asked."""
    before = await guarded.looks()
    async with outsider(login(guarded, listener_user("payroll"))) as listener:
        api = "$JS.PERSONNEL.API.CONSUMER"
        made = await listener.client.request(f"{api}.CREATE.PERSONNEL", asked({"ack_policy": "none"}), timeout=5)
        name = json.loads(made.data)["name"]
        for what in ("INFO", "MSG.NEXT"):
            await listener.answered_to(reply, f"{api}.{what}.PERSONNEL.{name}", b"5" if what == "MSG.NEXT" else b"")
    async with outsider(login(guarded, partner_user("tax"))) as partner:
        await partner.answered_to(reply, "$JS.PERSONNEL.API.CONSUMER.INFO.PERSONNEL.tax")
    async with outsider(login(guarded, relay_user("assessment"))) as relay:
        await relay.answered_to(reply, "$JS.API.STREAM.INFO.ASSESSMENT")
    assert await settled(guarded.looks) == before


async def test_what_is_too_large_is_not_taken(guarded: Guarded) -> None:
    before, relay = await guarded.looks(), login(guarded, relay_user("personnel"))
    size = (1 << 20) + 1
    known = json.dumps({"user": relay.user, "pass": relay.password, "verbose": False})
    answers = said_raw(
        relay.url, f"CONNECT {known}\r\nPUB {FORGED} {size}\r\n".encode() + b"x" * size + b"\r\nPING\r\n"
    )
    assert b"Maximum Payload Violation" in answers
    assert b"PONG" not in answers
    assert await guarded.looks() == before


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"user": "personnel-relay"},
        {"user": "personnel-relay", "pass": "x"},
        {"auth_token": "x"},
        {"user": "", "pass": ""},
    ],
)
def test_nobody_gets_in_without_name_and_password(guarded: Guarded, known: dict[str, str]) -> None:
    answers = said_raw(guarded.access.url, f"CONNECT {json.dumps(known)}\r\nPING\r\n".encode())
    assert b"PONG" not in answers
    assert b"Authorization Violation" in answers


def test_what_nobody_introduced_is_told_nothing(guarded: Guarded) -> None:
    """A connection that never says who it is may not publish, and is not answered."""
    answers = said_raw(guarded.access.url, b"PUB void.personnel 0\r\n\r\nPING\r\n")
    assert b"PONG" not in answers
    assert b"Authorization Violation" in answers


def said_raw(url: str, what: bytes) -> bytes:
    """Everything the server answers until it hangs up."""
    host, port = url.removeprefix("nats://").split(":")
    answers = b""
    with socket.create_connection((host, int(port)), timeout=10) as raw, suppress(ConnectionError):
        raw.sendall(what)
        while chunk := raw.recv(65_536):
            answers += chunk
    return answers


async def test_seals_are_heard_by_all_and_each_service_tells_its_own(guarded: Guarded) -> None:
    async with (
        outsider(login(guarded, seals_user("payroll"))) as payroll,
        outsider(login(guarded, seals_user("training"))) as training,
    ):
        seals = await training.client.subscribe("seals.>")
        signed = await training.client.subscribe("cosignatures.training.>")
        await training.client.flush()
        await payroll.client.publish("seals.payroll", b"seal")
        await payroll.client.publish("cosignatures.training.payroll", b"seen")
        assert (await seals.next_msg(timeout=5)).data == b"seal"
        assert (await signed.next_msg(timeout=5)).data == b"seen"
        for subject in ("seals.training", "cosignatures.training.personnel", "cosignatures.payroll.training"):
            assert await payroll.refused(subject), subject
        assert not await payroll.hears("cosignatures.training.>")


async def test_a_stream_that_is_gone_is_made_again_by_its_writer(guarded: Guarded) -> None:
    client = await connect(login(guarded, relay_user("training")), "relay")
    info = await declare(client.jetstream(), "training")
    assert (info.config.deny_delete, info.config.deny_purge, info.config.subjects) == (
        True, True, ["events.training.>", "void.training"],
    )  # fmt: skip
    await client.close()


def test_every_user_has_a_name_and_an_inbox_of_its_own() -> None:
    names = user_names(ALL)
    assert len(set(names)) == len(names)
    assert not any(
        ">" in user.publish or "*" in user.publish or user.subscribe == (">",) for a in ALL for user in a.users
    )


def test_a_name_that_two_would_have_is_refused() -> None:
    twice = Account(name="X", users=(User(name="a", publish=()),))
    assert user_names((twice,)) == ("a",)
    with pytest.raises(ValueError, match="a stands for two users"):
        user_names((twice, twice))


def test_a_process_without_the_password_of_its_duty_says_so(guarded: Guarded) -> None:
    with pytest.raises(Unset, match="CW_NATS_CREDENTIALS_FILE has no password for nobody"):
        guarded.access.login("nobody")
