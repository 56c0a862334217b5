"""The dated rules this service asks for; their values live in ../policies/*/*.yaml."""

from shared.kernel import Dated, record


@record
class Policies:
    """Durations in months or days as named, hours of 45 minutes, kinds as the names of `CompletionKind`."""

    takeover_after_days: Dated[int]
    induction_within_months: Dated[int]
    induction_hours: Dated[int]
    induction_kinds: Dated[tuple[str, ...]]
    yearly_posts: Dated[tuple[str, ...]]
    yearly_hours: Dated[int]
    yearly_kinds: Dated[tuple[str, ...]]
    yearly_from_days_in_post: Dated[int]
    yearly_hours_by_month: Dated[bool]
    rotation_every_years: Dated[int]
    rotation_hours: Dated[int]
    rotation_kinds: Dated[tuple[str, ...]]
    remedial_results: Dated[tuple[str, ...]]
    remedial_within_months: Dated[int]
    remedial_hours: Dated[int]
    remedial_kinds: Dated[tuple[str, ...]]
    reserve_within_months: Dated[int]
    reserve_hours: Dated[int]
    reserve_kinds: Dated[tuple[str, ...]]
    met_after_due: Dated[tuple[str, ...]]
    completion_hours_at_most: Dated[int]
