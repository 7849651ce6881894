"""What the tests of this room share."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def _alone(settings: Settings) -> None:
    """No address of a higher room resolves."""
    settings.ROOT_URLCONF = "tests.kernel.ui.addresses"
