package identity

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

// told finds the aliases that decisions are about.
type told struct {
	decisions []Decision
	by        map[string][]ref // what a Who shows first, with its kind before it
	hits      []hit
}

// A ref is one Who of a decision.
type ref struct {
	decision, who int32
	from          bool
}

// A hit is an alias that a decision is about.
type hit struct {
	decision int32
	from     bool
	alias    uuid.UUID
}

func newTold(decisions []Decision) *told {
	t := &told{decisions: decisions, by: map[string][]ref{}}
	for i := range decisions {
		for from, all := range map[bool][]Who{false: decisions[i].Who, true: decisions[i].From} {
			for j := range all {
				if key := all[j].first(); key != "" {
					t.by[key] = append(t.by[key], ref{int32(i), int32(j), from})
				}
			}
		}
	}
	return t
}

// first is what a Who is looked up by: what the fewest aliases can share.
func (w *Who) first() string {
	switch {
	case w.Alias != uuid.Nil:
		return "alias " + string(w.Alias[:])
	case w.Address != "":
		return "address " + lower(w.Address)
	case w.Login != "":
		return "login " + lower(w.Login)
	case w.Name != "":
		return "name " + lower(w.Name)
	}
	return ""
}

func lower(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// take notes what is said of an alias; the login is the one that its address may
// stand for.
func (t *told) take(a *warehouse.Alias, login string) {
	if len(t.by) == 0 {
		return
	}
	for _, key := range [...]string{"alias " + string(a.ID[:]), "address " + lower(a.Address), "login " + login, "name " + lower(a.Name)} {
		for _, ref := range t.by[key] {
			d := &t.decisions[ref.decision]
			all := d.Who
			if ref.from {
				all = d.From
			}
			if all[ref.who].is(a, login) {
				t.hits = append(t.hits, hit{ref.decision, ref.from, a.ID})
			}
		}
	}
}

// is reports whether an alias is meant.
func (w *Who) is(a *warehouse.Alias, login string) bool {
	return (w.Alias == uuid.Nil || w.Alias == a.ID) && (w.Address == "" || lower(w.Address) == lower(a.Address)) &&
		(w.Login == "" || lower(w.Login) == login) && (w.Name == "" || lower(w.Name) == lower(a.Name))
}

// sorted are the hits of one decision after the other, each alias once.
func (t *told) sorted() []hit {
	slices.SortFunc(t.hits, func(a, b hit) int {
		switch {
		case a.decision != b.decision:
			return int(a.decision) - int(b.decision)
		case a.from != b.from:
			if a.from {
				return 1
			}
			return -1
		}
		return compare(a.alias, b.alias)
	})
	return slices.Compact(t.hits)
}

// said is a decision as people see it.
func (d *Decision) said() string {
	if d.Reason == "" {
		return d.Origin
	}
	return d.Origin + ": " + d.Reason
}
