"""The stage of the journeys: the demo served once per session, a browser per file, visitors as many as wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from congvu.kernel.ui import assets
from tests.journeys.installation import Installation, new_installation, served
from tests.journeys.visitor import Visitor

CHROMIUM = Path("/usr/bin/chromium")
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
DESKTOP = (1280, 900)
#: What everybody saw last, to look at when a journey fails.
PICTURES = Path(__file__).parents[2] / "build" / "journeys"

Arrive = Callable[..., Visitor]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The made-up province, loaded and served; ended by its process id when the last journey is over."""
    if not CHROMIUM.exists() or not assets.manifest():
        pytest.skip("needs Chromium and a built front end")
    found = new_installation(tmp_path_factory.mktemp("journeys") / "data")
    loaded = found.congvu("demo")
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    with served(found) as (site, _process):
        yield site


@pytest.fixture(scope="module")
def browser(site: Installation) -> Iterator[Browser]:
    """Debian's Chromium. One per file: another file of tests may start a browser of its own afterwards."""
    with sync_playwright() as tool:
        chromium = tool.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-proxy-server", *QUIET],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def arrive(site: Installation, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Arrive]:
    """Lets somebody arrive in a fresh browser profile. When all have left, no browser may have complained."""
    visitors: list[Visitor] = []

    def come(*, width: int = DESKTOP[0], height: int = DESKTOP[1], script: bool = True) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, locale="vi-VN"
        )
        visitors.append(Visitor(context, site.address))
        return visitors[-1]

    yield come
    for number, visitor in enumerate(visitors):
        PICTURES.mkdir(parents=True, exist_ok=True)
        visitor.page.screenshot(path=PICTURES / f"{request.node.name}-{number}.png", full_page=True)
        visitor.page.context.close()
    assert [words for visitor in visitors for words in visitor.complaints] == []
