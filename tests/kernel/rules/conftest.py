"""What the tests of the rulebook share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from congvu.kernel.rules.queries.local import forget
from tests.kernel.accounts.cast import cast  # noqa: F401  # the fixture


@pytest.fixture(autouse=True)
def _fresh_rulebook() -> Iterator[None]:
    """No test sees the rulebook that another one left in the memory of the process."""
    forget()
    yield
    forget()
