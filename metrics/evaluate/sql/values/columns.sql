DESCRIBE TABLE ({{query}})
