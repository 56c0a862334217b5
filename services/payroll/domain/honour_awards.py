"""What honours are worth in a month: by the region's rule an award once, in the month of granting, and an allowance in later months.

Withdrawn, the award is due no longer and the allowance ends with the month before. An award that the employer pays is a wage; one that
the province, a ministry or the nation gives itself is free of income tax (个人所得税法 第四条第一项).
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from services.payroll.domain.facts import Fact
from services.payroll.domain.formulas.honours import (
    HONOUR_LEVELS,
    HonourAward,
    award_for,
    free_of_tax,
    monthly_allowance,
)
from services.payroll.domain.people import Job, month_index
from services.payroll.domain.policies import Policies
from shared.kernel import Month


class Honoured(NamedTuple):
    """In fen: the awards of the month, taxed and free of tax, and the allowance of a whole month, for `days` of `divisor` hundredths.
    `causes` are the news of the awards, and of the allowance.
    """

    award: int = 0
    exempt: int = 0
    monthly: int = 0
    days: int = 0
    divisor: int = 1
    causes: tuple[tuple[UUID, ...], tuple[UUID, ...]] = ((), ())


NOT_HONOURED: Final = Honoured()


def honoured_in(
    facts: Sequence[Fact], jobs: Sequence[Job], index: int, policies: Policies, days: tuple[int, int] = (0, 1)
) -> Honoured:
    """`days`: how many days of the month are paid, by how many hundredths of a day the month is divided."""
    awards = list(awarded(facts, jobs, index, policies))
    free = sum(rule.once_fen for _, rule in awards if is_free(rule, index, policies))
    allowances = [rule for _, rule in held(facts, index, policies)] if days[0] else []
    return Honoured(
        sum(rule.once_fen for _, rule in awards) - free, free, monthly_allowance(allowances), *days,
        (
            tuple(fact.cause for fact in facts if month_index(fact.effective) == index),
            tuple(fact.cause for fact in facts if month_index(fact.effective) <= index),
        ),
    )  # fmt: skip


def awarded(
    facts: Sequence[Fact], jobs: Sequence[Job], index: int, policies: Policies
) -> Iterator[tuple[Fact, HonourAward]]:
    """Honours of the month that stand, of somebody employed on their day, by the rule of that day."""
    for fact in facts:
        employed = any(j.first <= fact.effective and (j.last is None or fact.effective <= j.last) for j in jobs)
        if month_index(fact.effective) != index or fact.annulled or fact.until is not None or not employed:
            continue
        rule = award_for(policies.honour_awards.on(fact.effective), fact.word, HONOUR_LEVELS[fact.number - 1])
        if rule is not None and rule.once_fen:
            yield fact, rule


def held(facts: Sequence[Fact], index: int, policies: Policies) -> Iterator[tuple[Fact, HonourAward]]:
    """Honours whose allowance has begun by the month and that count on its first day, by the rule of that day."""
    first = _first(index)
    for fact in facts:
        later = policies.honour_allowance_months_later.on(fact.effective)
        ended = fact.annulled or (fact.until is not None and fact.until < first.first)
        if month_index(fact.effective) + later > index or ended:
            continue
        rule = award_for(policies.honour_awards.on(first.first), fact.word, HONOUR_LEVELS[fact.number - 1])
        if rule is not None and rule.monthly_fen:
            yield fact, rule


def is_free(rule: HonourAward, index: int, policies: Policies) -> bool:
    return free_of_tax(rule, policies.honour_exempt_from.on(_first(index).first))


def _first(index: int) -> Month:
    return Month(year=index // 12, month=index % 12 + 1)
