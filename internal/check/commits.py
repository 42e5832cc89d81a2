"""The repositories' KPIs, from git alone. People are lower-cased addresses."""
import collections
import os
import re
import subprocess

import quarter
import tags

FIELDS = "%H%x00%P%x00%ae%x00%ce%x00%at%x00%ct%x00%s%x00%B%x01"
RELEASE = re.compile(r"^(?:v|RELEASE-)?(\d+\.\d+)(\.\d+)*$")
CANDIDATE = re.compile(r"^(?:v|RELEASE-)?\d+(\.\d+)+[-._]?(rc|alpha|beta|pre)[-._]?\d*$", re.I)


class Repository:
    def __init__(self, bundle, work, as_of):
        self.name = os.path.basename(bundle).removesuffix("-dev.bundle").removesuffix(".git")
        self.path = os.path.join(work, self.name + ".git")
        subprocess.run(["git", "clone", "--quiet", "--bare", bundle, self.path], check=True)
        self.commits = [c for c in self.log() if c["at"] < as_of]
        self.paths()
        self.tags = self.read_tags()

    def git(self, *args, **more):
        env = dict(os.environ, LC_ALL="C", TZ="UTC", GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
        return subprocess.run(["git", "-C", self.path, *args], check=True, capture_output=True, env=env, **more).stdout

    def log(self):
        """All commits of the default branch."""
        for entry in self.git("log", "--format=" + FIELDS, "HEAD").decode("utf-8", "replace").split("\x01"):
            f = entry.lstrip("\n").split("\x00")
            if len(f) == 8:
                yield {"sha": f[0], "merge": " " in f[1], "author": f[2].lower(), "authored": int(f[4]),
                       "at": int(f[5]), "subject": f[6], "text": f[7], "repo": self.name}

    def paths(self):
        """Gives each non-merge commit the set of its paths."""
        log = self.git("log", "--raw", "--no-renames", "--no-merges", "--format=%x01%H", "HEAD").decode("utf-8", "replace")
        rows = [[row for row in entry.split("\n") if row] for entry in log.split("\x01")[1:]]
        by_sha = {sha: frozenset(f.partition("\t")[2] for f in files) for sha, *files in rows}
        for c in self.commits:
            c["paths"] = by_sha.get(c["sha"], frozenset())

    def diffs(self, some, *options):
        shas = "".join(c["sha"] + "\n" for c in some).encode()
        return self.git("diff-tree", "--stdin", "--root", "-r", *options, input=shas)

    def patch_ids(self, some):
        """The patch-id of these commits; an empty commit has none but itself."""
        diffs = self.diffs(some, "-p", "--no-textconv", "--no-ext-diff")
        out = subprocess.run(["git", "patch-id", "--stable"], input=diffs, check=True, capture_output=True).stdout.decode()
        ids = {sha: patch for patch, sha in (line.split() for line in out.split("\n") if line)}
        for c in some:
            c["patch"] = ids.get(c["sha"], c["sha"])

    def numstat(self, some):
        """Gives these commits the lines they add and remove."""
        by_sha = {c["sha"]: c for c in some}
        c = None
        for row in self.diffs(some, "--numstat", "-M").decode("utf-8", "replace").split("\n"):
            if row in by_sha:
                c = by_sha[row]
                c["added"] = c["removed"] = 0
            elif row and not row.startswith("-"):
                added, removed, _ = row.split("\t", 2)
                c["added"] += int(added)
                c["removed"] += int(removed)
        for c in some:
            c.setdefault("added", 0)
            c.setdefault("removed", 0)

    def inside(self, begin, end):
        return [c for c in self.commits if not c["merge"] and begin <= c["at"] < end]

    def read_tags(self):
        """Tags that look like a release or candidate: the tagger's date, else the commit's."""
        form = "%(refname:short)%09%(creatordate:unix)"
        rows = self.git("for-each-ref", "--format=" + form, "refs/tags").decode().split("\n")
        return [(name, int(at)) for name, _, at in (r.partition("\t") for r in rows) if at]


def prepare(repos, begin, end):
    """Looks into the commits of a span of time, and into those of any time that
    could be the same patch because they touch the same paths."""
    wanted = {c["paths"] for r in repos for c in r.inside(begin, end)}
    for r in repos:
        r.numstat(r.inside(begin, end))
        r.patch_ids([c for c in r.commits if not c["merge"] and c["paths"] in wanted])


def firsts(repos):
    """Patch → the repository that had it first: there it counts."""
    best = {}
    for c in (c for r in repos for c in r.commits if "patch" in c):
        if c["patch"] not in best or (c["at"], c["repo"]) < best[c["patch"]]:
            best[c["patch"]] = (c["at"], c["repo"])
    return {patch: repo for patch, (_, repo) in best.items()}


def once(repos, begin, end):
    """The quarter's commits of all repositories, equal patches of another one
    left out."""
    first = firsts(repos)
    return [c for r in repos for c in r.inside(begin, end) if first[c["patch"]] == c["repo"]]


def kpis(repos, begin, end):
    """The KPIs of each repository and of all together, and their authors."""
    prepare(repos, begin, end)
    result = {r.name: measure(r.inside(begin, end), [r], begin, end) for r in repos}
    everything, counted = [c for r in repos for c in r.inside(begin, end)], once(repos, begin, end)
    result["all"] = measure(counted, repos, begin, end)
    result["all"]["equal_patches_left_out"] = len(everything) - len(counted)
    authors = {r.name: people(r.inside(begin, end)) for r in repos}
    authors["all"] = people(everything)
    given = collections.Counter(token for c in everything for token, _ in set(tags.find(c["text"])))
    result["review_tags"] = dict(given)
    return result, authors


def credited(c):
    return {c["author"], *tags.co_developers(c["text"])}


def people(some):
    return {who for c in some for who in credited(c)}


def covered(c):
    return any(token in ("Reviewed-by", "Acked-by") and who != c["author"] for token, who in tags.find(c["text"]))


def releases(repos, begin, end):
    """Final releases, candidates, and the gaps that end in the quarter, each to
    the previous final release of the same line and repository."""
    final, candidates, gaps = 0, 0, []
    for r in repos:
        last = {}
        for at, name in sorted((at, name) for name, at in r.tags):
            line, inside = RELEASE.match(name), begin <= at < end
            candidates += inside and bool(CANDIDATE.match(name))
            if not line:
                continue
            final += inside
            if inside and line.group(1) in last:
                gaps.append(at - last[line.group(1)])
            last[line.group(1)] = at
    gap = quarter.by_rank(gaps)
    return {
        "release_published": final, "release_candidates": candidates,
        "release_gap": quarter.figure(gap / quarter.DAY) if gap is not None else None,
    }


def measure(some, repos, begin, end):
    credits = collections.Counter(who for c in some for who in credited(c))
    lag = quarter.by_rank([c["at"] - c["authored"] for c in some])
    return {
        "code_commits": len(some),
        "code_authors": len(credits),
        "code_lines_added": sum(c["added"] for c in some),
        "code_lines_removed": sum(c["removed"] for c in some),
        "code_author_lag": quarter.figure(lag / quarter.DAY) if lag is not None else None,
        "code_absence_factor": quarter.absence(credits.values()),
        "review_covered_share": quarter.share(sum(map(covered, some)), len(some)),
        "co_authored_by": sum(bool(tags.named(c["text"], "co-authored-by")) for c in some),
        "suspect_paths": sorted({p for c in some for p in c["paths"] if re.search(r"vendor|third.?party|generated|\.lock$|configure$", p)}),
        **releases(repos, begin, end),
    }
