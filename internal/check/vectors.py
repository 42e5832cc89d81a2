#!/usr/bin/env python3
"""The independent computation against vectors from R and from hand."""
import sys

sys.dont_write_bytecode = True

import datetime
import unittest

import mails
import quarter
import survival
import tags


def waits(text):
    return [(3600 * int(w.rstrip("+")), not w.endswith("+")) for w in text.split()]


class Vectors(unittest.TestCase):
    def test_survival(self):
        for text, want in {
            "2 5 5 9 12+ 20 30+ 48 72+ 100+": [20, 2, None, None, 48, None],
            "1 1 2 2 3 4 4 5 6 7+ 8 9 10+ 12 15 20 26 30+ 40+ 50+": [8, 3, 20, None, 15, None],
            "1 2 3 4": [2, 1, None, 4, 1, None],
            "5 5 5+ 8 8+ 10": [8, 5, None, 10, 8, None],
            "3 8 20 40+ 60+ 60+ 70+ 80+": [None, 3, None, None, None, None],
            "3": [3, None, None, 3, None, None],
            "": [None] * 6,
        }.items():
            s = survival.summary(waits(text))
            self.assertEqual([s[k + e] for k in ("value", "p85") for e in ("", "_lower", "_upper")], want, text)

    def test_deadline(self):
        for start, days, want in (
            ("2020-01-03T15:00", 2, "2020-01-07T15:00"),
            ("2020-01-04T10:00", 2, "2020-01-08T00:00"),
            ("2020-01-05T00:00", 5, "2020-01-13T00:00"),
        ):
            got = quarter.deadline(quarter.instant(start), days)
            self.assertEqual(datetime.datetime.fromtimestamp(got, quarter.UTC).strftime("%Y-%m-%dT%H:%M"), want)

    def test_absence(self):
        for counts, want in (([1000, 202, 90, 33, 332, 343, 42, 433], 2), ([50, 50], 1), ([1] * 5, 3), ([2, 1, 1], 1), ([], None)):
            self.assertEqual(quarter.absence(counts), want)

    def test_topic(self):
        for subject, want in (
            ("Re: [list] RE: [PATCH v2 1/3] Fix It", ("fix it", True, True)),
            ("AW: Question?", ("question?", True, False)),
            ("Research: a plan", ("research: a plan", False, False)),
        ):
            self.assertEqual(mails.topic(subject), want)

    def test_tags(self):
        self.assertEqual(
            tags.find("Reveiwed-By: A <A@example.org>\n> Acked-by: B <b@example.org>\nReported-and-tested-by: c@example.org\n"),
            [("Reviewed-by", "a@example.org"), ("Reported-by", "c@example.org"), ("Tested-by", "c@example.org")],
        )


if __name__ == "__main__":
    unittest.main()
