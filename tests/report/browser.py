"""A real Chromium without a window, spoken to over its debugging pipe: what it shows, fetches and does with keys."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

PROGRAM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
KEYS = {"Tab": 9, "Enter": 13, "ArrowDown": 40}


class Browser:
    """One page. `asked` holds every address the page tried to fetch."""

    def __init__(self, profile: Path) -> None:
        here, there = os.pipe(), os.pipe()
        flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--remote-debugging-pipe")

        def wire() -> None:
            os.dup2(here[0], 3)
            os.dup2(there[1], 4)

        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(  # noqa: S603 - fixed arguments
            [PROGRAM, *flags, "about:blank"],
            pass_fds=(3, 4),
            preexec_fn=wire,  # noqa: PLW1509 - two calls that take no lock
            stdout=quiet,
            stderr=quiet,
        )
        os.close(here[0])
        os.close(there[1])
        self.out, self.inn = os.fdopen(here[1], "wb", buffering=0), os.fdopen(there[0], "rb")
        self.number, self.session, self.asked = 0, "", []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> Any:
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        self.out.write(json.dumps(message).encode() + b"\0")
        while True:
            told = self.told()
            if told.get("id") == self.number:
                assert "error" not in told, told
                return told["result"]

    def told(self) -> Any:
        raw = b""
        while not raw.endswith(b"\0"):
            one = self.inn.read(1)
            assert one, "the browser ended"
            raw += one
        told = json.loads(raw[:-1])
        if told.get("method") == "Network.requestWillBeSent":
            self.asked.append(told["params"]["request"]["url"])
        return told

    def open(self, address: str) -> None:
        self.call("Page.navigate", url=address)
        while self.told().get("method") != "Page.loadEventFired":
            pass

    def run(self, script: str) -> Any:
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def press(self, key: str) -> None:
        code = KEYS[key]
        for kind in ("rawKeyDown", "char", "keyUp") if key == "Enter" else ("rawKeyDown", "keyUp"):
            text = {"text": "\r"} if kind == "char" else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text)

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        self.out.close()
        self.inn.close()
