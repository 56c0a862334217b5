"""How a slip is written: month by month, each rule and each set of causes named once.

A standard published a year late makes slips of a hundred lines. Written line by line, with the names of all fields and the same
rule and causes again and again, they took four times the room and more than twice the time (docs/decisions/0018).
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from services.payroll.domain.components import Component
from shared.kernel import record


@record
class SlipLine:
    """`amount_fen` as it counts: what is deducted is negative. `for_month` is the original month, `arrears` if it had been
    paid before or its pay day had passed. `rule` is the standard's version or the policy; `causes` are published events.
    """

    component: Component
    for_month: str
    amount_fen: int
    rule: str
    causes: tuple[UUID, ...]
    arrears: bool


class Entry(NamedTuple):
    """A line without what it shares with others; `rule` and `causes` are places in the slip's."""

    component: Component
    amount_fen: int
    rule: int
    causes: int


@record
class MonthEntries:
    """What a slip says of one original month."""

    for_month: str
    arrears: bool
    entries: tuple[Entry, ...]


@record
class Written:
    """All lines of a slip, in their order."""

    rules: tuple[str, ...]
    causes: tuple[tuple[UUID, ...], ...]
    months: tuple[MonthEntries, ...]


class Form:
    """A slip while it is written; `rules` are the places of those named so far."""

    def __init__(self) -> None:
        self.rules: dict[str, int] = {}
        self._causes: dict[tuple[UUID, ...], int] = {}
        self._months: list[tuple[str, bool, list[Entry]]] = []

    @property
    def empty(self) -> bool:
        return not self._months

    def rule(self, rule: str) -> int:
        """The place of a rule among those named."""
        return self.rules.setdefault(rule, len(self.rules))

    def causes(self, causes: tuple[UUID, ...]) -> int:
        """The place of the events behind an amount among those named."""
        return self._causes.setdefault(causes, len(self._causes))

    def enter(self, for_month: str, arrears: bool, entries: Sequence[Entry]) -> None:
        """Entries of a month, behind those that are there."""
        if not entries:
            return
        if self._months and self._months[-1][:2] == (for_month, arrears):
            self._months[-1][2].extend(entries)
        else:
            self._months.append((for_month, arrears, [*entries]))

    def add(self, lines: Iterable[SlipLine]) -> None:
        for (month, arrears), together in groupby(lines, lambda line: (line.for_month, line.arrears)):
            entries = [Entry(x.component, x.amount_fen, self.rule(x.rule), self.causes(x.causes)) for x in together]
            self.enter(month, arrears, entries)

    def written(self) -> Written:
        return Written(
            rules=tuple(self.rules), causes=tuple(self._causes),
            months=tuple(
                MonthEntries(for_month=month, arrears=arrears, entries=tuple(entries))
                for month, arrears, entries in self._months
            ),
        )  # fmt: skip


def written(lines: Iterable[SlipLine]) -> Written:
    """These lines, and no others."""
    form = Form()
    form.add(lines)
    return form.written()


def lines_of(form: Written) -> tuple[SlipLine, ...]:
    """Every line by itself, as it is shown and explained."""
    return tuple(
        SlipLine(
            component=entry.component, for_month=month.for_month, amount_fen=entry.amount_fen,
            rule=form.rules[entry.rule], causes=form.causes[entry.causes], arrears=month.arrears,
        )
        for month in form.months
        for entry in month.entries
    )  # fmt: skip


def written_line_by_line(stored: dict[str, Any]) -> dict[str, Any]:
    """PayslipIssued of version 2, whose lines each said everything, as one of version 3."""
    rules: dict[str, int] = {}
    causes: dict[tuple[str, ...], int] = {}
    months: list[dict[str, Any]] = []
    for line in stored["lines"]:
        of = {"for_month": line["for_month"], "arrears": line["arrears"]}
        if not months or {name: months[-1][name] for name in of} != of:
            months.append({**of, "entries": []})
        rule = rules.setdefault(line["rule"], len(rules))
        cause = causes.setdefault(tuple(line["causes"]), len(causes))
        months[-1]["entries"].append([line["component"], line["amount_fen"], rule, cause])
    others = {name: value for name, value in stored.items() if name != "lines"}
    return {**others, "form": {"rules": list(rules), "causes": list(causes), "months": months}}
