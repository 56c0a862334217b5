"""The Merkle tree of RFC 6962, 2.1 over the positions of a log: position n is leaf n - 1. Pure.

A frontier holds the roots of the complete subtrees that a size consists of, the largest first: all that is needed to grow.
Proofs are said as ranges of leaves whose subtree is needed, so that whoever keeps subtrees need not read every leaf.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from shared.crypto import SHA_256, digest, node_hash

KEPT_HEIGHTS: Final = (10, 20)
"""Roots of complete subtrees of 1,024 and 1,048,576 leaves are kept, so that a proof reads about two times 1,024 hashes."""


class Tile(NamedTuple):
    """The root of a complete subtree: of the leaves from place · 2^height on."""

    height: int
    place: int
    hash: bytes


class Span(NamedTuple):
    """Leaves from `first` (counted from 0) to before `end`."""

    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree of `size` leaves. `nodes`: one for each bit that is set in the size, the largest first."""

    size: int = 0
    nodes: tuple[bytes, ...] = ()
    algorithm: str = SHA_256

    @staticmethod
    def read(size: int, stored: bytes, algorithm: str = SHA_256) -> "Frontier":
        """Raises ValueError when the bytes are no frontier of that size."""
        nodes = tuple(stored[at : at + 32] for at in range(0, len(stored), 32))
        if len(stored) != 32 * size.bit_count():
            raise ValueError("a frontier has one hash for each bit of its size")
        return Frontier(size, nodes, algorithm)

    def stored(self) -> bytes:
        return b"".join(self.nodes)

    def root(self) -> bytes:
        hashed = digest(self.algorithm)
        if not self.nodes:
            return hashed(b"")
        *rest, root = self.nodes
        for node in reversed(rest):
            root = node_hash(node, root, hashed)
        return root

    def grown(self, leaves: Iterable[bytes]) -> tuple["Frontier", tuple[Tile, ...]]:
        """The tree with the leaves behind, and the subtrees to keep that became complete."""
        return self.with_subtrees((0, leaf) for leaf in leaves)

    def with_subtrees(self, subtrees: Iterable[tuple[int, bytes]]) -> tuple["Frontier", tuple[Tile, ...]]:
        """The same for whole complete subtrees, as (height, root): each must begin where its height allows."""
        hashed = digest(self.algorithm)
        nodes, size, complete = list(self.nodes), self.size, []
        for height, hash in subtrees:
            nodes.append(hash)
            size += 1 << height
            while not size >> height & 1:
                right = nodes.pop()
                nodes[-1] = node_hash(nodes[-1], right, hashed)
                height += 1
                if height in KEPT_HEIGHTS:
                    complete.append(Tile(height, (size >> height) - 1, nodes[-1]))
        return Frontier(size, tuple(nodes), self.algorithm), tuple(complete)


def split(size: int) -> int:
    """The largest power of two below the size: where a tree of two leaves or more is cut."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_spans(index: int, size: int) -> list[Span]:
    """Whose subtrees prove that leaf `index` is in the tree of that size, the nearest first."""
    spans, first, end = [], 0, size
    while end - first > 1:
        middle = first + split(end - first)
        if index < middle:
            spans.append(Span(middle, end))
            end = middle
        else:
            spans.append(Span(first, middle))
            first = middle
    return spans[::-1]


def consistency_spans(old: int, new: int) -> list[Span]:
    """Whose subtrees prove that the tree of `old` leaves is the beginning of that of `new`, in the order of RFC 6962, 2.1.2."""
    if not 0 < old < new:
        return []
    spans, first, end, whole = [], 0, new, True
    while old != end:
        middle = first + split(end - first)
        if old <= middle:
            spans.append(Span(middle, end))
            end = middle
        else:
            spans.append(Span(first, middle))
            first, whole = middle, False
    return [*([] if whole else [Span(first, end)]), *spans[::-1]]


def blocks(span: Span) -> Iterator[tuple[int, int]]:
    """The span as (height, place) of subtrees that are kept, and single leaves (height 0) where none is."""
    at = span.first
    while at < span.end:
        height = next((h for h in reversed(KEPT_HEIGHTS) if not at & (1 << h) - 1 and at + (1 << h) <= span.end), 0)
        yield height, at >> height
        at += 1 << height


def subtree(span: Span, hash_of: Callable[[int, int], bytes], algorithm: str = SHA_256) -> bytes:
    """The root over a span that a proof named, from the blocks it consists of."""
    tree = Frontier(algorithm=algorithm)
    return tree.with_subtrees((height, hash_of(height, place)) for height, place in blocks(span))[0].root()


def grown_proof(old: Frontier, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """The consistency proof from a frontier to the tree with the leaves behind it; it needs nothing else."""
    kept = dict(zip(_places(old.size), old.nodes, strict=True))

    def root(span: Span) -> bytes:
        if span in kept:
            return kept[span]
        behind = Frontier(algorithm=old.algorithm)
        return behind.grown(leaves[span.first - old.size : span.end - old.size])[0].root()

    return tuple(root(span) for span in consistency_spans(old.size, old.size + len(leaves)))


def _places(size: int) -> Iterator[Span]:
    """Where the nodes of a frontier stand."""
    first = 0
    for height in reversed(range(size.bit_length())):
        if size >> height & 1:
            yield Span(first, first + (1 << height))
            first += 1 << height


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes, algorithm: str = SHA_256) -> bool:
    """Whether the proof shows the leaf at this index in the tree of that size and root."""
    if not 0 <= index < size:
        return False
    spans, hashed = inclusion_spans(index, size), digest(algorithm)
    if len(spans) != len(proof):
        return False
    found = leaf
    for span, other in zip(spans, proof, strict=True):
        found = node_hash(other, found, hashed) if span.end <= index else node_hash(found, other, hashed)
    return found == root


def consistent(
    old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes], algorithm: str = SHA_256
) -> bool:
    """Whether the proof shows that the smaller tree is the beginning of the larger one. The empty tree begins every tree."""
    spans, hashed = consistency_spans(old, new), digest(algorithm)
    if not 0 <= old <= new or len(proof) != len(spans):
        return False
    if old == new or old == 0:
        return old_root == new_root if old else old_root == hashed(b"")
    steps = list(zip(spans, proof, strict=True))
    before = after = old_root
    if spans[0].end <= old:  # the smaller tree is no subtree of the larger one: its last complete part comes first
        before = after = steps.pop(0)[1]
    for span, other in steps:
        if span.end <= old:
            before, after = node_hash(other, before, hashed), node_hash(other, after, hashed)
        else:
            after = node_hash(after, other, hashed)
    return (before, after) == (old_root, new_root)
