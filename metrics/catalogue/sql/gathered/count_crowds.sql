sum(bitmapCardinality(crowd)) AS items
