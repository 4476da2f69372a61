"""Reports and a public register of administrative procedures, computed from Markdown records."""
