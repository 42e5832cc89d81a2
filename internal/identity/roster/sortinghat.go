package roster

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"

	"goldenratio/collectors"
	"goldenratio/internal/identity"
	"goldenratio/internal/sortinghat"
)

// readSortingHat reads people of SortingHat, in the order of their ids.
func readSortingHat(r io.Reader) (groups []Group, err error) {
	registry, err := sortinghat.Read(r)
	if err != nil {
		return nil, err
	}
	for i := range registry.People {
		one := &registry.People[i]
		g := Group{At: "individual " + line(one.UUID)}
		if one.Profile != nil {
			g.Bot, g.Name = one.Profile.IsBot, string(one.Profile.Name)
		}
		for j := range one.Identities {
			g.Add(hatted(&one.Identities[j])...)
		}
		groups = append(groups, g)
	}
	narrow(groups)
	return groups, nil
}

// hatted is whom an alias of SortingHat means: its address, and its account on a
// forge. A name alone means nobody, since others may be called so.
func hatted(i *sortinghat.Identity) (who []identity.Who) {
	if i.Email != "" {
		who = append(who, identity.Who{Address: string(i.Email), Name: string(i.Name)})
	}
	if login := i.Login(); login != "" {
		who = append(who, identity.Who{Login: login})
	}
	return who
}

// writeSortingHat writes groups as `sortinghat load` reads them.
func writeSortingHat(w io.Writer, groups []Group) error {
	var registry sortinghat.Registry
	for _, g := range groups {
		if one, ok := individual(g); ok {
			registry.People = append(registry.People, one)
		}
	}
	return registry.Write(w)
}

// individual is a group with the ids that SortingHat wants, made of what is in it.
func individual(g Group) (one sortinghat.Individual, ok bool) {
	for _, w := range g.Who {
		i := sortinghat.Identity{Source: "goldenratio", Name: sortinghat.Text(w.Name), Email: sortinghat.Text(w.Address)}
		if host, user, ok := collectors.SplitLogin(w.Login); ok {
			i.Source, i.Username = host, sortinghat.Text(user)
		}
		if i.Email == "" && i.Username == "" {
			continue // a name alone means nobody there
		}
		sum := sha256.Sum256([]byte(strings.Join([]string{i.Source, w.Address, w.Name, w.Login}, "\x00")))
		i.ID = hex.EncodeToString(sum[:20])
		one.Identities = append(one.Identities, i)
	}
	if len(one.Identities) == 0 {
		return one, false
	}
	one.UUID = one.Identities[0].ID
	for i := range one.Identities {
		one.Identities[i].UUID = one.UUID
	}
	one.Profile = &sortinghat.Profile{UUID: one.UUID, Name: sortinghat.Text(g.Name), Email: one.Identities[0].Email, IsBot: g.Bot}
	one.Enrollments = []sortinghat.Enrollment{}
	for _, job := range g.Jobs {
		one.Enrollments = append(one.Enrollments, sortinghat.Enrolled(job.Organisation, one.UUID, job.From, job.Until))
	}
	return one, true
}
