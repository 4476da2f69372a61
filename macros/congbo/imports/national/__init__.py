"""National: what the national portal gives: full records as text or as JSON, each part by its own parser."""
