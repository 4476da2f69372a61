"""Offline: which files a reader may keep on a device, so as to read the register without a network.

Off unless a site asks for it. The list bears the day that the pages speak of and a mark of their content:
a copy that is kept always says of which day it is, and another content is another copy.
"""

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Any

from congbo.export.plain import encoded
from congbo.site.manifest import walk

LIST, WORKER = "du-lieu/ngoai-tuyen.json", "ngoai-tuyen.js"
"""The list and the program that answers without a network, which must stand above all that it answers for."""
FILES = (LIST, WORKER)

SCRIPTS = {"offline-worker.js": WORKER, "offline.js": "assets/congbo/offline.js"}
"""The scripts that only a site with copies has, by their file in the theme, with the address of each."""

PAGES = ("", "thu-tuc/", "linh-vuc/", "tro-giup/", "ngay-nghi/", "thay-doi/")
"""The pages that are kept, beside those of procedures and fields."""

_KEPT = re.compile(
    r"(?:thu-tuc|linh-vuc)/(?:[^/]+/)?index\.html"
    r"|thu-tuc/trang-\d+/index\.html"
    r"|assets/congbo/[^/]+\.(?:css|js|woff2)|assets/images/favicon\.\w+"
    r"|du-lieu/(?:tim-|van-ban-)[^/]*\.json"
)
_INDEX = "index.html"


def offline_list(folder: Path, day: date) -> bytes:
    """Return the list of the files of a finished site that a copy holds, with their number of bytes."""
    names = [name for name, is_folder in walk(folder) if not is_folder and _kept(name)]
    mark, size = hashlib.sha256(), 0
    for name in names:
        content = (folder / name).read_bytes()
        mark.update(f"{name}\0{len(content)}\0".encode())
        mark.update(content)
        size += len(content)
    data: dict[str, Any] = {
        "version": mark.hexdigest()[:16],
        "day": day.isoformat(),
        "bytes": size,
        "files": [name.removesuffix(_INDEX) if name.endswith(_INDEX) else name for name in names],
    }
    return encoded(data)


def _kept(name: str) -> bool:
    return bool(_KEPT.fullmatch(name)) or (name.endswith(_INDEX) and name.removesuffix(_INDEX) in PAGES)
