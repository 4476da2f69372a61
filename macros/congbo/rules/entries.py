"""Entries: every file of docs/ as a page, a seal, an asset that something refers to, or a problem.

What is published is what this says: a file that only happens to lie in docs/ is not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel

from congbo.pages import references, shipped
from congbo.pages.docs_settings import PAGE_ENDINGS, DocsSettings
from congbo.pages.page import address_of
from congbo.pages.reading import Reading
from congbo.records import frontmatter, names
from congbo.records.entries import content, listed
from congbo.records.kinds import KINDS, Kind, sections
from congbo.records.placing import belonging
from congbo.records.problems import Problem, has_errors
from congbo.records.reader import keys_of
from congbo.records.record import Record
from congbo.reports.report import is_report
from congbo.reports.report_meta import ReportMeta
from congbo.reports.seals import SUFFIX
from congbo.reports.site import DOCS, written_address
from congbo.reports.written_page import PageSource, read_page
from congbo.rules.rulebook import own_rule

_WEB = re.compile(
    r"apng|avif|bmp|css|eot|gif|ico|jpe?g|js|map|mjs|mp[34]|ogg|otf|png|svg|ttf|wasm|wav|web[mp]"
    r"|webmanifest|woff2?"
)
"""The endings of what pages are made with: unused, they are a thing forgotten and no draft."""

_HEAD_KEYS = ("date", "icon", "publication", "search", "status", "subtitle", "tags", "template")
_PAGE_KEYS = frozenset({*ReportMeta.model_fields, *_HEAD_KEYS})
"""The keys that a page may have at its head, or an editor may think that it may."""

_NO = frozenset({"false", "no", "không", "off", "0", ""})
_KEPT_BACK = frozenset({"draft", "nháp", "dự thảo", "private", "internal", "nội bộ"})


TOLD = tuple(
    own_rule(id_)
    for id_ in (
        "file-name",
        "hidden-entry",
        "orphan-page",
        "page-publication",
        "record-in-docs",
        "stray-file",
        "unused-asset",
    )
)
"""The rules that are told here."""


@dataclass(frozen=True)
class Docs:
    """The files of docs/. `pages` and `seals` are bytes by path from the site's root, in path order."""

    root: Path
    settings: DocsSettings
    pages: dict[str, bytes]
    seals: dict[str, bytes]
    files: tuple[str, ...]
    problems: tuple[Problem, ...]

    @cached_property
    def written(self) -> tuple[PageSource, ...]:
        """Every page as it is written, and those that the package adds."""
        own = (read_page(raw, path) for path, raw in self.pages.items())
        added = shipped.added(self.pages, self.settings)
        return tuple(sorted((*own, *added), key=lambda source: source.path.split("/")))

    @cached_property
    def sources(self) -> tuple[PageSource, ...]:
        """The pages without those that are records in the wrong place."""
        return tuple(source for source in self.written if source.shipped or misplaced(source) is None)


def read_docs(root: Path, settings: DocsSettings, *, drafts: bool = False) -> Docs:
    """Read the files of docs/; `drafts` are read for a preview only."""
    listing = listed(root, DOCS, shown=settings.shown, excluded=settings.excluded)
    problems = [*settings.problems, *listing.problems, *_of_theme(root, settings)]
    pages: dict[str, bytes] = {}
    seals: dict[str, bytes] = {}
    files: list[str] = []
    for path in listing.files:
        inner = path.removeprefix(f"{DOCS}/")
        if settings.is_used(inner) or (settings.is_draft(inner) and not drafts):
            continue
        if settings.left_out(inner):
            message = f"không đăng gì trong {DOCS}/templates; hãy chuyển tệp sang thư mục khác"
            problems.append(Problem(path, 1, 1, "hidden-entry", message))
        elif path.endswith((".md", SUFFIX)):
            raw = content(root, path)
            if isinstance(raw, Problem):
                problems.append(raw)
            else:
                (pages if path.endswith(".md") else seals)[path] = raw
        elif names.ending(path.rpartition("/")[2]) in PAGE_ENDINGS or path.lower().endswith(".md.txt"):
            message = f"trang phải là tệp có đuôi “.md” (đang là '{path.rpartition('/')[2]}')"
            hint = names.renamed(path.rpartition("/")[2], "trang")
            problems.append(Problem(path, 1, 1, "file-name", message, hint))
        else:
            files.append(path)
    return Docs(root, settings, pages, seals, tuple(files), tuple(problems))


