"""The keys that sign: which are taken, renewed in time, never by what a token asks for."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.production import DEVELOPMENT_KID
from shared.web import keyset, tokens
from shared.web.keyset import LIFETIME_SECONDS, RENEW_SECONDS, UNKNOWN_SECONDS, KeySet, NoKeySet
from shared.web.tokens import BadToken, Verifier
from tests.shared.web.conftest import AUDIENCE, ISSUER
from tests.shared.web.test_tokens import CLAIMS, KEY_SET, KEYS, NOW, STRANGER, Told, described, part, signed, verifier

EDDSA, ES256 = described("EdDSA", KEYS["EdDSA"]), described("ES256", KEYS["ES256"])
Serve = Callable[[bytes], Awaitable[str]]


@dataclass(slots=True)
class Clock:
    """Stands in for the system clock of verifier and key set; tokens are signed to fit it."""

    seconds: float = float(NOW)

    def __call__(self) -> float:
        return self.seconds

    def token(self, algorithm: str = "EdDSA", *, key: Any = None) -> str:
        now = int(self.seconds)
        return signed({**CLAIMS, "iat": now, "nbf": now, "exp": now + 600}, algorithm=algorithm, key=key)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(keyset, "monotonic", clock)
    monkeypatch.setattr(tokens, "time", clock)

    class Now(datetime):
        """What PyJWT asks for the time."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Now":
            return cls.fromtimestamp(clock.seconds, tz)

    monkeypatch.setattr("jwt.api_jwt.datetime", Now)
    return clock


async def accepted(checked: Verifier, token: str) -> bool:
    try:
        await checked.claims(token)
    except BadToken:
        return False
    return True


async def renewed(told: Told, times: int) -> None:
    """Until the question that nobody waits for was asked and answered."""
    async with asyncio.timeout(10):
        while told.times < times:
            await asyncio.sleep(0)
        for _ in range(5):
            await asyncio.sleep(0)


@pytest.mark.parametrize(
    "key",
    [
        {"kty": "oct", "k": part(b"s" * 32), "kid": "EdDSA", "alg": "HS256"},
        *(described("EdDSA", KEYS["EdDSA"], **wrong) for wrong in (
            {"alg": "none"}, {"alg": None}, {"kid": None}, {"kid": 7}, {"kty": "oct"}, {"crv": "Ed448"}, {"x": "AA"}, {"x": 7},
            {"use": "enc"},
        )),
        described("RS256", rsa.generate_private_key(65537, 1_024), kid="EdDSA"),
        {},
    ],
)  # fmt: skip
async def test_a_key_that_is_not_one_of_ours_is_not_taken_into_the_set(key: dict[str, Any]) -> None:
    assert not await accepted(verifier([key]), signed(CLAIMS))
    assert await accepted(verifier([key, *KEY_SET[1:]]), signed(CLAIMS, algorithm="ES256")), (
        "the other keys still count"
    )


async def test_a_name_that_stands_for_two_keys_stands_for_none() -> None:
    twice = verifier([EDDSA, described("EdDSA", STRANGER), ES256])
    assert not await accepted(twice, signed(CLAIMS))
    assert not await accepted(twice, signed(CLAIMS, key=STRANGER))
    assert await accepted(twice, signed(CLAIMS, algorithm="ES256"))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"keys":7}', '{"keys":[7]}', "[" * 5_000])
async def test_a_broken_key_set_lets_nobody_in(text: str) -> None:
    async def broken() -> str:
        return text

    assert not await accepted(Verifier(KeySet(broken), ISSUER, AUDIENCE), signed(CLAIMS))


@pytest.mark.parametrize(
    "fault", [FileNotFoundError, NoKeySet, TimeoutError, UnicodeDecodeError("utf-8", b"", 0, 1, "")]
)
async def test_a_key_set_that_cannot_be_read_lets_nobody_in(fault: Exception) -> None:
    async def gone() -> str:
        raise fault

    assert not await accepted(Verifier(KeySet(gone), ISSUER, AUDIENCE), signed(CLAIMS))


async def test_an_unknown_key_is_looked_for_at_most_once_in_thirty_seconds(clock: Clock) -> None:
    told = Told([ES256])
    checked = Verifier(KeySet(told), ISSUER, AUDIENCE)
    for _ in range(50):
        assert not await accepted(checked, signed(CLAIMS))
    assert told.times == 1
    told.keys = KEY_SET
    clock.seconds += UNKNOWN_SECONDS - 1
    assert not await accepted(checked, clock.token())
    clock.seconds += 1
    assert await accepted(checked, clock.token())
    assert told.times == 2


