"""Site: the MkDocs adapter. The only room that knows MkDocs and Material."""
