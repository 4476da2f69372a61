"""Plugin: reads and checks the site, lets MkDocs make the written pages, and adds the generated ones.

Nothing is published from a failed build: pages are made in a folder beside the site, which takes the
site's place (`publishing`) only when everything, strict warnings included, has passed.
"""

import io
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import Dir, Optional
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler

from congbo.export import files_of
from congbo.export.jsonld import StructuredData
from congbo.pages.answers import Answers
from congbo.pages.pages import Pages
from congbo.pages.placeholders import PageParts, notes_in_order
from congbo.pages.rendering import Renderer
from congbo.paper.pdf import LayoutError
from congbo.records.problems import Severity, has_errors
from congbo.records.reader import RECORDS
from congbo.records.writing import could_not_write
from congbo.reports.seals import SUFFIX
from congbo.reports.site import Site
from congbo.rules import check as checks
from congbo.site import publishing
from congbo.site.places import RefusedError, RefusedPlaceError
from congbo.site.shells import Shells
from congbo.site.styles import ADDRESS as STYLESHEET
from congbo.site.styles import classes_of, stylesheet, words_of

THEME = Path(__file__).parent / "theme"
ASSETS = THEME / "assets" / "congbo"
REPLACED = ("assets/javascripts/", "assets/stylesheets/")
"""What the theme ships and the package's frame.js and one stylesheet stand for."""
STYLES = ("congbo.css", "search.css")
"""The package's own stylesheets, in their order; they become one with the theme's."""
log = logging.getLogger("mkdocs.plugins.congbo")


class CongboConfig(Config):
    """What a site is stands in its records and pages; `fonts` is a folder with another font for the PDFs."""

    fonts = Optional(Dir(exists=True))


