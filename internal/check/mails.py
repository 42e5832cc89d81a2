"""The mailing lists' KPIs. People are lower-cased addresses; copies are one
message if they share their Message-ID."""
import collections
import datetime
import email.header
import email.policy
import email.utils
import gzip
import hashlib
import mailbox
import os
import re
import tarfile
import tempfile

import quarter
import survival
import tags

REPLY = re.compile(r"^\s*(re|aw|sv|antw|tr|res)\s*(\[\d+\]|\^\d+)?\s*:\s*", re.I)
TAG = re.compile(r"^\s*\[[^\]]*\]\s*")
IDS = re.compile(r"<([^<>\s]+)>")
BOT = re.compile(r"\b(ro)?bot\b", re.I)
BOT_ADDRESS = re.compile(r"^(lkp|no-?reply|.*-bot)@", re.I)
VIA = re.compile(r"^(.+?)\s+via\s+\S", re.I)
BOUNCES = re.compile(r"^owner-|-(bounces|owner|request)(?=@)", re.I)
AT = re.compile(r"^\s*(\S+) at (\S+)\s*(?:\((.*)\))?\s*$")
CLASSES = ("discussion", "question", "announcement", "security", "bot", "patch")
DIFF = re.compile(r"^(diff --git |--- \S.*\n\+\+\+ \S.*\n@@ )", re.M)


class Message:
    """What the KPIs need of one mail."""

    def __init__(self, mail, month, first):
        name, address = author(mail)
        self.sender, self.lists = address.lower(), set()
        self.bot = robot(name, address, mail)
        self.date, self.rule = repaired(mail, month, first)
        self.subject = clean(mail.get("subject", ""))
        self.topic, self.says_reply, self.patch = topic(self.subject)
        text = body(mail)
        ids = IDS.findall(str(mail.get("message-id", "")))
        self.id = ids[0] if ids else "none " + repr(hash((self.sender, self.subject, self.date, text)))
        self.answers = IDS.findall(str(mail.get("in-reply-to", "")))
        self.answers += reversed(IDS.findall(str(mail.get("references", ""))))
        self.answers = [i for i in self.answers if i != self.id]
        self.headers_reply = bool(mail.get("in-reply-to") or mail.get("references"))
        self.patch = self.patch or bool(DIFF.search(text))
        own = "\n".join(l for l in text.splitlines() if not l.startswith(">"))
        self.tags = [token for token, *who in tags.signed(own) if signs(who, name, self.sender)]

    @property
    def reply(self):
        return self.says_reply or self.headers_reply


def author(mail):
    """Name and address of who wrote it: From, unless a list has put itself there
    to pass DMARC (`X via List <list@…>`); then what the list kept of X."""
    name, address = sender(mail.get("from", ""))
    via, own = VIA.match(name), lists_own(mail)
    if not via or dotted(address) not in own:
        return name, address
    for header in ("reply-to", "x-original-from", "sender"):
        for other, at in people_in(mail, header):
            if at and dotted(at) not in own and not BOT_ADDRESS.search(at):
                return other or via.group(1).strip("'\" "), at
    return name, address


def lists_own(mail):
    """Under what a list goes in its own headers; the Sender is one of them only
    with the mark of bounces, since it may be a person's. A List-Id is the
    address with a dot for its @ (RFC 2919)."""
    own = [at for header in ("list-id", "list-post", "x-beenthere") for _, at in people_in(mail, header)]
    return {dotted(at) for at in own + [at for _, at in people_in(mail, "sender") if BOUNCES.search(at)]}


def dotted(address):
    """An address as a List-Id spells it, without the mark of bounces."""
    return BOUNCES.sub("", address.lower().removeprefix("mailto:")).replace("@", ".")


def people_in(mail, header):
    """Names and addresses of a header that may hold several."""
    values = [" ".join(str(value).split()) for value in mail.get_all(header, [])]
    return [(clean(name), at) for name, at in email.utils.getaddresses(values)]


def robot(name, address, mail):
    """Whether a program sent it: by its name or address, or because it says so.
    What a mail speaks of makes nobody a robot."""
    says = str(mail.get("auto-submitted", "no")).strip().lower()
    return bool(BOT.search(name) or BOT_ADDRESS.search(address) or not says.startswith("no"))


def signs(who, name, address):
    """Whether a tag names this sender. By address or by name: people sign with
    another address than the one they write from."""
    tagged, at = who
    return at == address or bool(name) and folded(tagged) == folded(name)


def folded(name):
    return " ".join(name.casefold().split())


def sender(value):
    """Name and address, also of Pipermail's `user at domain (Name)`."""
    at = AT.match(str(value))
    if at:
        return clean(at.group(3) or ""), f"{at.group(1)}@{at.group(2)}"
    # parsed first, decoded then: a decoded name may hold a comma
    name, address = email.utils.parseaddr(" ".join(str(value).split()))
    return clean(name), address


