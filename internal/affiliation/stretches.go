package affiliation

import (
	"cmp"
	"slices"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

// stretches are one person's, in the order of days. What is said by a page
// stands below what the addresses say, and that below what the operator says.
func (r *Resolver) stretches(id uuid.UUID) (all []warehouse.Affiliation) {
	p := r.people[id]
	pieces := worked(r.marks(p))
	if company, ok := r.directory.find(p.company); ok && p.company != "" {
		page := []piece{{company, max(p.changed-believed, firstDay), lastDay, "public page"}}
		for _, above := range pieces {
			page = paint(page, above)
		}
		pieces = page
	}
	for _, i := range r.ranked(p.claims) {
		pieces = paint(pieces, r.claims[i].piece)
	}
	for _, piece := range pieces {
		for _, part := range r.directory.owned(piece) {
			all = r.join(all, id, part)
		}
	}
	return all
}

// marks say from whose addresses a person wrote.
func (r *Resolver) marks(p *person) (marks []mark) {
	for _, u := range p.uses {
		organisation, named := r.directory.writing(u.host.name, u.first)
		if !named && u.host.firm != nil {
			organisation = u.host.firm.organisation
		}
		if organisation != unknown {
			first := timeOf(u.first)
			month := u.first - int32(first.Day()) + 1
			marks = append(marks, mark{organisation, month, u.first, u.last, u.days})
		}
	}
	return marks
}

// ranked orders claims: the last one counts.
func (r *Resolver) ranked(claims []int) []int {
	slices.SortFunc(claims, func(a, b int) int {
		return cmp.Or(
			cmp.Compare(r.claims[b].rank, r.claims[a].rank),
			cmp.Compare(r.claims[a].from, r.claims[b].from),
			cmp.Compare(b, a),
		)
	})
	return slices.Compact(claims)
}

// join appends a part, to the stretch before it where it goes on. What is
// unknown is none.
func (r *Resolver) join(all []warehouse.Affiliation, id uuid.UUID, p part) []warehouse.Affiliation {
	if p.under == unknown {
		return all
	}
	s := warehouse.Affiliation{
		Person: id, Organisation: r.directory.all[p.under].ID, Unit: r.directory.all[p.organisation].ID,
		From: timeOf(p.from), Until: timeOf(p.until), Evidence: p.evidence,
	}
	if n := len(all) - 1; n >= 0 {
		last := &all[n]
		if last.Organisation == s.Organisation && last.Unit == s.Unit && last.Evidence == s.Evidence && last.Until.Equal(s.From) {
			last.Until = s.Until
			return all
		}
	}
	return append(all, s)
}
