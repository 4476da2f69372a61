"""Settings: mkdocs.yml is read once, with what it inherits, and never stops a check."""

from pathlib import Path

import pytest

from congbo.pages.docs_settings import docs_settings
from congbo.pages.settings import read_settings


def written(folder: Path, text: str, name: str = "mkdocs.yml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


def test_what_a_file_inherits_is_read_below_what_it_says(tmp_path: Path) -> None:
    written(
        tmp_path, "theme: {name: material, logo: a.svg}\nexclude_docs: b.md\nplugins: [congbo]\n", "base.yml"
    )
    settings = read_settings(written(tmp_path, "INHERIT: base.yml\ntheme: {logo: c.svg}\n"))
    assert settings.data["theme"] == {"name": "material", "logo": "c.svg"}
    assert list(settings.plugins) == ["congbo"]
    assert docs_settings(settings).excluded("b.md")
    assert docs_settings(settings).asks_for("c.svg")
    assert settings.place("theme", "logo") == (2, 9)
    assert settings.place("plugins") == (1, 1)  # of the file that it inherits


def test_merge_keys_and_tags_are_read_as_data(tmp_path: Path) -> None:
    text = "a: &a {logo: a.svg}\ntheme: {<<: *a, name: material}\nsite_url: !ENV [X, y]\nnav:\n"
    settings = read_settings(written(tmp_path, text))
    assert settings.data["theme"] == {"logo": "a.svg", "name": "material"}
    assert settings.data["site_url"] == "y"
    assert docs_settings(settings).nav is None


def test_extensions_that_cannot_be_had_are_named_and_left_out(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, "markdown_extensions: [footnotes, khong_co]\n"))
    assert settings.unknown == ("khong_co",)
    assert settings.dialect.extensions == ("toc", "tables", "fenced_code", "footnotes")


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "INHERIT: mkdocs.yml\n",
        "INHERIT: khong-co.yml\n",
        "&a a: *a\n",
        "a: 2024-13-45\n",
        "",
        "- a\n",
    ],
)
def test_no_file_makes_it_fall(tmp_path: Path, text: str) -> None:
    settings = read_settings(written(tmp_path, text))
    assert docs_settings(settings).nav is None
    assert settings.dialect.extensions


def test_files_that_inherit_each_other_are_told(tmp_path: Path) -> None:
    written(tmp_path, "INHERIT: mkdocs.yml\n", "b.yml")
    (problem,) = docs_settings(read_settings(written(tmp_path, "INHERIT: b.yml\n"))).problems
    assert (problem.path, problem.rule) == ("mkdocs.yml", "yaml-syntax")


def test_a_file_that_may_not_be_read_is_told_as_that_and_not_as_written_wrong(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").mkdir()
    (problem,) = read_settings(tmp_path).problems
    assert str(problem) == (
        "mkdocs.yml:1:1: không đọc được cấu hình của trang: đó là thư mục, không phải tệp [unreadable-entry]"
    )
