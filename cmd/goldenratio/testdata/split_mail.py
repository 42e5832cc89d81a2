"""Puts each mail of some archives into a file of its own, as notmuch wants them."""

import glob
import gzip
import mailbox
import os
import sys
import tempfile

count = 0
for path in sorted(glob.glob(sys.argv[1])):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file, tempfile.NamedTemporaryFile() as plain:
        plain.write(file.read())
        plain.flush()
        box = mailbox.mbox(plain.name)
        for key in box.keys():
            with open(os.path.join(sys.argv[2], f"{count:07}"), "wb") as out:
                out.write(box.get_bytes(key))
            count += 1
