"""A sealed value has no readable form; whatever prints, formats or serialises it shows the mask."""

import copy
import dataclasses
import json
import pickle

import msgspec
import pytest

from shared.eventlog import decoder, encode
from shared.kernel import Sealed, record
from shared.kernel.sealed import MASK

TOKEN = "AQEtoken-of-somebody"
SEALED = Sealed(TOKEN)


@record
class Named:
    name: Sealed


def test_every_readable_form_is_the_mask() -> None:
    forms = [str(SEALED), repr(SEALED), f"{SEALED}", f"{SEALED!r}", f"{SEALED!s}", "%s" % (SEALED,), format(SEALED)]  # noqa: UP031
    assert forms == [MASK] * len(forms)
    assert TOKEN not in repr(Named(name=SEALED)) + str([SEALED]) + str({"name": SEALED})


def test_a_serialiser_that_does_not_know_it_cannot_write_it_in_clear() -> None:
    assert not dataclasses.is_dataclass(Sealed)
    with pytest.raises(TypeError):
        msgspec.json.encode(SEALED)
    with pytest.raises(TypeError):
        json.dumps(SEALED)
    assert TOKEN not in json.dumps({"name": SEALED}, default=str)


def test_the_log_stores_the_token_and_gives_it_back() -> None:
    stored = encode(Named(name=SEALED))
    assert stored == b'{"name":"' + TOKEN.encode() + b'"}'
    assert decoder(Named)(stored) == Named(name=SEALED)


def test_two_are_equal_when_their_tokens_are() -> None:
    assert Sealed(TOKEN) == SEALED != Sealed("other")
    assert SEALED != TOKEN
    assert len({SEALED, Sealed(TOKEN), Sealed("other")}) == 2


def test_a_copy_is_the_same_value() -> None:
    assert copy.deepcopy(SEALED) == SEALED
    assert pickle.loads(pickle.dumps(SEALED)).token == TOKEN
