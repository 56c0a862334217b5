"""The environment is read once; production refuses whatever only development may have."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from shared.settings import Settings, Unset

ENVIRONMENT_EXAMPLE = Path(__file__).parents[2] / "deploy" / "env.example"
KEY = "0123456789abcdef" * 4
OTHER, THIRD = KEY[::-1], KEY[2:] + KEY[:2]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A complete production environment."""
    files = {
        "PASSWORDS": "personnel_app=one=two\n\ntraining_app=three\n",
        "MASTER": KEY,
        "INDEX": OTHER,
        "CURSOR": THIRD,
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content + "\n")
    return {
        "CW_PROFILE": "production",
        "CW_POSTGRES_HOST": "db.example",
        "CW_POSTGRES_PASSWORDS_FILE": str(tmp_path / "PASSWORDS"),
        "CW_NATS_URL": "tls://nats.example:4222",
        "CW_JWKS_FILE": str(tmp_path / "jwks.json"),
        "CW_ISSUER": "https://id.example",
        "CW_AUDIENCE": "urn:cell",
        "CW_MASTER_KEY_FILE": str(tmp_path / "MASTER"),
        "CW_INDEX_KEY_FILE": str(tmp_path / "INDEX"),
        "CW_CURSOR_KEY_FILE": str(tmp_path / "CURSOR"),
    }


def refusal(environment: Mapping[str, str]) -> str:
    with pytest.raises(Unset) as refused:
        Settings.from_environment(environment)
    return str(refused.value)


def test_a_complete_environment_is_read_into_settings(environment: dict[str, str]) -> None:
    settings = Settings.from_environment(environment)
    assert (settings.profile, settings.postgres_host, settings.postgres_port) == ("production", "db.example", 5432)
    assert (settings.master_key, settings.index_key) == (bytes.fromhex(KEY), bytes.fromhex(OTHER))
    assert (settings.http_host, settings.http_port, settings.clock_file, settings.traces_endpoint) == (
        "127.0.0.1", 8000, None, None,
    )  # fmt: skip
    assert (settings.key_ring, settings.cipher, settings.index_hash) == (None, "aes-256-gcm", "sha-256")
    assert (dict(settings.feeds), settings.feed_token) == ({}, None)


@pytest.mark.parametrize(
    "name",
    [
        "CW_PROFILE", "CW_POSTGRES_HOST", "CW_POSTGRES_PASSWORDS_FILE", "CW_NATS_URL", "CW_JWKS_FILE", "CW_ISSUER", "CW_AUDIENCE",
        "CW_MASTER_KEY_FILE", "CW_INDEX_KEY_FILE", "CW_CURSOR_KEY_FILE",
    ],
)  # fmt: skip
def test_what_is_missing_or_empty_is_named(environment: dict[str, str], name: str) -> None:
    assert name in refusal({key: value for key, value in environment.items() if key != name})
    assert name in refusal({**environment, name: ""})


def test_a_settable_clock_exists_in_development_only(environment: dict[str, str], tmp_path: Path) -> None:
    clock = {"CW_CLOCK_FILE": str(tmp_path / "clock.json")}
    assert "CW_CLOCK_FILE" in refusal({**environment, **clock})
    settings = Settings.from_environment({**environment, **clock, "CW_PROFILE": "development"})
    assert settings.clock_file == tmp_path / "clock.json"


def test_with_a_ring_of_keys_the_first_one_may_be_gone(environment: dict[str, str], tmp_path: Path) -> None:
    ringed = {**environment, "CW_KEY_RING_DIR": str(tmp_path)}
    assert Settings.from_environment(ringed).master_key == bytes.fromhex(KEY)
    Path(environment["CW_MASTER_KEY_FILE"]).unlink()
    settings = Settings.from_environment(ringed)
    assert (settings.key_ring, settings.master_key) == (tmp_path, None)
    assert Settings.from_environment({**ringed, "CW_MASTER_KEY_FILE": ""}).master_key_file is None


def test_commercial_cryptography_is_chosen_by_name(environment: dict[str, str]) -> None:
    settings = Settings.from_environment({**environment, "CW_CIPHER": "sm4-gcm", "CW_INDEX_HASH": "sm3"})
    assert (settings.cipher, settings.index_hash) == ("sm4-gcm", "sm3")
    assert "CW_CIPHER must be one of" in refusal({**environment, "CW_CIPHER": "des"})
    assert "CW_INDEX_HASH must be one of" in refusal({**environment, "CW_INDEX_HASH": "md5"})


@pytest.mark.parametrize("name", ["CW_MASTER_KEY_FILE", "CW_INDEX_KEY_FILE", "CW_CURSOR_KEY_FILE"])
@pytest.mark.parametrize("content", ["00" * 32, "ff" * 32, "01020304050607" * 5])
def test_production_refuses_a_key_that_nobody_drew(environment: dict[str, str], name: str, content: str) -> None:
    Path(environment[name]).write_text(content[:64])
    assert name in refusal(environment)
    assert Settings.from_environment({**environment, "CW_PROFILE": "development"}).profile == "development"


