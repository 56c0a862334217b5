"""The tree of RFC 6962: its known vectors, and every proof of every small size."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.crypto import SHA_256, SM3, digest, node_hash
from shared.proof.tree import (
    Frontier,
    Span,
    Tile,
    consistency_spans,
    consistent,
    grown_proof,
    included,
    inclusion_spans,
    subtree,
)

# Inputs and hashes that the Certificate Transparency project publishes with its reference log.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
MOST = 300


def leaves(count: int, algorithm: str = SHA_256) -> list[bytes]:
    return [digest(algorithm)(b"\x00" + str(n).encode()) for n in range(count)]


def tree_root(hashes: list[bytes], algorithm: str = SHA_256) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if len(hashes) == 1:
        return hashes[0]
    cut = 1
    while cut * 2 < len(hashes):
        cut *= 2
    return node_hash(tree_root(hashes[:cut], algorithm), tree_root(hashes[cut:], algorithm), digest(algorithm))


def proof(spans: list[Span], hashes: list[bytes], algorithm: str = SHA_256) -> list[bytes]:
    return [tree_root(hashes[span.first : span.end], algorithm) for span in spans]


def test_the_published_vectors_of_the_tree() -> None:
    assert Frontier().root() == sha256(b"").digest()
    tree = Frontier()
    for text, root in zip(INPUTS, ROOTS, strict=True):
        tree, _ = tree.grown([sha256(b"\x00" + bytes.fromhex(text)).digest()])
        assert tree.root().hex() == root


@pytest.mark.parametrize("algorithm", [SHA_256, SM3])
def test_every_leaf_of_every_size_is_proved_and_no_other_leaf_is(algorithm: str) -> None:
    for size in (*range(1, 40), 64, 65, 127, 128, 200):
        hashes = leaves(size, algorithm)
        root = tree_root(hashes, algorithm)
        assert Frontier(algorithm=algorithm).grown(hashes)[0].root() == root
        for index in range(size):
            path = proof(inclusion_spans(index, size), hashes, algorithm)
            assert included(hashes[index], index, size, path, root, algorithm)
            assert not included(hashes[index - 1], index, size, path, root, algorithm) or size == 1
            assert not included(hashes[index], index + 1, size, path, root, algorithm)


def test_every_size_begins_every_larger_one() -> None:
    hashes = leaves(96)
    roots = [sha256(b"").digest(), *(tree_root(hashes[:size]) for size in range(1, 97))]
    for new in range(1, 97):
        for old in range(new + 1):
            path = proof(consistency_spans(old, new), hashes)
            assert consistent(old, roots[old], new, roots[new], path)
            assert not consistent(old, roots[old], new, roots[new - 1], path) or old == 0
            assert not consistent(old, roots[old - 1], new, roots[new], path) or old == 0


@given(st.integers(1, MOST), st.data())
def test_a_changed_proof_proves_nothing(size: int, data: st.DataObject) -> None:
    hashes = leaves(size)
    root, index = tree_root(hashes), data.draw(st.integers(0, size - 1))
    path = proof(inclusion_spans(index, size), hashes)
    assert included(hashes[index], index, size, path, root)
    assert not included(hashes[index], index, size, [*path, root], root)
    if path:
        at, bit = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
        path[at] = (int.from_bytes(path[at]) ^ 1 << bit).to_bytes(32)
        assert not included(hashes[index], index, size, path, root)


@given(st.integers(1, MOST), st.data())
def test_a_frontier_proves_its_own_growth_without_its_leaves(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(0, new))
    hashes = leaves(new)
    before = Frontier().grown(hashes[:old])[0]
    assert Frontier.read(old, before.stored()) == before
    path = grown_proof(before, hashes[old:])
    assert list(path) == proof(consistency_spans(old, new), hashes)
    after = before.grown(hashes[old:])[0]
    assert consistent(old, before.root(), new, after.root(), path)


@given(st.integers(2, MOST), st.data())
def test_a_forked_history_is_consistent_with_nothing(new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new - 1))
    changed = data.draw(st.integers(0, old - 1))
    hashes = leaves(new)
    forked = [*hashes[:changed], b"f" * 32, *hashes[changed + 1 :]]
    path = proof(consistency_spans(old, new), forked)
    assert not consistent(old, tree_root(hashes[:old]), new, tree_root(forked), path)
    path = proof(consistency_spans(old, new), hashes)
    assert not consistent(old, tree_root(hashes[:old]), new, tree_root(forked), path)


def test_kept_subtrees_answer_for_their_leaves() -> None:
    hashes = leaves(2_500)
    tree, kept = Frontier().grown(hashes)
    assert [(tile.height, tile.place) for tile in kept] == [(10, 0), (10, 1)]
    assert kept[1] == Tile(10, 1, tree_root(hashes[1024:2048]))
    tiles, asked = {(t.height, t.place): t.hash for t in kept}, []

    def hash_of(height: int, place: int) -> bytes:
        asked.append((height, place))
        return hashes[place] if height == 0 else tiles[height, place]

    for index in (0, 1_023, 1_024, 2_499):
        path = [subtree(span, hash_of) for span in inclusion_spans(index, 2_500)]
        assert included(hashes[index], index, 2_500, path, tree.root())
    assert len(asked) <= 4 * 2_048


def test_subtrees_grow_a_tree_as_their_leaves_do() -> None:
    hashes = leaves(3 * 1_024 + 5)
    whole, _ = Frontier().grown(hashes)
    parts = [(10, tree_root(hashes[at : at + 1_024])) for at in range(0, 3_072, 1_024)]
    assert Frontier().with_subtrees([*parts, *((0, leaf) for leaf in hashes[3_072:])])[0] == whole


def test_a_frontier_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="each bit"):
        Frontier.read(3, b"x" * 32)
