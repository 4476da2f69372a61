"""Law: documents, forms, symbols and days off as the law has them, as data. Knows only words."""
