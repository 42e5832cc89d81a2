#!/usr/bin/env python3
"""Counts again, by organisation and quarter, what was written, asked, opened and
merged, and how long first answers took; and compares with what was published.
Prints the differences; fails if there are any.

    organisations.py FILE
"""
import sys

sys.dont_write_bytecode = True

import collections
import json

import quarter
import survival

NOBODY = "00000000-0000-0000-0000-000000000000"
THINGS = ("mail_messages", "review_opened", "review_merged")  # each is of one organisation


def main():
    with open(sys.argv[1]) as f:
        given = json.load(f)
    counted, published = Count(given), collections.defaultdict(dict)
    for kpi, scope, label, member, value, n in given["values"]:
        published[kpi, scope, label][member] = [value, n]
    wrong = right = 0
    for (kpi, scope, label), found in sorted(published.items()):
        total, members = found.pop("")[0], counted.of(kpi, scope, label)
        pairs = [("members", sorted(found), sorted(members))]
        pairs += [(name, found.get(name), numbers) for name, numbers in members.items()]
        if kpi in THINGS:
            pairs.append(("sum", sum(value for value, _ in found.values()), total))
        for what, got, want in pairs if total is not None or found else ():
            right, wrong = right + (got == want), wrong + (got != want)
            if got != want:
                print(kpi, scope, label, what, "published", got, "recount", want)
    print(f"{right} numbers agree, {wrong} differ")
    sys.exit(wrong > 0 or right < 100)


class Count:
    def __init__(self, given):
        self.as_of, self.stays = given["as_of"], collections.defaultdict(list)
        for person, begin, end, organisation in given["employers"]:
            self.stays[person].append((begin, end, organisation))
        self.messages, self.threads, self.changes = given["messages"], given["threads"], given["changes"]

    def employer(self, person, at):
        return next((o for begin, end, o in self.stays.get(person, ()) if begin <= at < end), "unknown")

    def of(self, kpi, scope, label):
        """The organisations of a quarter, each with value and n."""
        begin, end = quarter.bounds(label)
        things = collections.defaultdict(list)
        for person, did, at, what, scopes in self.things(kpi):
            if begin <= at < end and at <= self.as_of and scope in scopes:
                things[self.employer(person, did)].append(what)
        return {name: self.number(kpi, all) for name, all in things.items()}

    def things(self, kpi):
        """Who did what when, when it counts, and in which scopes."""
        if kpi == "mail_messages":
            return [(p, at, at, None, scopes) for p, at, scopes in self.messages]
        if kpi == "mail_senders":
            return [(p, at, at, p, scopes) for p, at, scopes in self.messages if p != NOBODY]
        if kpi == "mail_first_reply":
            return [(p, at, at, self.wait(at, reply), scopes) for p, at, reply, scopes in self.threads]
        if kpi == "review_first_response":
            return [(p, at, at, self.wait(at, first), scopes) for p, at, _, first, scopes in self.changes]
        if kpi == "review_opened":
            return [(p, at, at, None, scopes) for p, at, _, _, scopes in self.changes]
        return [(p, at, merged, None, scopes) for p, at, merged, _, scopes in self.changes if merged]

    def wait(self, begun, ended):
        return (ended - begun, True) if ended else (self.as_of - begun, False)

    def number(self, kpi, things):
        if kpi in THINGS:
            return [len(things)] * 2
        if kpi == "mail_senders":
            return [len(set(things))] * 2
        return [quarter.figure(survival.summary(things)["value"]), len(things)]


if __name__ == "__main__":
    main()
