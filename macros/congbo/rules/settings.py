"""Settings: what mkdocs.yml must say for pages to be answered, checked and published as they were read."""

from collections.abc import Iterator, Mapping
from typing import Any

from congbo.pages.settings import DAYS_AHEAD, MOST_AHEAD, PLUGIN, Settings, is_days_ahead
from congbo.pages.zones import DEFAULT, UnknownZoneError, zone_named
from congbo.records.kinds import KINDS
from congbo.records.library import library, needs
from congbo.records.problems import Problem
from congbo.records.register import Register
from congbo.reports.macros import MACROS
from congbo.reports.site import written_address
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import nearest
from congbo.words.wording import count, first_of

ANSWERS = "congbo.site.macros"
_TOLD = 3
"""The module that gives the plugin `macros` its answers."""

WANTED: Mapping[str, tuple[object, str]] = {
    "render_by_default": (False, "false"),
    "on_undefined": ("strict", "strict"),
    "on_error_fail": (True, "true"),
}
"""What each option of the plugin `macros` must be, and how it is written."""


@tells("settings")
def settings(site: SiteToCheck) -> Iterator[Problem]:
    """The site's settings let pages be read as data: both plugins, their marks, folders and addresses."""
    found = (*_wrong(site.settings, site.register), *_without_front(site)) if site.settings.data else ()
    for keys, message in found:
        yield Problem(site.settings.path, *site.settings.place(*keys), "settings", message)


def _wrong(settings: Settings, register: Register) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield (keys, message) of each setting that cannot be."""
    data = settings.data
    directory_urls = data.get("use_directory_urls")
    if directory_urls is not None and directory_urls is not True:
        yield (
            ("use_directory_urls",),
            "“use_directory_urls” phải là true: địa chỉ của trang là thư mục",
        )
    if "site_url" in data and data["site_url"] is None:
        yield (
            ("site_url",),
            "“site_url” không có giá trị; ghi địa chỉ của trang, ví dụ https://congbo.example/ (lấy từ một"
            " biến như SITE_URL thì biến ấy đang trống: đặt giá trị, hoặc bỏ biến đi)",
        )
    theme = data.get("theme")
    name = theme.get("name") if isinstance(theme, Mapping) else theme
    if name != "material":
        yield ("theme",), f"“theme” phải là material (đang là '{name}')"
    yield from _wrong_plugins(settings)
    yield from _wrong_day(settings)
    if not isinstance(offline := settings.option("offline", False), bool):
        said = f"“offline” phải là true (cho lưu ngoại tuyến) hoặc false (đang là '{offline}')"
        yield ("plugins", PLUGIN, "offline"), said
    yield from _wrong_indicators(settings, register)
    if "footnotes" not in settings.dialect.extensions:
        yield ("markdown_extensions",), "“markdown_extensions” phải có “footnotes”, để chú thích được đánh số"
    for name in settings.unknown:
        yield ("markdown_extensions",), f"không dùng được phần mở rộng Markdown “{name}” trên máy này"
    extra = data.get("extra")
    for key in extra if isinstance(extra, Mapping) else ():
        if key in MACROS:
            yield ("extra", str(key)), f"“extra” không được có khoá “{key}” vì đó là tên một lệnh"


def _without_front(site: SiteToCheck) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the sections with public records whose front the site leaves out: their pages lead there."""
    fronts = {written_address(source.path) for source in site.sources}
    held = {type(record) for record in site.register.records if record.public}
    sections = dict.fromkeys(kind.section for kind in KINDS if kind.model in held)
    for section in sections:
        if section.address not in fronts:
            yield (
                ("exclude_docs",),
                f"“exclude_docs” bỏ trang đầu của mục “{section.title}” ({section.address}), mà mục ấy có bản"
                " ghi được đăng và trang của chúng dẫn về đó; hãy bỏ dòng ấy, hoặc viết trang riêng",
            )


def _wrong_day(settings: Settings) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what is wrong with the options about the site's day."""
    try:
        zone_named(settings.option("zone", DEFAULT))
    except UnknownZoneError as error:
        yield ("plugins", PLUGIN, "zone"), str(error)
    if not is_days_ahead(days := settings.option("change_ahead", DAYS_AHEAD)):
        said = f"“change_ahead” phải là số ngày, từ 0 (không nhắc) đến {MOST_AHEAD} (đang là '{days}')"
        yield ("plugins", PLUGIN, "change_ahead"), said


def _wrong_indicators(settings: Settings, register: Register) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what is wrong with the option that names indicators of the library."""
    names = settings.option("indicators", [])
    place = ("plugins", PLUGIN, "indicators")
    if not isinstance(names, list):
        yield place, f"“indicators” phải là danh sách mã chỉ số có sẵn (đang là '{names}')"
        return
    for name in names:
        if name not in register.indicators and name not in library():
            meant = nearest(str(name), library())
            yield place, f"“indicators” nêu chỉ số không có sẵn: “{name}”.{f' {meant}' if meant else ''}"


@tells("indicator-not-offered")
def named_in_vain(site: SiteToCheck) -> Iterator[Problem]:
    """The indicators of the library that the settings name can be given to this site.

    What waits for records is one reminder: a site that begins names what it will count.
    """
    settings, register = site.settings, site.register
    names = settings.option("indicators", [])
    found = []
    for name in names if isinstance(names, list) else ():
        ours = library().get(name) if isinstance(name, str) else None
        if ours is None or name in register.indicators:
            continue
        stated = name in register.measures
        found.append(f"{name} ({'trang đã tự khai số liệu mang mã này' if stated else f'cần {needs(ours)}'})")
    if found:
        told = first_of(found, _TOLD, "chỉ số")
        message = f"“indicators” nêu {count(len(found))} chỉ số mà trang chưa có gì để tính: {told}"
        place = settings.place("plugins", PLUGIN, "indicators")
        yield Problem(settings.path, *place, "indicator-not-offered", message)


def _wrong_plugins(settings: Settings) -> Iterator[tuple[tuple[str, ...], str]]:
    plugins = settings.plugins
    for name in (PLUGIN, "macros"):
        if name not in plugins:
            yield ("plugins",), f"“plugins” còn thiếu “{name}”"
    if "macros" not in plugins:
        return
    macros = plugins["macros"]
    modules: Any = macros.get("modules") or ()
    if ANSWERS not in modules:
        yield ("plugins",), f"plugin “macros” phải có “modules: [{ANSWERS}]”"
    for option, (wanted, written) in WANTED.items():
        if macros.get(option) != wanted:
            yield ("plugins",), f"plugin “macros” phải có “{option}: {written}”"
    for option in macros:
        if option.startswith("j2_") or option == "force_render_paths":
            yield (
                ("plugins",),
                f"plugin “macros” không được có “{option}”: lệnh chỉ viết bằng {{{{ … }}}}",
            )
