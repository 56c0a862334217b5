"""Tokens (reliability.md 3.3): only keys and algorithms we know of, only claims as we expect them; everything else is 401."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import time
from types import SimpleNamespace
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.kernel import Region, region
from shared.web import tokens
from shared.web.issuer import DevelopmentOnly, Issuer
from shared.web.keyset import KeySet
from shared.web.rights import Grant, Role
from shared.web.tokens import BadToken, Verifier
from tests.shared.web.conftest import AUDIENCE, ISSUER, Web, problem

NOW = int(time())
CLAIMS: dict[str, Any] = {
    "iss": ISSUER, "aud": AUDIENCE, "sub": "ann", "jti": "1", "iat": NOW, "nbf": NOW, "exp": NOW + 3_000,
    "grants": [{"role": "county_officer", "region": "51/01/07/_/_"}],
}  # fmt: skip
KEYS: dict[str, Any] = {
    "EdDSA": Ed25519PrivateKey.generate(),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "RS256": rsa.generate_private_key(65537, 2048),
}
STRANGER = Ed25519PrivateKey.generate()


def described(algorithm: str, key: Any, **changes: Any) -> dict[str, Any]:
    """The public half as a member of a key set."""
    made = jwt.get_algorithm_by_name(algorithm)
    return {**json.loads(made.to_jwk(key.public_key())), "kid": algorithm, "alg": algorithm, "use": "sig", **changes}


KEY_SET = [described(name, key) for name, key in KEYS.items()]


@dataclass(slots=True)
class Told:
    """A key set that counts how often it was asked for."""

    keys: list[dict[str, Any]] = field(default_factory=list)
    times: int = 0

    async def __call__(self) -> str:
        self.times += 1
        return json.dumps({"keys": self.keys})


def verifier(keys: list[dict[str, Any]] | None = None) -> Verifier:
    return Verifier(KeySet(Told(KEY_SET if keys is None else keys)), ISSUER, AUDIENCE)


def signed(
    claims: dict[str, Any], *, algorithm: str = "EdDSA", key: Any = None, header: dict[str, Any] | None = None
) -> str:
    headers = {"kid": algorithm, "typ": "at+jwt", **(header or {})}
    return jwt.encode(claims, key or KEYS[algorithm], algorithm=algorithm, headers=headers)


def part(content: Any) -> str:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def by_hand(header: Any, claims: Any, signature: Callable[[bytes], bytes] = lambda _: b"") -> str:
    """A token that no library would make."""
    signing = f"{part(header)}.{part(claims)}"
    return f"{signing}.{part(signature(signing.encode()))}"


def with_public_key_as_secret(form: serialization.PublicFormat, encoding: serialization.Encoding) -> str:
    secret = KEYS["RS256"].public_key().public_bytes(encoding, form)
    header = {"alg": "HS256", "typ": "at+jwt", "kid": "RS256"}
    return by_hand(header, CLAIMS, lambda signing: hmac.new(secret, signing, sha256).digest())


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in CLAIMS.items() if key != name}


def exact(header: dict[str, Any]) -> str:
    """Signed with the right key, with exactly this header."""
    return by_hand(header, CLAIMS, KEYS["EdDSA"].sign)


GOOD_HEADER = {"alg": "EdDSA", "kid": "EdDSA", "typ": "at+jwt"}
BAD: dict[str, Callable[[], str]] = {
    "nothing": lambda: "x",
    "two parts": lambda: "a.b",
    "alg none": lambda: by_hand({**GOOD_HEADER, "alg": "none"}, CLAIMS),
    **{
        f"alg {word!r}": (lambda word=word: by_hand({**GOOD_HEADER, "alg": word}, CLAIMS))  # type: ignore[misc]
        for word in ("NoNe", "NONE", "none ", "nonE", "", None, "HS256", "HS512", "RS512", "ES256K", "eddsa")
    },
    "no alg": lambda: exact({"kid": "EdDSA", "typ": "at+jwt"}),
    "no signature": lambda: by_hand(GOOD_HEADER, CLAIMS),
    "a list for alg": lambda: exact({**GOOD_HEADER, "alg": ["EdDSA"]}),
    "HS256 with the public key as PEM": lambda: with_public_key_as_secret(
        serialization.PublicFormat.SubjectPublicKeyInfo, serialization.Encoding.PEM
    ),
    "HS256 with the public key as DER": lambda: with_public_key_as_secret(
        serialization.PublicFormat.PKCS1, serialization.Encoding.DER
    ),
    "another key": lambda: signed(CLAIMS, key=STRANGER),
    "the key of another algorithm": lambda: signed(CLAIMS, header={"kid": "ES256"}),
    "an unknown kid": lambda: signed(CLAIMS, header={"kid": "unknown"}),
    "no kid": lambda: exact({"alg": "EdDSA", "typ": "at+jwt"}),
    "a number for kid": lambda: exact({**GOOD_HEADER, "kid": 1}),
    **{
        f"kid {word[:20]!r}": (lambda word=word: exact({**GOOD_HEADER, "kid": word}))  # type: ignore[misc]
        for word in (
            "../../../dev/null",
            "/etc/passwd",
            "EdDSA\x00",
            "EdDSA ",
            " EdDSA",
            "EdDSA\n",
            "' or '1'='1",
            "EdDSA' --",
            "x" * 4_000,
            "\u0415dDSA",
            "\ud800",
            "https://example.org/keys",
            "",
            "__class__",
        )
    },
    "another type": lambda: signed(CLAIMS, header={"typ": "JWT"}),
    "no type": lambda: exact({"alg": "EdDSA", "kid": "EdDSA"}),
    "jku": lambda: signed(CLAIMS, header={"jku": "https://example.org/keys"}),
    "x5u": lambda: signed(CLAIMS, header={"x5u": "https://example.org/keys"}),
    "jwk": lambda: signed(CLAIMS, header={"jwk": described("EdDSA", STRANGER)}, key=STRANGER),
    "x5c": lambda: signed(CLAIMS, header={"x5c": ["MIIB"]}),
    "crit": lambda: exact({**GOOD_HEADER, "crit": ["exp"]}),
    "expired": lambda: signed({**CLAIMS, "iat": NOW - 700, "nbf": NOW - 700, "exp": NOW - 100}),
    "not yet valid": lambda: signed({**CLAIMS, "nbf": NOW + 9_000}),
    "issued in the future": lambda: signed({**CLAIMS, "iat": NOW + 9_000}),
    "a hundred years": lambda: signed({**CLAIMS, "exp": NOW + 100 * 365 * 86_400}),
    "backdated for a longer life": lambda: signed({**CLAIMS, "iat": NOW - 3_601, "exp": NOW + 3_000}),
    "another audience": lambda: signed({**CLAIMS, "aud": "urn:another"}),
    "an audience among others": lambda: signed({**CLAIMS, "aud": [AUDIENCE, "urn:another"]}),
    "a list with only the audience": lambda: signed({**CLAIMS, "aud": [AUDIENCE]}),
    "another issuer": lambda: signed({**CLAIMS, "iss": ISSUER + "/x"}),
    "a number for sub": lambda: by_hand(GOOD_HEADER, {**CLAIMS, "sub": 7}, KEYS["EdDSA"].sign),
    "a float for exp": lambda: by_hand(GOOD_HEADER, {**CLAIMS, "exp": NOW + 3_000.5}, KEYS["EdDSA"].sign),
    "a float for iat": lambda: by_hand(GOOD_HEADER, {**CLAIMS, "iat": NOW - 0.5}, KEYS["EdDSA"].sign),
    "no number for exp": lambda: by_hand(GOOD_HEADER, {**CLAIMS, "exp": float("nan")}, KEYS["EdDSA"].sign),
    "no number for iat": lambda: by_hand(GOOD_HEADER, {**CLAIMS, "iat": float("nan")}, KEYS["EdDSA"].sign),
    "for ever": lambda: by_hand(GOOD_HEADER, {**CLAIMS, "exp": float("inf")}, KEYS["EdDSA"].sign),
    "a truth for iat": lambda: by_hand(GOOD_HEADER, {**CLAIMS, "iat": True}, KEYS["EdDSA"].sign),
    "a truth for nbf": lambda: by_hand(GOOD_HEADER, {**CLAIMS, "nbf": False}, KEYS["EdDSA"].sign),
    "a number for jti": lambda: by_hand(GOOD_HEADER, {**CLAIMS, "jti": 7}, KEYS["EdDSA"].sign),
    "another deployment's token": lambda: signed({**CLAIMS, "aud": "urn:community-workers:another-cell"}),
    **{
        f"sub {word[:20]!r}": (lambda word=word: signed({**CLAIMS, "sub": word}))  # type: ignore[misc]
        for word in (
            "",
            " ",
            "ann ",
            " ann",
            "a nn",
            "ann\n",
            "ann\x00",
            "ann\x1b[2J",
            "\u738b",
            "ann\u200b",
            "a" * 129,
        )
    },
    "a text for exp": lambda: by_hand(GOOD_HEADER, {**CLAIMS, "exp": str(NOW + 3_000)}, KEYS["EdDSA"].sign),
    "a text for iat": lambda: by_hand(GOOD_HEADER, {**CLAIMS, "iat": str(NOW)}, KEYS["EdDSA"].sign),
    "null for exp": lambda: by_hand(GOOD_HEADER, {**CLAIMS, "exp": None}, KEYS["EdDSA"].sign),
    "a truth for exp": lambda: by_hand(GOOD_HEADER, {**CLAIMS, "exp": True}, KEYS["EdDSA"].sign),
    "a list for the claims": lambda: by_hand(GOOD_HEADER, [1], KEYS["EdDSA"].sign),
    "a list for the header": lambda: by_hand([1], CLAIMS, KEYS["EdDSA"].sign),
    "a deep header": lambda: by_hand(b"[" * 5_000, {}),
    "deep claims": lambda: by_hand(GOOD_HEADER, b"[" * 5_000, KEYS["EdDSA"].sign),
    "a long number in the claims": lambda: by_hand(GOOD_HEADER, b'{"exp":' + b"9" * 5_000 + b"}", KEYS["EdDSA"].sign),
    "broken base64": lambda: signed(CLAIMS).replace(".", ".!", 1),
    "nine kilobytes": lambda: signed({**CLAIMS, "x": "x" * 9_000}),
    **{f"no {name}": (lambda name=name: signed(without(name))) for name in tokens.REQUIRED},  # type: ignore[misc]
}


@pytest.mark.parametrize("algorithm", sorted(KEYS))
async def test_a_genuine_token_of_a_known_key_is_accepted(algorithm: str) -> None:
    assert await verifier().claims(signed(CLAIMS, algorithm=algorithm)) == CLAIMS


@pytest.mark.parametrize("what", BAD)
async def test_a_token_that_is_not_exactly_as_we_expect_is_refused(what: str) -> None:
    with pytest.raises(BadToken):
        await verifier().claims(BAD[what]())


@pytest.mark.parametrize("changed", range(0, 100, 7))
async def test_a_token_changed_anywhere_is_refused(changed: int) -> None:
    token = signed(CLAIMS)
    at = len(token) * changed // 100
    other = "A" if token[at] != "A" else "B"
    with pytest.raises(BadToken):
        await verifier().claims(token[:at] + other + token[at + 1 :])


async def test_claims_are_kept_for_a_minute_and_never_past_their_end(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(seconds=float(NOW))
    monkeypatch.setattr(tokens, "time", lambda: clock.seconds)
    checked, token = verifier(), signed(CLAIMS)
    assert await checked.claims(token) is await checked.claims(token)
    clock.seconds = CLAIMS["exp"] - 20.0
    await checked.claims(signed({**CLAIMS, "jti": "2"}))
    assert [until for until, _ in checked._known.values()] == [NOW + tokens.CACHE_SECONDS, CLAIMS["exp"]]


async def test_the_cache_of_claims_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "CACHE_TOKENS", 3)
    checked = verifier()
    for number in range(10):
        await checked.claims(signed({**CLAIMS, "jti": str(number)}))
    assert len(checked._known) == 3


@pytest.mark.parametrize(
    "what",
    ["alg none", "HS256 with the public key as PEM", "expired", "another audience", "another issuer", "nine kilobytes"],
)
async def test_a_bad_token_is_answered_401_and_nothing_happens(web: Web, what: str) -> None:
    before = await web.log()
    for method, path in (("POST", "/accounts"), ("GET", "/accounts"), ("GET", "/events")):
        answer = await web.ask(method, path, headers={"authorization": f"Bearer {BAD[what]()}"}, json={})
        problem(answer, 401, "access.bad-token")
        assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert await web.log() == before


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YW5uOmFubg==", "bearer\t", "Token x"])
async def test_without_a_token_the_answer_is_401(web: Web, header: str) -> None:
    answer = await web.ask("GET", "/accounts", headers={"authorization": header})
    problem(answer, 401, "access.no-token")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "grants",
    [
        7, "all", [7], [{}], [{"role": "county_officer"}], [{"role": "king", "region": "51/01/07/_/_"}],
        [{"role": "county_officer", "region": "everywhere"}], [{"role": "county_officer", "region": 51}],
        [{"role": "system_admin", "region": "_/_/_/_/_"}, {"role": "audit_admin", "region": "_/_/_/_/_"}],
        [{"role": "security_admin", "region": "_/_/_/_/_"}, {"role": "county_officer", "region": "51/01/07/_/_"}],
    ],
)  # fmt: skip
async def test_grants_that_cannot_be_are_401(web: Web, grants: Any) -> None:
    token = jwt.encode({**CLAIMS, "grants": grants}, web.issuer._key, "EdDSA", {"kid": "development", "typ": "at+jwt"})
    problem(await web.ask("GET", "/accounts", headers={"authorization": f"Bearer {token}"}), 401, "access.bad-token")


async def test_a_caller_without_grants_is_known_and_may_do_nothing(web: Web) -> None:
    token = web.issuer.token("nobody", [])
    problem(await web.ask("GET", "/accounts", headers={"authorization": f"Bearer {token}"}), 403, "access.no-right")


def test_the_development_issuer_refuses_to_exist_in_production(tmp_path: Path) -> None:
    for profile in ("production", "", "Development", "staging"):
        with pytest.raises(DevelopmentOnly):
            Issuer(tmp_path / "x", issuer=ISSUER, audience=AUDIENCE, profile=profile)
    assert not (tmp_path / "x").exists()


async def test_the_development_issuer_keeps_its_key_for_itself_and_across_starts(tmp_path: Path) -> None:
    place: Region = region("51", "01", "07")
    first = Issuer(tmp_path, issuer=ISSUER, audience=AUDIENCE, profile="development")
    token = first.token("ann", [Grant(Role.TRAINER, place)])
    again = Issuer(tmp_path, issuer=ISSUER, audience=AUDIENCE, profile="development")
    claims = await Verifier(again.key_set(), ISSUER, AUDIENCE).claims(token)
    assert (claims["sub"], claims["grants"]) == ("ann", [{"role": "trainer", "region": place}])
    assert (tmp_path / "issuer.pem").stat().st_mode & 0o777 == 0o600
    assert "d" not in json.loads(again.jwks.read_text())["keys"][0], "the private half is not told"
