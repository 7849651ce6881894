"""Takes the pictures of the documents anew: a demo of its own, the screens of the first walk, in Vietnamese.

    make screenshots                       into docs/images
    .venv/bin/python tools/screenshots.py --only case overview

Loads the made-up province into a temporary folder, serves it on a free port of this machine, signs in as one role after
another and photographs each screen twice: on a desk (1280 × 800) and on a phone (390 × 844). Needs Chromium on PATH
(or CHROMIUM=…). Pictures are PNG with the 256 colours that serve the screen best; one larger than 250 KB is an error:
documents are read on slow lines too.
"""

from __future__ import annotations

import argparse
import base64
import os
import shutil
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.visit import wait_for

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
#: The letter of 2023 that the demo puts into its folder to be registered by hand.
LETTERS = "demo/*.docx"
CONGVU = [sys.executable, "-c", "import sys; from congvu.config.command import run; sys.exit(run(sys.argv[1:]))"]
LARGEST = 250 * 1024
#: Two colours closer than this (squared distance) are taken for one while others wait for a place.
APART = 120
BROWSER_OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
#: Device, width, height, pixels per CSS pixel.
DEVICES = (("desktop", 1280, 800, 1), ("phone", 390, 844, 2))

DESK, LEADER, HEAD = "theo-doi", "chu-tich", "gd-noi-vu"
CLERK, TEAM = "mot-cua", "truong-doan"

#: The pixels of a PNG (as base64), drawn by the browser: no other program here can read one.
PIXELS = """async data => {
  const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,' + data)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(bitmap, 0, 0);
  const bytes = pen.getImageData(0, 0, bitmap.width, bitmap.height).data;
  let text = '';
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return [bitmap.width, bitmap.height, btoa(text)];
}"""

#: A task that has been through much and is reported: the ordering office decides now whether it is done.
EVENTFUL = """
SELECT c.code FROM casework_case c JOIN casework_custody k ON k.case_id = c.id
WHERE c.kind = 'directive_task' AND c.phase = 'reported' AND c.due_at IS NOT NULL
GROUP BY c.id ORDER BY c.times_returned > 0 DESC, c.due_at > c.first_due_at DESC, COUNT(*) DESC, c.opened_at DESC,
c.code LIMIT 1
"""

#: A visit that is concluded while its remedies run.
VISITED = "SELECT code FROM casework_case WHERE kind = 'inspection_visit' AND phase = 'concluded' ORDER BY code LIMIT 1"


class ScreenshotError(Exception):
    """A picture could not be taken; the message says which and why."""


@dataclass(frozen=True)
class Scene:
    """One picture: its file name, who looks, where he goes, and what he does there before it is taken."""

    name: str
    login: str
    path: str
    prepare: Callable[[Page], None] | None = None


def chromium() -> str:
    """Where the browser is."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        raise ScreenshotError("Chromium was not found; install it, or name it: CHROMIUM=/path make screenshots")
    return found


def free_port() -> int:
    """A port nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """The demo, loaded into `folder` and served; yields its address and ends the server afterwards."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("CONGVU_")}
    env |= {"CONGVU_DATA": str(folder), "CONGVU_DEMO": "1"}
    if subprocess.run([*CONGVU, "demo"], env=env, check=False).returncode:
        raise ScreenshotError("the demo could not be loaded; `congvu demo` says why")
    address = f"http://127.0.0.1:{free_port()}/"
    with (folder / "serve.log").open("w", encoding="utf-8") as log:
        command = [*CONGVU, "serve", "--port", address.rsplit(":", 1)[1].strip("/")]
        server = subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.STDOUT)
    try:
        try:
            wait_for(address)
        except URLError as error:
            said = (folder / "serve.log").read_text(encoding="utf-8")[-500:]
            raise ScreenshotError(f"the demo is not served: {error}\n{said}") from error
        yield address
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def sign_in(context: BrowserContext, login: str) -> None:
    """Become one of the demo's people by one click; nobody when `login` is empty."""
    context.clear_cookies()
    if not login:
        return
    page = context.new_page()
    page.goto("/sign-in/")
    page.locator(f'button[name="login"][value="{login}"]').click()
    page.wait_for_load_state("networkidle")
    if "/sign-in/" in page.url:
        raise ScreenshotError(f"the demo does not let {login} in")
    page.close()


