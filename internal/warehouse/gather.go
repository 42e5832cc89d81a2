package warehouse

import (
	"fmt"
	"math"
	"slices"

	"github.com/google/uuid"

	"goldenratio/collectors"
)

// A load is one source's rows on their way into the store: one block a table,
// and the cursor that is true once all of them are stored.
type load struct {
	meta *meta
	ids  *aliasIDs
	hide *sketches
	seen map[uuid.UUID]struct{} // aliases that this load has already

	forgotten *forgotten

	messages  *table[row[messageRow]]
	text      *table[row[*collectors.Message]]
	mTrailers *table[row[trailerRow]]
	patches   *table[row[proposalRow]]
	commits   *table[row[commitRow]]
	files     *table[row[fileRow]]
	gTrailers *table[row[trailerRow]]
	areas     *table[row[areaRow]]
	refs      *table[row[*collectors.Ref]]
	members   *table[row[string]]
	tags      *table[row[tagRow]]
	forge     forgeTables
	survey    surveyTables
	social    socialTables
	aliases   *table[row[aliasRow]]
	stones    *table[Tombstone]
	items     *table[row[itemRow]]
	rejects   *table[row[*collectors.Reject]]
	coverage  *table[row[collectors.Expectation]]
	spans     *table[row[collectors.Span]]
	cursors   *table[row[collectors.Cursor]]

	gone   []string
	cursor collectors.Cursor
	bytes  int // roughly what the rows take
}

func newLoad(m *meta, key []byte) *load {
	return &load{
		meta: m, ids: newAliasIDs(key), hide: newSketches(key), seen: map[uuid.UUID]struct{}{},
		messages: messageCopies(), text: messageText(), mTrailers: messageTrailers(), patches: messagePatches(),
		commits: gitCommits(), files: gitFiles(), gTrailers: gitTrailers(),
		areas: gitAreas(), refs: gitRefs(), members: gitDefaultBranch(), tags: gitTags(), forge: newForgeTables(), survey: newSurveyTables(), social: newSocialTables(),
		aliases: aliases(), stones: tombstones(), items: items(), rejects: rejects(), coverage: coverage(), spans: spans(), cursors: cursors(),
	}
}

// blocks are all tables but the cursor's, which comes after them.
func (l *load) blocks() []block {
	return append(slices.Concat(l.forge.blocks(), l.survey.blocks(), l.social.blocks()),
		l.messages, l.text, l.mTrailers, l.patches, l.commits, l.files, l.gTrailers, l.areas, l.refs, l.members, l.tags,
		l.aliases, l.stones, l.items, l.rejects, l.coverage, l.spans,
	)
}

// rows is the number of rows in the largest table.
func (l *load) rows() (most int) {
	for _, b := range l.blocks() {
		most = max(most, b.size())
	}
	return most
}

// take gathers a batch's rows.
func (l *load) take(b collectors.Batch) error {
	for i := range b.Items {
		if err := l.takeItem(&b.Items[i]); err != nil {
			return err
		}
	}
	for _, rec := range b.State {
		if err := l.takeRecord("", rec); err != nil {
			return err
		}
	}
	for _, e := range b.Expected {
		l.coverage.add(rowOf(l, "", e))
	}
	l.gone = append(l.gone, b.Gone...)
	l.cursor = b.Cursor
	if b.Span != nil {
		l.spans.add(rowOf(l, "", *b.Span))
	}
	return nil
}

func (l *load) takeItem(item *collectors.Item) error {
	line := itemRow{day: item.Day, outcome: "accepted"}
	switch {
	case item.Reject != nil:
		line.outcome = "quarantined"
		reject := l.forgotten.reject(item.Reject)
		l.rejects.add(rowOf(l, item.Origin, reject))
		l.bytes += len(reject.Bytes) + len(reject.Detail)
	case item.Record != nil:
		line.key = item.Record.Key()
		if err := l.takeRecord(item.Origin, item.Record); err != nil {
			return err
		}
	default:
		return fmt.Errorf("item %q has neither a record nor a reject", item.Origin)
	}
	l.items.add(rowOf(l, item.Origin, line))
	l.bytes += len(item.Origin) + len(line.key) + 100
	return nil
}

// rowOf is a row that no source versions.
func rowOf[T any](l *load, origin string, rec T) *row[T] {
	return &row[T]{meta: l.meta, rec: rec, origin: origin, version: collectors.Version}
}

// datedRow is a fact's row.
func datedRow[T any](l *load, origin string, dated collectors.Dated, rec T) *row[T] {
	r := rowOf(l, origin, rec)
	r.dated = dated
	return r
}

// stateRow is a row of observed state, which its run versions.
func stateRow[T any](l *load, origin string, version uint64, deleted bool, rec T) *row[T] {
	r := rowOf(l, origin, rec)
	r.version, r.deleted = version, deleted
	return r
}

