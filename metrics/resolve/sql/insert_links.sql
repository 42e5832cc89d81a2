INSERT INTO resolve_links (id, parent, thread, starts)
