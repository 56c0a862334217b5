"""given / when / then over a decider: a test reads as the rule it states."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import pytest

from shared.kernel import Decider, Facts, Rejected, Stream

S = TypeVar("S")
C = TypeVar("C")
E = TypeVar("E")
P = TypeVar("P")


@dataclass(frozen=True)
class When(Generic[S, C, E, P]):
    decider: Decider[S, C, E, P]
    facts: Facts[P]
    history: tuple[E, ...]
    command: C

    def _decide(self) -> tuple[E, ...]:
        return self.decider.decide(self.decider.fold(self.history), self.command, self.facts)

    def then(self, *expected: E) -> None:
        """Exactly these events follow; none means asking was harmless."""
        assert self._decide() == expected

    def then_events(self) -> tuple[E, ...]:
        return self._decide()

    def then_state(self) -> S:
        """The state after the decided events, for rules that are clearer as a state."""
        return self.decider.fold((*self.history, *self._decide()))

    def then_rejected(self, code: str) -> Rejected:
        with pytest.raises(Rejected) as refusal:
            self._decide()
        assert refusal.value.code == code
        return refusal.value


@dataclass(frozen=True)
class Given(Generic[S, C, E, P]):
    decider: Decider[S, C, E, P]
    facts: Facts[P]
    history: tuple[E, ...]

    def when(self, command: C) -> When[S, C, E, P]:
        return When(self.decider, self.facts, self.history, command)

    def state(self) -> S:
        return self.decider.fold(self.history)


@dataclass(frozen=True)
class Spec(Generic[S, C, E, P]):
    """`given = Spec(EMPLOYMENT, facts).given`, then `given(*history).when(command).then(*events)`."""

    stream: Stream[S, C, E, P]
    facts: Facts[P]

    def given(self, *history: E) -> Given[S, C, E, P]:
        return Given(self.stream.decider, self.facts, history)

    def on(self, facts: Facts[P]) -> "Spec[S, C, E, P]":
        return Spec(self.stream, facts)


def sent(reaction: Sequence[Any]) -> list[Any]:
    """What a reaction asks for, as (stream type, stream id, command)."""
    return [(send.stream.type, send.to, send.command) for send in reaction]
