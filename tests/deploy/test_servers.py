"""The embedded servers: they answer, they come back, they are gone when we are."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from deploy.local.postgres import OtherMajorVersion
from deploy.local.servers import Servers
from deploy.local.state import AlreadyRunning
from shared.broker import connect
from shared.broker.access import PROBE_USER

ROOT = Path(__file__).parents[2]
PROGRAM = """
import asyncio, sys
from pathlib import Path
from deploy.local.servers import Servers
async def main():
    async with Servers(Path(sys.argv[1])) as servers:
        print(servers.postgres._process.pid, servers.nats._process.pid, flush=True)
        await asyncio.sleep(60)
asyncio.run(main())
"""


async def ask(servers: Servers, question: str) -> object:
    a = servers.addresses
    connection = await asyncpg.connect(
        host=a.socket_dir, port=a.port, user=a.superuser, password=a.password, database="postgres"
    )
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def test_data_survives_a_stop_and_a_killed_server(tmp_path: Path) -> None:
    async with Servers(tmp_path / "state") as servers:
        assert str(await ask(servers, "show server_version")).startswith("18")
        assert await ask(servers, "show fsync") == "on"
        await ask(servers, "create table kept as select 7 as n")
        await servers.kill_postgres()
        await servers.kill_nats()
        client = await connect(servers.addresses.broker.login(PROBE_USER), "after the kill")
        await client.close()
        assert await ask(servers, "select n from kept") == 7
    async with Servers(tmp_path / "state") as servers:
        assert await ask(servers, "select n from kept") == 7


async def test_a_wrong_password_is_refused(servers: Servers) -> None:
    a = servers.addresses
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(host=a.socket_dir, port=a.port, user=a.superuser, password="wrong", database="postgres")


async def test_a_second_supervisor_of_the_same_directory_is_refused(servers: Servers) -> None:
    with pytest.raises(AlreadyRunning):
        async with Servers(servers.state.folder):
            pass


async def test_data_of_another_major_version_is_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "state" / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("17\n")
    with pytest.raises(OtherMajorVersion):
        async with Servers(tmp_path / "state"):
            pass


async def test_kill_9_of_the_supervisor_leaves_no_process_and_the_next_start_works(tmp_path: Path) -> None:
    state, ours = tmp_path / "state", signal.getsignal(signal.SIGINT)
    supervisor = subprocess.Popen(  # noqa: ASYNC220  it outlives this loop on purpose
        [sys.executable, "-c", PROGRAM, str(state)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert supervisor.stdout is not None
    pids = [int(pid) for pid in supervisor.stdout.readline().split()]
    assert len(pids) == 2
    assert all(alive(pid) for pid in pids)
    supervisor.kill()
    supervisor.wait()
    supervisor.stdout.close()
    async with asyncio.timeout(10):
        while any(alive(pid) for pid in pids):
            await asyncio.sleep(0.02)
    # A foreign process may meanwhile have the pid that the postmaster wrote down.
    (state / "postgres" / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    async with Servers(state) as servers:
        assert await ask(servers, "select 1") == 1
    assert signal.getsignal(signal.SIGINT) is ours
