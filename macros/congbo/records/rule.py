"""Rule: what must hold of records and pages, as the page for editors says it."""

from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable

from congbo.records import frontmatter
from congbo.records.problems import WORDS, Severity

SEVERITIES = {word: severity for severity, word in WORDS.items()}
"""What `severity` at the head of a rule's page means."""


@dataclass(frozen=True)
class Rule:
    """A rule; `page` is the Markdown file `<id>.md` that explains it to editors, with an example.

    The page is the one place where title and severity stand; it is read when one of them is asked for.
    """

    page: Traversable

    @property
    def id(self) -> str:
        """The id that is printed behind each problem: the page's name without `.md`."""
        return self.page.name.removesuffix(".md")

    @property
    def title(self) -> str:
        """The rule in a few words."""
        return str(self._front.data["title"])

    @property
    def severity(self) -> Severity:
        """How a problem of the rule counts."""
        return SEVERITIES[self.severity_name]

    @property
    def severity_name(self) -> str:
        """The severity in the words of the page."""
        return str(self._front.data["severity"])

    @property
    def body(self) -> str:
        """The page's Markdown: the reason, an example that is wrong with what is printed, its correction."""
        return self._front.body

    @property
    def case(self) -> str:
        """Where the first case of the rule stands in the sources of the package; others add `--variant`."""
        return f"tests/cases/{self.id}.md"

    @cached_property
    def _front(self) -> frontmatter.FrontMatter:
        front, problems = frontmatter.read(self.page.read_text(encoding="utf-8"), self.page.name)
        keys = front.data if front and not problems else {}
        if front is None or not keys.get("title") or str(keys.get("severity")) not in SEVERITIES:
            raise ValueError(f"the page of rule {self.id} has no title and severity that can be read")
        return front