class CongboPlugin(BasePlugin[CongboConfig]):
    """Delegates: the domain computes, MkDocs makes the written pages, `Shells` the generated ones."""

    site: Site
    pages: Pages
    renderer: Renderer
    answers: Answers

    def __init__(self) -> None:
        self._serving = False
        self._publication: publishing.Publication | None = None
        self._place = ""
        self._shells = Shells()
        self._theme_style = ""
        self._classes: set[str] = set()
        logging.getLogger("mkdocs.config").addFilter(_in_vietnamese)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a preview; let Windows consoles show Vietnamese."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8")
        self._serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything before MkDocs touches the site's folder; refuse on any error."""
        root = Path(config.config_file_path).parent
        if not self._serving:
            self._begin(config, root)
        config.watch.append(str(root / RECORDS))
        day = day_of(root)
        self.site = checks.read(root, max(day, date.today()))
        for problem in self.site.problems:
            if problem.severity is Severity.ERROR:
                print(problem, file=sys.stderr)
            else:
                log.info(str(problem))
        if has_errors(self.site.problems):
            count = sum(problem.severity is Severity.ERROR for problem in self.site.problems)
            raise PluginError(
                f"Không đăng: có {count} lỗi trong bản ghi hoặc trang (các dòng ở trên). Trang cũ giữ nguyên."
            )
        self._sources = {source.path: source for source in self.site.sources}
        self._reports = {report.source.path: report for report in self.site.reports}
        self.pages = Pages(self.site, day, config.site_url or "")
        self.renderer = Renderer(self.pages, structured_data=StructuredData(self.pages))
        self.answers = Answers(self.renderer)
        config.theme.dirs.insert(len(config.theme.dirs) - 2 if config.theme.custom_dir else 0, str(THEME))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add one empty page a section, the shell of generated pages; keep back what no page asks for.

        A seal stands beside its page but is published among the data files, in its canonical form.
        """
        theirs = [file for file in files if file.src_uri.startswith(REPLACED)]
        seals = [file for file in files if file.src_uri.endswith(SUFFIX)]
        self._theme_style = "".join(file.content_string for file in theirs if file.src_uri.endswith(".css"))
        for file in (*theirs, *seals, *(files.src_uris[f"assets/congbo/{name}"] for name in STYLES)):
            files.remove(file)
        for path in self._shells.paths():
            files.append(File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """Make ready the parts that the page's macros will fill."""
        path = f"docs/{page.file.src_uri}"
        source, report = self._sources.get(path), self._reports.get(path)
        self.answers.parts = PageParts(source, report, "../" * page.url.count("/"))
        return page

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Give MkDocs a page as it was checked: without its byte order mark, in its normal form."""
        source = self.answers.parts.source
        return source.text if source else None

    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put the notes in the order of their markers, after the macros have run."""
        source, report = self.answers.parts.source, self.answers.parts.report
        if source is None or not source.note_ids:
            return markdown
        return notes_in_order(markdown, report.note_ids if report else source.note_ids)

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put in what the macros answered."""
        if page.file.src_uri in self._shells:
            return self._shells.CONTENT
        return self.answers.parts.fill(html)

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Show a shell's section as the one where the reader is."""
        self._shells.prepare(page, nav)
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Keep a shell instead of writing it, and note what the page asks of the stylesheet."""
        self._classes |= classes_of(output)
        return self._shells.keep(page, output)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the generated pages and the data files, then let the new site take the old one's place."""
        folder = Path(config.site_dir)
        for page in self.pages:
            content = self.renderer.page(page)
            self._classes |= classes_of(content)
            text = (
                content
                if page.template == "redirect.html"
                else self._shells.fill(page, content, self.pages.site_url)
            )
            _write(folder / page.address / "index.html", text.encode())
        fonts = Path(self.config.fonts) if self.config.fonts else None
        try:
            for address, data in files_of(self.pages, self.pages.site_url, fonts):
                _write(folder / address, data)
        except LayoutError as error:
            raise PluginError(f"Không đăng: không dàn được trang báo cáo. {error}.") from error
        _write(folder / STYLESHEET, self._stylesheet().encode())
        if self._publication and not _strict_warnings(config):
            self._finish(self._publication)
            self.on_shutdown()
            config.site_dir = self._place

    def _stylesheet(self) -> str:
        scripts = (file.read_text("utf-8") for file in sorted(ASSETS.glob("*.js")))
        own = "".join((ASSETS / name).read_text("utf-8") for name in STYLES)
        return stylesheet(self._theme_style, own, self._classes.union(*map(words_of, scripts)))

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half made behind, and say in words what the system would not do."""
        made = self._publication.made if self._publication else None
        self.on_shutdown()
        if isinstance(error, OSError):
            raise PluginError(publishing.said_of(error, self._place, made)) from error

    def on_shutdown(self) -> None:
        """Remove the folder of a build that was not published, and let others build."""
        if self._publication:
            self._publication.close()
            self._publication = None

    def _begin(self, config: MkDocsConfig, root: Path) -> None:
        """Let MkDocs write into a folder beside the site."""
        self.on_shutdown()
        self._place = config.site_dir
        inputs = (config.docs_dir, config.theme.custom_dir, self.config.fonts)
        with _refusing(self._place):
            self._publication = publishing.begin(
                Path(self._place), root, [Path(one) for one in inputs if one]
            )
        config.site_dir = str(self._publication.made)

    def _finish(self, publication: publishing.Publication) -> None:
        """Publish, and say what was kept that is not ours."""
        with _refusing(self._place):
            kept = publication.finish()
        if kept:
            log.info(f"Giữ nguyên trong trang những gì congbo không làm ra: {publishing.listed(kept)}")


@contextmanager
def _refusing(place: str) -> Iterator[None]:
    """Let MkDocs say in one line why a site is not published at a place."""
    try:
        yield
    except RefusedError as error:
        raise PluginError(str(error)) from error
    except OSError as error:
        raise PluginError(f"Không đăng: {could_not_write(place, error)}. Trang cũ giữ nguyên.") from error


def day_of(root: Path) -> date:
    """Return the day that the site's files bear: that of SOURCE_DATE_EPOCH, or else of the last commit."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(commit_time(root)))
    return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()


def commit_time(root: Path) -> int:
    """Return the time of the last commit in seconds, so that one commit always gives the same bytes."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return int(done.stdout.strip())
    except (OSError, subprocess.CalledProcessError, ValueError):
        return int(datetime.combine(date.today(), datetime.min.time(), UTC).timestamp())


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _in_vietnamese(record: logging.LogRecord) -> bool:
    """Say in Vietnamese what MkDocs says of a site in its sources, before any plugin is asked."""
    said = re.match(
        r"Config value 'site_dir': The .* not be within .*\(site_dir: '(.*)', docs_dir: ", str(record.msg)
    )
    if said:
        why = "thư mục đó chứa, là, hoặc nằm trong thư mục các trang viết tay (docs_dir)"
        record.msg = str(RefusedPlaceError(Path(said[1]), why))
    return True


def _strict_warnings(config: MkDocsConfig) -> bool:
    """Tell whether MkDocs is about to refuse the build for its warnings."""
    handlers = logging.getLogger("mkdocs").handlers
    return config.strict and any(h.get_counts() for h in handlers if isinstance(h, CountHandler))
