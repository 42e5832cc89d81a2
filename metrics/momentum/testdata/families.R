# The p-values of each line as R adjusts them; NULL is no test.
input <- file("stdin")
for (line in readLines(input)) {
  p <- suppressWarnings(as.numeric(strsplit(line, ",")[[1]]))
  adjusted <- p.adjust(p, method = "BH")
  cat(paste(ifelse(is.na(adjusted), "NULL", format(adjusted, digits = 12, trim = TRUE)), collapse = ","), "\n", sep = "")
}
