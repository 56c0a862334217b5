"""PostgreSQL and NATS from their wheels, kept by this very process: `Servers`."""

from deploy.local.child import ServerFailed
from deploy.local.servers import Addresses, Servers
from deploy.local.state import AlreadyRunning

__all__ = ["Addresses", "AlreadyRunning", "ServerFailed", "Servers"]