def clean(value):
    """A header's value, RFC 2047 decoded, on one line."""
    parts = []
    for text, charset in email.header.decode_header(str(value)):
        if isinstance(text, bytes):
            try:
                text = text.decode(charset or "utf-8", "replace")
            except LookupError:
                text = text.decode("latin-1")
        parts.append(text)
    return " ".join("".join(parts).split())


def topic(subject):
    """The subject without prefixes and tags; whether it says reply, patch."""
    says, patch = False, False
    while True:
        reply, tag = REPLY.match(subject), TAG.match(subject)
        if reply:
            says, subject = True, subject[reply.end():]
        elif tag:
            patch = patch or bool(re.search(r"\bpatch", tag.group(), re.I))
            subject = subject[tag.end():]
        else:
            return subject.lower(), says, patch


def repaired(mail, month, first):
    """Date header if plausible, else the last Received, the From_ line, the month."""
    arrival = parsed(" ".join(mail.get_from().split()[-5:]) if mail.get_from() else "", "%a %b %d %H:%M:%S %Y")
    for rule, value in (("header", mail.get("date")), ("received", str(mail.get("received", "")).rpartition(";")[2])):
        t = stamp(value)
        if t and first - quarter.DAY <= t and (not arrival or t <= arrival + quarter.DAY):
            return t, rule
    return (arrival, "envelope") if arrival else (month, "month")


def stamp(value):
    try:
        t = email.utils.mktime_tz(email.utils.parsedate_tz(str(value)))
    except (TypeError, ValueError, OverflowError):
        return None
    return int(t)


def parsed(text, form):
    try:
        return int(datetime.datetime.strptime(text, form).replace(tzinfo=quarter.UTC).timestamp())
    except ValueError:
        return None


def body(mail):
    """The decoded text parts."""
    texts = []
    for part in mail.walk():
        if part.get_content_maintype() != "text" or part.get_content_subtype() == "html":
            continue
        raw = part.get_payload(decode=True) or b""
        try:
            texts.append(raw.decode(part.get_content_charset() or "utf-8", "replace"))
        except LookupError:
            texts.append(raw.decode("latin-1"))
    return "\n".join(texts)


class Archive:
    """All messages before as_of, in threads. copies are (list, message); labels
    are what a reader made of threads' first mails, None where nobody has to."""

    def __init__(self, copies, as_of, labels=None):
        self.raw, self.repaired, self.as_of, by_id = 0, 0, as_of, {}
        self.labels = labels
        for name, mail in copies:
            self.raw += 1
            self.repaired += mail.rule != "header"
            by_id.setdefault(mail.id, mail).lists.add(name)
        self.unique = len(by_id)
        self.all = sorted((m for m in by_id.values() if m.date < as_of), key=lambda m: (m.date, m.id))
        self.by_id = {m.id: m for m in self.all}
        self.thread()

    def thread(self):
        """Gives each message its parent, its root, and whether it starts a thread."""
        newest = {}
        for m in self.all:
            m.parent = next((self.by_id[i] for i in m.answers if i in self.by_id), None)
            m.by_subject = False
            recent = [newest[k] for k in ((name, m.topic) for name in m.lists) if k in newest]
            last = max(recent, key=lambda r: (r.date, r.id), default=None)
            if m.parent is None and m.reply and m.topic and last and m.date - last.date <= 30 * quarter.DAY:
                m.parent, m.by_subject = last, True
            newest.update({(name, m.topic): m for name in m.lists})
        for m in self.all:
            root, seen = m, {id(m)}
            while root.parent is not None and id(root.parent) not in seen:
                root = root.parent
                seen.add(id(root))
            m.root = root
            m.starts = m.parent is None and not m.reply

    def kind(self, root):
        """The class of a person's mail that starts a thread. Only a patch can be
        told by form; the rest somebody has read, or this is no recount."""
        if root.patch:
            return "patch"
        if self.labels is None:
            return "discussion"
        label = self.labels.get(fingerprint(root.id))
        if label is None:
            raise LookupError(f"nobody has read <{root.id}>, {root.subject!r}: add {fingerprint(root.id)} to roots.tsv")
        return label


def fingerprint(message_id):
    """What roots.tsv knows of a mail: no address and no subject."""
    return hashlib.sha256(message_id.encode()).hexdigest()[:16]


