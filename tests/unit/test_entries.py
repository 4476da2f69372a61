"""Every entry below records/ and docs/ is a record, a page, a seal, an asset that is asked for, or told."""

import errno
import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from test_cases import BASE

from congbo.records.entries import content, listed
from congbo.records.names import HARMLESS, leftover, meant, printable, unprintable
from congbo.records.problems import Problem, Severity
from congbo.records.reader import read_site
from congbo.reports.site import Site
from congbo.rules import check as checks

TODAY = date(2026, 11, 23)
TREES = 400
SECRET = "Mật: chưa công bố"
CONFIGURATION = """\
site_name: Mẫu
exclude_docs: |
  chua-dang*
  !.well-known
draft_docs: |
  nhap-thao*
nav:
  - Mẫu: bao-cao/mau.md
extra_css: [kieu/chung.css]
theme: {name: material, logo: hinh/bieu-trung.svg}
"""


@dataclass
class Tree:
    """A site that grows at random: what was put where, and which files of docs/ a page asks for."""

    root: Path
    random: random.Random
    asked: list[str] = field(default_factory=list)

    def file(self, path: str, text: str = SECRET) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(file):
            file.write_text(text, "utf-8")
        return file

    def folder(self, place: str) -> str:
        """Return a folder, new or not, of records/ or docs/."""
        own = {
            "records": ["plans/2024", "fields", "procedures/so-huu-tri-tue", "ke-hoach"],
            "docs": ["hinh", "a/b"],
        }
        below = self.random.choice([*own[place], "", f"moi-{self.random.randrange(9)}"])
        (self.root / place / below).mkdir(parents=True, exist_ok=True)
        return f"{place}/{below}".rstrip("/")

    def name(self) -> str:
        """Return a name that systems, programs and people give, with letters and an ending of its own."""
        stem = self.random.choice(
            ["46-KH-SKHCN-2024", "nhap", "Dự thảo", "a b", "index", "README", "Phụ lục"]
        )
        stem += self.random.choice(["", "", str(self.random.randrange(9)), " - Copy", " (1)", "_BASE_12"])
        ending = self.random.choice(
            "md txt docx xlsx pdf png svg css js html json csv bak md~ md.orig markdown MD zip lnk".split()  # noqa: SIM905
        )
        return self.random.choice(["", "", "", "", ".", "~$", "#", "Copy of "]) + f"{stem}.{ending}"

    def link(self, place: str, target: str) -> None:
        link = (
            self.root
            / self.folder(place)
            / f"lien-ket-{self.random.randrange(99)}{self.random.choice(['', '.md'])}"
        )
        if not os.path.lexists(link):
            link.symlink_to(target)


def grow_file(tree: Tree, place: str) -> None:
    tree.file(f"{tree.folder(place)}/{tree.name()}")


def grow_page_or_record(tree: Tree, place: str) -> None:
    number = tree.random.randrange(100, 200)
    publication = tree.random.choice(["", "publication: nội bộ\n", "publication: nháp\n", "draft: true\n"])
    head = tree.random.choice(
        [f"number: {number}/KH-SKHCN\nissuer: SKHCN\nissued: 2024-03-06\n", "title: Trang\n", ""]
    )
    text = f"---\n{head}{publication}---\n\n{SECRET}\n" if head or publication else f"# Trang\n\n{SECRET}\n"
    tree.file(f"{tree.folder(place)}/{number}-KH-SKHCN-2024.md", text)


def grow_asked(tree: Tree, place: str) -> None:
    name = tree.random.choice(["don.docx", "anh.png", "bang tinh.xlsx", "Quyết định (ký).pdf", "so-do.svg"])
    tree.file(f"docs/tep/{name}", "cho mọi người")
    link = tree.random.choice(["[Tệp](<{0}>)", "![Tệp]({1})", "[Tệp][t]\n\n[t]: {1}", '<img src="../{0}">'])
    page = f"tai-ve-{tree.random.randrange(99)}"
    if not (tree.root / f"docs/{page}.md").exists():
        tree.file(f"docs/{page}.md", f"# Tải về\n\n{link.format(f'tep/{name}', quote(f'tep/{name}'))}\n")
        tree.asked.append(f"docs/tep/{name}")


