INSERT INTO resolve_series (id, change, version, label, number, total, kind, role, answers)
