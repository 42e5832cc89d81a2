sum(items)
