"""Trailers such as Reviewed-by."""
import re

TOKENS = ["Reviewed-by", "Acked-by", "Tested-by", "Reported-by", "Suggested-by", "Release-acked-by"]
LINE = re.compile(r"^[ \t]*([A-Za-z][A-Za-z -]*-by)[ \t]*:[ \t]*(.*)$", re.M | re.I)
LETTERS = {"".join(sorted(t.lower())): t for t in TOKENS}  # swapped letters: Reveiwed-by
ADDRESS = re.compile(r"<([^<>\s]+@[^<>\s]+)>|([^\s<>()]+@[^\s<>()]+)")
PAIRS = {
    "reported-and-tested-by": ["Reported-by", "Tested-by"],
    "reviewed-and-tested-by": ["Reviewed-by", "Tested-by"],
    "tested-and-reviewed-by": ["Tested-by", "Reviewed-by"],
    "acked-and-tested-by": ["Acked-by", "Tested-by"],
    "reported-and-suggested-by": ["Reported-by", "Suggested-by"],
}


def find(text):
    """Each review tag with the lower-cased address that it names."""
    found = []
    for token, value in LINE.findall(text):
        token = re.sub(r"[ -]+", "-", token.lower())
        address = ADDRESS.search(value)
        if address:
            who = (address.group(1) or address.group(2)).lower()
            usual = LETTERS.get("".join(sorted(token)))
            found += [(name, who) for name in PAIRS.get(token) or [usual] if name]
    return found


def co_developers(text):
    """Addresses of Co-developed-by."""
    return named(text, "co-developed-by")


def named(text, token):
    out = []
    for found, value in LINE.findall(text):
        address = ADDRESS.search(value)
        if found.lower() == token and address:
            out.append((address.group(1) or address.group(2)).lower())
    return out
