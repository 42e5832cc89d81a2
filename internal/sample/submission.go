package sample

import (
	"sort"
	"time"
)

// A submission is a patch series from its first version to the end of the sample.
type submission struct {
	at, deadline int64
	by           who
	lists        lists
	versions     []string    // Message-ID of each one's first mail
	reply        [ways]int64 // first foreign one, or commit by another person; 0 for none
	merged       int64       // when its first patch was; 0 for not
	landings     []landing
}

// A landing is a patch that became a commit.
type landing struct {
	message string // Message-ID of the mail that was applied
	repo    *repo
	mark    int
}

// propose notes a patch series when its first mail is sent.
func (t *tally) propose(at int64, by who, on lists) *submission {
	c := &submission{at: at, deadline: deadline(at, 2), by: by, lists: on}
	t.changes = append(t.changes, c)
	return c
}

// respond notes an answer to a change; c may be nil.
func (c *submission) respond(at int64, by who) {
	if c == nil {
		return
	}
	for way := range ways {
		if c.reply[way] == 0 && by.id(way) != c.by.id(way) {
			c.reply[way] = at
		}
	}
}

// land notes a patch that was committed, which answers the change as well.
func (c *submission) land(at int64, committer who, l landing) {
	if c.merged == 0 {
		c.merged = at
	}
	c.respond(at, committer)
	c.landings = append(c.landings, l)
}

// reviews writes the rows about changes.
func (t *tally) reviews(q int, scope string) {
	begin, end := t.cal.bounds[q], t.cal.bounds[q+1]
	opened, due := 0, 0
	var inTime [ways]int
	var versions []int
	for _, c := range t.changes {
		if scope == scopeHyper && c.lists&onDevel == 0 {
			continue
		}
		if c.at >= begin && c.at < end {
			opened++
		}
		if c.merged >= begin && c.merged < end {
			versions = append(versions, len(c.versions))
		}
		if c.deadline < begin || c.deadline >= end {
			continue
		}
		due++
		for way, at := range c.reply {
			if at != 0 && at <= c.deadline {
				inTime[way]++
			}
		}
	}
	row := func(kpi, stat string, number func(way int) Number) { t.row(scope, kpi, stat, "", q, number) }
	row("review_opened", "value", func(int) Number { return whole(opened) })
	row("review_merged", "value", func(int) Number { return whole(len(versions)) })
	row("review_versions", "value", func(int) Number { return measured(ranked(versions, 50), len(versions)) })
	row("review_versions", "p85", func(int) Number { return measured(ranked(versions, 85), len(versions)) })
	row("review_answered_share", "value", func(way int) Number { return ratio(inTime[way], due) })
}

// ranked is a percentile by rank; nil for none.
func ranked(values []int, percent int) *float64 {
	if len(values) == 0 {
		return nil
	}
	sort.Ints(values)
	v := float64(values[(percent*len(values)+99)/100-1])
	return &v
}

// A Change is what became of one patch series.
type Change struct {
	Opened   time.Time `json:"opened"`
	Versions []string  `json:"versions"` // Message-ID of each one's first mail
	Merged   time.Time `json:"merged,omitzero"`
	Commits  []Landed  `json:"commits,omitempty"`
}

// Landed is a patch that became a commit.
type Landed struct {
	Message    string `json:"message_id"`
	Repository string `json:"repository"`
	SHA        string `json:"sha"`
}

// history is the truth about all changes, when the repositories are closed.
func (t *tally) history() []Change {
	all := make([]Change, len(t.changes))
	for i, c := range t.changes {
		all[i] = Change{Opened: time.Unix(c.at, 0).UTC(), Versions: c.versions}
		if c.merged != 0 {
			all[i].Merged = time.Unix(c.merged, 0).UTC()
		}
		for _, l := range c.landings {
			all[i].Commits = append(all[i].Commits, Landed{l.message, l.repo.name(), l.repo.shas[l.mark]})
		}
	}
	return all
}
