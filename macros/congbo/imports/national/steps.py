"""Steps: the text “Trình tự thực hiện” as steps; a line goes with the step that it stands under."""

import re

from congbo.imports.letters import SMALL, on_one_line

_STEP = re.compile(r"^\W{0,4}(?:(?:[a-zđ]|\d{1,2})[.)]\s*)?(?:Bước|BƯỚC|bước)\s*\d+")
_STEP_INSIDE = re.compile(rf"(?<=[.;:”{SMALL}])(?<!\d\.)\s*(?:[-+*–]\s*)?(?=Bước \d+\s*[:.])")


def read(text: str) -> list[str]:
    """Return the steps in order; without “Bước 1” each paragraph is one."""
    lines = [line.strip() for line in _STEP_INSIDE.sub("\n", text).split("\n")]
    lines = [line for line in lines if line]
    if sum(1 for line in lines if _STEP.match(line)) < 2:
        return [on_one_line(line) for line in lines]
    steps: list[list[str]] = []
    for line in lines:
        if _STEP.match(line) or not steps:
            steps.append([line])
        else:
            steps[-1].append(line)
    return ["\n".join(step) for step in steps]
