"""The mailing lists' KPIs. People are lower-cased addresses; copies are one
message if they share their Message-ID."""
import collections
import datetime
import email.header
import email.policy
import email.utils
import gzip
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
AT = re.compile(r"^\s*(\S+) at (\S+)\s*(?:\((.*)\))?\s*$")
DIFF = re.compile(r"^(diff --git |--- \S.*\n\+\+\+ \S.*\n@@ )", re.M)


class Message:
    """What the KPIs need of one mail."""

    def __init__(self, mail, month, first):
        name, address = sender(mail.get("from", ""))
        self.sender, self.lists = address.lower(), set()
        self.bot = bool(BOT.search(name) or BOT_ADDRESS.search(address) or mail.get("auto-submitted", "no") != "no")
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
        self.tags = [(token, who) for token, who in tags.find(own) if who == self.sender]

    @property
    def reply(self):
        return self.says_reply or self.headers_reply


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
    """All messages before as_of, in threads. copies are (list, message)."""

    def __init__(self, copies, as_of):
        self.raw, self.repaired, self.as_of, by_id = 0, 0, as_of, {}
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
    """The KPIs about waiting for an answer; patches are not among them."""
    replies = first_replies(archive)
    roots = [m for m in people if m.starts and not m.patch]
    due = [(m, quarter.deadline(m.date, 5)) for m in roots]
    ripe = [(m, d) for m, d in due if begin <= d < end]
    late = [m for m, d in due if d < end and end - m.date < 90 * quarter.DAY and replies.get(m.id, end) >= end]
    seen = waits(archive, roots, replies, begin, end)
    return seen, {
        "mail_first_reply": survival.summary(seen),
        "mail_answered_share": quarter.share(sum(replies.get(m.id, d + 1) <= d for m, d in ripe), len(ripe)),
        "mail_unanswered": len(late),
    }


def kpis(archive, begin, end, name=None):
    """All KPIs of mail (of one list, if one is named), the senders, the waits."""
    mine = [m for m in archive.all if name is None or name in m.lists]
    people = [m for m in mine if not m.bot]
    inside = [m for m in people if begin <= m.date < end]
    robots = collections.Counter(m.sender for m in mine if m.bot and begin <= m.date < end)
    sent = collections.Counter(m.sender for m in inside)
    earlier = {m.sender for m in archive.all if not m.bot and m.date < begin}
    given = {(t, w, m.topic, m.root.topic) for m in inside for t, w in m.tags}
    seen, result = answers(archive, people, begin, end)
    result.update({
        "mail_messages": len(inside),
        "robots": dict(robots),
        "mail_senders": len(sent),
        "mail_threads_started": sum(m.starts for m in inside),
        "mail_threads_started_patch": sum(m.starts and m.patch for m in inside),
        "joined_by_subject": sum(m.by_subject for m in inside),
        "orphans": sum(m.parent is None and not m.starts for m in inside),
        "mail_new_senders": {"value": None, "seen_first": len(set(sent) - earlier),
                             "note": "NULL within the first four quarters of the sources: nobody is known to be new"},
        "mail_absence_factor": quarter.absence(sent.values()),
        "review_tags": dict(collections.Counter(t for t, _, _ in {(t, w, patch) for t, w, patch, _ in given})),
        "review_tags_by_series": dict(collections.Counter(t for t, _, _ in {(t, w, series) for t, w, _, series in given})),
    })
    return result, set(sent), seen
