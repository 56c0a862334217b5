"""The field register (数据目录): which field of a person is kept where, by one owner each; what a form asks for is filled from it."""

from collections.abc import Mapping
from typing import Final

from shared.kernel import Rejected, record

HERE: Final = "personnel"
PROFILE: Final = "profile"


@record
class RegisterField:
    """`kept_by` is the owner's capability that records it; `read_by` the services with a copy; `catalogue` its personal entry."""

    field: str
    zh: str
    en: str
    owner: str
    kept_by: str
    derived_from: str | None = None
    read_by: tuple[str, ...] = ()
    catalogue: str | None = None


@record
class RegisterForm:
    """A form and its fields, each of which stands in the register; `source` is the rule that asks for the form."""

    form: str
    zh: str
    en: str
    source: str
    fields: tuple[str, ...]


@record
class Register:
    fields: Mapping[str, RegisterField]
    forms: Mapping[str, RegisterForm]

    def recordable(self, name: str) -> RegisterField:
        """The field, if the profile may record it. Refuses what follows from another field and what is held elsewhere."""
        field = self.fields.get(name)
        if field is None:
            raise Rejected("profile.no-such-field", field="/field")
        if field.derived_from is not None:
            raise Rejected("profile.derived", field="/field", source=field.derived_from)
        if (field.owner, field.kept_by) != (HERE, PROFILE):
            raise Rejected("profile.held-elsewhere", field="/field", owner=field.owner, kept_by=field.kept_by)
        return field

    def form(self, name: str) -> RegisterForm:
        if name not in self.forms:
            raise Rejected("profile.no-such-form", field="form", known=", ".join(self.forms))
        return self.forms[name]


@record
class Prefilled:
    """What of a form is held here, where the rest is held, and what nobody holds and may be asked."""

    held: Mapping[str, str]
    elsewhere: Mapping[str, str]
    ask: tuple[str, ...]


def prefill(register: Register, form: RegisterForm, known: Mapping[str, str | None]) -> Prefilled:
    """`known` are the values held here, as the caller may see them."""
    here = [name for name in form.fields if register.fields[name].owner == HERE]
    return Prefilled(
        held={name: value for name in here if (value := known.get(name)) is not None},
        elsewhere={name: register.fields[name].owner for name in form.fields if register.fields[name].owner != HERE},
        ask=tuple(name for name in here if known.get(name) is None),
    )