def _of_theme(root: Path, settings: DocsSettings) -> Iterator[Problem]:
    """Yield what no theme can need of the site's own theme folder, whose files are published with it."""
    if not settings.theme or settings.theme.startswith(".."):
        return
    listing = listed(root, settings.theme)
    yield from (problem for problem in listing.problems if problem.rule != "hidden-entry")
    for path in listing.files:
        if names.ending(path.rpartition("/")[2]) in names.OFFICE:
            yield _not_published(path)


def misplaced(source: PageSource) -> Kind | None:
    """Return the kind of record that a page's front matter is of, if it is one's and no page's.

    It is where all keys that a kind needs are there, or two that no page has.
    """
    keys = set(source.data)
    if not keys or _required(ReportMeta) <= keys:
        return None
    own = {kind: keys & set(keys_of(kind.model)) - _PAGE_KEYS for kind in KINDS}
    complete = {kind for kind in KINDS if _required(kind.model) - kind.given.keys() <= keys}
    fits = [kind for kind in KINDS if len(own[kind]) > 1 or (own[kind] and kind in complete)]
    return max(fits, key=lambda kind: len(own[kind]), default=None)


def _required(model: type[BaseModel]) -> set[str]:
    """Return the keys that must be typed in a record or a page."""
    return {key for key in keys_of(model) if model.model_fields[key].is_required()} - {"id"}


def misplaced_records(docs: Docs) -> Iterator[Problem]:
    """A record lies in records/: in docs/ it would be published as a page, whatever it says of itself."""
    for source in docs.written:
        if not source.shipped and (kind := misplaced(source)):
            message = (
                f"đây là một bản ghi ({kind.name}), không phải một trang, nhưng sẽ được đăng như một trang;"
                " hãy chuyển vào đúng thư mục của nó trong records"
            )
            _, folder = belonging(source.data)
            hint = f"Hãy chuyển tệp sang {folder}" if folder.startswith("records/") else ""
            yield Problem(source.path, 1, 1, "record-in-docs", message, hint)


def kept_back(docs: Docs) -> Iterator[Problem]:
    """A page of docs/ is published: no key at its head keeps it back."""
    for source in docs.sources:
        for key in ("publication", "draft", "published", "status", "visibility"):
            value = source.data.get(key)
            said = value.strip().lower() if isinstance(value, str) else ""
            no = said in _NO
            keeps = {"publication": True, "draft": not no, "published": no}.get(key, said in _KEPT_BACK)
            if value is None or not keeps or is_report(source):
                continue  # a report's head is checked key by key
            place = frontmatter.locate(source.text)[key,][0]
            message = (
                f"dòng “{key}” không giữ trang này lại: mọi trang trong {DOCS} đều được đăng; hãy xoá dòng"
                " này, hoặc ghi tên trang vào “exclude_docs” trong mkdocs.yml để chưa đăng"
            )
            yield Problem(source.path, *place, "page-publication", message)


@dataclass(frozen=True, slots=True)
class Published:
    """What is published of docs/ beside its pages, and what is told of all else."""

    assets: frozenset[str]
    problems: tuple[Problem, ...]


