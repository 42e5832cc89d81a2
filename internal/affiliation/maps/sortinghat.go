package maps

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"goldenratio/internal/sortinghat"
)

// SortingHat reads the enrolments of people of SortingHat, each for all of the
// person's addresses and logins, and the domains of organisations. An address that
// several people have says nothing of any of them.
func SortingHat(r io.Reader) (entries []Entry, err error) {
	registry, err := sortinghat.Read(r)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(registry.Domains)) {
		for _, d := range registry.Domains[name] {
			entries = append(entries, Entry{Domain: strings.ToLower(d.Domain), Organisation: name})
		}
	}
	owners := map[string]int{}
	for i := range registry.People {
		for _, address := range addresses(&registry.People[i]) {
			owners[address]++
		}
	}
	for i := range registry.People {
		one := &registry.People[i]
		jobs, err := jobs(one)
		if err != nil {
			return nil, fmt.Errorf("individual %q: %w", one.UUID, err)
		}
		for _, entry := range jobs {
			for _, entry.Address = range addresses(one) {
				if owners[entry.Address] == 1 {
					entries = append(entries, entry)
				}
			}
			entry.Address = ""
			for _, entry.Login = range logins(one) {
				entries = append(entries, entry)
			}
		}
	}
	return entries, nil
}

// jobs are the enrolments of a person, for nobody yet.
func jobs(one *sortinghat.Individual) (all []Entry, err error) {
	for i := range one.Enrollments {
		e := &one.Enrollments[i]
		entry := Entry{Organisation: e.Employer()}
		if entry.From, entry.Until, err = e.Days(); err != nil {
			return nil, err
		}
		if entry.Organisation != "" {
			all = append(all, entry)
		}
	}
	return all, nil
}

// addresses are those of a person, each once.
func addresses(one *sortinghat.Individual) (all []string) {
	for i := range one.Identities {
		if address := strings.ToLower(string(one.Identities[i].Email)); strings.Contains(address, "@") {
			all = append(all, address)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// logins are those of a person, each once.
func logins(one *sortinghat.Individual) (all []string) {
	for i := range one.Identities {
		if login := strings.ToLower(one.Identities[i].Login()); login != "" {
			all = append(all, login)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
