"""The guide of a whole procedure: every example in it is read as a record without a problem."""

import re
from pathlib import Path

import pytest

from congbo.records.reader import read_record

GUIDE = (Path(__file__).parents[2] / "macros/congbo/pages/docs/huong-dan/thu-tuc.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.split(":")[0] for one in EXAMPLES])
def test_an_example_of_the_guide_is_a_record(example: str) -> None:
    raw = f"---\nname: Thủ tục\nfield: linh-vuc\n{example}---\n".encode()
    record, problems = read_record(raw, "records/procedures/p1.md")
    assert (bool(record), problems) == (True, [])


def test_the_whole_guide_is_one_record() -> None:
    keys = {example.split(":")[0] for example in EXAMPLES}
    assert keys == {"dossier", "channels", "type", "online_level", "links"}
