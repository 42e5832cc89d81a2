package link

import (
	"cmp"
	"math"
	"slices"
)

// Time limits, in seconds.
const (
	day = 24 * 60 * 60
	// ahead is how much earlier than its mail a commit may be dated: clocks.
	ahead = day
	// behind is how long after its mail a commit may come that is only like it.
	behind = 365 * day
)

// widest is how many patches of one change are looked at, the newest: real ones
// have a few hundred, with all their versions.
const widest = 1000

// An item is what patches and commits are compared by.
type item struct {
	title   string
	reverts bool
	bugs    []string
	words   []uint32
	paths   []uint32
	names   []uint32
	author  Person
	lines   uint32
	patchID string
}

// A match is a link, by indexes.
type match struct {
	patch, commit int
	evidence      Evidence
	score         float64
}

// A finder finds links, rule by rule.
type finder struct {
	patches []Patch
	commits []Commit
	letters map[string]uint64 // Message-ID to change
	sent    map[string]int    // Message-ID to patch
	changes map[uint64][]int  // patches of a change, by date
	titles  map[string]int    // how many commits have it

	words, paths, names *dictionary
	proposed, done      []item // of patches, of commits

	of   [][]match // by commit
	from [][]match // by patch
}

func newFinder(patches []Patch, letters []Letter, commits []Commit) *finder {
	f := &finder{
		patches: patches, commits: commits,
		letters: make(map[string]uint64, len(letters)), sent: make(map[string]int, len(patches)), changes: map[uint64][]int{}, titles: map[string]int{},
		words: newDictionary(), paths: newDictionary(), names: newDictionary(),
		proposed: make([]item, len(patches)), done: make([]item, len(commits)),
		of: make([][]match, len(commits)), from: make([][]match, len(patches)),
	}
	for _, l := range letters {
		// of several mails under one Message-ID any may be meant; the order must not matter
		if change, ok := f.letters[l.Ref]; !ok || l.Change < change {
			f.letters[l.Ref] = l.Change
		}
	}
	for i, p := range patches {
		if _, ok := f.sent[p.Ref]; !ok {
			f.sent[p.Ref] = i
		}
		f.changes[p.Change] = append(f.changes[p.Change], i)
		f.proposed[i] = f.read(p.Subject, p.Paths, p.Author, p.Lines, p.PatchID)
	}
	for change, all := range f.changes {
		f.changes[change] = all[max(0, len(all)-widest):]
	}
	for i, c := range commits {
		f.done[i] = f.read(c.Subject, c.Paths, c.Author, c.Lines, c.PatchID)
		f.titles[f.done[i].title]++
	}
	for _, d := range []*dictionary{f.words, f.paths, f.names} {
		d.weigh(len(patches) + len(commits))
	}
	return f
}

func (f *finder) read(subject string, paths []string, author Person, lines uint32, patchID string) item {
	title := title(subject)
	return item{
		title: title, reverts: reverts(subject), bugs: bugs(subject), words: f.words.add(words(title)), paths: f.paths.add(paths), names: f.names.add(names(paths)),
		author: author, lines: lines, patchID: patchID,
	}
}

// link keeps a match.
func (f *finder) link(m match) {
	f.of[m.commit] = append(f.of[m.commit], m)
	f.from[m.patch] = append(f.from[m.patch], m)
}

// linked reports whether a pair is linked already.
func (f *finder) linked(patch, commit int) bool {
	return slices.ContainsFunc(f.of[commit], func(m match) bool { return m.patch == patch })
}

// links are all that were kept.
func (f *finder) links() []Link {
	var all []Link
	for _, matches := range f.from {
		for _, m := range matches {
			c := f.commits[m.commit]
			all = append(all, Link{c.Source, c.SHA, f.patches[m.patch].Message, m.evidence, math.Round(m.score*1e4) / 1e4, c.Date})
		}
	}
	slices.SortFunc(all, func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.Message, b.Message), cmp.Compare(a.Source, b.Source), cmp.Compare(a.SHA, b.SHA))
	})
	return all
}
