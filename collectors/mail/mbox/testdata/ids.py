"""Print the Message-IDs of mbox files as Python's standard library finds them.

Usage: ids.py PATTERN. Files are taken in the order of their names. A mail
without a header is the rest of one that mailbox cut at a line of prose which
begins with From; it is left out.
"""
import email.parser
import email.policy
import glob
import gzip
import json
import mailbox
import sys
import tempfile

ids = []
for path in sorted(glob.glob(sys.argv[1])):
    with tempfile.NamedTemporaryFile() as plain:
        with gzip.open(path) as packed:
            plain.write(packed.read())
        plain.flush()
        box = mailbox.mbox(plain.name, create=False)
        for key in box.keys():
            mail = email.parser.BytesHeaderParser(policy=email.policy.compat32).parsebytes(box.get_bytes(key))
            if mail["From"] is None:
                continue
            ids.append("".join(str(mail["Message-ID"] or "").split()).strip("<>"))
json.dump(ids, sys.stdout)
