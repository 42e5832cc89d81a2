count() AS items
