"""The table of a projected cost as it is kept: the same projection gives the same bytes, and so the same digest."""

from services.payroll.domain.projected_cost import Part, Projection
from shared.kernel import to_yuan


def written(projection: Projection) -> dict[str, object]:
    """The whole table as plain values, amounts as decimal strings, in an order that never differs."""
    return {
        "total": _plain(projection.total),
        **{
            name: [_plain(part) for part in getattr(projection, name)]
            for name in ("by_month", "by_grade", "by_employer")
        },
        "people": [
            [str(p.worker_id), p.employer, p.grade, to_yuan(p.before_fen), to_yuan(p.after_fen)]
            for p in projection.people
        ],
        "left_out": [[str(e.worker_id), e.code, e.month] for e in projection.left_out],
    }


def _plain(part: Part) -> dict[str, object]:
    return {
        "name": part.name, "people": part.people, "winners": part.winners, "losers": part.losers,
        "before": to_yuan(part.before_fen), "after": to_yuan(part.after_fen),
    }  # fmt: skip
