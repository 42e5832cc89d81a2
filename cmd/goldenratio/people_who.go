package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"goldenratio/internal/identity"
	"goldenratio/internal/warehouse"
)

// whoHelp says what stands for somebody on a command line.
const whoHelp = "An address, an account, a name that only one person has, or the id of an alias or a person."

// A found person is one whom a text of the command line names.
type found struct {
	person, name string
	aliases      []warehouse.Match // that are named
}

// who finds the one person whom a text names. The store is as the last compute
// left it.
func who(ctx context.Context, store *warehouse.Store, text string) (found, error) {
	matches, err := store.Match(ctx, strings.TrimSpace(text))
	if err != nil {
		return found{}, err
	}
	best := nearest(matches)
	if len(best) == 0 {
		return found{}, fmt.Errorf("nobody is known as %q; `goldenratio people list TEXT` searches", text)
	}
	var people []string
	for _, m := range best {
		if one := m.Called + " " + m.Person; !slices.Contains(people, one) {
			people = append(people, one)
		}
	}
	if len(people) > 1 {
		return found{}, fmt.Errorf("%q is %d people: %s; name the one by an address or the id", text, len(people), strings.Join(people, ", "))
	}
	return found{best[0].Person, best[0].Called, best}, nil
}

// nearest are the matches that mean most: an id rather than an address, and
// that rather than a name.
func nearest(matches []warehouse.Match) []warehouse.Match {
	for _, by := range []string{"person", "alias", "address", "login", "name"} {
		var kept []warehouse.Match
		for _, m := range matches {
			if m.By == by {
				kept = append(kept, m)
			}
		}
		if kept != nil {
			return kept
		}
	}
	return nil
}

// handle names a person for good, as the text did if that was precise: a name
// or a person's id says less tomorrow than an address.
func (f *found) handle(ctx context.Context, store *warehouse.Store) (identity.Who, error) {
	switch m := f.aliases[0]; m.By {
	case "alias":
		return identity.Who{Alias: m.Alias}, nil
	case "address":
		return identity.Who{Address: m.Address}, nil
	case "login":
		return identity.Who{Login: m.Login}, nil
	}
	faces, err := store.Faces(ctx, []string{f.person}, nil)
	if err != nil {
		return identity.Who{}, err
	}
	if len(faces) == 0 {
		return identity.Who{}, errors.New("nothing is known of " + f.name)
	}
	for i := range faces {
		if w := handle(&faces[i]); w.Address != "" && w.Name == "" {
			return w, nil
		}
	}
	return handle(&faces[0]), nil
}

// handle names an alias by what only its person has.
func handle(f *warehouse.Face) identity.Who {
	switch {
	case f.Address != "" && !f.Shared:
		return identity.Who{Address: f.Address}
	case f.Login != "":
		return identity.Who{Login: f.Login}
	case f.Address != "" && f.Name != "":
		return identity.Who{Name: f.Name, Address: f.Address}
	}
	return identity.Who{Alias: f.Alias}
}

// wordedWho is somebody as a decision names them.
func wordedWho(all []identity.Who) string {
	var words []string
	for _, w := range all {
		var parts []string
		if w.Name != "" {
			parts = append(parts, w.Name)
		}
		if w.Address != "" {
			parts = append(parts, "<"+w.Address+">")
		}
		if w.Login != "" {
			parts = append(parts, w.Login)
		}
		if w.Alias != uuid.Nil {
			parts = append(parts, "alias "+w.Alias.String())
		}
		words = append(words, strings.Join(parts, " "))
	}
	return strings.Join(words, ", ")
}

// shown is a face as a decision names one. Many have their address for a name.
func shown(f *warehouse.Face) string {
	w := identity.Who{Name: f.Name, Address: f.Address, Login: f.Login}
	if strings.EqualFold(w.Name, w.Address) {
		w.Name = ""
	}
	return wordedWho([]identity.Who{w})
}