func (l *load) takeRecord(origin string, rec collectors.Record) error {
	switch rec := rec.(type) {
	case *collectors.Message:
		l.takeMessage(origin, rec)
	case *collectors.Commit:
		l.takeCommit(origin, rec)
	case *collectors.Area:
		l.takeArea(origin, rec)
	case *collectors.Ref:
		l.refs.add(stateRow(l, origin, rec.Version, rec.Deleted, rec))
	case *collectors.Membership:
		for _, sha := range rec.SHAs {
			l.members.add(stateRow(l, origin, rec.Version, !rec.Present, sha))
		}
		l.bytes += 100 * len(rec.SHAs)
	case *collectors.Tag:
		r := stateRow(l, origin, rec.Version, rec.Deleted, tagRow{Tag: rec, tagger: l.alias(rec.Tagger)})
		r.dated = rec.Date
		l.tags.add(r)
	default:
		if !l.takeForge(origin, rec) && !l.takeSurvey(origin, rec) && !l.takeSocial(origin, rec) {
			return fmt.Errorf("no table for records of type %T", rec)
		}
	}
	return nil
}

func (l *load) takeMessage(origin string, m *collectors.Message) {
	from := l.alias(m.From)
	l.messages.add(datedRow(l, origin, m.Date, messageRow{Message: m, from: from, sketch: l.hide.hide(m.Sketch)}))
	for i, t := range m.Trailers {
		person := l.alias(t.Alias)
		if t.Own {
			person = from
		}
		l.mTrailers.add(datedRow(l, origin, m.Date, trailerRow{
			Trailer: t, messageID: m.ID, fingerprint: m.Fingerprint, position: position(i), person: person,
		}))
	}
	if p := m.Proposal; p != nil {
		l.patches.add(datedRow(l, origin, m.Date, proposalRow{Message: m, author: l.alias(p.Author)}))
		for _, path := range p.Paths {
			l.bytes += 20 + len(path)
		}
	}
	if (m.FirstLines != "" || m.Text != "") && !l.forgotten.alias(from) {
		l.text.add(rowOf(l, origin, m))
	}
	l.bytes += 300 + len(m.Subject) + len(m.Text) + len(m.FirstLines) + 60*len(m.References)
}

func (l *load) takeCommit(origin string, c *collectors.Commit) {
	l.commits.add(datedRow(l, origin, c.Committed, commitRow{
		Commit: c, author: l.alias(c.Author), committer: l.alias(c.Committer),
	}))
	for i := range c.Changes {
		l.files.add(datedRow(l, origin, c.Committed, fileRow{FileChange: &c.Changes[i], sha: c.SHA}))
		l.bytes += 150 + len(c.Changes[i].Path)
	}
	for i, t := range c.Trailers {
		l.gTrailers.add(datedRow(l, origin, c.Committed, trailerRow{
			Trailer: t, sha: c.SHA, position: position(i), person: l.alias(t.Alias),
		}))
	}
	l.bytes += 400 + len(c.Subject)
}

func (l *load) takeArea(origin string, a *collectors.Area) {
	r := stateRow(l, origin, a.Version, a.Deleted, areaRow{Area: a, maintainers: l.everyone(a.Maintainers), reviewers: l.everyone(a.Reviewers)})
	r.dated = a.Date
	l.areas.add(r)
	l.bytes += 300 + 40*len(a.Paths) + 16*(len(a.Maintainers)+len(a.Reviewers))
}

// everyone is the ids of some aliases.
func (l *load) everyone(all []collectors.Alias) []uuid.UUID {
	ids := make([]uuid.UUID, len(all))
	for i, a := range all {
		ids[i] = l.alias(a)
	}
	return ids
}

// position is a trailer's place; nobody counts beyond the last.
func position(i int) uint16 { return uint16(min(i, math.MaxUint16)) }

// alias is the id of an alias, which is stored with the load; of one of a
// forgotten person nothing but the id is.
func (l *load) alias(a collectors.Alias) uuid.UUID {
	id := l.ids.of(a)
	if _, ok := l.seen[id]; ok || id == uuid.Nil {
		return id
	}
	l.seen[id] = struct{}{}
	switch stone, is := l.forgotten.stone(id, a); {
	case !is:
		l.aliases.add(rowOf(l, "", aliasRow{Alias: a, id: id}))
	case stone != nil:
		l.stones.add(stone)
	}
	return id
}

// reword takes forgotten people out of the texts. Aliases and profiles are left:
// those of forgotten people are not among them, and a changed name would be
// another alias's.
func (l *load) reword() {
	if l.forgotten.nobody() {
		return
	}
	for _, b := range l.blocks() {
		if b != block(l.aliases) && b != block(l.forge.profiles) {
			b.reword(l.forgotten.list.Reword)
		}
	}
}
