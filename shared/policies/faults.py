"""Why a service does not start."""


class PolicyFault(Exception):
    """A policy file cannot be used; the text names the file, the entry and the fault."""
