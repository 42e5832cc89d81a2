"""What the operator wrote down: planned releases and security problems."""
import csv
import os

import commits
import quarter
import survival

SCOPES = ("demo", "demo/hypervisor")  # of the files, and above


class Book:
    def __init__(self, root, as_of):
        self.as_of = as_of
        self.planned = {}
        for row in table(root, "releases.csv"):
            decided = day(row["decided_on"])
            first = self.planned.get(row["release"])
            if first is None or decided < first[0]:
                self.planned[row["release"]] = (decided, day(row["planned"]))
        self.problems = [
            (day(row["reported"] or row["embargo_set"]), day(row["fixed"]) if row["fixed"] else None)
            for row in table(root, "advisories.csv")
        ]

    def kpis(self, repos, begin, end):
        slips = []
        for name, at in [tag for r in repos for tag in r.tags if tag[0] in self.planned]:
            decided, planned = self.planned[name]
            if begin <= at < end and commits.RELEASE.match(name) and decided <= at:
                slips.append((at - at % quarter.DAY - planned) // quarter.DAY)
        waits = [
            (fixed - at, True) if fixed is not None else (self.as_of - at, False)
            for at, fixed in self.problems if begin <= at < end
        ]
        fix = survival.summary(waits)
        in_days = {k: quarter.figure(fix[k] / 24) if fix[k] is not None else None for k in ("value", "value_lower", "value_upper")}
        return {"release_slip": quarter.by_rank(slips), "security_fix_time": in_days}


def table(root, name):
    with open(os.path.join(root, name), newline="") as f:
        return list(csv.DictReader(f))


def day(text):
    return quarter.instant(text) if text else 0
