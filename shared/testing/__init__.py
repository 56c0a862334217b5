"""What tests stand on: given/when/then, the suite every log must pass, named crash points."""

from shared.testing.spec import Spec, sent

__all__ = ["Spec", "sent"]
