#!/usr/bin/env python3
"""Computes the KPIs of one quarter of the real data a second time, without
Golden Ratio: Python's mailbox and email, git, and R's survival where it is
installed. Written from the KPI contract alone, so that agreement means
something. Prints one JSON object.

    independent.py --data ../shared/data --quarter 2020-Q1
"""
import sys

sys.dont_write_bytecode = True

import argparse
import json
import os
import tempfile
import time

import commits
import mails
import quarter
import survival

PACKS = ["mail-virtualization-xen-threads-dev", "mail-virtualization-2020h1-dev"]
BUNDLES = ["mini-os-dev", "xapi-sm-dev", "xapi-xenopsd-dev", "qubes-mirage-firewall-dev"]
ROOTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "roots.tsv")


def main():
    o = options()
    begin, end = quarter.bounds(o.quarter)
    as_of = quarter.instant(o.as_of) if o.as_of else end + 14 * quarter.DAY
    took, result = {}, {"quarter": o.quarter, "begin": begin, "end": end, "as_of": as_of}
    with tempfile.TemporaryDirectory() as work:
        clock = time.monotonic()
        archive = mails.Archive(copies(o.data), as_of, mails.labels(ROOTS))
        result["mail"], senders, waits = mails.kpis(archive, begin, end)
        result["mail"].update(received=archive.raw, unique_ids=archive.unique, dates_repaired=archive.repaired)
        took["mail"] = round(time.monotonic() - clock, 1)

        clock = time.monotonic()
        repos = [commits.Repository(os.path.join(o.data, b + ".bundle"), work, as_of) for b in BUNDLES]
        result["code"], authors = commits.kpis(repos, begin, end)
        took["code"] = round(time.monotonic() - clock, 1)

        clock = time.monotonic()
        result["mail"]["mail_first_reply"]["r"] = survival.by_r(waits, work)
        took["r"] = round(time.monotonic() - clock, 1)
    result["people_active"] = {
        "all": len(senders | authors["all"]),
        "mail": len(senders),
        **{name: len(who) for name, who in sorted(authors.items()) if name != "all"},
    }
    result["review_tags"] = add(result["mail"].pop("review_tags"), result["code"].pop("review_tags"))
    result["seconds"] = took
    json.dump(result, sys.stdout, indent=1, sort_keys=True)
    print()


def copies(data):
    """Two archives of one list."""
    for pack in PACKS:
        for mail in mails.read(mails.unpacked(os.path.join(data, pack + ".tar.gz")), quarter.instant("2019-07-01T00:00:00")):
            yield "virtualization", mail


def options():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", required=True, help="folder of the packs")
    p.add_argument("--quarter", required=True, help="such as 2020-Q1")
    p.add_argument("--as-of", help="such as 2020-04-15T00:00:00, UTC; default: 14 days after the quarter")
    return p.parse_args()


def add(mail, code):
    """Tags of both channels; here no repository belongs to the list, so that
    no tag of a mail can be found again in a commit."""
    both = {k: mail.get(k, 0) + code.get(k, 0) for k in sorted(set(mail) | set(code))}
    return {"mail": mail, "code": code, "all": both, "sum": sum(both.values())}


if __name__ == "__main__":
    main()
