package report

import (
	"fmt"
	"time"
)

// mergedRow is a change that became commits in the week.
type mergedRow struct {
	ID            uint64    `ch:"id"`
	Channel       string    `ch:"channel"`
	Title         string    `ch:"title"`
	Opened        time.Time `ch:"opened"`
	Merged        time.Time `ch:"merged"`
	Patches       uint16    `ch:"patches"`
	MergedPatches uint16    `ch:"merged_patches"`
	Ref           string    `ch:"ref"`
	Version       uint16    `ch:"version"`
	Author        string    `ch:"author"`
	Lists         []string  `ch:"lists"`
	All           uint64    `ch:"all"`
	Forge         uint64    `ch:"forge"` // of all
}

// commitsRow is what landed in a repository; in all where it has no name.
type commitsRow struct {
	Repository string   `ch:"repository"`
	Commits    uint64   `ch:"commits"`
	People     uint64   `ch:"people"`
	ByMail     uint64   `ch:"by_mail"`
	ByForge    uint64   `ch:"by_forge"`
	Subjects   []string `ch:"subjects"`
}

// weeklyRelease is what a repository released in the week, of one kind.
type weeklyRelease struct {
	Repository string    `ch:"repository"`
	Kind       string    `ch:"kind"`
	Names      []string  `ch:"names"`
	Last       time.Time `ch:"last"`
}

// title is xenopsd v0.151.0 and v0.152.0.
func (r weeklyRelease) title() string {
	names := make([]string, len(r.Names))
	for i, name := range r.Names {
		names[i] = cut(Plain(name), longestName)
	}
	return called(r.Repository) + " " + enumerate(names, mostReleases)
}

// mostReleases is how many of a repository are named.
const mostReleases = 5

// tagsRow counts the review tags of a kind.
type tagsRow struct {
	Token string   `ch:"token"`
	Tags  uint64   `ch:"tags"`
	Names []string `ch:"names"` // of those who gave them to others
}

// landedCommits are all of the scope.
func (e *editor) landedCommits() uint64 {
	for _, c := range e.commits {
		if c.Repository == "" {
			return c.Commits
		}
	}
	return 0
}

// landed is what was released and merged: changes that are known from the
// lists or a forge, and beside them the commits by repository.
func (e *editor) landed() Passage {
	p := Passage{ID: "merged", Title: "Merged and released"}
	for _, r := range e.releases {
		what := "Released"
		if r.Kind != "final" {
			what = Count(uint64(len(r.Names)), "release candidates")
			if len(r.Names) == 1 {
				what = "A release candidate"
			}
		}
		p.Entries = append(p.Entries, Entry{Title: r.title(), Text: fmt.Sprintf("%s %s.", what, e.on(r.Last)), Since: r.Last.UTC()})
	}
	for _, r := range e.merged {
		p.Text = changesMerged(r.All, r.Forge, len(e.merged))
		p.Entries = append(p.Entries, Entry{
			Title: headed(r.Title, r.Lists...), URL: e.link(r.Channel, r.Lists, r.Ref), Text: e.mergedText(r),
			Ref: r.Ref, Person: called(r.Author), Since: r.Opened.UTC(), Version: r.Version,
		})
	}
	for _, c := range e.commits {
		if c.Repository != "" {
			p.Entries = append(p.Entries, Entry{Title: called(c.Repository), Text: c.text(e.forge.requests()), People: c.People})
		}
	}
	return p
}

// changesMerged counts changes, and says where they were proposed if that was in
// one place.
func changesMerged(all, forge uint64, shown int) string {
	from := ""
	switch forge {
	case 0:
		from = " from the lists"
	case all:
		from = " from the forge"
	}
	text := fmt.Sprintf("%s%s were merged", Count(all, "changes"), from)
	if all == 1 {
		text = fmt.Sprintf("One change%s was merged", from)
	}
	if all > uint64(shown) {
		text += fmt.Sprintf("; these are the latest %d", shown)
	}
	return text + "."
}

// mergedText is Ada sent it on 2 Feb; version 3 was merged on Friday, after 19
// days.
func (e *editor) mergedText(r mergedRow) string {
	if r.Channel == "forge" {
		return fmt.Sprintf("%s opened it %s; it was merged %s, after %s.", begins(r.Author), e.on(r.Opened), e.on(r.Merged), lasted(r.Opened, r.Merged))
	}
	what := "it"
	switch {
	case r.MergedPatches < r.Patches:
		what = fmt.Sprintf("%d of its %s", r.MergedPatches, Count(uint64(r.Patches), "patches"))
	case r.Version > 1:
		what = fmt.Sprintf("version %d", r.Version)
	}
	verb := "was"
	if r.MergedPatches < r.Patches && r.MergedPatches > 1 {
		verb = "were"
	}
	return fmt.Sprintf("%s sent it %s; %s %s merged %s, after %s.",
		begins(r.Author), e.on(r.Opened), what, verb, e.on(r.Merged), lasted(r.Opened, r.Merged))
}

// text is 12 commits by 3 people, 8 of them from the lists, 2 of them from pull
// requests: “…”.
func (c commitsRow) text(requests string) string {
	text := Count(c.Commits, "commits")
	if c.Commits > 1 {
		text += " by " + Count(c.People, "people")
	}
	for _, from := range []struct {
		commits uint64
		place   string
	}{{c.ByMail, "the lists"}, {c.ByForge, requests}} {
		if from.commits > 0 {
			text += fmt.Sprintf(", %s of them from %s", Number(from.commits), from.place)
		}
	}
	var subjects []string
	for _, s := range c.Subjects {
		subjects = append(subjects, "“"+headed(s)+"”")
	}
	if len(subjects) == 0 {
		return text + "."
	}
	others := ": "
	if uint64(len(subjects)) < c.Commits {
		others = ", among them "
	}
	return text + others + enumerate(subjects, mostSubjects) + "."
}

// mostThanked is how many reviewers a digest names.
const mostThanked = 20

// thanks are the reviews that were given. People are in the order of their
// names: it is no ranking.
func (e *editor) thanks() Passage {
	p := Passage{ID: "reviews", Title: "Reviews given"}
	var counts, names []string
	for _, t := range e.tags {
		counts = append(counts, Number(t.Tags)+tie+cut(Plain(t.Token), longestName))
		for _, name := range t.Names {
			names = append(names, called(name))
		}
	}
	if len(counts) == 0 {
		return p
	}
	p.Text = capital(enumerate(counts, mostThanked)) + "."
	if names = sortedUnique(names); len(names) > 0 {
		p.Text += " Thanks to " + enumerate(names, mostThanked) + "."
	}
	return p
}
