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
from mkdocs.config.config_options import Dir, Optional
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler

from congbo.export import files_of
from congbo.export.jsonld import StructuredData
from congbo.pages.answers import Answers
from congbo.pages.markdown import Dialect, Harmless
from congbo.pages.page import REDIRECT
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.pages.written import root_of
from congbo.paper.pdf import LayoutError
from congbo.records.problems import Severity, has_errors
from congbo.records.reader import RECORDS
from congbo.reports.seals import SUFFIX
from congbo.reports.site import DOCS, Site
from congbo.reports.written_page import RENDER_MACROS, PageSource
from congbo.rules import check as checks
from congbo.site.macros import Answering
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
    answering: Answering

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
        self.site = checks.read(root, max(day, date.today()), Path(config.config_file_path))
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
        config.markdown_extensions.append(Harmless())  # type: ignore[arg-type]  # takes extensions, too
        dialect = Dialect(tuple(config.markdown_extensions), config.mdx_configs)
        fonts = Path(self.config.fonts) if self.config.fonts else None
        self.pages = Pages(self.site, day, config.site_url or "", fonts, dialect)
        self.renderer = Renderer(self.pages, structured_data=StructuredData(self.pages))
        config.theme.dirs.insert(len(config.theme.dirs) - 2 if config.theme.custom_dir else 0, str(THEME))
        if not self._serving:
            self._target = Path(config.site_dir)
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._made = Path(tempfile.mkdtemp(prefix=".site-", dir=self._target.parent))
            config.site_dir = str(self._made)
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
        """Make ready the answers that the page's macros will ask for; another plugin's page has no calls."""
        path = f"{DOCS}/{page.file.src_uri}"
        source = self._sources.get(path)
        self._foreign = source is None
        answers = Answers(
            self.renderer,
            source or PageSource("", path, {}, "", "", 1),
            self._reports.get(path),
            root_of(page.url),
        )
        self.answering = Answering(answers)
        return page

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Give MkDocs a page as it was checked: without its byte order mark, in its normal form."""
        return None if self._foreign else self.answering.answers.page.text

    @event_priority(100)
    def _hand_over(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Hand mkdocs-macros the calls of the page alone: no prose, no title, no key of its front matter."""
        self._kept = (markdown, page.meta, page.__dict__.get("title"))
        page.meta = {RENDER_MACROS: bool(self.answering.answers.page.calls)}
        page.title = ""
        return self.answering.template

    @event_priority(-100)
    def _take_back(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Take back what mkdocs-macros answered, and give MkDocs the page with its notes in order."""
        typed, page.meta, title = self._kept
        del page.__dict__["title"]
        if title is not None:
            page.title = title
        if markdown != self.answering.expected:
            raise PluginError(
                f"Không đăng: các lệnh của {DOCS}/{page.file.src_uri} chưa được trả lời;"
                " hãy xem mục “plugins” trong mkdocs.yml có đủ “congbo” và “macros” không."
            )
        return typed if self._foreign else self.answering.answers.markdown()

    on_page_markdown = CombinedEvent(_hand_over, _take_back)

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put in what the macros answered, and keep a report's article for its Word and PDF file."""
        if page.file.src_uri in self._shells:
            return self._shells.CONTENT
        answers = self.answering.answers
        article = answers.fill(html)
        if answers.page.path in self._reports:
            self.pages.articles[answers.page.path] = article
        return article

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
                if page.template == REDIRECT
                else self._shells.fill(page, content, self.pages.site_url)
            )
            _write(folder / page.address / "index.html", text.encode())
        try:
            for address, data in files_of(self.pages):
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
