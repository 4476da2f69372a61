"""Plugin: reads and checks the site, lets MkDocs make the written pages, and adds the generated ones.

Nothing is published from a failed build: pages are made in a folder beside the site, which takes the
site's place (`publishing`) only when everything, strict warnings included, has passed.
"""

import io
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from operator import attrgetter
from pathlib import Path
from time import monotonic
from typing import Any

from jinja2 import Environment, TemplateNotFound
from mkdocs.config.base import Config
from mkdocs.config.config_options import Dir, Optional, PathSpec, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler

from congbo.export.jsonld import StructuredData
from congbo.figures import ahead
from congbo.pages.answers import Answers
from congbo.pages.markdown import ANCHORS, TOC, Dialect, Harmless
from congbo.pages.pages import Pages
from congbo.pages.rendering import AS_OF, Renderer
from congbo.pages.settings import Settings, read_settings
from congbo.pages.shipped import menu
from congbo.pages.written import root_of
from congbo.paper.pdf import LayoutError
from congbo.records.problems import Severity, grouped, has_errors
from congbo.records.writing import could_not_write
from congbo.reports.site import DOCS, Site
from congbo.reports.written_page import RENDER_MACROS, PageSource
from congbo.rules import check as checks
from congbo.rules.addresses import table_of
from congbo.site import frame, offline, publishing, serving
from congbo.site.clock import DayError, SiteDay, site_day, told_to_libraries
from congbo.site.contents import STYLES, THEME, Contents
from congbo.site.hooks import TellsHooks
from congbo.site.macros import Answering
from congbo.site.places import RefusedError, RefusedPlaceError
from congbo.site.preview import Preview
from congbo.site.security import metas
from congbo.site.shells import DAY, Shells
from congbo.site.styles import classes_of
from congbo.site.telling import counted, quieten, stop_in_words, tell, tell_built, told_if_long
from congbo.site.writer import Writer, calls_left, entries

REPLACED = ("assets/javascripts/", "assets/stylesheets/")
"""What the theme ships and the package's frame.js and one stylesheet stand for."""
log = logging.getLogger("mkdocs.plugins.congbo")


class CongboConfig(Config):
    """What a site is stands in its records and pages.

    `fonts` is a folder with another font for the PDFs, `publish` are patterns, as of git, of files in docs/
    that are published though no page refers to them. `zone`, `change_ahead`, `offline` and
    `indicators`, which names indicators of the package's library, are read and checked with the other
    settings of the site (`rules/settings.py`), so that each mistake is told at its place.
    """

    fonts = Optional(Dir(exists=True))
    publish = Optional(PathSpec())
    zone = Optional(Type(object))
    change_ahead = Optional(Type(object))
    indicators = Optional(Type(object))
    offline = Optional(Type(object))


