"""New site: the files of a site to begin with, made of what its agency is. `congbo init` writes them.

The texts stand in `site_files/`. What they hold beside the agency's own names are examples: records that are
drafts, so that they are published nowhere and counted in nothing, and an illustrative report.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template

from congbo.law.regimes import Regime, ReportingPeriod
from congbo.pages.zones import zone_named
from congbo.records import emitting
from congbo.records.library import library
from congbo.records.quoting import on_one_line
from congbo.records.regimes import regimes_of
from congbo.reports import outlines
from congbo.words.spelling import fold

TEXTS = files("congbo.cli") / "site_files"
COMMITTEE = "Ủy ban nhân dân"
GOVERNMENT = ("CP", "Chính phủ", "CP")
"""The id, name and symbol of what stands above ministries and provinces."""
TOPICS = {"cchc": "Cải cách hành chính", "pbgdpl": "Phổ biến, giáo dục pháp luật"}
"""The fields by which indicators of the library count documents, with their names."""
FRIDAY = 4
FORGES = ("github", "gitlab", "none")
_PUBLISHING = {
    "github": "Kho trên GitHub: mỗi lần ghi vào nhánh `main` và mỗi đêm, trang được kiểm tra, dựng và đăng"
    " (`.github/workflows/publish.yml`). Lần đầu, vào Settings, Pages, chọn Source: GitHub Actions.",
    "gitlab": "Kho trên GitLab: mỗi lần ghi vào nhánh chính, trang được kiểm tra, dựng và đăng"
    " (`.gitlab-ci.yml`). Để dựng lại mỗi đêm, vào Build, Pipeline schedules, thêm lịch `5 0 * * *`.",
    "none": "Trang là một thư mục tệp tĩnh: chép `site/` lên máy chủ web bất kỳ, và dựng lại mỗi đêm: có điều"
    " chỉ đúng từ một ngày nào đó.",
}
_PIPELINES = {
    "github": (".github/workflows/publish.yml", ".github"),
    "gitlab": (".gitlab-ci.yml", ".gitlab"),
}
"""The pipeline of a forge, and the folder in which it looks for who owns which file."""
_AS_MARKDOWN = re.compile(r"[\[\]*_~#!&]")
"""What a name may hold that Markdown would take for more than a letter."""


@dataclass(frozen=True, slots=True)
class AgencyKind:
    """A kind of agency: what it is called, and what a site of one begins with.

    `units` are what a committee is of, empty for an agency that is none; `outline`, `regime` and `level` say
    which report it begins, `library` which groups of the library's indicators it chooses.
    """

    id: str
    label: str
    units: tuple[str, ...]
    works_at: str
    outline: str
    regime: str
    level: str = ""
    library: tuple[str, ...] = ()


_INDEX, _OF_MINISTRIES = "766-", "-cap-bo"
"""What the indicators of Quyết định 766/QĐ-TTg begin with, and those of ministries alone end with."""

_COMMUNE = ("Cấp xã", "mot-cua", "nd09", "", ("mot-cua", "kstthc"))
_ABOVE = ("cchc", "cchc", "bộ, tỉnh", ("cchc", "kstthc", _INDEX))
KINDS: dict[str, AgencyKind] = {
    kind.id: kind
    for kind in (
        AgencyKind("so", "sở, ban, ngành cấp tỉnh", (), "Cấp tỉnh", "cchc", "cchc", "", ("cchc", "kstthc")),
        AgencyKind("xa", "xã", ("xã",), *_COMMUNE),
        AgencyKind("phuong", "phường", ("phường",), *_COMMUNE),
        AgencyKind("dac-khu", "đặc khu", ("đặc khu",), *_COMMUNE),
        AgencyKind("bo", "bộ, cơ quan ngang bộ", (), "Cấp bộ", *_ABOVE),
        AgencyKind("tinh", "tỉnh, thành phố", ("tỉnh", "thành phố"), "Cấp tỉnh", *_ABOVE),
    )
}
PROVINCE = KINDS["tinh"]


@dataclass(frozen=True, slots=True)
class Committee:
    """The committee (Ủy ban nhân dân) of a unit: `xã`, and the unit's own name."""

    unit: str
    place: str

    @property
    def name(self) -> str:
        """The full name, as it stands on the letterhead."""
        return f"{COMMITTEE} {self.unit} {self.place}"


def committee(text: str, units: tuple[str, ...], option: str) -> Committee:
    """Return the committee that a text names, typed in full, as “UBND …” or by the unit alone.

    Raises ValueError in words: the name of the unit is never guessed.
    """
    words = text.split()
    folded = [fold(word) for word in words]
    if folded[:1] == ["ubnd"]:
        words = words[1:]
    elif folded[:4] == fold(COMMITTEE).split():
        words = words[4:]
    if words and fold(words[0]).rstrip(".") == "tp":
        words = ["thành", "phố", *words[1:]]
    for unit in units:
        size = len(unit.split())
        if " ".join(words[:size]).casefold() == unit and words[size:]:
            return Committee(unit, " ".join(words[size:]))
    forms = " hoặc ".join(f"“{COMMITTEE} {unit} …”" for unit in units)
    raise ValueError(f"{option} phải có dạng {forms}, đủ tên riêng (đang là '{text}')")


