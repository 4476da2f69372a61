"""Pages: the site's pages as data, their addresses, and their templates. Knows no engine."""
