"""Every diagnostic that the code can give is explained in docs/diagnostics.md, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_GIVEN = re.compile(
    r"(?:Diagnostic\(|\.note\(|yield )\s*\"([a-z]+(?:-[a-z]+)+)\"|CODE = \"([a-z-]+)\"|\(\"((?:timescale|ocr|part|embedded|no|page|authority|plan|inspection)-[a-z-]+)\""
)


def test_every_code_is_explained() -> None:
    packages = ("extract", "normalise")
    sources = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    given = {code for path in sources for match in _GIVEN.finditer(path.read_text("utf-8")) for code in match.groups() if code}
    explained = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", (ROOT / "docs" / "diagnostics.md").read_text("utf-8")))
    assert given - explained == set()
    text = "\n".join(path.read_text("utf-8") for path in sources)
    assert {code for code in explained if f'"{code}"' not in text} == set()
