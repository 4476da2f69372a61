"""Example: the agency of every example in help, guides, rules and messages. There is no such agency.

Pages of rules and guides write it out as it stands here; tests hold that they name no other.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExampleAgency:
    """An agency by the symbol of its documents, which is also its id, its names and what stands above it."""

    symbol: str
    short_name: str
    name: str
    superior: str

    def number(self, number: int, kind: str) -> str:
        """Return the number of a document of the agency, as it is printed."""
        return f"{number}/{kind}-{self.symbol}"

    def file(self, number: int, kind: str, year: int) -> str:
        """Return the file of a document of the agency, without its ending."""
        return f"{year}/{number}-{kind}-{self.symbol}-{year}"


EXAMPLE = ExampleAgency(
    symbol="SOMAU", short_name="Sở Mẫu", name="Sở Mẫu tỉnh Mẫu", superior="Ủy ban nhân dân tỉnh Mẫu"
)