def labels(path):
    """Fingerprint → class, as a reader wrote them down."""
    with open(path) as f:
        rows = [line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#")]
    wrong = [row for row in rows if len(row) != 2 or row[1] not in CLASSES]
    if wrong or len({row[0] for row in rows}) != len(rows):
        raise ValueError(f"{path}: no class, or a mail twice: {wrong}")
    return dict(rows)


def unpacked(pack):
    """The monthly mbox files of a tar: name and content."""
    with tarfile.open(pack) as tar:
        for member in sorted(tar.getmembers(), key=lambda f: f.name):
            if member.name.endswith(".mbox.gz"):
                yield os.path.basename(member.name), gzip.decompress(tar.extractfile(member).read())


def folder(path):
    """The monthly mbox files of a folder: name and content."""
    for name in sorted(os.listdir(path)):
        with open(os.path.join(path, name), "rb") as f:
            text = f.read()
        yield name, gzip.decompress(text) if name.endswith(".gz") else text


def read(files, first):
    """The messages of monthly mbox files; what has no header at all is none."""
    for name, text in files:
        with tempfile.NamedTemporaryFile() as plain:
            plain.write(text)
            plain.flush()
            box = mailbox.mbox(plain.name, create=False)
            for key in box.keys():
                mail = box[key]
                if mail.get("from") or mail.get("date") or mail.get("message-id"):
                    yield Message(mail, parsed(name[:7], "%Y-%m"), first)


def first_replies(archive):
    """Started thread → when somebody else, no robot, first answered; an answer
    dated up to a day before its thread is immediate, any earlier a wrong date."""
    firsts = {}
    for m in archive.all:
        root = m.root
        if root.starts and m is not root and not m.bot and m.sender != root.sender and m.date > root.date - quarter.DAY:
            firsts[root.id] = min(firsts.get(root.id, archive.as_of), max(m.date, root.date))
    return firsts


def waits(archive, roots, replies, begin, end):
    return [
        (replies[m.id] - m.date, True) if m.id in replies else (archive.as_of - m.date, False)
        for m in roots if begin <= m.date < end
    ]


def answers(archive, people, begin, end):
    """The KPIs about waiting for an answer: of discussions and questions. Those
    that began before the quarter matter only if their deadline falls into it."""
    replies = first_replies(archive)
    recent = [m for m in people if m.starts and begin - 14 * quarter.DAY <= m.date < end]
    roots = [m for m in recent if archive.kind(m) in ("discussion", "question")]
    due = [(m, quarter.deadline(m.date, 5)) for m in roots]
    ripe = [(m, d) for m, d in due if begin <= d < end]
    late = [m for m, d in due if d < end and end - m.date < 90 * quarter.DAY and replies.get(m.id, end) >= end]
    seen = waits(archive, roots, replies, begin, end)
    return seen, {
        "mail_first_reply": survival.summary(seen),
        "mail_answered_share": quarter.share(sum(replies.get(m.id, d + 1) <= d for m, d in ripe), len(ripe)),
        "mail_unanswered": len(late),
    }


def given(people, begin, end):
    """Review tags of a span: a person, a tag, a patch by its subject. Given again
    within 365 days, for the next version, it is still the first one."""
    first, count = {}, collections.Counter()
    for m in people:
        for token in m.tags:
            key = (m.sender, token, m.topic)
            if key not in first or m.date - first[key] > 365 * quarter.DAY:
                first[key] = m.date
                count[token] += begin <= m.date < end
    return dict(+count)


def kpis(archive, begin, end, name=None):
    """All KPIs of mail (of one list, if one is named), the senders, the waits."""
    mine = [m for m in archive.all if name is None or name in m.lists]
    people = [m for m in mine if not m.bot]
    inside = [m for m in people if begin <= m.date < end]
    robots = collections.Counter(m.sender for m in mine if m.bot and begin <= m.date < end)
    sent = collections.Counter(m.sender for m in inside)
    earlier = {m.sender for m in archive.all if not m.bot and m.date < begin}
    hosts = collections.defaultdict(lambda: [0, 0])
    for address, n in sent.items():
        host = hosts[address.rpartition("@")[2]]
        host[0], host[1] = host[0] + n, host[1] + 1
    seen, result = answers(archive, people, begin, end)
    result.update({
        "hosts": hosts,
        "mail_messages": len(inside),
        "robots": dict(robots),
        "mail_senders": len(sent),
        "mail_threads_started": sum(m.starts for m in inside),
        "threads_by_class": dict(collections.Counter(archive.kind(m) for m in inside if m.starts)),
        "joined_by_subject": sum(m.by_subject for m in inside),
        "orphans": sum(m.parent is None and not m.starts for m in inside),
        "mail_new_senders": {"value": None, "seen_first": len(set(sent) - earlier),
                             "note": "NULL within the first four quarters of the sources: nobody is known to be new"},
        "mail_absence_factor": quarter.absence(sent.values()),
        "review_tags": given(people, begin, end),
    })
    return result, set(sent), seen
