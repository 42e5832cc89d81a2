INSERT INTO resolve_paths (member, path, class, language, areas, since, until)
