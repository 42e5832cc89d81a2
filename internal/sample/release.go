package sample

import (
	"fmt"
	"strings"
)

// schedule plans the release lines: a new one every half year, with candidates
// in the weeks before, branched at its first release.
func (t *town) schedule() {
	for n := int64(0); ; n++ {
		first := t.cal.start() + (60+182*n+int64(t.hack.IntN(15)))*day + 10*hour
		line := fmt.Sprintf("4.%d", 4+n)
		t.promise(n, line, first)
		if first >= t.cal.end {
			return
		}
		for rc := range int64(3) {
			t.plan(first-(21-7*rc)*day, func() { t.candidate(line, rc+1) })
		}
		t.plan(first, func() { t.branchOff(line) })
	}
}

// bump commits the version file and returns the commit's mark.
func (t *town) bump(branch, version string, keeper sender) int {
	w := &job{author: keeper, committer: keeper, authored: t.now, subject: "Update the version to " + version, branch: branch}
	w.edits = []edit{{change{path: "VERSION", text: version + "\n"}, 1, 1}}
	return t.hyper.land(t, w)
}

func (t *town) keeper() sender { return t.crowd.as(t.crowd.keepers.pick(t.hack), t.now) }

// candidate tags the default branch; every third tag is a lightweight one.
func (t *town) candidate(line string, n int64) {
	keeper := t.keeper()
	version := fmt.Sprintf("%s.0-rc%d", line, n)
	mark := t.bump("", version, keeper)
	text := "Release candidate " + version
	if n == 3 {
		text = ""
	}
	t.hyper.repo.tag("RELEASE-"+version, mark, signature{keeper, t.now}, text)
	t.tally.tags = append(t.tally.tags, release{t.now, line, true})
}

// branchOff makes the first release of a line and its stable branch, and opens
// the next line with a commit that changes nothing.
func (t *town) branchOff(line string) {
	keeper := t.keeper()
	mark := t.bump("", line+".0", keeper)
	t.publish(line, 0, mark, keeper)
	t.hyper.repo.tips["stable-"+line] = mark
	for _, p := range t.hyper.loose {
		p.taken[line] = true
	}
	t.plan(t.now+hour, func() {
		t.hyper.land(t, &job{author: keeper, committer: keeper, authored: t.now, subject: "Open the development window after " + line})
	})
	for n := int64(1); n <= 3; n++ {
		t.plan(t.now+(85*n+int64(t.hack.IntN(40)))*day, func() { t.stable(line, n) })
	}
}

func (t *town) publish(line string, n int64, mark int, keeper sender) {
	version := fmt.Sprintf("%s.%d", line, n)
	t.hyper.repo.tag("RELEASE-"+version, mark, signature{keeper, t.now}, "Release "+version)
	t.tally.tags = append(t.tally.tags, release{t.now, line, false})
}

// stable backports new files to a stable branch and releases it. Its commits
// are not on the default branch and count nowhere.
func (t *town) stable(line string, n int64) {
	keeper, branch := t.keeper(), "stable-"+line
	for i, p := range t.hyper.loose {
		if i == 4 || p.taken[line] {
			continue
		}
		p.taken[line] = true
		w := *p.job
		w.branch, w.committer = branch, keeper
		w.edits = []edit{{change{path: p.path, text: strings.Join(p.text, "\n") + "\n"}, len(p.text), 0}}
		t.hyper.land(t, &w)
	}
	t.publish(line, n, t.bump(branch, fmt.Sprintf("%s.%d", line, n), keeper), keeper)
}

// remap tells .mailmap of the people who came since it was last told.
func (t *town) remap() {
	var lines []string
	for ; t.mapped < len(t.crowd.all); t.mapped++ {
		if p := t.crowd.all[t.mapped]; p.coder {
			lines = append(lines, p.mailmap()...)
		}
	}
	if len(lines) == 0 {
		return
	}
	t.mailmap += strings.Join(lines, "\n") + "\n"
	keeper := t.keeper()
	w := &job{author: keeper, committer: keeper, authored: t.now, subject: "Update .mailmap"}
	w.edits = []edit{{change{path: ".mailmap", text: t.mailmap}, len(lines), 0}}
	t.hyper.land(t, w)
}
