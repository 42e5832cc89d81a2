#!/usr/bin/env python3
"""The independent computation against vectors from R and from hand."""
import sys

sys.dont_write_bytecode = True

import datetime
import email
import os
import tempfile
import unittest

import mails
import quarter
import survival
import tags


def waits(text):
    return [(3600 * int(w.rstrip("+")), not w.endswith("+")) for w in text.split()]


def mail(headers):
    return email.message_from_string("".join(f"{name}: {value}\n" for name, value in headers.items()) + "\n")


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

    def test_author(self):
        rewritten = {"From": "Ann Bee via Devel <devel@l.example>", "Sender": '"Devel" <devel-bounces@l.example>'}
        for headers, want in (
            ({"From": "Ann Bee <ann@x.example>", "Reply-To": "b@x.example"}, ("Ann Bee", "ann@x.example")),
            ({"From": "Ann via Taxi <ann@x.example>", "Reply-To": "b@x.example"}, ("Ann via Taxi", "ann@x.example")),
            (rewritten | {"Reply-To": "Devel <devel@l.example>, A. Bee <ann@x.example>"}, ("A. Bee", "ann@x.example")),
            (rewritten | {"Reply-To": "devel@l.example", "X-Original-From": "ann@x.example"}, ("Ann Bee", "ann@x.example")),
            (rewritten | {"Sender": "ann@x.example", "List-Post": "<mailto:devel@l.example>"}, ("Ann Bee", "ann@x.example")),
            (rewritten | {"Sender": "c@x.example", "List-Id": "All <devel.l.example>"}, ("Ann Bee", "c@x.example")),
            (rewritten, ("Ann Bee via Devel", "devel@l.example")),
        ):
            self.assertEqual(mails.author(mail(headers)), want, headers)

    def test_robot(self):
        for headers, want in (
            ({"From": "kernel test robot <lkp@x.example>"}, True),
            ({"From": "x <pr-tracker-bot@x.example>"}, True),
            ({"From": "Ann <ann@x.example>", "Auto-Submitted": "auto-generated"}, True),
            ({"From": "Ann <ann@x.example>", "Auto-Submitted": "No", "Subject": "The kernel test robot"}, False),
            ({"From": "Tal Bott <abbot@x.example>"}, False),
        ):
            self.assertEqual(mails.robot(*mails.author(mail(headers)), mail(headers)), want, headers)

    def test_signs(self):
        text = "Acked-by: ann  BEE <a@work.example>\nTested-by: Ann Bee\nReviewed-by: Cy <ann@x.example>\nAcked-by: Cy <c@x.example>\n"
        got = [token for token, *who in tags.signed(text) if mails.signs(who, "Ann Bee", "ann@x.example")]
        self.assertEqual(got, ["Acked-by", "Tested-by", "Reviewed-by"])

    def test_labels(self):
        with tempfile.TemporaryDirectory() as work:
            path = os.path.join(work, "roots.tsv")
            for text, want in (("# read\nab\tquestion\n", {"ab": "question"}), ("ab\tspam\n", None), ("ab\tbot\nab\tbot\n", None)):
                with open(path, "w") as f:
                    f.write(text)
                if want is None:
                    self.assertRaises(ValueError, mails.labels, path)
                else:
                    self.assertEqual(mails.labels(path), want)

    def test_tags(self):
        self.assertEqual(
            tags.find("Reveiwed-By: A <A@example.org>\n> Acked-by: B <b@example.org>\nReported-and-tested-by: c@example.org\n"),
            [("Reviewed-by", "a@example.org"), ("Reported-by", "c@example.org"), ("Tested-by", "c@example.org")],
        )


if __name__ == "__main__":
    unittest.main()
