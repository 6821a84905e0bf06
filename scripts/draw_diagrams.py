"""Draws what ``docs/`` shows of the program's tables: state diagrams, and the hours of the states.

Run it after a change of a table: ``.venv/bin/python scripts/draw_diagrams.py``; ``--check`` only
says whether the drawing is current.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from service.domain import callflow_rules, conversation_rules
from service.domain.state_hours import NEVER, STATE_HOURS, Span
from service.domain.statetable import mermaid

DOCS = Path(__file__).parent.parent / "docs"


def fenced(diagram: str) -> str:
    """A diagram as Markdown shows it."""
    return f"```mermaid\n{diagram}\n```"


def hours_of_states() -> Iterator[str]:
    """The rows of the table of state laws."""
    yield "| state | Monday to Friday | Saturday | Sunday | federal holidays | speaks of | source |"
    yield "|---|---|---|---|---|---|---|"
    for state, law in sorted(STATE_HOURS.items()):
        days = (law.weekdays, law.saturdays or law.weekdays, law.sundays or law.weekdays)
        spans = [*map(_span, days), _span(law.holidays) if law.holidays else "as other days"]
        source = f"{law.source} †" if law.compiled else law.source
        yield f"| {' | '.join([state, *spans, law.covers, source])} |"


def _span(span: Span) -> str:
    return "none" if span == NEVER else f"{span[0]:%H:%M} to {span[1]:%H:%M}"


DRAWINGS: Mapping[str, Mapping[str, str]] = {
    "architecture.md": {
        "diagram conversation": fenced(mermaid(conversation_rules.RULES)),
        "diagram callflow": fenced(mermaid(callflow_rules.RULES)),
    },
    "quiet-hours.md": {"table state hours": "\n".join(hours_of_states())},
}
"""Document → what stands between its markers ``<!-- NAME -->`` and ``<!-- end -->``."""


def drawn(text: str, drawings: Mapping[str, str]) -> str:
    """A document with every drawing as the tables have it now."""
    for name, drawing in drawings.items():
        block = f"<!-- {name} -->\n{drawing}\n<!-- end -->"
        marked = re.compile(rf"<!-- {name} -->.*?<!-- end -->", re.DOTALL)
        text = marked.sub(block.replace("\\", r"\\"), text)
    return text


def main(arguments: list[str]) -> int:
    """Rewrite the documents; with ``--check``, 1 if that would change one."""
    changed = False
    for name, drawings in DRAWINGS.items():
        text = (DOCS / name).read_text(encoding="utf-8")
        current = drawn(text, drawings)
        changed = changed or current != text
        if "--check" not in arguments:
            (DOCS / name).write_text(current, encoding="utf-8")
    return int(changed and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
