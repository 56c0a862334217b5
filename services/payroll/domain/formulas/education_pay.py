"""Pay by education (学历工资): by the highest held; lower ones do not add to it."""

from typing import Final

EDUCATIONS: Final = ("", "COLLEGE", "BACHELOR", "MASTER", "DOCTOR")
"""Ascending; "" = none that pay knows."""