def register_letter(context: BrowserContext, letter: Path) -> str:
    """Register the demo's letter of 2023 as the desk does; returns the address of its review."""
    sign_in(context, DESK)
    page = context.new_page()
    page.goto("/directives/new/")
    page.locator('input[type="file"]').first.set_input_files(letter)
    _send(page, 'input[type="file"]')
    if "/directives/new/" in page.url and page.locator('input[name="code"]').count():
        _send(page, 'input[name="code"]')
    page.wait_for_url("**/review/")
    address = page.url
    page.close()
    return address


def _send(page: Page, field: str) -> None:
    """Send the form that holds a field, by its own first button."""
    form = page.locator("form", has=page.locator(field)).first
    form.locator('button[type="submit"], button:not([type])').first.click()
    page.wait_for_load_state("networkidle")


def _accept_all(page: Page) -> None:
    """Before the preview: every clause as it was read, with the heirs that were proposed."""
    review = page.url.replace("/issue/", "/review/")
    csrf = next(str(cookie.get("value")) for cookie in page.context.cookies() if cookie.get("name") == "csrftoken")
    page.context.request.post(
        review.replace("/review/", "/accept/"),
        form={"all": "1", "confirm_units": "1", "csrfmiddlewaretoken": csrf},
        headers={"Referer": review},
    )
    page.reload()


def _to_the_top(page: Page) -> None:
    """Where a visitor begins to read, wherever the first field stands."""
    page.evaluate("window.scrollTo(0, 0)")


def _to_the_orders(page: Page) -> None:
    """On the review: past the letterhead, to the first sentence that orders something."""
    page.locator("[data-review-text] [data-clause]").first.evaluate("span => span.scrollIntoView({block: 'center'})")
    page.evaluate("window.scrollTo(0, 0)")


def scenes(review: str, code: str, visit: str) -> list[Scene]:
    """Every picture of the documents, in the order of the first walk."""
    return [
        Scene("sign-in", "", "/sign-in/", _to_the_top),
        Scene("my-desk", HEAD, "/"),
        Scene("register", DESK, "/directives/"),
        Scene("review", DESK, review, _to_the_orders),
        Scene("issue-preview", DESK, review.replace("/review/", "/issue/"), _accept_all),
        Scene("case", DESK, f"/cases/{code}/"),
        Scene("certificate", DESK, f"/cases/{code}/certificate/"),
        Scene("list", LEADER, "/cases/?view=late&state=overdue"),
        Scene("overview", LEADER, "/overview/"),
        Scene("statistics", DESK, "/directives/statistics/"),
        Scene("lateness", LEADER, "/overview/lateness/"),
        Scene("programme", LEADER, "/programme/1/"),
        Scene("comparison", DESK, "/directives/lineage/1/"),
        Scene("compose", DESK, "/documents/compose/"),
        Scene("notice", DESK, "/reports/1/"),
        Scene("reception", CLERK, "/onestop/receive/", _to_the_top),
        Scene("dossiers", CLERK, "/onestop/dossiers/"),
        Scene("inspections", TEAM, "/inspections/"),
        Scene("after-visit", TEAM, f"/inspections/visits/{visit}/after/"),
        Scene("scores", TEAM, "/inspections/scores/"),
        Scene("discipline", LEADER, "/conduct/discipline/"),
        Scene("portal", "", "/cong-dan/", _to_the_top),
    ]


def palette_png(pixels: NDArray[np.uint8]) -> bytes:
    """A PNG of at most 256 colours; `pixels` has the shape (height, width, 3).

    Colours are kept by how often they occur, but none that one can hardly tell from one kept already, so that a rare
    red has its place beside a hundred greys; every other one becomes the nearest of them.
    """
    height, width, _channels = pixels.shape
    flat = pixels.reshape(-1, 3).astype(np.int32)
    codes = flat[:, 0] << 16 | flat[:, 1] << 8 | flat[:, 2]
    colours, which, count = np.unique(codes, return_inverse=True, return_counts=True)
    spread = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    kept = spread[_chosen(spread, np.argsort(-count, kind="stable"))]
    nearest = np.empty(len(spread), dtype=np.uint8)
    for start in range(0, len(spread), 4096):
        part = spread[start : start + 4096]
        nearest[start : start + 4096] = ((part[:, None, :] - kept[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
    rows = np.zeros((height, width + 1), dtype=np.uint8)  # the first byte of a row names its filter: none
    rows[:, 1:] = nearest[which].reshape(height, width)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)), (b"PLTE", kept.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""),
    )  # fmt: skip
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def _chosen(colours: NDArray[np.int32], order: NDArray[np.intp]) -> list[int]:
    """At most 256 places in `colours`, in the given order, the apart ones first."""
    chosen: list[int] = []
    passed: list[int] = []
    for place in order.tolist():
        if len(chosen) == 256:
            return chosen
        apart = not chosen or int(((colours[chosen] - colours[place]) ** 2).sum(axis=1).min()) > APART
        (chosen if apart else passed).append(place)
    return chosen + passed[: 256 - len(chosen)]


