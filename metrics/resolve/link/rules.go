package link

import (
	"cmp"
	"slices"
)

// byMessageID links commits that name a mail of a change. The mail may be a
// cover letter, an answer or another version: then the patch of the change that
// fits is meant.
func (f *finder) byMessageID() {
	for c := range f.commits {
		for _, ref := range f.commits[c].Named {
			named, change := -1, f.letters[ref]
			if p, ok := f.sent[ref]; ok {
				named, change = p, f.patches[p].Change
			}
			if change == 0 {
				continue
			}
			if p := f.meant(named, change, c); p >= 0 && !f.linked(p, c) {
				f.link(match{p, c, ByMessageID, 1})
			}
		}
	}
}

// related is how alike a commit and a patch of the change that it names must
// be: commits also name mails that only led to them.
const related = 0.3

// meant is the patch of a change that a commit means by naming one of its mails,
// of which named is the patch, if it is one: the one whose subject fits, rather
// the named one than its neighbours, of the latest version before the commit;
// -1 where none is like it.
func (f *finder) meant(named int, change uint64, commit int) int {
	best, most := -1, [4]float64{}
	for _, p := range f.changes[change] {
		score, subject := f.fit(p, commit)
		if score < related || !f.before(p, commit) {
			continue
		}
		rank := [4]float64{2: float64(f.patches[p].Version), 3: score}
		if subject > half {
			rank[0] = 1
		}
		if named >= 0 && f.versions(p, named) {
			rank[1] = 1
		}
		if best < 0 || slices.Compare(rank[:], most[:]) > 0 {
			best, most = p, rank
		}
	}
	return best
}

// versions reports whether two patches of a change are versions of one.
func (f *finder) versions(a, b int) bool {
	return f.proposed[a].title == f.proposed[b].title || f.patches[a].Number == f.patches[b].Number
}

// half of a subject's weight is enough where the change is known.
const half = 0.5

// byPatchID links commits with a patch's diff, all of them: cherry-picks too. Of
// several patches with it the latest before the commit stands.
func (f *finder) byPatchID() {
	same := map[string][]int{}
	for p, it := range f.proposed {
		if it.patchID != "" {
			same[it.patchID] = append(same[it.patchID], p)
		}
	}
	for c, it := range f.done {
		if len(f.of[c]) > 0 || it.patchID == "" {
			continue
		}
		for _, p := range slices.Backward(same[it.patchID]) {
			if f.before(p, c) {
				f.link(match{f.latest(p, c), c, ByPatchID, 1})
				break
			}
		}
	}
}

// latest is the patch of the last version before a commit that says the same as
// a patch: sent again, with more lines around what it changes.
func (f *finder) latest(patch, commit int) int {
	was, last := f.proposed[patch], patch
	for _, p := range f.changes[f.patches[patch].Change] {
		is := f.proposed[p]
		if f.before(p, commit) && f.patches[p].Version > f.patches[last].Version &&
			f.versions(p, patch) && is.lines == was.lines && slices.Equal(is.paths, was.paths) {
			last = p
		}
	}
	return last
}

// bySimilarity links what is alike in subject and files, the most alike first,
// each patch and each commit once.
func (f *finder) bySimilarity() {
	var all []match
	index := f.index()
	for c := range f.commits {
		all = append(all, f.alike(f.candidates(index, c), c)...)
	}
	slices.SortFunc(all, func(a, b match) int {
		return cmp.Or(-cmp.Compare(a.score, b.score), cmp.Compare(f.gap(a), f.gap(b)), cmp.Compare(a.patch, b.patch), cmp.Compare(a.commit, b.commit))
	})
	torn := f.torn(all)
	for i, m := range all {
		if len(f.of[m.commit]) == 0 && !torn[i] && f.free(m.patch, m.commit) {
			f.link(m)
		}
	}
}

// margin is how much more alike than any other a patch and a commit must be that
// do not have one subject: series have subjects of one pattern, "move stop into
// x", "move suspend into x".
const margin = 0.05

// torn says which matches, the most alike first, are no better than another one
// of the same patch or commit.
func (f *finder) torn(all []match) []bool {
	torn := make([]bool, len(all))
	patches, commits := map[int][]int{}, map[int][]int{}
	for i, m := range all {
		patches[m.patch], commits[m.commit] = append(patches[m.patch], i), append(commits[m.commit], i)
	}
	for i, m := range all {
		if m.evidence != BySimilarity {
			continue
		}
		rival := func(k int) bool {
			o := all[k]
			return o.score > m.score-margin && f.done[o.commit].title+f.proposed[o.patch].title != f.done[m.commit].title+f.proposed[m.patch].title
		}
		torn[i] = slices.ContainsFunc(best(patches[m.patch]), rival) || slices.ContainsFunc(best(commits[m.commit]), rival)
	}
	return torn
}

// best are the first of many, which is enough to find a rival among them.
func best(matches []int) []int { return matches[:min(len(matches), newest)] }

// gap is the time between a patch and its commit.
func (f *finder) gap(m match) int64 {
	return int64(f.commits[m.commit].Date) - int64(f.patches[m.patch].Date)
}

// alike are the candidates that are enough like a commit; of a change only
// those of the latest version that is.
func (f *finder) alike(candidates []int, commit int) []match {
	var all []match
	latest := map[uint64]uint16{}
	for _, p := range candidates {
		score, subject := f.fit(p, commit)
		if score < f.limit(p, commit, subject) {
			continue
		}
		evidence := BySimilarity
		if subject == 1 && f.sameAuthor(p, commit) {
			evidence = BySubject
		}
		all = append(all, match{p, commit, evidence, score})
		latest[f.patches[p].Change] = max(latest[f.patches[p].Change], f.patches[p].Version)
	}
	return slices.DeleteFunc(all, func(m match) bool {
		p := f.patches[m.patch]
		return p.Version < latest[p.Change]
	})
}

// free reports whether a patch, or another version of it, has no commit yet, or
// among those given only copies of the one in question: cherry-picks keep author, author date and
// title.
func (f *finder) free(patch, commit int) bool {
	title := f.proposed[patch].title
	for _, p := range f.changes[f.patches[patch].Change] {
		if p != patch && f.proposed[p].title != title {
			continue
		}
		if f.patches[p].Linked {
			return false
		}
		for _, m := range f.from[p] {
			if !f.copies(m.commit, commit) {
				return false
			}
		}
	}
	return true
}

func (f *finder) copies(a, b int) bool {
	x, y := f.commits[a], f.commits[b]
	return x.Author == y.Author && x.Authored == y.Authored && x.Authored != 0 && f.done[a].title == f.done[b].title
}
