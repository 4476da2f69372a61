"""Hand edits by chance: what editors do to imported records, and what must hold when the source comes again.

`tests/benchmarks/import_edits.py` runs it at length.
"""

import random
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pages_of_the_portal import random_record

from congbo.imports.existing import Existing, held
from congbo.imports.merging import KEPT
from congbo.imports.national import crawled
from congbo.imports.outcome import Action, Origin, Outcome
from congbo.imports.plan import Plan, planned
from congbo.records import frontmatter, writing
from congbo.records.editing import removed, replaced
from congbo.records.problems import Severity
from congbo.records.procedures import Procedure
from congbo.records.reader import read_record, read_site
from congbo.records.record import changing_keys
from congbo.records.stamps import DATED_LISTS, digest, latest, plain

Page = dict[str, str]
SOURCE = "Cổng để thử"
MACHINE = ("imported", "listed_on")
_TEXT = "Sửa tay {} lần"
CHANGED = (
    "yeu_cau_dieu_kien", "dia_chi_tiep_nhan", "co_quan_thuc_hien", "co_quan_phoi_hop",
    "co_quan_co_tham_quyen",
    "trinh_tu_thuc_hien", "cach_thuc_thuc_hien", "thanh_phan_ho_so", "can_cu_phap_ly", "ket_qua_xu_ly",
    "so_quyet_dinh", "ten_thu_tuc", "doi_tuong_thuc_hien", "thu_tuc_lien_quan", "loai_thu_tuc",
)  # fmt: skip


def imported(site: Path, pages: list[Page], day: date, *, told: bool = True) -> Plan:
    """Import pages of a day and write them."""
    entries = [crawled.read(page, f"dòng {number}") for number, page in enumerate(pages, 1)]
    plan = planned(Existing(read_site(site)), entries, Origin(SOURCE, day, told=told))
    for path, data in plan.files:
        writing.write(site / path, data)
    return plan


def newer(rng: random.Random, page: Page) -> Page:
    """Return a page with some of its parts as another has them."""
    other = random_record(rng, page["ma_thu_tuc"])
    other |= {
        "co_quan_thuc_hien": f"Trạm {rng.randint(1, 9)}",
        "co_quan_phoi_hop": f"Đội {rng.randint(1, 9)}",
    }
    other |= {
        "co_quan_co_tham_quyen": rng.choice(("", "Bộ Lạc đà")),
        "so_quyet_dinh": f"{rng.randint(1, 99)}/QĐ-B",
    }
    other |= {"thu_tuc_lien_quan": rng.choice(("", "Đua lạc đà", "Bán cỏ")), "loai_thu_tuc": rng.choice("AB")}
    keys = rng.sample(CHANGED, rng.randint(0, 5))
    return {**page, **{key: other[key] for key in keys}, "raw_text": ""}


class Edit:
    """The edits of one record, each a function of its bytes."""

    def __init__(self, rng: random.Random, site: Path, path: str) -> None:
        self.rng, self.site, self.path = rng, site, path
        self.touched: set[str] = set()

    @property
    def data(self) -> dict[str, Any]:
        """The front matter as it is typed."""
        return held(self.site, self.path).data

    def write(self, key: str, value: Any) -> None:
        """Write a key as an editor does, None to take it out."""
        file = self.site / self.path
        raw = file.read_bytes()
        file.write_bytes(removed(raw, (key,)) if value is None else replaced(raw, (key,), value))
        self.touched.add(key)

    def value(self) -> None:
        """Change a value: a text, an item of a list, a part of a case."""
        key = self.rng.choice([key for key in self.data if key not in (*MACHINE, "field", "code")])
        self.write(key, _changed(self.rng, self.data[key]))

    def remove(self) -> None:
        """Take a key out."""
        keys = [key for key in self.data if key not in (*MACHINE, "name", "field", "code")]
        if keys:
            self.write(self.rng.choice(keys), None)

    def part_of_authority(self) -> None:
        """Change one name of those who decide and handle."""
        held_now = latest(Procedure, "authority", plain(self.data.get("authority", {})))
        if isinstance(self.data.get("authority"), dict) and held_now:
            name = self.rng.choice(list(held_now))
            self.write("authority", {**held_now, name: _TEXT.format(self.rng.randint(0, 99))})
            self.touched = (self.touched - {"authority"}) | {f"authority.{name}"}

    def add(self) -> None:
        """Add a key that the source has not."""
        self.write("summary", _TEXT.format(self.rng.randint(0, 99)))

    def shuffle(self) -> None:
        """Put the items of a list in another order."""
        lists = [key for key, one in self.data.items() if isinstance(one, list) and len(one) > 1]
        keys = [
            key for key in lists if key not in (*MACHINE, *DATED_LISTS) and "since" not in str(self.data[key])
        ]
        if keys:
            key = self.rng.choice(keys)
            self.write(key, self.rng.sample(self.data[key], len(self.data[key])))

    def comment(self) -> None:
        """Write a comment above a key, or within the lines of its value."""
        file = self.site / self.path
        lines = file.read_text("utf-8").split("\n")
        fence = lines.index("---", 1)
        at = self.rng.randrange(1, fence + 1)
        if re.match(r"[a-z_]+:|- |---", lines[at]):
            if lines[at].startswith("- "):
                key = next(line for line in lines[at::-1] if re.match("[a-z_]+:", line)).split(":")[0]
                if key in MACHINE:
                    return
                self.touched.add(key)
            lines.insert(at, "# người sửa ghi ở đây")
            file.write_text("\n".join(lines), "utf-8")

    def body(self) -> None:
        """Write a text below the keys."""
        file = self.site / self.path
        file.write_bytes(file.read_bytes() + "\nLời của người sửa.\n".encode())

    def draft(self) -> None:
        """Take the record out of the public."""
        self.write("publication", "dự thảo")

    def rename(self) -> None:
        """Give the file another name, in another folder."""
        path = f"records/procedures/doi-ten-{self.rng.randint(0, 10**9)}.md"
        (self.site / self.path).rename(self.site / path)
        self.path = path

    def code(self) -> None:
        """Mend the code, as the agency writes it or another one."""
        self.write(
            "code", self.rng.choice((f"{self.data['code']}.H99", f"8.{self.rng.randint(100000, 999999)}"))
        )

    def windows(self) -> None:
        """Save the file as an editor on Windows does."""
        file = self.site / self.path
        file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


