"""Rules: what must hold of records, pages and the site. One module a family, beside the rules' pages."""
