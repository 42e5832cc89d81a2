"""Kaplan–Meier by hand and by R's survival."""
import math
import os
import shutil
import subprocess

Z = 1.959964
SLACK = 1e-12


def curve(waits):
    """Steps (t, S, lower, upper) of waits (t, event); events come before
    censorings of equal time; log-log Greenwood limits, none where S = 0."""
    steps, s, green = [], 1.0, 0.0
    for t in sorted({t for t, event in waits if event}):
        risk = sum(1 for u, _ in waits if u >= t)
        died = sum(1 for u, event in waits if event and u == t)
        s *= 1 - died / risk
        if s < SLACK:
            steps.append((t, 0.0, None, None))
            continue
        green += died / (risk * (risk - died))
        w = Z * math.sqrt(green) / math.log(s)
        steps.append((t, s, s ** math.exp(-w), s ** math.exp(w)))
    return steps


def summary(waits):
    """Median and p85 with limits, in hours."""
    steps = curve(waits)

    def first(column, level):
        for step in steps:
            if step[column] is not None and step[column] <= level + SLACK:
                return step[0] / 3600
        return None

    out = {"n": len(waits), "events": sum(event for _, event in waits)}
    for name, level in (("value", 0.5), ("p85", 0.15)):
        out[name] = first(1, level)
        out[name + "_lower"], out[name + "_upper"] = first(2, level), first(3, level)
    return out


SCRIPT = """
suppressMessages(library(survival))
w <- read.csv(commandArgs(TRUE)[1])
f <- survfit(Surv(t, event) ~ 1, data = w, conf.type = "log-log")
s <- summary(f, censored = FALSE)
write.table(data.frame(s$time, s$surv, s$lower, s$upper), sep = ",", row.names = FALSE, col.names = FALSE)
"""


def by_r(waits, work):
    """The same from R's curve; "not installed" where R or survival is missing."""
    if not shutil.which("Rscript") or not waits:
        return "not installed"
    table = os.path.join(work, "waits.csv")
    with open(table, "w") as f:
        f.write("t,event\n" + "".join(f"{t},{int(e)}\n" for t, e in waits))
    run = subprocess.run(["Rscript", "--vanilla", "-e", SCRIPT, table], capture_output=True, text=True)
    if run.returncode:
        return "not installed"
    out = {}
    steps = [[None if x == "NA" else float(x) for x in line.split(",")] for line in run.stdout.split()]
    for name, level in (("value", 0.5), ("p85", 0.15)):
        for column, suffix in ((1, ""), (2, "_lower"), (3, "_upper")):
            hits = [s[0] / 3600 for s in steps if s[column] is not None and s[column] <= level + 1e-9]
            out[name + suffix] = hits[0] if hits else None
    return out
