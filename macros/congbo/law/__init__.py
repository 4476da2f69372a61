"""Law: documents, forms and symbols as the law has them, as data. Knows only words."""
