# Changes by R, independently of ours: a line a case on standard input,
# "prior floor past x", the past oldest first, measures as 12 or as 3/4. Out
# come dispersion, freedom; p, lower, upper of the same quarter a year before;
# p, adjusted amplitude and limits of the quarter before. Seasons are dummy
# variables of a weighted regression.
z <- 1.959964
parse <- function(words) {
  parts <- strsplit(words, "/")
  x <- as.numeric(sapply(parts, `[`, 1))
  data.frame(x = x, n = if (length(parts[[1]]) == 2) as.numeric(sapply(parts, `[`, 2)) else NA)
}
logit <- function(m) if (is.na(m$n[1])) log(m$x + .5) else log(m$x + .5) - log(m$n - m$x + .5)
noise <- function(m) if (is.na(m$n[1])) 1 / (m$x + .5) else 1 / (m$x + .5) + 1 / (m$n - m$x + .5)
wilson <- function(p, n) suppressWarnings(prop.test(p * n, n, conf.level = 2 * pnorm(z) - 1, correct = FALSE))$conf.int
newcombe <- function(p, n, q, m) {
  a <- wilson(p, n); b <- wilson(q, m)
  p - q + c(-sqrt((p - a[1])^2 + (b[2] - q)^2), sqrt((a[2] - p)^2 + (q - b[1])^2))
}
show <- function(numbers) cat(ifelse(is.na(numbers), "NULL", format(numbers, digits = 9, scientific = TRUE, trim = TRUE)), "\n")
input <- file("stdin")
for (line in readLines(input)) {
  words <- strsplit(line, " ")[[1]]
  prior <- as.numeric(words[1]); least <- as.numeric(words[2])
  past <- parse(strsplit(words[3], ",")[[1]]); x <- parse(words[4])
  all <- rbind(past, x); share <- !is.na(x$n)
  season <- (seq_len(nrow(all)) - 1) %% 4
  h <- tail(seq_len(nrow(past)), 20)
  phi <- prior; nu <- 4; usual <- NA; widened <- NA
  if (length(h) >= 9) {
    l <- diff(logit(past[h, ])); v <- noise(past[h, ])[-1] + noise(past[h, ])[-length(h)]
    to <- factor(season[h][-1], levels = 0:3)
    fit <- lm(l ~ 0 + to, weights = 1 / v)
    nu <- 4 + df.residual(fit)
    phi <- max(least, (4 * prior + sum(residuals(fit)^2 / v)) / nu)
    here <- tail(season, 1) + 1
    usual <- unname(coef(fit)[here] - mean(coef(fit)))
    widened <- 1 + .75 / sum(to == tail(season, 1))
  }
  year <- past[nrow(past) - 3, ]; before <- past[nrow(past), ]
  l <- logit(x) - logit(year); s <- sqrt(phi * (noise(x) + noise(year)))
  limits <- if (share) newcombe(x$x / x$n, x$n / phi, year$x / year$n, year$n / phi) else exp(l + c(-1, 1) * qt(.975, nu) * s) - 1
  out <- c(phi, nu, 2 * pt(-abs(l) / s, nu), limits)
  l <- logit(x) - logit(before) - usual; s <- sqrt(phi * widened * (noise(x) + noise(before)))
  if (is.na(usual)) {
    out <- c(out, NA, NA, NA, NA)
  } else if (share) {
    # the successes that would make just this move
    moved <- logit(x) - usual
    k <- if (plogis(moved) * (x$n + 1) <= .5) 0 else if (plogis(-moved) * (x$n + 1) <= .5) x$n else
      uniroot(function(k) log(k + .5) - log(x$n - k + .5) - moved, c(0, x$n), tol = 1e-13)$root
    out <- c(out, 2 * pt(-abs(l) / s, nu), k / x$n - before$x / before$n,
      newcombe(k / x$n, x$n / phi / widened, before$x / before$n, before$n / phi / widened))
  } else {
    out <- c(out, 2 * pt(-abs(l) / s, nu), exp(l) - 1, exp(l + c(-1, 1) * qt(.975, nu) * s) - 1)
  }
  show(out)
}
