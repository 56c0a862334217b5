"""The four services, by name."""

from importlib import import_module
from typing import Final

from shared.service import Service

SERVICES: Final = ("personnel", "training", "assessment", "payroll")


def load(name: str) -> Service:
    """The service of a name: `services.<name>.service.SERVICE`."""
    service: Service = import_module(f"services.{name}.service").SERVICE
    return service
