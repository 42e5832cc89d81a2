# Medians, 85th percentiles and their limits of the samples on standard input,
# by R's survival package: a line per sample, "time:event" words. survfit's own
# quantiles average over a plateau, so they are read off the curve here.
suppressPackageStartupMessages(library(survival))
first <- function(time, ok) if (any(ok, na.rm = TRUE)) min(time[which(ok)]) else NA
input <- file("stdin")
for (line in readLines(input)) {
  words <- strsplit(strsplit(line, " ")[[1]], ":")
  time <- as.numeric(sapply(words, `[`, 1))
  event <- as.numeric(sapply(words, `[`, 2))
  fit <- survfit(Surv(time, event) ~ 1, conf.type = "log-log", conf.int = 2 * pnorm(1.959964) - 1)
  happened <- fit$n.event > 0
  found <- c()
  for (q in c(0.5, 0.15)) {
    alive <- happened & fit$surv > 1e-12
    found <- c(found,
      first(fit$time, happened & fit$surv <= q + 1e-9),
      first(fit$time, alive & fit$lower <= q),
      first(fit$time, alive & fit$upper <= q))
  }
  cat(ifelse(is.na(found), "NULL", format(found, trim = TRUE, scientific = FALSE)), "\n")
}
