"""Seals as text: the public formats, and nothing that is nearly one."""

from base64 import b64decode
from dataclasses import replace

import pytest

from shared.crypto import SHA_256, SM2, SM3, NotKnown, NotOffered, checker, digest, signer
from shared.proof.note import Checkpoint, NotGenuine, PublicKeys, cosign, entry, key_id, opened, sign
from tests.shared.proof.house import CELL, ENTRIES, KEYS, NOW, SIGNERS, STRANGER

CHECKPOINT = Checkpoint(
    origin="cell/notes", size=2_000, root=b"r" * 32, previous=b"p" * 32, first=1_001, made=NOW, algorithm=SHA_256
)
TEXT = """cell/notes
2000
cnJycnJycnJycnJycnJycnJycnJycnJycnJycnJycnI=
previous cHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHA=
positions 1001-2000
made 2026-11-26T08:00:00.000005Z
hash sha-256
"""


def test_the_published_example_of_a_signed_note_is_verified() -> None:
    """From the documentation of Go's golang.org/x/mod/sumdb/note."""
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    line = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    public, signature = b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")[1:], b64decode(line)
    assert key_id("PeterNeumann", public) == signature[:4] == bytes.fromhex("c74f20a3")
    assert checker(public).checks(signature[4:], text.encode())
    assert not checker(public).checks(signature[4:], text.upper().encode())


def test_a_checkpoint_has_one_form_only() -> None:
    assert CHECKPOINT.text() == TEXT
    assert Checkpoint.parsed(TEXT) == CHECKPOINT
    first = replace(CHECKPOINT, first=1, previous=None)
    assert Checkpoint.parsed(first.text()) == first


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("\n2000\n", "\n02000\n"), ("\n2000\n", "\n0\n"), ("1001-2000", "1001-1999"), ("1001-", "2001-"),
        ("made 2026-11-26", "made 2026-13-26"), ("Z\n", "+00:00\n"), ("cnJy", "cnJ\n"), ("hash sha-256\n", ""),
        ("hash", "\nhash"), ("cell/notes", "cell notes"), ("cnI=", "cnJ="),
    ],
)  # fmt: skip
def test_what_is_nearly_a_checkpoint_is_none(was: str, becomes: str) -> None:
    with pytest.raises(NotGenuine):
        Checkpoint.parsed(TEXT.replace(was, becomes, 1))


def test_a_seal_is_believed_when_its_origin_signed_it_with_a_known_key() -> None:
    note = sign(CHECKPOINT, SIGNERS["notes"])
    assert KEYS.verified(note, "cell/notes") == (CHECKPOINT, TEXT)
    for changed in (note.replace("2000", "2001"), sign(CHECKPOINT, STRANGER), TEXT, note.rstrip("\n"), ""):
        with pytest.raises(NotGenuine):
            KEYS.verified(changed, "cell/notes")
    with pytest.raises(NotGenuine, match="another origin"):
        KEYS.verified(note, "cell/hearing")


def test_a_cosignature_is_of_one_witness_under_one_text_and_no_seal() -> None:
    line = cosign(TEXT, "cell/hearing", SIGNERS["hearing"], 1_800_000_000)
    assert KEYS.is_cosignature(TEXT, line, "cell/hearing")
    assert not KEYS.is_cosignature(TEXT, line, "cell/third")
    assert not KEYS.is_cosignature(TEXT.replace("2000", "2001"), line, "cell/hearing")
    assert not KEYS.is_cosignature(TEXT, line.replace("A", "B"), "cell/hearing")
    assert not KEYS.is_cosignature(TEXT, cosign(TEXT, "cell/hearing", STRANGER, 1), "cell/hearing")
    own = opened(sign(CHECKPOINT, SIGNERS["notes"]))[1][0]
    assert not KEYS.is_cosignature(TEXT, own, "cell/notes")
    with pytest.raises(NotGenuine, match="not signed"):
        KEYS.verified(f"{TEXT}\n{cosign(TEXT, 'cell/notes', SIGNERS['notes'], 1)}", "cell/notes")


def test_while_a_key_changes_both_are_believed() -> None:
    entries = {"cell/notes": [*ENTRIES["cell/notes"], entry("cell/notes", STRANGER)]}
    both = PublicKeys.of(entries)
    for key in (SIGNERS["notes"], STRANGER):
        assert both.verified(sign(CHECKPOINT, key), "cell/notes")[0] == CHECKPOINT


def test_a_file_of_keys_whose_ids_do_not_fit_is_refused() -> None:
    (listed,) = ENTRIES["cell/notes"]
    with pytest.raises(ValueError, match="another key or name"):
        PublicKeys.of({f"{CELL}/third": [listed]})
    with pytest.raises(NotOffered, match="sm2"):
        PublicKeys.of({"cell/notes": [{**listed, "algorithm": SM2}]})


def test_sm2_is_named_and_refused_and_sm3_is_the_published_one() -> None:
    with pytest.raises(NotOffered, match="no curve"):
        signer(b"k" * 32, SM2)
    # GB/T 32905-2016, example 1
    assert digest(SM3)(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    with pytest.raises(NotKnown):
        digest("md5")
