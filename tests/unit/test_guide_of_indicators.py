"""The guide of indicators: every example is one, and every way of the language is named."""

import re
from pathlib import Path

import pytest

from congbo.figures.conditions import CONDITIONS
from congbo.records.indicator_definitions import Indicator
from congbo.records.operands import WAYS
from sample import front

GUIDE = (Path(__file__).parents[2] / "macros/congbo/pages/docs/huong-dan/chi-so.md").read_text("utf-8")
EXAMPLES = [text for text in re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.M | re.S) if "definition:" in text]


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.partition("\n")[0])
def test_an_example_of_the_guide_is_an_indicator(text: str) -> None:
    own = {"id": "vi-du", "path": "records/indicators/vi-du.md", "body": ""}
    assert Indicator.model_validate({**front(f"---\n{text}---\n").data, **own}).title


def test_every_way_is_in_the_guide_and_the_library_is_listed_from_the_data() -> None:
    assert len(EXAMPLES) == 6
    assert {name for name in WAYS if f"`{name}`" not in GUIDE} == set()
    rows = re.findall(r"^\| `([^`]+)` \| (`kind`.*|`in_force`.*|`action`.*|`issued`.*) \|$", GUIDE, re.M)
    assert {subject: set(re.findall(r"`([a-z_]+)`", said)) for subject, said in rows} == {
        subject: set(conditions) for subject, conditions in CONDITIONS.items()
    }
    assert '{{ listing("thu-vien") }}' in GUIDE
