"""The many-process shape, started cheaply: one program that has everything imported forks a child for each process.

`python -m tests.journeys.processes <plan.json>`: the plan names, for each process, service, roles and environment. A child that
dies is forked again at once, as an init system would; its process id stands in `<folder>/<name>.pid`.
"""

import json
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from deploy.services import SERVICES
from shared.process import main as process

_services = {name: import_module(f"services.{name}.service").SERVICE for name in SERVICES}


def main(plan_file: Path) -> None:
    plan: dict[str, dict[str, Any]] = json.loads(plan_file.read_text())
    children: dict[int, str] = {}

    def end(_signal: int, _frame: object) -> None:
        for pid in children:
            os.kill(pid, signal.SIGKILL)
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    for name in plan:
        children[fork(plan_file.parent, name, plan[name])] = name
    while True:
        pid, _ = os.wait()
        name = children.pop(pid)
        children[fork(plan_file.parent, name, plan[name])] = name


def fork(folder: Path, name: str, planned: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        (folder / f"{name}.pid").write_text(str(pid))
        return pid
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ.update(planned["environment"])
    sys.argv[1:] = planned["roles"]
    process(_services[planned["service"]])
    raise AssertionError("a process ends by itself")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
