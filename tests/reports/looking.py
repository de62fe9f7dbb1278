"""Opening a page as a phone or a desk shows it, and noting what it does that a page should not do."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

SWITCHES = ("--no-first-run", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


@dataclass
class Looked:
    """A page that is open, and its faults: what it said to the console, asked for or popped up."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def close(self) -> None:
        """Close the window."""
        self.page.context.close()


@dataclass(frozen=True)
class Looking:
    """Opens pages."""

    browser: Browser

    def open(self, path: Path, width: int = 1280, scheme: str = "light", scripts: bool = True) -> Looked:
        """Open a page in a fresh window."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
        )
        looked = Looked(context.new_page())
        own = path.resolve().as_uri()

        def said(message: ConsoleMessage) -> None:
            looked.faults.append(f"console: {message.text}")

        def asked(request: Request) -> None:
            if request.url not in (own, "data:,"):
                looked.faults.append(f"request: {request.url}")

        looked.page.on("console", said)
        looked.page.on("request", asked)
        looked.page.on("pageerror", lambda error: looked.faults.append(f"error: {error}"))
        looked.page.on("dialog", lambda dialog: looked.faults.append(f"dialog: {dialog.message}"))
        looked.page.goto(own)
        return looked


@contextlib.contextmanager
def chromium() -> Iterator[Looking]:
    """Debian's Chromium, without a window; only an ordinary user's machine may do without."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None and "CI" not in os.environ and os.getuid() != 0:
        pytest.skip("Chromium is not installed here (.ci/debian-packages installs it as root)")
    assert path is not None, "Chromium is not installed: .ci/debian-packages could not"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, chromium_sandbox=False, args=SWITCHES)
        yield Looking(browser)
        browser.close()