async def test_many_who_wait_for_an_unknown_key_ask_once(clock: Clock) -> None:
    told, asked, answer = Told(KEY_SET), 0, asyncio.Event()

    async def slow() -> str:
        nonlocal asked
        asked += 1
        await answer.wait()
        return await told()

    checked = Verifier(KeySet(slow), ISSUER, AUDIENCE)
    waiting = [asyncio.create_task(accepted(checked, signed({**CLAIMS, "jti": str(n)}))) for n in range(20)]
    while not asked:
        await asyncio.sleep(0)
    answer.set()
    assert await asyncio.gather(*waiting) == [True] * 20
    assert asked == 1


async def test_the_set_is_renewed_without_anybody_waiting(clock: Clock) -> None:
    told = Told([EDDSA])
    checked = Verifier(KeySet(told), ISSUER, AUDIENCE)
    assert await accepted(checked, clock.token())
    clock.seconds += RENEW_SECONDS - 1
    assert await accepted(checked, clock.token())
    assert told.times == 1
    told.keys = [EDDSA, ES256]
    clock.seconds += 1
    assert await accepted(checked, clock.token())
    await renewed(told, 2)
    assert await accepted(checked, clock.token("ES256"))
    assert told.times == 2


async def test_a_key_that_left_the_set_opens_for_the_life_of_its_tokens_and_not_longer(clock: Clock) -> None:
    told = Told([EDDSA])
    checked = Verifier(KeySet(told), ISSUER, AUDIENCE)
    assert await accepted(checked, clock.token())
    told.keys = [ES256]
    clock.seconds += RENEW_SECONDS
    await accepted(checked, clock.token())
    await renewed(told, 2)
    clock.seconds += LIFETIME_SECONDS - 1
    assert await accepted(checked, clock.token())
    clock.seconds += 61
    assert not await accepted(checked, clock.token())
    assert await accepted(checked, clock.token("ES256"))


async def test_a_key_that_comes_back_counts_as_before(clock: Clock) -> None:
    told = Told([EDDSA])
    checked = Verifier(KeySet(told), ISSUER, AUDIENCE)
    for n, keys in enumerate(([EDDSA], [ES256], [EDDSA, ES256]), 1):
        told.keys = keys
        await accepted(checked, clock.token())
        await renewed(told, n)
        clock.seconds += RENEW_SECONDS
    clock.seconds += LIFETIME_SECONDS
    assert await accepted(checked, clock.token())


async def test_a_process_that_nobody_asked_for_an_hour_looks_before_it_believes(clock: Clock) -> None:
    told = Told([EDDSA])
    checked = Verifier(KeySet(told), ISSUER, AUDIENCE)
    assert await accepted(checked, clock.token())
    told.keys = [described("EdDSA", STRANGER)]
    clock.seconds += LIFETIME_SECONDS
    assert not await accepted(checked, clock.token())
    assert await accepted(checked, clock.token(key=STRANGER))


async def test_another_key_under_the_same_name_takes_its_place(clock: Clock) -> None:
    told = Told([described("EdDSA", KEYS["EdDSA"], kid="k")])
    keys = KeySet(told)
    first = await keys.key("k")
    told.keys = [described("ES256", KEYS["ES256"], kid="k")]
    clock.seconds += RENEW_SECONDS
    await keys.key("k")
    await renewed(told, 2)
    second = await keys.key("k")
    assert first is not None
    assert second is not None
    assert (first.algorithm_name, second.algorithm_name) == ("EdDSA", "ES256")


async def test_while_the_set_cannot_be_had_what_is_known_stays(clock: Clock) -> None:
    told, away = Told([EDDSA]), False

    async def fetch() -> str:
        if away:
            raise TimeoutError
        return await told()

    checked = Verifier(KeySet(fetch), ISSUER, AUDIENCE)
    assert await accepted(checked, clock.token())
    away = True
    for _ in range(30):
        clock.seconds += RENEW_SECONDS
        assert await accepted(checked, clock.token())


async def test_outside_of_development_a_set_with_the_development_key_is_none() -> None:
    keys = [described("EdDSA", Ed25519PrivateKey.generate(), kid=DEVELOPMENT_KID), *KEY_SET]
    for development in (True, False):
        checked = Verifier(KeySet(Told(keys), development=development), ISSUER, AUDIENCE)
        assert await accepted(checked, signed(CLAIMS)) is development
