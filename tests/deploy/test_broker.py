"""The broker's configuration as production gets it: nats-server takes it, and nothing is said in clear."""

import asyncio
import json
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.broker.__main__ import cli
from deploy.broker.accounts import accounts, user_names
from deploy.local.binaries import from_wheels
from deploy.local.nats import free_port
from deploy.services import SERVICES, load
from shared.broker import BrokerAccess, OpenBroker, closed_to_strangers, connect, relay_user
from shared.broker.access import Login
from shared.settings import trusting
from tests.deploy.certificates import Authority

REGISTER = """
tax: {regions: [51/01/_/_/_], types: [personnel.worker.hired.v1], contract: a, basis: b, expires: 2999-12-31}
old: {regions: [51/01/_/_/_], types: [personnel.worker.hired.v1], contract: a, basis: b, expires: 2020-12-31}
"""


@dataclass(frozen=True, slots=True)
class Production:
    """A server with TLS from the files that the command line wrote, the authority its certificate is of, and its users."""

    port: int
    authority: Authority
    passwords: dict[str, str]

    def login(self, *, ca: Path | None = None, host: str = "localhost") -> Login:
        user = relay_user("personnel")
        return Login(f"tls://{host}:{self.port}", user, self.passwords[user], trusting(ca or self.authority.file))


