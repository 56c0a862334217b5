"""A production process, really started: it does not work with a broker that lets in whoever comes, and hides its documents."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.binaries import from_wheels
from deploy.local.nats import free_port
from shared.ids import new_id

ROOT = Path(__file__).parents[2]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Everything for one machine; nobody listens at the database's socket."""
    key = (new_id().bytes + new_id().bytes).hex()
    files = {
        "CW_POSTGRES_PASSWORDS_FILE": "keys_app=kkkkkkkk\npersonnel_app=pppppppp\npersonnel_projector=jjjjjjjj",
        "CW_NATS_CREDENTIALS_FILE": "personnel-relay=rrrrrrrr\npersonnel-partners=qqqqqqqq\npersonnel-listener=llllllll",
        "CW_JWKS_FILE": '{"keys": []}', "CW_MASTER_KEY_FILE": key, "CW_INDEX_KEY_FILE": key[::-1], "CW_CURSOR_KEY_FILE": key[2:] + "ab",
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    return {
        "PATH": os.environ["PATH"], "CW_PROFILE": "production", "CW_POSTGRES_HOST": str(tmp_path),
        "CW_NATS_URL": f"nats://127.0.0.1:{free_port()}", "CW_ISSUER": "https://id.example", "CW_AUDIENCE": "urn:cell",
        **{name: str(tmp_path / name) for name in files},
    }  # fmt: skip


def started(environment: dict[str, str]) -> tuple[int, str]:
    """How the process ended, and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "services.personnel", "relay"], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


def test_a_broker_that_lets_in_whoever_comes_ends_the_process(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "nats.conf").write_text(f"listen: {environment['CW_NATS_URL'].removeprefix('nats://')}\n")
    with subprocess.Popen([from_wheels().nats, "-c", tmp_path / "nats.conf"], stderr=subprocess.DEVNULL) as nats:
        code, said = started(environment)
        nats.terminate()
    assert (code, said.strip()) == (1, "CW_NATS_URL: the broker lets in whoever comes")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CW_CLOCK_FILE", "clock.json"), ("CW_FAULTS", "relay.after_send:1"), ("CW_ISSUER", "urn:community-workers:development"),
        ("CW_NATS_URL", "nats://broker.example:4222"),
    ],
)  # fmt: skip
def test_a_refusal_is_one_line_that_names_the_variable(environment: dict[str, str], name: str, value: str) -> None:
    code, said = started({**environment, name: value})
    assert code == 1
    assert said.startswith(f"{name}")
    assert len(said.splitlines()) == 1
