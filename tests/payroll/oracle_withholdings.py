"""The accountant's words on orders: 扣除的部分不得超过劳动者当月工资的20%，扣除后低于最低工资标准的，按最低工资标准支付."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from uuid import UUID

from services.payroll.domain.facts import Fact

ORDER = ("MAINTENANCE", "COURT", "DAMAGES", "RECOVERY")
FEN = Decimal("0.01")
Month = tuple[int, int]


@dataclass
class Orders:
    """What was kept by each order so far, month by month."""

    minimum: Decimal
    living: Decimal
    books: dict[UUID, dict[Month, Decimal]] = field(default_factory=dict)

    def _kept(self, id: UUID) -> Decimal:
        return sum(self.books.get(id, {}).values(), Decimal(0))

    def owed_back(self, facts: Sequence[Fact]) -> bool:
        """Something was kept that should not have been."""
        return any(self._kept(id) > limit for id, limit in self._limits(facts))

    def _limits(self, facts: Sequence[Fact]) -> list[tuple[UUID, Decimal]]:
        latest = {f.fact: f for f in sorted(facts, key=lambda f: f.position)}
        totals = [(id, Decimal(0) if f.annulled else Decimal(f.number) / 100) for id, f in latest.items()]
        return [(id, total) for id, total in totals if total or latest[id].annulled]

    def keep(self, facts: Sequence[Fact], month: Month, wage: Decimal, net: Decimal) -> Decimal:
        """All that is kept of this payment, entered in the books; below nothing what is paid back."""
        latest = {f.fact: f for f in sorted(facts, key=lambda f: f.position)}
        fifth = (max(wage, Decimal(0)) / 5).quantize(FEN, ROUND_DOWN)
        limits, total = dict(self._limits(facts)), Decimal(0)
        for fact in sorted(latest.values(), key=lambda f: (ORDER.index(f.word), f.effective, f.position)):
            before, book = self._kept(fact.fact), self.books.setdefault(fact.fact, {})
            if fact.fact in limits and before >= limits[fact.fact]:
                now = limits[fact.fact] - before
            elif not self._runs(fact, month):
                continue
            else:
                employers = fact.word in ("DAMAGES", "RECOVERY")
                now = net - (self.minimum if employers else self.living)
                if fact.fact in limits:
                    now = min(now, limits[fact.fact] - before)
                if fact.second:
                    now = min(now, Decimal(fact.second) / 100 - book.get(month, Decimal(0)))
                now = max(min(now, fifth) if employers else now, Decimal(0))
                net, fifth = net - now, fifth - now if employers else fifth
            book[month] = book.get(month, Decimal(0)) + now
            total += now
        return total

    @staticmethod
    def _runs(fact: Fact, month: Month) -> bool:
        begun = (fact.effective.year, fact.effective.month) <= month
        return begun and (fact.until is None or month <= (fact.until.year, fact.until.month))