def published(
    docs: Docs, readings: Mapping[str, Reading], records: Iterable[Record], broken: Iterable[str] = ()
) -> Published:
    """Return the assets that pages, public records or the site's head refer to, and the problems.

    What a page with errors or a record that is `broken` may refer to is not told: the page or record is.
    """
    referred = _referred(docs, readings, records)
    assets = {path for path in docs.files if _inner(path) in referred}
    problems = [*misplaced_records(docs), *kept_back(docs), *_unlinked(docs, referred)]
    raws = [raw for path in broken if isinstance(raw := content(docs.root, path), bytes)]
    texts = [raw.decode("utf-8", "replace") for raw in raws]
    texts += [source.body for source in docs.sources if has_errors(source.problems)]
    for path in docs.files:
        name = path.rpartition("/")[2]
        if path not in assets and not any(name in references.readable(text) for text in texts):
            problems.append(_not_published(path))
    return Published(frozenset(assets), tuple(problems))


def _not_published(path: str) -> Problem:
    name = path.rpartition("/")[2]
    if _WEB.fullmatch(names.ending(name)):
        message = "không trang nào dùng tệp này nên không đăng; hãy dẫn tới nó từ một trang, hoặc xoá"
        return Problem(path, 1, 1, "unused-asset", message)
    what = f"tệp {names.OFFICE[names.ending(name)]}" if names.ending(name) in names.OFFICE else "tệp"
    message = (
        f"không trang nào dẫn tới {what} này nên không đăng; nếu để người đọc tải về thì hãy dẫn tới nó"
        " từ một trang, nếu là bản nháp hay ghi chú thì hãy chuyển ra ngoài thư mục docs"
    )
    return Problem(path, 1, 1, "stray-file", message)


def _unlinked(docs: Docs, referred: set[str]) -> Iterator[Problem]:
    """Yield the pages that no menu, no other page and no list of the site leads to."""
    for source in docs.sources:
        path = _inner(source.path)
        if _may_stand_alone(source, docs.settings) or path in referred:
            continue
        message = (
            "trang được đăng nhưng không có trong “nav” của mkdocs.yml và không trang nào dẫn tới; nếu là bản"
            " nháp thì ghi vào “exclude_docs”, nếu cố ý thì ghi vào “not_in_nav”"
        )
        yield Problem(source.path, 1, 1, "orphan-page", message)


def _may_stand_alone(source: PageSource, settings: DocsSettings) -> bool:
    """Tell whether readers come to a page without a link of another: by menu, by list, as a front."""
    path = _inner(source.path)
    fronts = {"index.md", "README.md", *(f"{section.address}index.md" for section in sections())}
    in_menu = settings.nav is None or path in settings.nav or source.shipped
    return in_menu or settings.not_in_nav.match_file(path) or is_report(source) or path in fronts


def _referred(docs: Docs, readings: Mapping[str, Reading], records: Iterable[Record]) -> set[str]:
    """Return the paths below docs/ that are referred to, those that these refer to included."""
    files = {_inner(path) for path in docs.files}
    alone = {_inner(s.path) for s in docs.sources if not _may_stand_alone(s, docs.settings)}
    sought = {_called(path) for path in files | alone}
    found = {path for path in files if docs.settings.asks_for(path)}
    for source in docs.sources:
        found |= _of_page(source, readings[source.path]) - {_inner(source.path)}
    for record in records if sought else ():
        words = references.words_of(record.body)
        if any(references.may_name(record.body, words, name) for name in sought):
            found |= references.of_body(record.body, address_of(record))
    unread = found & files
    while unread:
        path = unread.pop()
        raw = content(docs.root, f"{DOCS}/{path}")
        more = references.of_file(raw, path) if isinstance(raw, bytes) else set()
        unread |= (more & files) - found
        found |= more
    return found


def _called(path: str) -> str:
    """Return the word by which a link must name a file: a front is named by its folder."""
    folder, _, name = path.rpartition("/")
    return folder.rpartition("/")[2] if folder and name in ("index.md", "README.md") else name


def _of_page(source: PageSource, read: Reading) -> set[str]:
    """Return the paths below docs/ that a page asks for, in HTML that it may not type, too: that is told."""
    found = references.of_links((*read.links, *read.shown), _inner(source.path).rpartition("/")[0])
    return found | references.of_html(source.body, written_address(source.path)) if read.refused else found


def _inner(path: str) -> str:
    return path.removeprefix(f"{DOCS}/")