def grow_system_file(tree: Tree, place: str) -> None:
    tree.file(f"{tree.folder(place)}/{tree.random.choice(sorted(HARMLESS - {'.git'}))}")
    tree.file(
        f"{tree.folder(place)}/{tree.random.choice(['Thumbs.db', 'desktop.ini', '.git/config', '.x/y/z'])}"
    )


def grow_configured(tree: Tree, place: str) -> None:
    named = ["kieu/chung.css", "hinh/bieu-trung.svg", "robots.txt", ".well-known/security.txt"]
    silent = ["chua-dang.md", "chua-dang/x.docx", "a/chua-dang.txt", "nhap-thao.md", "nhap-thao.docx"]
    path = f"docs/{tree.random.choice(named)}"
    tree.file(path, "cho mọi người")
    tree.asked.append(path)
    tree.file(f"docs/{tree.random.choice(silent)}")


def grow_special(tree: Tree, place: str) -> None:
    pipe = tree.root / tree.folder(place) / f"ong{tree.random.choice(['', '.md'])}"
    if not os.path.lexists(pipe):
        os.mkfifo(pipe)


def grow_strange_name(tree: Tree, place: str) -> None:
    name = tree.random.choice(
        [b"h\xe0nh.md", "hai\ndòng.md".encode(), "rỗng\u200b.md".encode(), b"\x1b[31m.txt"]
    )
    folder = os.fsencode(tree.root / tree.folder(place))
    with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123 - bytes, not text
        file.write(SECRET.encode())


def grow_link(tree: Tree, place: str) -> None:
    (tree.root / "luu-tru/sau").mkdir(parents=True, exist_ok=True)
    tree.file(
        "luu-tru/300-KH-SKHCN-2024.md", "---\nnumber: 300/KH-SKHCN\nissuer: SKHCN\nissued: 2024-03-06\n---\n"
    )
    tree.file("luu-tru/sau/ghi-chu.txt")
    root, elsewhere = str(tree.root), str(tree.root.parent)
    inside = [
        "luu-tru",
        "luu-tru/sau",
        "luu-tru/300-KH-SKHCN-2024.md",
        "records",
        "docs",
        "docs/bao-cao",
        "records/plans",
    ]
    targets = [*(f"{root}/{path}" for path in inside), elsewhere, "/dev/null", "khong-co", ".", "..", root]
    tree.link(place, tree.random.choice(targets))


def grow_nothing(tree: Tree, place: str) -> None:
    (tree.root / tree.folder(place) / "trong" / "rong.md").mkdir(parents=True, exist_ok=True)


GROWTH: tuple[Callable[[Tree, str], None], ...] = (
    *(grow_file, grow_file, grow_page_or_record, grow_asked, grow_system_file, grow_configured),
    *(grow_special, grow_strange_name, grow_link, grow_link, grow_nothing),
)


def grown(root: Path, seed: int) -> Tree:
    shutil.copytree(BASE, root)
    (root / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    tree = Tree(root, random.Random(seed))
    for _ in range(tree.random.randrange(1, 16)):
        tree.random.choice(GROWTH)(tree, tree.random.choice(["records", "docs"]))
    return tree


def below(root: Path, place: str) -> Iterator[str]:
    """Yield the path of every entry that truly lies below a folder; of a link, the link itself."""
    for folder, folders, files in os.walk(root / place):
        for name in (*folders, *files):
            yield f"{Path(folder).relative_to(root).as_posix()}/{name}"


def and_above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]


def is_silent(path: str) -> bool:
    """Tell whether nothing need be said: by its name, or because mkdocs.yml says so."""
    parts = path.split("/")
    configured = parts[0] == "docs" and any(p.startswith(("chua-dang", "nhap-thao")) for p in parts)
    return configured or bool(HARMLESS & set(parts))


