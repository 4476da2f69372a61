"""Pictures: makes the three of the README from the built site: the register, a figure opened, the Word page.

    CONGBO_DAY=2026-11-30 mkdocs build -d /tmp/site
    python tests/benchmarks/pictures.py /tmp/site

Needs Chromium and LibreOffice. Writes `.github/pictures/` and says what the pictures weigh; more than 300 KB
in all is a failure. The same site, browser and fonts give the same pictures.
"""

import argparse
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image
from playwright.sync_api import Locator, Page, ViewportSize, sync_playwright
from search_engines import serving
from search_quality import FLAGS

PICTURES = Path(__file__).parents[2] / ".github/pictures"
TINOS = Path(__file__).parents[2] / "macros/congbo/paper/fonts"
REPORT = "2024-tu-kiem-tra"
PHONE: ViewportSize = {"width": 360, "height": 720}
LARGEST, QUALITY = 300_000, 82
WIDTH = 540
"""Pixels of a picture's width; the README shows them smaller."""


def main() -> int:
    """Make the pictures of a built site."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("site", type=Path)
    site = asked.parse_args().site
    PICTURES.mkdir(parents=True, exist_ok=True)
    with serving(site) as root, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        page = browser.new_page(
            viewport=PHONE, device_scale_factor=1.5, color_scheme="light", reduced_motion="reduce"
        )
        made = {"register": register(page, root), "figure": figure(page, root), "word": word(site)}
        browser.close()
    total = 0
    for name, picture in made.items():
        file = PICTURES / f"{name}.webp"
        height = round(picture.height * WIDTH / picture.width)
        picture.convert("RGB").resize((WIDTH, height)).save(file, quality=QUALITY, method=6)
        total += file.stat().st_size
        print(f"{file.name}: {WIDTH} x {height}, {file.stat().st_size:,} bytes")
    print(f"all: {total:,} bytes")
    return total > LARGEST


def register(page: Page, root: str) -> Image.Image:
    """Show the register on a phone, with something asked of it."""
    page.goto(f"{root}thu-tuc/?q=x%20quang")
    page.wait_for_timeout(2500)
    _to(page, page.get_by_text("thủ tục cho").last)
    return shown(page)


def figure(page: Page, root: str) -> Image.Image:
    """Show a figure of the report opened in place."""
    page.goto(f"{root}bao-cao/{REPORT}/")
    page.wait_for_timeout(1500)
    link = page.locator("article a[data-figure]").first
    _to(page, link)
    link.click()
    page.wait_for_timeout(1500)
    return shown(page)


def word(site: Path) -> Image.Image:
    """Show the first page of the report as LibreOffice lays out its Word file."""
    with TemporaryDirectory() as folder:
        file = site / f"bao-cao/{REPORT}/{REPORT}.docx"
        office = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        fonts = Path(folder) / "fonts.conf"  # as wide as Times New Roman, which few machines have
        fonts.write_text(f"<fontconfig><dir>{TINOS}</dir><cachedir>{folder}</cachedir></fontconfig>", "utf-8")
        subprocess.run(
            [*office, "--convert-to", "pdf", "--outdir", folder, file],
            check=True,
            capture_output=True,
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        document = pypdfium2.PdfDocument(f"{folder}/{REPORT}.pdf")
        picture: Image.Image = document[0].render(scale=1.5).to_pil()
        document.close()
        return picture


def _to(page: Page, place: Locator) -> None:
    top = place.evaluate("(one) => one.getBoundingClientRect().top + scrollY")
    page.evaluate("(top) => scrollTo(0, top - 90)", top)
    page.wait_for_timeout(500)


def shown(page: Page) -> Image.Image:
    """Return what stands on the screen."""
    return Image.open(BytesIO(page.screenshot()))


if __name__ == "__main__":
    sys.exit(main())
