"""Periods and deadlines, in Unix seconds."""
import datetime
import math

DAY = 86400
UTC = datetime.timezone.utc


def bounds(label):
    year, q = int(label[:4]), int(label[-1])
    begin = datetime.datetime(year, 3 * q - 2, 1, tzinfo=UTC)
    end = datetime.datetime(year + (q == 4), 1 if q == 4 else 3 * q + 1, 1, tzinfo=UTC)
    return int(begin.timestamp()), int(end.timestamp())


def instant(text):
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def free(t):
    return datetime.datetime.fromtimestamp(t, UTC).weekday() >= 5


def deadline(t, days):
    """k business days on; from a free day the clock starts at the next business
    day's midnight. No holidays."""
    if free(t):
        t -= t % DAY
        while free(t):
            t += DAY
    while days:
        t += DAY
        days -= not free(t)
    return t


def absence(counts):
    """The least number of people who did half of all; None for none."""
    counts, total, done = sorted(counts, reverse=True), sum(counts), 0
    for k, n in enumerate(counts, 1):
        done += n
        if total and 2 * done >= total:
            return k
    return None


def by_rank(values, q=0.5):
    """The quantile by rank; None of nothing."""
    values = sorted(values)
    return values[math.ceil(q * len(values)) - 1] if values else None


def figure(value):
    """12 significant digits, as the contract publishes."""
    return None if value is None else float(f"{value:.12g}")


def share(x, n):
    return {"value": figure(x / n) if n else None, "x": x, "n": n}