EDITS: tuple[Callable[[Edit], None], ...] = (
    Edit.value, Edit.value, Edit.value, Edit.remove, Edit.part_of_authority, Edit.add, Edit.shuffle,
    Edit.comment, Edit.body, Edit.draft, Edit.rename, Edit.code, Edit.windows,
)  # fmt: skip


def _changed(rng: random.Random, value: Any) -> Any:
    if isinstance(value, dict):
        name = rng.choice(
            [key for key in value if key not in ("id", "method", "unit", "since")] or list(value)
        )
        return {**value, name: _changed(rng, value[name])}
    if isinstance(value, list):
        at = rng.randrange(len(value))
        if len(value) > 1 and rng.random() < 0.3:
            return [*value[:at], *value[at + 1 :]]
        return [*value[:at], _changed(rng, value[at]), *value[at + 1 :]]
    return str(int(value) + 1) if str(value).isdigit() else _TEXT.format(rng.randint(0, 99))


def edited(rng: random.Random, site: Path, path: str) -> Edit | None:
    """Edit a record by hand; None where the edit made it wrong, which an editor would have been told."""
    edit = Edit(rng, site, path)
    file, before = site / path, (site / path).read_bytes()
    for act in rng.sample(EDITS, rng.randint(0, 3)):
        act(edit)
    problems = read_record((site / edit.path).read_bytes(), edit.path)[1]
    if any(one.severity is Severity.ERROR for one in problems):
        (site / edit.path).unlink()
        file.write_bytes(before)
        return None
    return edit


def tree(site: Path) -> Mapping[str, bytes]:
    """Return every file of a site."""
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def hold(seed: int, site: Path, procedures: int, rounds: int) -> int:
    """Import, edit, import again, import newer files; return how many records were edited. Asserts."""
    rng = random.Random(seed)
    day, count = date(2026, 1, 1), 0
    pages = [newer(rng, random_record(rng, f"9.{number:06d}")) for number in range(1, procedures + 1)]
    imported(site, pages, day)
    for _ in range(rounds):
        paths = {
            one.code: one.path
            for one in Existing(read_site(site)).reading.records
            if isinstance(one, Procedure)
        }
        edits = {code: edit for code, path in paths.items() if (edit := edited(rng, site, path))}
        count += sum(bool(edit.touched) for edit in edits.values())
        before = tree(site)
        _same(seed, imported(site, pages, day), pages, edits, before, site)
        pages = [newer(rng, page) for page in pages]
        before_data = {edit.path: edit.data for edit in edits.values()}
        before_stamps = {path: _own(data) for path, data in before_data.items()}
        raw = tree(site)
        day += timedelta(days=rng.choice((0, 1, 30)))
        plan = imported(site, pages, day)
        assert not plan.of(Action.REFUSED), (seed, plan.of(Action.REFUSED))
        assert not plan.of(Action.CREATED), (seed, plan.of(Action.CREATED)[0].path)
        _newer(seed, plan, pages, before_data, before_stamps, raw, site)
        after = tree(site)
        imported(site, pages, day)
        assert tree(site) == after, f"{seed}: a second run of the same file changed something"
    return count


