package affiliation

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
)

// Kinds of votes.
const (
	domainVote  = "domain"
	companyVote = "company"
)

// Votes are what a person who is to be forgotten gives to organisations that
// are some because enough people use a domain or name a company. Of those that
// others make, too, the names say nothing about the person.
func Votes(person uuid.UUID, aliases []warehouse.Alias, company string, organisations []warehouse.Organisation) (all []warehouse.Vote) {
	ids, names := map[string]bool{}, map[string]bool{}
	for _, o := range organisations {
		ids[o.ID], names[plain(o.Name)] = true, true
	}
	nowhere := unspecific()
	for _, a := range aliases {
		if domain := firmOf(hostOf(a.Address), nowhere); domain != "" && ids[domain] {
			all = append(all, warehouse.Vote{Person: person, Kind: domainVote, Name: domain})
		}
	}
	if name := plain(company); name != "" && names[name] {
		all = append(all, warehouse.Vote{Person: person, Kind: companyVote, Name: nameOf(company)})
	}
	return slices.Compact(slices.SortedFunc(slices.Values(all), func(a, b warehouse.Vote) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	}))
}

// Company is what a person's pages say of work: of several that changed last.
func Company(pages []warehouse.Page) string {
	last := slices.MaxFunc(append(pages, warehouse.Page{}), func(a, b warehouse.Page) int {
		return cmp.Or(a.Changed.Compare(b.Changed), bytes.Compare(a.Alias[:], b.Alias[:]))
	})
	return last.Company
}

// Forgotten takes the votes of people who are not among the aliases any more.
func (r *Resolver) Forgotten(votes []warehouse.Vote) {
	people := map[uuid.UUID]*person{}
	for _, v := range votes {
		if v.Kind == companyVote {
			r.votes = append(r.votes, v.Name)
			continue
		}
		if people[v.Person] == nil {
			people[v.Person] = &person{}
		}
		f := r.firms[v.Name]
		if f == nil {
			f = &firm{name: v.Name}
			r.firms[v.Name] = f
		}
		if len(f.people) < enough {
			f.people = append(f.people, people[v.Person])
		}
	}
}
