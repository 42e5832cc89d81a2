"""The index by numpy and scipy, independently of ours.

A line a case on standard input: areas separated by blanks, in them KPIs as
"x y dispersion" with commas and semicolons. Out come the index, its limits and
each area. Student's t is asked for on lines that begin with t: "t p freedom".
"""
import sys

import numpy as np
from scipy import stats

TAU = np.log((1 + np.sqrt(5)) / 2)


def area(text):
    x, y, d = np.array([[float(n) for n in kpi.split(",")] for kpi in text.split(";")]).T
    l = np.log((x + 0.5) / (y + 0.5))
    v = d * (1 / (x + 0.5) + 1 / (y + 0.5))
    part = TAU**2 / (TAU**2 + v)
    u = np.sqrt(v) * part
    covariance = np.outer(u, u) * (0.5 + 0.5 * np.eye(len(u)))
    mean = np.full(len(u), 1 / len(u))
    return np.clip(l * part, -2 * TAU, 2 * TAU).mean(), mean @ covariance @ mean


for line in sys.stdin:
    words = line.split()
    if words[0] == "t":
        p, freedom = float(words[1]), float(words[2])
        print(stats.t.ppf(p, freedom), stats.t.cdf(-abs(p) * 10, freedom))
        continue
    means, variances = np.array([area(text) for text in words]).T
    log, error = means.mean(), np.sqrt(variances.sum()) / len(means)
    print(*np.exp(np.concatenate([[log, log - 1.959964 * error, log + 1.959964 * error], means])))
