"""Checks the documents: every relative link leads somewhere, every heading that is linked to exists.

    make docs
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LINK = re.compile(r"(?<!\\)\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def documents() -> list[Path]:
    """Every Markdown file that git knows."""
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def anchors(text: str) -> set[str]:
    """The anchors that the usual renderers give to the headings of a text."""
    found = set()
    for heading in _HEADING.findall(_CODE.sub(lambda code: code[0].strip("`"), text)):
        words = re.sub(r"[^\w\- ]", "", heading.lower())
        found.add(words.strip().replace(" ", "-"))
    return found


def broken(path: Path) -> list[str]:
    """Links of a document that lead nowhere."""
    text = path.read_text(encoding="utf-8")
    found = []
    for target in _LINK.findall(_CODE.sub("", text)):
        if re.match(r"[a-z][a-z+.-]*:", target):
            continue
        name, _, anchor = target.partition("#")
        other = (path.parent / name).resolve() if name else path
        where = path.relative_to(ROOT).as_posix()
        if not other.exists():
            found.append(f"{where}: {target} leads nowhere")
        elif anchor and other.suffix == ".md" and anchor not in anchors(other.read_text(encoding="utf-8")):
            found.append(f"{where}: {target} names no heading")
    return found


def main() -> int:
    """Print what is broken; 1 when something is."""
    found = [line for path in documents() for line in broken(path)]
    print("\n".join(found) if found else f"{len(documents())} documents, every link leads somewhere")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
