"""Written: the article of a page that people write, as HTML, the same for the screen, for Word and for PDF.

What an engine makes of a page around its article is the engine's; the article needs none.
"""

from congbo.pages.answers import Answers
from congbo.pages.markdown import Dialect
from congbo.pages.reading import Links
from congbo.pages.rendering import Renderer
from congbo.reports.report import Report
from congbo.reports.site import written_address
from congbo.reports.written_page import PageSource


def root_of(address: str) -> str:
    """Return the relative way from a page to the site's root."""
    return "../" * address.count("/")


def article(page: PageSource, report: Report | None, renderer: Renderer, dialect: Dialect) -> str:
    """Return the article of a written page, its calls answered and its links leading to pages."""
    address = written_address(page.path)
    answers = Answers(renderer, page, report, root_of(address))
    converter = dialect.converter(Links(page.path, renderer.pages.site.addresses_written))
    return answers.fill(converter.convert(answers.markdown()))
