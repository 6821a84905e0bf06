"""Draws the state diagrams in ``docs/architecture.md`` from the transition tables.

Run it after a change of a table: ``.venv/bin/python scripts/draw_diagrams.py``; ``--check`` only
says whether the drawing is current.
"""

import re
import sys
from pathlib import Path

from service.domain import callflow_rules, conversation_rules
from service.domain.statetable import mermaid

DOCUMENT = Path(__file__).parent.parent / "docs" / "architecture.md"

DIAGRAMS = {
    "conversation": mermaid(conversation_rules.RULES),
    "callflow": mermaid(callflow_rules.RULES),
}
"""What stands between the markers ``<!-- diagram NAME -->`` and ``<!-- end -->``."""


def drawn(text: str) -> str:
    """The document with every diagram as the tables have it now."""
    for name, diagram in DIAGRAMS.items():
        block = f"<!-- diagram {name} -->\n```mermaid\n{diagram}\n```\n<!-- end -->"
        marked = re.compile(rf"<!-- diagram {name} -->.*?<!-- end -->", re.DOTALL)
        text = marked.sub(block.replace("\\", r"\\"), text)
    return text


def main(arguments: list[str]) -> int:
    """Rewrite the document; with ``--check``, 1 if that would change it."""
    text = DOCUMENT.read_text(encoding="utf-8")
    current = drawn(text)
    if "--check" in arguments:
        return int(current != text)
    DOCUMENT.write_text(current, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
