"""The development issuer: signs tokens for people who try the system out. It refuses to exist in the production profile."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from time import time

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.ids import new_id
from shared.production import DEVELOPMENT_KID
from shared.web.keyset import KeySet, key_set_at
from shared.web.rights import Grant


class DevelopmentOnly(Exception):
    """Outside the development profile tokens come from the customer's identity provider."""


class Issuer:
    """`folder` keeps the key (0600) and the key set that the services read."""

    def __init__(self, folder: Path, *, issuer: str, audience: str, profile: str) -> None:
        if profile != "development":
            raise DevelopmentOnly
        self._issuer = issuer
        self._audience = audience
        folder.mkdir(parents=True, exist_ok=True)
        self.jwks = folder / "jwks.json"
        self._key = _key(folder / "issuer.pem", self.jwks)

    def key_set(self) -> KeySet:
        """The one key that signs here."""
        return KeySet(key_set_at(str(self.jwks)))

    def token(self, subject: str, grants: Sequence[Grant] | None = None, *, seconds: int = 3_600) -> str:
        """A bearer token. Grants ride in a claim that only the development profile reads; without one personnel's count."""
        now = int(time())
        claims: dict[str, object] = {
            "iss": self._issuer, "aud": self._audience, "sub": subject, "jti": str(new_id()), "iat": now, "nbf": now,
            "exp": now + seconds,
        }  # fmt: skip
        if grants is not None:
            claims["grants"] = [{"role": g.role.value, "region": g.region} for g in grants]
        return jwt.encode(claims, self._key, algorithm="EdDSA", headers={"kid": DEVELOPMENT_KID, "typ": "at+jwt"})


def _key(file: Path, jwks: Path) -> Ed25519PrivateKey:
    if file.exists() and jwks.exists():
        loaded = serialization.load_pem_private_key(file.read_bytes(), None)
        assert isinstance(loaded, Ed25519PrivateKey)
        return loaded
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(pem)
    described = json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key()))
    jwks.write_text(json.dumps({"keys": [{**described, "kid": DEVELOPMENT_KID, "alg": "EdDSA", "use": "sig"}]}))
    return key
