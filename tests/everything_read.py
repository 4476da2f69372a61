"""What the process reads from which builds of sites are forked (see processes.py)."""

import mkdocs.__main__
import mkdocs.commands.build

import congbo.cli
import congbo.site.macros
import congbo.site.plugin

__all__ = ["congbo", "mkdocs"]