def _own(data: Mapping[str, Any]) -> dict[str, str]:
    return dict(data["imported"][0].get("values", {}))


def _same(
    seed: int,
    plan: Plan,
    pages: list[Page],
    edits: Mapping[str, Edit],
    before: Mapping[str, bytes],
    site: Path,
) -> None:
    assert tree(site) == before, f"{seed}: the same file changed a hand edit"
    told = {one.path: {change.key for change in one.changes} for one in plan.outcomes}
    said = {one.path: crawled.read(page, "").values for one, page in zip(plan.outcomes, pages, strict=True)}
    for edit in edits.values():
        data = edit.data
        for key in edit.touched:
            name, _, part = key.partition(".")
            stamps = {
                one: stamp
                for one, stamp in _own(data).items()
                if one in (key, name) or one.startswith(f"{key}.")
            }
            gone = name not in data and name not in said.get(edit.path, {})
            if not stamps or gone or (name in ("unplaced", "sources", "authority") and not part):
                continue
            whole = plain(data.get(name, ""))
            now = latest(Procedure, name, whole)[part] if part else whole
            if digest(now) == stamps.get(key):
                continue  # put back, or a comment
            assert told.get(edit.path, set()) & {key, name}, (
                f"{seed}: {edit.path}: {key} was edited and not told"
            )


def _newer(
    seed: int, plan: Plan, pages: list[Page], before: Mapping[str, Mapping[str, Any]],
    stamps: Mapping[str, Mapping[str, str]], raw: Mapping[str, bytes], site: Path,
) -> None:  # fmt: skip
    by_path: dict[str, Outcome] = {one.path: one for one in plan.outcomes}
    for number, outcome in enumerate(plan.outcomes):
        assert outcome.path in by_path
        if outcome.path not in before:
            continue
        old, own = before[outcome.path], stamps[outcome.path]
        new = held(site, outcome.path).data
        incoming = plain({**crawled.read(pages[number], "").values})
        kept = {change.key for change in outcome.changes if change.how in KEPT}
        where = f"{seed}: {outcome.path}"
        for note in outcome.conflicts:
            assert "“" in note.said, where
        for key in old:
            if key in MACHINE or key in ("unplaced", "sources"):
                continue
            if isinstance(latest(Procedure, key, plain(old[key])), dict):
                _group(where, key, old, new, incoming.get(key, {}), own, kept)
                continue
            was, now = plain(old[key]), plain(new.get(key, ""))
            if digest(was) != own.get(key):
                moved = key in ("processing_time", "fees", "channels")
                assert was == now or moved, f"{where}: the hand edit of {key} is gone"
                if key in incoming and key in own and latest(Procedure, key, was) != incoming[key]:
                    assert key in kept, f"{where}: the conflict at {key} is not told"
            elif key in incoming and key not in kept:
                assert _last(latest(Procedure, key, now)) == _last(incoming[key]), (
                    f"{where}: {key} did not follow"
                )
                if now != was and isinstance(was, list) and key in (*DATED_LISTS, *changing_keys(Procedure)):
                    assert now[: len(was) - 1] == was[: len(was) - 1] or key not in DATED_LISTS, where
        comments = raw[outcome.path].count("# người sửa".encode())
        assert (site / outcome.path).read_bytes().count("# người sửa".encode()) == comments, (
            f"{where}: a comment is gone"
        )
        for item in incoming.get("unplaced", []):
            if digest(item) not in own.get("unplaced", ""):
                assert item in new.get("unplaced", []), f"{where}: {item} is lost"
        body = frontmatter.split(raw[outcome.path].decode().replace("\r\n", "\n"))
        assert body is not None
        assert (site / outcome.path).read_text("utf-8").replace("\r\n", "\n").endswith(body[1]), where


def _last(value: Any) -> Any:
    return value[-1] if isinstance(value, list) and len(value) == 1 and isinstance(value[-1], dict) else value


def _group(
    where: str, key: str, old: Mapping[str, Any], new: Mapping[str, Any], incoming: Mapping[str, Any],
    own: Mapping[str, str], kept: set[str],
) -> None:  # fmt: skip
    was = latest(Procedure, key, plain(old[key]))
    now = latest(Procedure, key, plain(new[key]))
    for name, value in was.items():
        path = f"{key}.{name}"
        if path in own and digest(value) != own[path]:
            assert now[name] == value, f"{where}: the hand edit of {path} is gone"
            assert path in kept or incoming.get(name) == value, f"{where}: the conflict at {path} is not told"
        elif path in own and name in incoming and not {path, key} & kept:
            assert now[name] == incoming[name], f"{where}: {path} did not follow"
