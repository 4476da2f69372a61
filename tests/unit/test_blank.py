"""What editors are given to fill in."""

from congbo.records import blank
from congbo.records.kinds import kind_of


def test_a_blank_record_offers_no_key_that_commands_write() -> None:
    kind = kind_of("procedures/x.md")
    assert kind is not None
    text = blank.record(kind)
    assert "# later_code:" in text
    assert "imported" not in text
    assert "unplaced" not in text