def command(*arguments: object) -> str:
    result = CliRunner().invoke(cli, [str(a) for a in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def written(folder: Path, port: int, authority: Authority) -> Path:
    """Credentials, certificate and configuration, made as deploy/env.example says."""
    (folder / "partners.yaml").write_text(REGISTER)
    certificate, key = authority.signed("localhost")
    command("credentials", folder / "credentials", "--partners", folder / "partners.yaml")
    command(
        "configuration", folder / "nats.conf", "--credentials", folder / "credentials", "--partners", folder / "partners.yaml",
        "--certificate", certificate, "--key", key, "--store", folder / "store", "--listen", f"127.0.0.1:{port}",
    )  # fmt: skip
    return folder / "nats.conf"


def read(folder: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in (folder / "credentials").read_text().split())


@asynccontextmanager
async def served(configuration: Path) -> AsyncIterator[None]:
    with subprocess.Popen([from_wheels().nats, "-c", configuration], stderr=subprocess.DEVNULL) as process:  # noqa: ASYNC220
        try:
            yield
        finally:
            process.terminate()


@pytest.fixture
async def production(tmp_path: Path) -> AsyncIterator[Production]:
    port, authority = free_port(), Authority(tmp_path / "authority")
    async with served(written(tmp_path, port, authority)):
        yield Production(port, authority, read(tmp_path))


async def answering(login: Login) -> None:
    """Until the server is up; then a round trip."""
    async with asyncio.timeout(20):
        while True:
            try:
                client = await connect(login, "test")
            except OSError:
                await asyncio.sleep(0.05)
                continue
            await client.flush()
            await client.close()
            return


def test_nats_server_takes_the_configuration(tmp_path: Path) -> None:
    file = written(tmp_path, free_port(), Authority(tmp_path / "authority"))
    checked = subprocess.run([from_wheels().nats, "-t", "-c", file], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    told = json.loads(file.read_text())
    assert told["jetstream"]["sync_interval"] == "always"
    assert told["accounts"]["SYSTEM"] == {"users": []}
    assert "no_auth_user" not in told
    assert "PARTNER-TAX" in told["accounts"]
    assert "PARTNER-OLD" not in told["accounts"], "its contract has ended"


def test_credentials_are_drawn_once_for_everybody_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "credentials"
    assert "=" not in command("credentials", file)
    first = read(tmp_path)
    assert set(first) == set(user_names(accounts(map(load, SERVICES))))
    assert len(set(first.values())) == len(first)
    assert all(len(password) >= 40 for password in first.values())
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text("\n".join(f"{u}={p}" for u, p in first.items() if u != "training-relay"))
    command("credentials", file)
    again = read(tmp_path)
    assert {u: p for u, p in again.items() if u != "training-relay"} == {
        u: p for u, p in first.items() if u != "training-relay"
    }
    assert again["training-relay"] != first["training-relay"]


def test_a_user_without_a_password_is_named(tmp_path: Path) -> None:
    (tmp_path / "credentials").write_text("probe=x")
    result = CliRunner().invoke(
        cli,
        [
            "configuration",
            str(tmp_path / "c"),
            "--credentials",
            str(tmp_path / "credentials"),
            "--store",
            str(tmp_path),
        ],
    )
    assert result.exit_code != 0
    assert "has no password for personnel-relay" in result.output
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize("listen", ["0.0.0.0:4222", "10.0.0.1:4222", "[::]:4222"])
def test_beyond_this_machine_no_configuration_is_written_without_a_certificate(tmp_path: Path, listen: str) -> None:
    command("credentials", tmp_path / "credentials")
    asked = [
        "configuration",
        tmp_path / "c",
        "--credentials",
        tmp_path / "credentials",
        "--store",
        tmp_path,
        "--listen",
    ]
    for more in ([listen], [listen, "--certificate", tmp_path / "only-half"]):
        result = CliRunner().invoke(cli, [str(a) for a in (*asked, *more)])
        assert result.exit_code != 0
        assert not (tmp_path / "c").exists()
    command(*asked, "127.0.0.1:4222")


async def test_with_tls_and_a_password_everything_works(production: Production) -> None:
    login = production.login()
    await answering(login)
    await closed_to_strangers(BrokerAccess(login.url, {}, login.tls))


async def test_a_server_of_another_authority_or_another_name_is_not_believed(
    production: Production, tmp_path: Path
) -> None:
    await answering(production.login())
    for login in (production.login(ca=Authority(tmp_path / "other").file), production.login(host="127.0.0.1")):
        with pytest.raises(ssl.SSLCertVerificationError):
            await asyncio.open_connection(
                "127.0.0.1", production.port, ssl=login.tls, server_hostname=login.url[6:].split(":")[0]
            )


async def test_a_server_with_tls_takes_nothing_in_clear(production: Production) -> None:
    await answering(production.login())
    user = relay_user("personnel")
    known = json.dumps({"user": user, "pass": production.passwords[user]})
    reader, writer = await asyncio.open_connection("127.0.0.1", production.port)
    with closing(writer):
        writer.write(f"CONNECT {known}\r\nPUB void.personnel 0\r\n\r\nPING\r\n".encode())
        answers = await reader.read()
    assert b"PONG" not in answers


async def test_with_tls_configured_a_server_in_clear_is_told_no_password(tmp_path: Path) -> None:
    """Whoever sits between and says that TLS is not needed hears nothing but the beginning of a handshake."""
    heard = b""

    async def in_clear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal heard
        with closing(writer):
            writer.write(b'INFO {"tls_required":false,"tls_available":false,"max_payload":1048576}\r\n')
            heard += await reader.read(4_096)

    server = await asyncio.start_server(in_clear, "127.0.0.1", 0)
    async with server:
        url = f"tls://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        reader = asyncio.create_task(
            connect(Login(url, "personnel-relay", "the-password", trusting(Authority(tmp_path / "a").file)), "test")
        )
        async with asyncio.timeout(20):
            while not heard:
                await asyncio.sleep(0.02)
        reader.cancel()
    assert b"the-password" not in heard
    assert b"CONNECT" not in heard


async def test_a_broker_that_lets_in_whoever_comes_is_recognised(tmp_path: Path) -> None:
    port = free_port()
    access = BrokerAccess(f"nats://127.0.0.1:{port}")
    asking = asyncio.create_task(closed_to_strangers(access))  # it is not there yet, and is waited for
    (tmp_path / "open.conf").write_text(f"listen: 127.0.0.1:{port}\n")
    async with served(tmp_path / "open.conf"):
        with pytest.raises(OpenBroker):
            await asyncio.wait_for(asking, 20)
        assert replace(access, url=f"nats://127.0.0.1:{port}") == access
