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
    return [(token, address) for token, _, address in signed(text) if address]


def signed(text):
    """Each review tag with the name and the lower-cased address in it, either of
    which may be empty."""
    found = []
    for token, value in LINE.findall(text):
        token = re.sub(r"[ -]+", "-", token.lower())
        usual = LETTERS.get("".join(sorted(token)))
        found += [(one, *whose(value)) for one in PAIRS.get(token) or [usual] if one]
    return found


def whose(value):
    """The name before the address, without quotes, and the address."""
    address = ADDRESS.search(value)
    if not address:
        return value.strip("\"' \t\r"), ""
    name = value[:address.start()].strip("\"' \t<(")
    return name, (address.group(1) or address.group(2)).lower()


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
