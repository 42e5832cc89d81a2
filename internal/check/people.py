#!/usr/bin/env python3
"""Counts the people of each quarter again, from contributions and from the time
that sources speak for, and compares with what was published: the formulas of the
KPI contract, written down a second time. Prints the differences; fails if there
are any.

    people.py FILE
"""
import sys

sys.dont_write_bytecode = True

import collections
import functools
import json

import quarter


def main():
    with open(sys.argv[1]) as f:
        c = Community(json.load(f))
    wrong, right = c.compare()
    print(f"{right} numbers agree, {wrong} differ")
    sys.exit(wrong > 0 or right < 100)


def earlier(label, n):
    """The quarter n quarters before one."""
    number = 4 * int(label[:4]) + int(label[-1]) - 1 - n
    return f"{number // 4}-Q{number % 4 + 1}"


def months(t, n):
    """The first of a month, n months earlier."""
    at = quarter.datetime.datetime.fromtimestamp(t, quarter.UTC)
    number = 12 * at.year + at.month - 1 - n
    return int(at.replace(year=number // 12, month=number % 12 + 1).timestamp())


class Community:
    def __init__(self, given):
        self.as_of = given["as_of"]
        self.sources = {s["source"]: s for s in given["sources"]}
        self.values = given["values"]
        self.cohorts = [(scope, json.loads(row)) for scope, row in given["cohorts"]]
        self.by_scope = collections.defaultdict(list)
        self.begun = {}
        for person, source, at, work, scopes in given["activity"]:
            for scope in scopes:
                self.by_scope[scope].append((at, person, source, work))
                key = scope.split("/")[0], person
                self.begun[key] = min(self.begun.get(key, at), at)

    @functools.cache
    def covers(self, source, label):
        begin, end = quarter.bounds(label)
        s = self.sources[source]
        return s["from"] <= begin < s["until"] and s["until"] >= (end if end <= self.as_of else self.as_of - 7 * quarter.DAY)

    def tells(self, source, label):
        """Whether somebody can be called new there: its past is known, or it spoke
        for four whole quarters."""
        return self.sources[source]["from"] == 0 or all(self.covers(source, earlier(label, n)) for n in range(5))

    def inside(self, scope, label, allowed):
        begin, end = quarter.bounds(label)
        return [one for one in self.by_scope[scope] if begin <= one[0] < end and allowed(one[2])]

    def active(self, scope, label, allowed):
        return {person for _, person, _, _ in self.inside(scope, label, allowed)}

    @functools.cache
    def new(self, scope, label):
        begin, _ = quarter.bounds(label)
        seen = self.active(scope, label, lambda s: self.covers(s, label) and self.tells(s, label))
        return {p for p in seen if self.begun[scope.split("/")[0], p] >= begin}

    def pair(self, scope, label):
        """Who was active in the quarter before and in this one, of sources that
        cover both, and who in this one where it can be told who is new."""
        before = earlier(label, 1)
        both = lambda s: self.covers(s, label) and self.covers(s, before)
        then, now = self.active(scope, before, both), self.active(scope, label, both)
        return then, now, self.active(scope, label, lambda s: both(s) and self.tells(s, label))

    def ranked(self, scope, label):
        """How many are core, regular and occasional."""
        given = collections.Counter(p for p, _ in {(p, w) for _, p, _, w in self.inside(scope, label, lambda s: self.covers(s, label))})
        total, before, classes = sum(given.values()), 0, collections.Counter()
        for n in sorted(given.values(), reverse=True):
            classes["core" if 10 * before < 8 * total else "regular" if 100 * before < 95 * total else "occasional"] += 1
            before += n
        return classes

    def casual(self, scope, label):
        begin, end = quarter.bounds(label)
        works, last = collections.defaultdict(set), {}
        for at, person, _, work in self.by_scope[scope]:
            if at < end:
                works[person].add(work)
            if at < begin:
                last[person] = max(last.get(person, 0), at)
        now = self.active(scope, label, lambda s: self.covers(s, label) and self.tells(s, label))
        root = scope.split("/")[0]
        return {p for p in now if self.begun[root, p] < begin and len(works[p]) <= 12 and last.get(p, 0) < months(begin, 3)}

    def silent(self, scope, label):
        """Who drifts away and who is gone at the end of a quarter that is over."""
        _, end = quarter.bounds(label)
        last = {}
        for at, person, source, _ in self.by_scope[scope]:
            if at < end <= self.sources[source]["until"]:
                last[person] = max(last.get(person, 0), at)
        drifting = sum(months(end, 12) <= at < months(end, 6) for at in last.values())
        return drifting, sum(at < months(end, 12) for at in last.values())

    def count(self, kpi, scope, label):
        if kpi == "people_active":
            return len(self.active(scope, label, lambda s: self.covers(s, label)))
        if kpi == "people_new":
            return len(self.new(scope, label))
        if kpi in ("people_stayed", "people_lost", "people_regained"):
            then, now, telling = self.pair(scope, label)
            begin, root = quarter.bounds(label)[0], scope.split("/")[0]
            back = {p for p in telling - then if self.begun[root, p] < begin}
            return len({"people_stayed": then & now, "people_lost": then - now, "people_regained": back}[kpi])
        if kpi == "people_casual":
            return len(self.casual(scope, label))
        if kpi in ("people_drifting", "people_away"):
            return self.silent(scope, label)[kpi == "people_away"]
        return self.ranked(scope, label)[kpi.removeprefix("people_")]

    @functools.cache
    def later(self, scope, cohort, k):
        """The share of the people new in a quarter who are active k later."""
        label = earlier(cohort, -k)
        known = lambda s: self.covers(s, cohort) and self.covers(s, label)
        begun = self.new(scope, cohort) & self.active(scope, cohort, lambda s: known(s) and self.tells(s, cohort))
        return quarter.share(len(begun & self.active(scope, label, known)), len(begun))["value"]

    def compare(self):
        wrong = right = 0
        for what, got, want in self.pairs():
            if got == want or None not in (got, want) and abs(got - want) < 1e-9:
                right += 1
            else:
                wrong += 1
                print(*what, "published", got, "recount", want)
        return wrong, right

    def pairs(self):
        """What, the number that was published, and the same again."""
        found = {}
        for kpi, scope, label, value, sources in self.values:
            found[kpi, scope, label] = value, sources
            over = quarter.bounds(label)[1] <= self.as_of
            if value is not None and (over or kpi not in ("people_drifting", "people_away")):
                yield (kpi, scope, label), value, self.count(kpi, scope, label)
        for scope, row in self.cohorts:
            yield ("cohort", scope, row["cohort"]), row["size"], len(self.new(scope, row["cohort"]))
            for k, value in enumerate(row["later"], 1):
                if value is not None:
                    yield ("cohort", scope, row["cohort"], k), value, self.later(scope, row["cohort"], k)
        yield from balances(found)


def balances(found):
    """The equations of the contract, where the same sources tell all of it."""
    for (kpi, scope, label), (active, sources) in found.items():
        if kpi != "people_active":
            continue
        of = lambda name, at=label: found.get((name, scope, at), (None, None))
        stayed, new, back, lost = (of("people_" + name)[0] for name in ("stayed", "new", "regained", "lost"))
        before, earlier_sources = of("people_active", earlier(label, 1))
        if None not in (active, stayed, new, back) and sources == of("people_regained")[1]:
            yield ("active = stayed + new + regained", scope, label), active, stayed + new + back
        if None not in (before, active, lost, new, back) and sources == earlier_sources == of("people_regained")[1]:
            yield ("active = before - lost + new + regained", scope, label), active, before - lost + new + back
        core, regular, rest = (of("people_" + name)[0] for name in ("core", "regular", "occasional"))
        if active is not None:
            yield ("active = core + regular + occasional", scope, label), active, core + regular + rest


if __name__ == "__main__":
    main()