def pixels_of(context: BrowserContext, png: bytes) -> NDArray[np.uint8]:
    """The pixels of a PNG, (height, width, 3), drawn by an empty page."""
    page = context.new_page()
    width, height, text = page.evaluate(PIXELS, base64.b64encode(png).decode("ascii"))
    page.close()
    return np.frombuffer(base64.b64decode(text), dtype=np.uint8).reshape(height, width, 4)[:, :, :3]


def take(context: BrowserContext, scene: Scene, device: str, folder: Path) -> Path:
    """One picture; ScreenshotError when the page is an error page or the file too large."""
    page = context.new_page()
    answer = page.goto(scene.path)
    if answer is None or not answer.ok:
        raise ScreenshotError(f"{scene.name}: {scene.path} answers {answer.status if answer else 'nothing'}")
    page.wait_for_load_state("networkidle")
    if scene.prepare is not None:
        scene.prepare(page)
        page.wait_for_load_state("networkidle")
    path = folder / f"{scene.name}-{device}.png"
    png = page.screenshot(animations="disabled", caret="hide")
    page.close()
    path.write_bytes(palette_png(pixels_of(context, png)))
    if path.stat().st_size > LARGEST:
        raise ScreenshotError(f"{path.name} has {path.stat().st_size // 1024} KB; at most {LARGEST // 1024} are taken")
    return path


def code_of(database: Path, question: str, missing: str) -> str:
    """The code of the case to show."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        found = connection.execute(question).fetchone()
    if found is None:
        raise ScreenshotError(f"the demo has no {missing}")
    return str(found[0])


def photograph(browser: Browser, address: str, data: Path, folder: Path, only: list[str]) -> int:
    """All pictures on both devices; returns how many were taken."""
    letter = next(iter(sorted(data.glob(LETTERS))), None)
    if letter is None:
        raise ScreenshotError(f"the demo left no {LETTERS} to be registered")
    folder.mkdir(parents=True, exist_ok=True)
    database = data / "congvu.sqlite3"
    code, visit = code_of(database, EVENTFUL, "reported task"), code_of(database, VISITED, "concluded visit")
    contexts = {
        device: browser.new_context(
            base_url=address, viewport={"width": width, "height": height}, device_scale_factor=ratio, locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh", is_mobile=device == "phone", has_touch=device == "phone",
            reduced_motion="reduce",
        )
        for device, width, height, ratio in DEVICES
    }  # fmt: skip
    taken, known = 0, None
    for scene in scenes(register_letter(contexts["desktop"], letter), code, visit):
        if only and scene.name not in only:
            continue
        for device, context in contexts.items():
            if scene.login != known:
                sign_in(context, scene.login)
            print(f"  {take(context, scene, device, folder).name}", flush=True)
            taken += 1
        known = scene.login
    return taken


def main(argv: list[str]) -> int:
    """Take the pictures; 1 with a sentence when one could not be taken."""
    options = argparse.ArgumentParser(description="Take the pictures of the documents anew.")
    options.add_argument("--only", nargs="+", default=[], metavar="NAME", help="only these scenes")
    options.add_argument("--into", type=Path, default=IMAGES, help="folder of the pictures")
    chosen = options.parse_args(argv)
    try:
        program = chromium()
        with (
            tempfile.TemporaryDirectory(prefix="congvu-pictures-") as work,
            demo(Path(work)) as address,
            sync_playwright() as tool,
        ):
            browser = tool.chromium.launch(executable_path=program, args=BROWSER_OPTIONS)
            taken = photograph(browser, address, Path(work), chosen.into, chosen.only)
            browser.close()
    except ScreenshotError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{taken} pictures in {chosen.into}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