@pytest.mark.parametrize("part", range(8))
def test_every_entry_is_read_or_published_or_told(part: int, tmp_path: Path) -> None:
    for seed in range(part * TREES // 8, (part + 1) * TREES // 8):
        tree = grown(tmp_path / str(seed), seed)
        site = checks.read(tree.root, TODAY)
        assert_each_is_accounted_for(tree, site)
        assert_only_what_is_meant_is_published(tree, site)


def assert_each_is_accounted_for(tree: Tree, site: Site) -> None:
    told = {problem.path for problem in site.problems}
    used = {record.path for record in read_site(tree.root).records}
    used |= {source.path for source in site.sources} | site.assets
    through_links = {path for one in used | told for path in and_above(one)}
    for place in ("records", "docs"):
        for path in below(tree.root, place):
            entry = tree.root / path
            told_of = any(printable(one) in told for one in and_above(path))
            if entry.is_dir() and not entry.is_symlink():
                continue  # a folder is what it holds
            shown = path in used or (entry.is_symlink() and (path in through_links or nothing_in(entry)))
            seal = place == "docs" and path.endswith(".seal.json")
            assert shown or told_of or seal or is_silent(path), f"nobody speaks of {path!r}"


def nothing_in(entry: Path) -> bool:
    return entry.is_dir() and not [file for file in entry.rglob("*") if file.is_file()]


def assert_only_what_is_meant_is_published(tree: Tree, site: Site) -> None:
    """An asset was asked for; a page is a file of docs/ that is named like one; no name is of a leftover."""
    assert site.assets <= set(tree.asked)
    for path in (*site.assets, *(source.path for source in site.sources if not source.shipped)):
        names = path.split("/")
        assert (tree.root / path).is_file()
        assert not is_silent(path)
        assert not any(leftover(name) or unprintable(name) for name in names)
    for path in tree.asked:
        assert path in site.assets, f"{path} is asked for and would not be published"


@pytest.mark.parametrize("seed", range(40))
def test_record_counts_once_however_many_links_lead_to_it(seed: int, tmp_path: Path) -> None:
    some = random.Random(seed)
    store = tmp_path / "luu-tru"
    for path in ("300.md", "sau/301.md", "sau/hon/302.md"):
        file = store / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f"---\nnumber: {file.stem}/KH-SKHCN\nissuer: SKHCN\nissued: 2024-03-06\n---\n", "utf-8"
        )
    folder = tmp_path / "records/plans"
    folder.mkdir(parents=True)
    targets = ["", "sau", "sau/hon", "300.md", "sau/301.md", "sau/hon/302.md"]
    for number, target in enumerate(some.choices(targets, k=5)):
        (folder / f"{number}.md").symlink_to(store / target)
    reading = read_site(tmp_path)
    read = [os.path.realpath(tmp_path / record.path) for record in reading.records]
    assert read
    assert len(read) == len(set(read))
    told = {problem.path.split("/")[2] for problem in reading.problems if problem.rule == "link-target"}
    followed = {record.path.split("/")[2] for record in reading.records}
    assert told | followed == {f"{number}.md" for number in range(5)}


def test_record_behind_a_link_is_read_at_the_link(tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(BASE, root)
    plans = root / "records/plans"
    (root / "luu-tru").mkdir()
    (plans / "2024").rename(root / "luu-tru/2024")
    (plans / "2024").symlink_to("../../luu-tru/2024")
    assert [r.path for r in read_site(root).records] == [r.path for r in read_site(BASE).records]
    assert not read_site(root).problems


def refusing(monkeypatch: pytest.MonkeyPatch, number: int, *names: str) -> None:
    """Let the system refuse to open entries of these names: a test may run with every right."""
    scandir, access, read_bytes = os.scandir, os.access, Path.read_bytes

    def refuse(path: "os.PathLike[str] | str") -> None:
        if Path(path).name in names:
            raise OSError(number, os.strerror(number), str(path))

    def scan(path: "os.PathLike[str] | str") -> "os.ScandirIterator[str]":  # type: ignore[name-defined]
        refuse(path)
        return scandir(path)

    def read(self: Path) -> bytes:
        refuse(self)
        return read_bytes(self)

    denied = number == errno.EACCES
    monkeypatch.setattr(os, "scandir", scan)
    monkeypatch.setattr(
        os, "access", lambda p, mode: access(p, mode) and not (denied and Path(p).name in names)
    )
    monkeypatch.setattr(Path, "read_bytes", read)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.EMFILE, "đang mở quá nhiều tệp; hãy xem lại rồi chạy lại"),
        (errno.ENOMEM, "máy hết bộ nhớ; hãy xem lại rồi chạy lại"),
        (errno.EDOM, "hệ thống không mở được; hãy xem lại rồi chạy lại"),
    ],
)
def test_what_has_no_mend_of_its_own_is_told_with_the_reason_that_every_command_gives(
    number: int, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records/a.md").touch()
    refusing(monkeypatch, number, "a.md")
    told = content(tmp_path, "records/a.md")
    assert isinstance(told, Problem)
    assert told.message == f"không đọc được tệp này: {why}"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ENAMETOOLONG])
