"""Common ground of all tests: a screenless Qt, bokmål as the language of the window, bounded examples."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from app.base import languages

# Qt reads these when the first QApplication is made: no test needs a screen or depends on this machine's settings.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"
for variable in ("LANGUAGE", "OVERGANG_PASSPHRASE", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE"):
    os.environ.pop(variable, None)

# No deadline, and no complaint that examples are made slowly: how long an example takes says something about the
# machine, not about the code. Every day the same examples, so that a red run says something about the change; new ones
# are looked for by `python3 dev.py full`.
UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("everyday", max_examples=50, derandomize=True, **UNHURRIED)
settings.register_profile("full", max_examples=2000, **UNHURRIED)
settings.load_profile(os.environ.get("OVERGANG_EXAMPLES", "everyday"))


@pytest.fixture(autouse=True)
def bokmaal() -> Iterator[None]:
    """Every test starts with the window in bokmål, whatever the one before switched to."""
    languages.use("nb")
    yield
    languages.use("nb")
