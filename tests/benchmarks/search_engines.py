"""The engines that are measured side by side: congbo, MiniSearch alone, Pagefind, Material's own search."""

import gzip
import http.server
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

import congbo
from congbo.export.search import Entry, index

ASSETS = Path(congbo.__file__).parent / "site" / "theme" / "assets" / "congbo"
CORE = (
    "search-core",
    "closeness",
    "judging",
    "lexicon",
    "lookup",
    "minisearch.min",
    "numbers",
    "phrases",
    "procedures",
    "questions",
    "roles",
    "vocabulary",
    "words",
)
"""The scripts that answer a search."""
PAGEFIND = "pagefind@1.6.0"

Answers = list[list[str]]


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, and the ids that it should find."""

    kind: str
    text: str
    relevant: frozenset[str]


def in_node(
    folder: Path, entries: Sequence[Entry], fields: dict[str, str], queries: Sequence[Query]
) -> dict[str, Answers]:
    """Return the answers of congbo's search and of MiniSearch alone."""
    write_index(folder / "index", entries, fields)
    for name in CORE:
        shutil.copy2(ASSETS / f"{name}.js", folder)
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    (folder / "queries.json").write_text(json.dumps([query.text for query in queries]), "utf-8")
    script = Path(__file__).with_name("search_quality.mjs")
    done = subprocess.run(["node", script, folder], check=True, capture_output=True, encoding="utf-8")
    read: dict[str, Answers] = json.loads(done.stdout)
    return read


def in_pagefind(
    folder: Path, browser: Browser, entries: Sequence[Entry], fields: dict[str, str], queries: Sequence[Query]
) -> dict[str, Answers]:
    """Return the answers of Pagefind as it comes, or nothing where it cannot be had."""
    for entry in entries:
        file = folder / "site" / entry.id / "index.html"
        file.parent.mkdir(parents=True)
        text = "".join(f"<p>{escape(line)}</p>" for line in lines(entry, fields))
        body = f"<h1>{escape(entry.name)}</h1>{text}"
        file.write_text(f'<html lang="vi"><title>{escape(entry.name)}</title><body>{body}', "utf-8")
    try:
        run("npm", "install", "--prefix", folder, "--no-audit", "--no-fund", PAGEFIND)
        run("node", folder / "node_modules/pagefind/lib/runner/bin.cjs", "--site", folder / "site")
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Pagefind cannot be run here: {error}")
        return {}
    with serving(folder / "site") as address:
        view = browser.new_page()
        view.goto(address + entries[0].id + "/")
        found = view.evaluate(ASK_PAGEFIND, [query.text for query in queries])
        view.close()
    return {PAGEFIND: [[url.strip("/").removesuffix(".html") for url in urls] for urls in found]}


ASK_PAGEFIND = """async (queries) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const answers = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    answers.push(data.map((one) => one.raw_url ?? one.url));
  }
  return answers;
}"""


def in_material(
    folder: Path, browser: Browser, entries: Sequence[Entry], fields: dict[str, str], queries: Sequence[Query]
) -> dict[str, Answers]:
    """Return the answers of Material's own search, through the worker that its pages use."""
    for entry in entries:
        file = folder / "docs" / f"{entry.id}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = "\n\n".join(escape(line) for line in lines(entry, fields))
        file.write_text(f"# {escape(entry.name)}\n\n{text}\n", "utf-8")
    config = "site_name: x\ntheme: {name: material, language: vi, font: false}\n"
    config += "plugins: [search: {lang: vi}]\nnav: [1.000894.md]\n"
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", folder / "mkdocs.yml")
    with serving(folder / "site") as address:
        view = browser.new_page()
        view.goto(f"{address}{entries[0].id}/")
        found = view.evaluate(ASK_MATERIAL, [query.text for query in queries])
        view.close()
    return {"Material": [[url.partition("#")[0].strip("/") for url in urls] for urls in found]}


MATERIAL = """\
site_name: x
theme: {{name: material, language: vi, font: false}}
plugins: [search: {{lang: vi}}]
nav: [{page}.md]
"""

ASK_MATERIAL = """async (queries) => {
  const config = JSON.parse(document.querySelector("#__config").textContent);
  const index = await (await fetch("../search/search_index.json")).json();
  const worker = new Worker(new URL(config.search, location));
  const ask = (message, type) => new Promise((done) => {
    worker.onmessage = ({ data }) => { if (data.type === type) done(data.data); };
    worker.postMessage(message);
  });
  await ask({ type: 0, data: { ...index, options: { suggest: false } } }, 1);
  const answers = [];
  for (const query of queries) {
    const { items } = await ask({ type: 2, data: query }, 3);
    answers.push(items.slice(0, 10).map((group) => group[0].location));
  }
  worker.terminate();
  return answers;
}"""


def lines(entry: Entry, fields: dict[str, str]) -> list[str]:
    """Return what a page of the entry says below its title: the same texts that the index has."""
    return [
        entry.code,
        fields[entry.field],
        entry.summary,
        ", ".join(entry.applicants),
        ", ".join((*entry.decisions, *entry.basis)),
    ]


def write_index(folder: Path, entries: Sequence[Entry], fields: dict[str, str]) -> None:
    """Write the files of the search index into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for address, data in index(entries, fields):
        (folder / Path(address).name).write_bytes(data)


def run(*command: Any) -> None:
    """Run a command, quietly."""
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a folder on this machine, compressed as a web server does, and give its address."""
    ready: dict[Path, bytes] = {}

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(site))

        def do_GET(self) -> None:
            file = Path(self.translate_path(self.path))
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file():
                self.send_error(404)
                return
            plain = file.suffix in (".woff2", ".wasm", ".png")
            if file not in ready:
                ready[file] = file.read_bytes() if plain else gzip.compress(file.read_bytes())
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(file)))
            self.send_header("Content-Length", str(len(ready[file])))
            if not plain:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(ready[file])

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