@pytest.mark.parametrize(
    "name", ["records", "plans", "2024", "46-KH-SKHCN-2024.md", "docs", "bao-cao", "mau.md"]
)
def test_what_cannot_be_opened_is_the_one_thing_told(
    name: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "site"
    shutil.copytree(BASE, root)
    refusing(monkeypatch, number, name)
    problems = checks.read(root, TODAY).problems
    wrong = [problem for problem in problems if problem.rule == "unreadable-entry"]
    assert wrong
    assert {Path(problem.path).name for problem in wrong} == {name}
    rest = {problem.rule for problem in problems} - {"unreadable-entry"}
    assert rest <= {"unknown-report"}  # figures that are stated in a report that nobody can read
    assert all(problem.severity is Severity.ERROR for problem in problems)


def test_folder_as_deep_as_a_system_allows_is_read_to_its_end(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    while len(str(folder)) < 3700:
        folder /= "a" * 50  # folders of one letter would be too many for what tidies up after tests
        folder.mkdir()
    (folder / "x.txt").write_text("x")
    assert [Path(path).name for path in listed(tmp_path, "records").files] == ["x.txt"]


@pytest.mark.parametrize("place", ["records", "docs"])
def test_folder_that_is_a_link_to_elsewhere_is_refused(place: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(BASE, root)
    (root / place).rename(tmp_path / "ngoai")
    (root / place).symlink_to(tmp_path / "ngoai")
    (wrong,) = (p for p in checks.read(root, TODAY).problems if p.rule == "link-target")
    assert wrong.path == place


LEFT = (
    *("~$x.docx", "x.md~", "#x.md#", "x.md.orig", "x.md.rej", "x.md.bak", "X.BAK", "x.md.swp", "x.tmp"),
    *(
        "Thumbs.db",
        "desktop.ini",
        "Desktop.ini",
        "Copy of x.md",
        "x - Copy.md",
        "x - Copy (2).docx",
        "copy.md",
    ),
    *(
        "x copy.md",
        "x copy 2.md",
        "x (1).md",
        "x(12).md",
        "Bản sao của x.md",
        "x - Sao chép.md",
        "~WRL0005.tmp",
    ),
    *("x_LOCAL_4711.md", "x.BACKUP.12.md", "x.sync-conflict-20240101-1.md", "x (conflicted copy 2024).md"),
    *("x.lnk", "x.crdownload", "x.gdoc", "__pycache__", "2024 - Copy", "Copy of 2024"),
)
MEANT = (
    *("46-KH-SKHCN-2024.md", "1.012353.md", "copyright.md", "ban-quyen-copy.svg", "index.md", "don (1).pdf"),
    *(
        "hinh (2).png",
        "ORIG.md",
        "base.md",
        "LOCAL.md",
        "bak.md",
        "template.md",
        "x.tmpl",
        "Văn bản (2).docx",
    ),
)


@pytest.mark.parametrize("name", LEFT)
def test_name_that_a_program_leaves_behind_is_known(name: str) -> None:
    assert leftover(name)


@pytest.mark.parametrize("name", MEANT)
def test_name_that_somebody_chose_is_no_leftover(name: str) -> None:
    assert leftover(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "46-KH.md",
        "46-KH (1).md",
        "46-KH - Copy.md",
        "Copy of 46-KH.md",
        "46-KH.md~",
        "46-KH.md.orig",
        "#46-KH.md#",
    ],
)
def test_copy_stands_for_the_record_that_it_is_a_copy_of(name: str) -> None:
    assert meant(name) == "46-KH"


def test_harmless_names_are_hidden_ones_only() -> None:
    assert all(name.startswith(".") for name in HARMLESS)
