"""Parses archives with Python's own modules: what a benchmark is compared with."""

import bz2
import glob
import gzip
import mailbox
import sys
import tempfile

count = 0
for path in sorted(glob.glob(sys.argv[1])):
    with open(path, "rb") as file:
        magic = file.read(2)
    opener = gzip.open if magic == b"\x1f\x8b" else bz2.open if magic == b"BZ" else open
    with opener(path, "rb") as file, tempfile.NamedTemporaryFile() as plain:
        plain.write(file.read())
        plain.flush()
        for message in mailbox.mbox(plain.name):
            message["From"], message["Date"], message["Message-ID"], message["References"]
            for part in message.walk():
                if not part.is_multipart():
                    part.get_payload(decode=True)
            count += 1
print(count)