class CongboPlugin(TellsHooks, BasePlugin[CongboConfig]):
    """Delegates: the domain computes, MkDocs makes the written pages, `Shells` the generated ones."""

    site: Site
    pages: Pages
    renderer: Renderer
    answering: Answering
    preview: Preview | None = None
    """What asks for this build where nothing is to be published; of a build, None."""

    def __init__(self) -> None:
        self._serving = False
        self._publication: publishing.Publication | None = None
        self._place = ""
        self._environment = ExitStack()
        logging.getLogger("mkdocs.config").addFilter(_in_vietnamese)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a preview; let Windows consoles show Vietnamese."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8")
        self._serving = command == "serve"
        quieten()

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything before MkDocs touches the site's folder; refuse on any error."""
        self._began = monotonic()
        if config.site_url:
            config.site_url = f"{config.site_url.rstrip('/')}/"
        root = Path(config.config_file_path).parent
        if self._serving and self.preview is None:
            serving.instead_of_the_engine(config)
        if not self._serving:
            self._begin(config, root)
        settings = read_settings(root, Path(config.config_file_path))
        day = self._day(settings)
        with told_if_long("Đang đọc và kiểm tra bản ghi"):
            self.site = checks.read(root, day.day, settings, known=day.known, drafts=self._serving)
        if self.preview:
            self.site = self.preview.to_be_seen(self.site)
        else:
            self._refuse_errors()
        self._sources = {source.path: source for source in self.site.sources}
        self._reports = {report.source.path: report for report in self.site.reports}
        if config.nav is None:
            config.nav = menu(self.site.sources)
        config.mdx_configs[TOC] = {**ANCHORS, **config.mdx_configs.get(TOC, {})}
        config.markdown_extensions.append(Harmless())  # type: ignore[arg-type]  # takes extensions, too
        self._offline = settings.offline and not self._serving
        taken = [name for name in offline.FILES if self._offline and f"{DOCS}/{name}" in self.site.assets]
        if taken:
            raise PluginError(
                f"Không đăng: “offline” cần địa chỉ của tệp {DOCS}/{taken[0]}; hãy đổi tên tệp ấy."
                " Trang cũ giữ nguyên."
            )
        fonts = Path(self.config.fonts) if self.config.fonts else None
        self.pages = Pages(
            self.site, day.day, config.site_url or "", fonts, dialect_of(config), settings.zone
        )
        self._foot = frame.foot(self.pages)
        self._shells = Shells()
        structured_data = StructuredData(self.pages)
        self.renderer = Renderer(self.pages, structured_data=structured_data, security_metas=metas)
        if self.preview:
            self.renderer.environment.bytecode_cache = self.preview.own_code
        config.theme.dirs.insert(len(config.theme.dirs) - 2 if config.theme.custom_dir else 0, str(THEME))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the package's pages and the shells of generated ones; keep back what no page asks for.

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
        style = "".join(file.content_string for file in theirs if file.src_uri.endswith(".css"))
        self._contents = Contents(self.renderer, self._shells, style, kept_offline=self._offline)
        written = (*STYLES, *offline.SCRIPTS)
        for file in (*theirs, *stray, *(files.src_uris[f"assets/congbo/{name}"] for name in written)):
            files.remove(file)
        for source in filter(attrgetter("shipped"), self.site.sources):
            path = source.path.removeprefix(f"{DOCS}/")
            files.append(File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        for path in self._shells.paths():
            files.append(File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let the written pages state what a browser may do with them."""
        env.globals["security_metas"] = metas
        if self.preview:
            env.bytecode_cache = self.preview.theme_code
        env.globals["offline"] = self._offline
        return env

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
        if left := calls_left(html):
            raise PluginError(f"Không đăng: lệnh “{left}” của {answers.page.path} chưa được trả lời.")
        article = answers.fill(html)
        for entry in entries(page.toc):
            entry.title = answers.in_words(entry.title)
        if page.title:
            page.title = answers.in_words(page.title)
        if answers.page.path in self._reports:
            self.pages.articles[answers.page.path] = article
        return article

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Show a shell's section as the one where the reader is, and give the page its frame."""
        self._shells.prepare(page, nav)
        return self._framed(context, nav, page)

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give the page for an address that is not there its frame."""
        return self._framed(context, context["nav"], None)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Keep a shell instead of writing it, and note what the page asks of the stylesheet."""
        self._contents.classes |= classes_of(output)
        return self._shells.keep(page, output)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the generated pages and the data files, then let the new site take the old one's place."""
        if self.preview:
            self.preview.take(self.pages, self._contents)
            self._environment.close()
            return
        writer = Writer(Path(config.site_dir), table_of(self.pages))
        made = 0
        for address, content in counted(self._contents.pages(), "dựng trang"):
            made += 1
            writer.write(address, content())
        try:
            for address, content in counted(self._contents.data(), "ghi tệp dữ liệu"):
                writer.write(address, content())
        except LayoutError as error:
            raise PluginError(f"Không đăng: không dàn được trang báo cáo. {error}.") from error
        for address, content in (self._contents.style(), *self._contents.ours()):
            writer.write(address, content())
        if self._offline:
            writer.write(offline.LIST, offline.offline_list(Path(config.site_dir), self.pages.day))
        if self._publication and not _strict_warnings(config):
            self._finish(self._publication)
            self.on_shutdown()
            config.site_dir = self._place
            tell_built(made, self._place, monotonic() - self._began)
        self._environment.close()
        log.info(ahead.in_words(ahead.turn_after(self.pages.register, self.pages.day), self.pages.day))

    def _refuse_errors(self) -> None:
        """Tell what is wrong, and end the build where something keeps the site from being published."""
        tell(grouped(self.site.problems))
        if has_errors(self.site.problems):
            count = sum(problem.severity is Severity.ERROR for problem in self.site.problems)
            raise PluginError(
                f"Không đăng: có {count} lỗi trong bản ghi hoặc trang (các dòng ở trên). Trang cũ giữ nguyên."
            )

    def _framed(self, context: Any, nav: Navigation, page: MkDocsPage | None) -> Any:
        context.update(levels=frame.levels(nav.items, page), foot=self._foot, day_line="")
        if page and page.file.src_uri in self._shells:
            context["day_line"] = DAY
        elif page and AS_OF in (page.content or ""):
            context["day_line"] = frame.day_line(self.pages.day)
        return context

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half made behind, and say in words what the system would not do."""
        made = self._publication.made if self._publication else None
        self.on_shutdown()
        if isinstance(error, TemplateNotFound):
            raise PluginError(
                f"Không đăng: không có khuôn “{error.name}” của giao diện; hãy xem lại theme.custom_dir."
                " Trang cũ giữ nguyên."
            ) from error
        if isinstance(error, OSError):
            raise PluginError(publishing.said_of(error, self._place, made)) from error
        if not self._serving:
            stop_in_words(error)

    def on_shutdown(self) -> None:
        """Remove the folder of a build that was not published, and let others build."""
        self._environment.close()
        if self._publication:
            self._publication.close()
            self._publication = None

    def _day(self, settings: Settings) -> SiteDay:
        """Return the day that the site speaks of, and let everything made that bears a time bear it."""
        self._environment.close()  # where a preview is built again, what was given to begin with holds
        try:
            day = site_day(settings.zone, self.preview.day if self.preview else None)
        except DayError as error:
            raise PluginError(f"Không đăng: {error}. Trang cũ giữ nguyên.") from error
        self._environment.enter_context(told_to_libraries(day.day))
        return day

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


def dialect_of(config: MkDocsConfig) -> Dialect:
    """Return the Markdown of a site as its settings name it."""
    return Dialect(tuple(config.markdown_extensions), config.mdx_configs)


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
