"""Who may ask what of training."""

from typing import Final

from shared.web.rights import Right, Role

SEE_DUTIES: Final = Right(
    "see training duties and completions",
    frozenset(
        {
            Role.SECRETARY, Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.COUNTY_APPROVER, Role.ORGANISATION,
            Role.TRAINER, Role.SUPERVISOR,
        }
    ),
)  # fmt: skip
WAIVE_DUTIES: Final = Right("waive training duties", frozenset({Role.COUNTY_OFFICER, Role.ORGANISATION}))
COMPLETIONS: Final = Right("record completions", frozenset({Role.TRAINER, Role.STREET_OFFICER, Role.COUNTY_OFFICER}))
