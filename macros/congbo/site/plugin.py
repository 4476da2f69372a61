"""Plugin: reads and checks the site, lets MkDocs make the written pages, and adds the generated ones.

Nothing is published from a failed build: pages are made in a folder beside the site, which takes the
site's place only when everything, strict warnings included, has passed.
"""

import io
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import Dir, Optional, PathSpec
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
from congbo.reports.site import DOCS, Site
from congbo.rules import check as checks
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
    """What a site is stands in its records and pages.

    `fonts` is a folder with another font for the PDFs, `publish` are patterns, as of git, of files in docs/
    that are published though no page refers to them.
    """

    fonts = Optional(Dir(exists=True))
    publish = Optional(PathSpec())


class CongboPlugin(BasePlugin[CongboConfig]):
    """Delegates: the domain computes, MkDocs makes the written pages, `Shells` the generated ones."""

    site: Site
    pages: Pages
    renderer: Renderer
    answers: Answers

    def __init__(self) -> None:
        self._serving = False
        self._target: Path | None = None
        self._made: Path | None = None
        self._shells = Shells()
        self._theme_style = ""
        self._classes: set[str] = set()

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
        config.watch.append(str(root / RECORDS))
        day = day_of(root)
        self.site = checks.read(
            root,
            max(day, date.today()),
            configuration_file=Path(config.config_file_path),
            drafts=self._serving,
        )
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
        if not self._serving:
            self._target = Path(config.site_dir)
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._made = Path(tempfile.mkdtemp(prefix=".site-", dir=self._target.parent))
            config.site_dir = str(self._made)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add one empty page a section, the shell of generated pages; keep back what no page asks for.

        Of docs/, only the pages and assets of the check are published. A seal stands beside its page but is
        published among the data files, in its canonical form.
        """
        theirs = [file for file in files if file.src_uri.startswith(REPLACED)]
        known = self.site.assets.union(self._sources)
        stray = [
            file
            for file in files
            if file.src_dir == config.docs_dir and f"{DOCS}/{file.src_uri}" not in known
        ]
        self._theme_style = "".join(file.content_string for file in theirs if file.src_uri.endswith(".css"))
        for file in (*theirs, *stray, *(files.src_uris[f"assets/congbo/{name}"] for name in STYLES)):
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
        if self._target and not _strict_warnings(config):
            publish(folder, self._target)
            config.site_dir = str(self._target)

    def _stylesheet(self) -> str:
        scripts = (file.read_text("utf-8") for file in sorted(ASSETS.glob("*.js")))
        own = "".join((ASSETS / name).read_text("utf-8") for name in STYLES)
        return stylesheet(self._theme_style, own, self._classes.union(*map(words_of, scripts)))

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half made behind."""
        self.on_shutdown()

    def on_shutdown(self) -> None:
        """Remove the folder of a build that was not published."""
        if self._made:
            shutil.rmtree(self._made, ignore_errors=True)


def publish(made: Path, target: Path) -> None:
    """Let the folder just made take the target's place; the old one goes only when the new one stands."""
    made.chmod(0o755)
    old = made.with_name(f"{made.name}-old")
    if target.exists():
        target.rename(old)
    try:
        made.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


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


def _strict_warnings(config: MkDocsConfig) -> bool:
    """Tell whether MkDocs is about to refuse the build for its warnings."""
    handlers = logging.getLogger("mkdocs").handlers
    return config.strict and any(h.get_counts() for h in handlers if isinstance(h, CountHandler))
