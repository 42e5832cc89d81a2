package sample

import (
	"fmt"
	"time"

	"goldenratio/internal/sample/hub"
)

// A pull is a pull request on its way.
type pull struct {
	*matter
	subject string
	first   int64 // when it was opened
	asked   *hub.Person
	rounds  int
	whole   bool     // its commit is merged as it stands; otherwise it becomes another
	pushes  hub.Kind // how its later versions come: a change is either rewritten or added to
}

// offer opens a pull request, now and then as a draft.
func (y *yard) offer() {
	by := pick(y.d, y.guests)
	if y.d.chance(0.6) {
		by = pick(y.d, y.members)
	}
	p := &pull{subject: "console: " + pick(y.d, y.lex.lines["act"]) + " " + y.lex.symbol(), first: y.now, whole: y.d.chance(0.5), pushes: hub.Push}
	if !p.whole && y.d.chance(0.5) {
		p.pushes = hub.Commit
	}
	change := &hub.Change{Base: "master", Head: y.commitName(), Added: 1 + y.d.IntN(30), Removed: y.d.IntN(10), Files: 1}
	ready := y.now + int64(y.d.spread(30, 1)*float64(hour))
	change.Draft = y.d.chance(0.15) && y.clear(ready) == ready && ready < y.cal.end
	p.matter = y.raise(by, p.subject, change)
	p.push(y, hub.Commit, change.Head)
	if y.d.chance(0.3) {
		y.after(0.5, func() { y.say(p.matter, hub.Comment, y.robot) })
	}
	if !change.Draft {
		y.wait(p)
		return
	}
	y.plan(ready, func() {
		y.act(p.matter, hub.Ready, by)
		y.present(p.matter)
		y.wait(p)
	})
}

// push gives a pull request a new head. What comes after somebody else has spoken
// is another version.
func (p *pull) push(y *yard, kind hub.Kind, sha string) *hub.Act {
	a := y.act(p.matter, kind, p.Author)
	a.SHA, a.Text = sha, p.subject
	if p.spoken {
		p.versions++
		p.spoken = false
	}
	return a
}

// wait plans what happens to a pull request that is ready.
func (y *yard) wait(p *pull) {
	if y.d.chance(0.4) {
		asked := y.other(p.Author)
		y.act(p.matter, hub.Requested, p.Author).Person = asked
		p.asked = asked
	}
	switch {
	case y.d.chance(0.06): // nobody looks at it
	case y.d.chance(0.1):
		y.after(3+y.d.spread(200, 1), func() { y.drop(p) })
	default:
		y.after(min(y.d.spread(15, 1.4), 50*24), func() { y.inspect(p) })
	}
}

// inspect is a review by somebody else.
func (y *yard) inspect(p *pull) {
	by := p.asked
	if by == nil {
		by = y.other(p.Author)
	}
	p.rounds++
	if p.rounds > 4 || y.d.chance(0.55) {
		y.say(p.matter, hub.Approval, by).SHA = p.State().Head
		y.after(min(0.1+y.d.spread(8, 1.3), 40*24), func() { y.merge(p) })
		return
	}
	kind := pick(y.d, []hub.Kind{hub.Review, hub.ChangesRequested, hub.ChangesRequested, hub.Comment})
	review := y.say(p.matter, kind, by)
	if kind != hub.Comment {
		review.SHA = p.State().Head
		for range y.d.IntN(3) {
			remark := y.say(p.matter, hub.LineComment, by)
			remark.SHA, remark.Under = review.SHA, review.ID
		}
	}
	y.after(min(0.5+y.d.spread(20, 1.2), 50*24), func() { y.rework(p) })
}

// rework is the author's answer: words, and another version.
func (y *yard) rework(p *pull) {
	if y.d.chance(0.3) {
		y.say(p.matter, hub.Comment, p.Author)
	}
	p.push(y, p.pushes, y.commitName())
	if y.d.chance(0.12) {
		return // and then nobody comes back to it
	}
	y.after(min(0.5+y.d.spread(12, 1.3), 50*24), func() { y.inspect(p) })
}

// merge makes a pull request a commit of the default branch: one that has all of
// it, or a merge of the commits as they stand.
func (y *yard) merge(p *pull) {
	by := pick(y.d, y.members)
	edit := y.repo.tree.propose(y.d, y.lex, pick(y.d, y.repo.tree.files)).realise()
	w := record{branch: "master", author: y.sign(p.Author, p.first), committer: y.sign(by, y.now), message: fmt.Sprintf("%s (#%d)", p.subject, p.Number)}
	w.changes = []change{edit.change}
	if p.whole {
		w.message = p.subject
		y.side(p, &w)
	}
	mark := y.repo.commit(w)
	p.merged = y.now
	if by != p.Author {
		p.answer(y.now)
	}
	merged := y.act(p.matter, hub.Merged, by)
	y.act(p.matter, hub.Closed, by)
	y.names = append(y.names, func(shas map[int]string) { merged.SHA, p.Change.MergeSHA = shas[mark], shas[mark] })
	y.after(0.1, func() { y.test("push") })
}

// side pushes, a second before, the commit that the default branch then has, and
// makes of w the merge of it.
func (y *yard) side(p *pull, w *record) {
	own := *w
	own.branch, own.from = "topic", y.repo.tips["master"]
	own.committer = y.sign(p.Author, y.now-1)
	tip := y.repo.commit(own)
	push := p.push(y, hub.Push, "")
	push.At = push.At.Add(-time.Second)
	y.names = append(y.names, func(shas map[int]string) { push.SHA = shas[tip] })
	w.message, w.merge = fmt.Sprintf("Merge pull request #%d from %s/topic", p.Number, p.Author.Login), tip
	w.author = w.committer
}

// drop closes a pull request that comes to nothing; now and then it is opened
// again and reviewed after all.
func (y *yard) drop(p *pull) {
	by := p.Author
	if y.d.chance(0.5) {
		by = pick(y.d, y.members)
	}
	y.shut(p.matter, by, "")
	if y.d.chance(0.2) {
		y.after(3+y.d.spread(50, 1), func() {
			y.reopen(p.matter, p.Author)
			y.after(min(y.d.spread(15, 1.4), 50*24), func() { y.inspect(p) })
		})
	}
}
