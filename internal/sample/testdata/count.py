"""Counts the messages of a sample's archives as Python's mailbox sees them.
Prints a JSON object: list → messages."""
import gzip, json, mailbox, os, shutil, sys, tempfile

root, counts = sys.argv[1], {}
for name in sorted(os.listdir(root)):
    counts[name] = 0
    for entry in sorted(os.listdir(os.path.join(root, name))):
        path = os.path.join(root, name, entry)
        with tempfile.NamedTemporaryFile() as plain:
            opener = gzip.open if entry.endswith(".gz") else open
            with opener(path, "rb") as packed:
                shutil.copyfileobj(packed, plain)
            plain.flush()
            counts[name] += len(mailbox.mbox(plain.name, create=False))
json.dump(counts, sys.stdout)
