"""What the law lets a person deduct besides (专项附加扣除 and others): for each kind the most a month, and in which steps."""

from collections.abc import Sequence

from shared.kernel import record


@record
class DeductionLimit:
    """At most `most_fen` a month for one reason, in whole `step_fen`; `many`: for each child of several."""

    kind: str
    most_fen: int
    step_fen: int
    many: bool


def allowed(kind: str, monthly_fen: int, limits: Sequence[DeductionLimit]) -> bool:
    """Whether the law knows such an amount; a kind without a limit is not deducted month by month."""
    limit = next((each for each in limits if each.kind == kind), None)
    if limit is None or monthly_fen <= 0 or monthly_fen % limit.step_fen:
        return False
    return limit.many or monthly_fen <= limit.most_fen
