"""LibreOffice without a window: one call, many files, a profile folder of its own, stopped with all that it started when it takes too long.

Macros are off, links are not followed, and every network request goes to a proxy that is not there.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ...diagnostics import MissingTool
from ...interrupts import uninterrupted

_LONGEST_SOCKET, _SOCKET_NAME = 107, 65
"""Letters that the path of a socket may have; those of LibreOffice's own, `/OSL_PIPE_1000_SingleOfficeIPC_` and 32 digits. It goes into
/tmp, and stays there when LibreOffice is killed, where no other folder is named or its path is too long."""

HTML_FILTER = "HTML (StarWriter)"
"""Opens HTML as a text document; left to itself LibreOffice takes a web view that cannot be saved as .docx."""


class MissingLibreOffice(MissingTool):
    """LibreOffice, which reads this kind of document, is not installed."""

    advice = "Install it (Debian, Ubuntu: apt-get install libreoffice-writer), or set PLANTRACE_SOFFICE to its soffice program."


def soffice() -> Path | None:
    """LibreOffice's program: `PLANTRACE_SOFFICE`, else the one on PATH; None where there is none."""
    named = os.environ.get("PLANTRACE_SOFFICE")
    found = shutil.which(named) if named else shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else None


def files_to_docx(program: Path, copies: Sequence[Path], work: Path, *, filter_: str = "", timeout_seconds: float) -> tuple[bool, str]:
    """Write `work/made/STEM.docx` for what can be converted; whether it ended by itself, and its first complaint.

    The clock starts anew with each file that is made: `timeout_seconds` is what one document may take.
    """
    return _convert(program, copies, work, "docx:MS Word 2007 XML", filter_, timeout_seconds)


def docx_to_pdf(program: Path, copy: Path, work: Path, *, timeout_seconds: float) -> Path | None:
    """The pages as LibreOffice sets them, in `work/made`; None where it makes none in that time."""
    _convert(program, [copy], work, "pdf:writer_pdf_Export", "", timeout_seconds)
    pdf = work / "made" / f"{copy.stem}.pdf"
    return pdf if pdf.is_file() else None


def _convert(program: Path, copies: Sequence[Path], work: Path, to: str, filter_: str, timeout_seconds: float) -> tuple[bool, str]:
    made, profile, log = work / "made", _profile(work), work / "soffice.log"
    command = [
        *(str(program), f"-env:UserInstallation={profile.resolve().as_uri()}"),
        *("--headless", "--invisible", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
        *([f"--infilter={filter_}"] if filter_ else []),
        *("--convert-to", to, "--outdir", str(made.resolve())),
        *(str(copy.resolve()) for copy in copies),
    ]
    with log.open("wb") as output, _in_own_group(command, output, profile) as process:
        deadline, seen = time.monotonic() + timeout_seconds, -1
        while process.poll() is None:
            count = len(list(made.glob(f"*.{to.partition(':')[0]}"))) if made.is_dir() else 0
            if count != seen:
                deadline, seen = time.monotonic() + timeout_seconds, count
            if time.monotonic() > deadline:
                return False, ""
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
    return True, next((line for line in log.read_text(errors="replace").splitlines() if line.startswith("Error")), "")


@contextmanager
def _in_own_group(command: list[str], output: BinaryIO, profile: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`soffice` is a script that starts `oosplash`, which starts `soffice.bin`: in a group of their own they end together."""
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment |= {"HOME": str(profile), "TMPDIR": str(profile), "SAL_USE_VCLPLUGIN": "svp"}
    if len(str(profile.parent)) + _SOCKET_NAME < _LONGEST_SOCKET:
        environment["OSL_SOCKET_PATH"] = str(profile.parent)
    process: subprocess.Popen[bytes] | None = None
    try:
        with uninterrupted():  # else it would run, and nobody know of it
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment, start_new_session=True
            )
        yield process
    finally:
        if process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


_SCRIPTING, _INTERNET = "/org.openoffice.Office.Common/Security/Scripting", "/org.openoffice.Inet/Settings"
_SETTINGS = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    (_INTERNET, "ooInetProxyType", "2"),
    (_INTERNET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPProxyPort", "9"),
    (_INTERNET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPSProxyPort", "9"),
)


def _profile(work: Path) -> Path:
    profile = work / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        items = "".join(
            f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
            for path, name, value in _SETTINGS
        )
        head = '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        settings.write_text(f"{head}{items}</oor:items>", encoding="utf-8")
    return profile
