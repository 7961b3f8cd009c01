"""Drives the real window while a colleague is removed, and prints what it measured as one line of JSON.

`python -m tests.bench.driven_removal STORE PASSPHRASE`: what test_removal reads.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from app.actions.counsellors import add_colleague, removal
from tests.bench import driven
from tests.bench.driven import Driver

NAME = "Tindre"


def remove(driver: Driver, passphrase: str) -> dict[str, Any]:
    """Frames while the register is copied and encrypted with a new key, and what the bar said meanwhile."""
    from ui.pages.colleagues.sheets import RemoveSheet

    driver.wait(1500)
    driver.unlock(passphrase)
    driver.settle()
    driver.wait(1500)
    found: list[Any] = []
    driver.work.run(add_colleague, name=NAME, passphrase="gul lampe bak skuret i snø", then=found.append)
    driver.until(lambda: bool(found))
    driver.work.ask(removal, found[0], then=found.append)
    driver.until(lambda: len(found) == 2)
    driver.shell.go("colleagues")
    driver.settle()
    with driver.beat.listening():
        driver.wait(2000)
    frames, done = {"idle": driver.beat.found()}, list[str]()
    sheet = RemoveSheet(driver.page(), found[1], done=done.append)
    driver.write(NAME)
    said, begins = list[int](), time.perf_counter()
    with driver.beat.listening():
        sheet.submit()
        while not done:
            said.append(sheet.doing.meter.value())
            driver.wait(100)
    if driver.problems:
        raise driver.problems[0]
    seconds = round(time.perf_counter() - begins, 1)
    return {"frames": frames | {"removal": driver.beat.found()}, "said": said, "seconds": seconds}


if __name__ == "__main__":
    driven.SCRIPTS["removal"] = remove
    driven.main("removal", *sys.argv[1:])