@dataclass(frozen=True)
class NewSite:
    """A site to begin: what the agency is, and where and when. `superior` is empty below the government.

    `name` is the full name with the place, `short` the name as the agency says it of itself.
    """

    kind: AgencyKind
    name: str
    short: str
    symbol: str
    place: str
    superior: Committee | None
    zone: str
    url: str
    forge: str
    day: date

    @property
    def agency(self) -> str:
        """The id of the agency's own record."""
        if self.kind.units:
            return f"UBND-{self.kind.id.upper()}"
        return "".join(sign for sign in fold(self.symbol).upper() if sign.isalnum())

    @cached_property
    def period(self) -> ReportingPeriod:
        """The period of the agency's regime that runs, the shortest of several."""
        return running(regimes_of()[self.kind.regime], self.day)

    @property
    def indicators(self) -> list[str]:
        """The indicators of the library that an agency of the kind has, in the order of the outlines."""
        groups = [outlines.shipped()[one].figures for one in self.kind.library if one in outlines.shipped()]
        found = dict.fromkeys(id_ for figures in groups for id_ in figures if id_ in library())
        index = [id_ for id_ in library() if id_.startswith(_INDEX)] if _INDEX in self.kind.library else []
        of_ministries = {id_ for id_ in index if id_.endswith(_OF_MINISTRIES)}
        others = {id_.removesuffix(_OF_MINISTRIES) for id_ in of_ministries}
        left_out = others if self.kind.id == "bo" else of_ministries
        return [*found, *(id_ for id_ in index if id_ not in left_out)]

    @property
    def _values(self) -> dict[str, str]:
        year = self.day.year - 1  # an example lies in no future
        moment = datetime.combine(self.day, time(0, 5), zone_named(self.zone)).astimezone(UTC)
        return {
            "name": self.name,
            "site_name": self.site_name,
            "description": f"Thủ tục hành chính và báo cáo của {self.name}.",
            "url": self.url,
            "address": self.url.rstrip("/"),
            "zone": self.zone,
            "cron": f"{moment.minute} {moment.hour} * * *",
            "agency": self.agency,
            "superior": "UBND-TINH" if self.superior else self.agency,
            "unit": self.short,
            "decides": self.name,
            "level": self.kind.works_at,
            "year": str(year),
            "planned": _working_day(date(year, 1, 15)).isoformat(),
            "decided": _working_day(date(year, 2, 15)).isoformat(),
            "indicators": "\n".join(f"        - {id_}" for id_ in self.indicators),
            "publishing": f"\n## Đăng\n\n{_PUBLISHING[self.forge]}",
        }

    @property
    def site_name(self) -> str:
        """What the site is called."""
        return f"Thủ tục và báo cáo – {self.name}"

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of every file of the site but the report's page."""
        plain = self._values
        texts = ("site_name", "description", "unit", "decides")
        quoted = {key: json.dumps(plain[key], ensure_ascii=False) for key in texts}
        yield "mkdocs.yml", _filled(TEXTS / "mkdocs.yml", plain | quoted)
        yield "docs/index.md", _filled(TEXTS / "index.md", plain | quoted)
        written = {key: _AS_MARKDOWN.sub(r"\\\g<0>", plain[key]) for key in ("name", "site_name")}
        yield "README.md", _filled(TEXTS / "README.md", plain | written)
        yield ".gitignore", _filled(TEXTS / "gitignore", plain)
        yield "requirements.txt", f"congbo=={version('congbo')}\n"
        if self.forge in _PIPELINES:
            pipeline, folder = _PIPELINES[self.forge]
            yield pipeline, _filled(TEXTS / f"{self.forge}.yml", plain)
            owned = {"pipeline": pipeline.ljust(len("records/indicators/"))}
            yield f"{folder}/CODEOWNERS", _filled(TEXTS / "codeowners", owned)
        for id_, keys in self._organisations():
            yield f"records/organisations/{id_}.md", emitting.record(keys)
        for id_, name in TOPICS.items():
            yield f"records/fields/{id_}.md", emitting.record({"name": name})
        for path, text in _below(TEXTS / "records", "records"):
            yield path, _filled(text, plain | {key: on_one_line(plain[key]) for key in texts})

    def _organisations(self) -> Iterator[tuple[str, dict[str, str]]]:
        yield (
            self.agency,
            {
                "name": self.name,
                "short_name": self.short,
                **({} if self.kind.units or self.short == self.name else {"long_name": self.short}),
                "symbol": self.symbol,
                "parent": "UBND-TINH" if self.superior else GOVERNMENT[0],
            },
        )
        if self.superior:
            name, unit = self.superior.name, self.superior.unit
            above = {"symbol": "UBND", "parent": GOVERNMENT[0]}
            yield "UBND-TINH", {"name": name, "short_name": f"UBND {unit}", **above}
        yield GOVERNMENT[0], {"name": GOVERNMENT[1], "symbol": GOVERNMENT[2]}


def running(regime: Regime, day: date) -> ReportingPeriod:
    """Return the shortest period of a regime that a day lies in; of no period, the last that has ended."""
    found = [regime.period(name, day.year + later) for name in regime.names for later in (-1, 0, 1)]
    periods = [period for period in found if period is not None]
    around = [period for period in periods if period.start <= day <= period.end]
    if around:
        return min(around, key=lambda period: period.end - period.start)
    return max((period for period in periods if period.end < day), key=lambda period: period.end)


def _working_day(day: date) -> date:
    """Return a day, or the Monday after it."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > FRIDAY else 0)


def _filled(text: Traversable, values: dict[str, str]) -> str:
    return Template(text.read_text(encoding="utf-8")).substitute(values)


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        inner = f"{path}/{entry.name}"
        yield from _below(entry, inner) if entry.is_dir() else [(inner, entry)]