def test_the_key_that_seals_is_a_key_like_the_others(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "SEAL").write_text(KEY[4:] + KEY[:4])
    sealing = {**environment, "CW_SEAL_KEY_FILE": str(tmp_path / "SEAL"), "CW_CELL": "51"}
    settings = Settings.from_environment(sealing)
    assert (settings.seal_key, settings.cell, settings.seal_seconds) == (bytes.fromhex(KEY[4:] + KEY[:4]), "51", 60)
    assert Settings.from_environment(environment).seal_key is None
    for known in ("00" * 32, KEY):
        (tmp_path / "SEAL").write_text(known)
        assert "CW_SEAL_KEY_FILE" in refusal(sealing)


def test_production_refuses_one_key_for_two_purposes(environment: dict[str, str]) -> None:
    Path(environment["CW_INDEX_KEY_FILE"]).write_text(KEY)
    assert "CW_INDEX_KEY_FILE" in refusal(environment)


@pytest.mark.parametrize("password", ["test", "postgres", "password", "changeme", "secret", ""])
def test_production_refuses_a_password_that_everybody_knows(environment: dict[str, str], password: str) -> None:
    Path(environment["CW_POSTGRES_PASSWORDS_FILE"]).write_text(f"personnel_app={password}\n")
    assert "CW_POSTGRES_PASSWORDS_FILE" in refusal(environment)
    assert Settings.from_environment({**environment, "CW_PROFILE": "development"}).profile == "development"


@pytest.mark.parametrize("issuer", ["urn:community-workers:development", "development", "http://localhost:9000"])
def test_production_refuses_the_development_issuer(environment: dict[str, str], issuer: str) -> None:
    assert "CW_ISSUER" in refusal({**environment, "CW_ISSUER": issuer})


def test_crash_points_exist_in_development_only(environment: dict[str, str]) -> None:
    armed = {"CW_FAULTS": "relay.after_send:7"}
    assert "CW_FAULTS" in refusal({**environment, **armed})
    assert Settings.from_environment({**environment, **armed, "CW_PROFILE": "development"}).profile == "development"


@pytest.mark.parametrize("profile", ["Production", "prod", "staging", " production"])
def test_another_profile_is_refused(environment: dict[str, str], profile: str) -> None:
    assert "CW_PROFILE must be one of development, production" in refusal({**environment, "CW_PROFILE": profile})


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, KEY[:-2], KEY + "00", KEY[:-1]])
def test_a_key_is_32_bytes_in_hexadecimal(environment: dict[str, str], content: str) -> None:
    Path(environment["CW_MASTER_KEY_FILE"]).write_text(content)
    assert refusal(environment) == "CW_MASTER_KEY_FILE: the file must hold 64 hexadecimal digits"


def test_a_file_that_is_not_there_is_refused_by_its_variable(environment: dict[str, str], tmp_path: Path) -> None:
    for name in ("CW_MASTER_KEY_FILE", "CW_POSTGRES_PASSWORDS_FILE", "CW_FEED_TOKEN_FILE"):
        assert refusal({**environment, name: str(tmp_path / "gone")}) == f"{name} names no file"
        assert refusal({**environment, name: str(tmp_path)}) == f"{name} names no file"


@pytest.mark.parametrize("port", ["-1", "5432.0", "five", "0x10", "１"])
def test_a_port_is_a_whole_number(environment: dict[str, str], port: str) -> None:
    assert "CW_POSTGRES_PORT" in refusal({**environment, "CW_POSTGRES_PORT": port})


def test_a_password_may_hold_an_equals_sign_and_each_role_has_its_own(environment: dict[str, str]) -> None:
    settings = Settings.from_environment(environment)
    assert settings.connection("personnel_app", "personnel") == {
        "host": "db.example", "port": 5432, "user": "personnel_app", "password": "one=two", "database": "personnel",
    }  # fmt: skip
    with pytest.raises(Unset, match="no password for payroll_app"):
        settings.connection("payroll_app", "payroll")


def test_feeds_are_given_by_service(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "token").write_text(" t0ken \n")
    feeds = "personnel=https://a.example/?x=1,training=https://b.example"
    settings = Settings.from_environment(
        {**environment, "CW_FEEDS": feeds, "CW_FEED_TOKEN_FILE": str(tmp_path / "token")}
    )
    assert settings.feeds == {"personnel": "https://a.example/?x=1", "training": "https://b.example"}
    assert settings.feed_token == "t0ken"


def test_secrets_are_not_part_of_what_settings_print(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "token").write_text("t0ken")
    printed = repr(Settings.from_environment({**environment, "CW_FEED_TOKEN_FILE": str(tmp_path / "token")}))
    assert not any(secret in printed for secret in ("one=two", "three", KEY, repr(bytes.fromhex(KEY)), "t0ken"))


def test_the_example_names_every_variable_that_is_read() -> None:
    source = (Path(__file__).parents[2] / "shared" / "settings.py").read_text("utf-8")
    read = set(re.findall(r'"(CW_[A-Z_]+)"', source)) - {"CW_FAULTS"}  # crash points are armed by tests only
    named = set(re.findall(r"^#? ?(CW_[A-Z_]+)=", ENVIRONMENT_EXAMPLE.read_text("utf-8"), re.MULTILINE))
    assert read <= named
    assert not [name for name in os.environ if name.startswith("CW_")], (
        "the suite must not depend on a machine's settings"
    )
