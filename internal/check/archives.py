#!/usr/bin/env python3
"""Counts the mails of an archive by month and by sender, as Python's mailbox
and email find them.

    archives.py mbox|pipermail PATTERN   mbox files, packed or not, and files of one mail
    archives.py inbox PATTERN            a public-inbox: mails are the blobs m of a history

Prints JSON. A mail counts to the month of its Date header, or to "" where that
is none, is older than mail or younger than its From_ line. Who wrote one whose
From a list has rewritten stands in its other headers. A piece that has no header
of a mail is the rest of one that mailbox cut at a line which begins with From;
pieces are counted apart.
"""
import sys

sys.dont_write_bytecode = True

import collections
import email
import glob
import gzip
import json
import mailbox
import os
import subprocess
import tempfile
import time

import mails

NAMES = ("from", "date", "subject", "message-id", "received")
EARLIEST, LATEST = 398044800, 4102444800  # August 1982 (RFC 822), the year 2100
MAGIC = b" Mon Sep 17 00:00:00 2001"  # in each From_ line that git format-patch writes


def boxes(pattern):
    for path in sorted(filter(os.path.isfile, glob.glob(pattern))):
        text = content(path)
        if not text.startswith(b"From "):
            yield mailbox.mboxMessage(email.message_from_bytes(text))
            continue
        with tempfile.NamedTemporaryFile() as plain:
            plain.write(text)
            plain.flush()
            box = mailbox.mbox(plain.name, create=False)
            for key in box.keys():
                envelope, _, mail = box.get_bytes(key, from_=True).partition(b"\n")
                mail = mailbox.mboxMessage(email.message_from_bytes(mail))
                mail.set_from("" if MAGIC in envelope else envelope.decode("latin-1")[len("From "):])
                yield mail


def inbox(pattern):
    for folder in glob.glob(pattern):
        git = ["git", "-C", folder, "-c", "safe.directory=*"]
        shas = subprocess.run(git + ["rev-list", "--reverse", "HEAD"], capture_output=True, check=True).stdout.split()
        asked = b"".join(sha + b":m\n" for sha in shas)
        out = subprocess.run(git + ["cat-file", "--batch"], input=asked, capture_output=True, check=True).stdout
        at = 0
        while at < len(out):
            end = out.index(b"\n", at)
            head, at = out[at:end], end + 1
            if not head.endswith(b" missing"):
                size = int(head.split()[-1])
                yield mailbox.mboxMessage(email.message_from_bytes(out[at:at + size]))
                at += size + 1


def content(path):
    with open(path, "rb") as f:
        text = f.read()
    return gzip.decompress(text) if text[:2] == b"\x1f\x8b" else text


def month(mail):
    at, rule = mails.repaired(mail, None, EARLIEST)
    return time.strftime("%Y-%m", time.gmtime(at)) if rule == "header" and at < LATEST else ""


def main():
    found = inbox(sys.argv[2]) if sys.argv[1] == "inbox" else boxes(sys.argv[2])
    months, senders, received, pieces = collections.Counter(), collections.Counter(), 0, 0
    for mail in found:
        if not any(mail.get(name) for name in NAMES):
            pieces += 1
            continue
        received += 1
        months[month(mail)] += 1
        senders[mails.author(mail)[1].lower()] += 1
    json.dump({"received": received, "pieces": pieces, "months": months, "senders": senders}, sys.stdout)


if __name__ == "__main__":
    main()
