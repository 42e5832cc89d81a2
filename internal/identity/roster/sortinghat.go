package roster

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"goldenratio/internal/identity"
)

// An individual is one person of SortingHat, as it exports them (up to 0.7) or
// as its GraphQL interface answers (from 0.8).
type individual struct {
	UUID        string     `json:"uuid"`
	MK          string     `json:"mk,omitempty"`
	Profile     *profile   `json:"profile"`
	Identities  []hatted   `json:"identities"`
	Enrollments []struct{} `json:"enrollments"`
}

type profile struct {
	UUID  string  `json:"uuid"`
	Name  *string `json:"name"`
	Email *string `json:"email"`
	IsBot bool    `json:"is_bot"`
	Bot   bool    `json:"isBot,omitempty"` // in answers
}

// hatted is an alias of SortingHat.
type hatted struct {
	ID       string  `json:"id"`
	UUID     string  `json:"uuid"`
	Name     *string `json:"name"`
	Email    *string `json:"email"`
	Username *string `json:"username"`
	Source   string  `json:"source"`
}

// hat is a whole file: an export, or an answer to `individuals`.
type hat struct {
	UIdentities map[string]individual `json:"uidentities"`
	Data        *struct {
		Individuals struct {
			Entities []individual `json:"entities"`
		} `json:"individuals"`
	} `json:"data,omitempty"`
}

// readSortingHat reads people of SortingHat, in the order of their ids.
func readSortingHat(r io.Reader) (groups []Group, err error) {
	var file hat
	if err := json.NewDecoder(r).Decode(&file); err != nil {
		return nil, fmt.Errorf("read identities: %w", err)
	}
	if file.Data != nil {
		for i := range file.Data.Individuals.Entities {
			groups = append(groups, file.Data.Individuals.Entities[i].group(file.Data.Individuals.Entities[i].MK))
		}
	} else if file.UIdentities == nil {
		return nil, errors.New("want an export of SortingHat with `uidentities`, or an answer to `individuals`")
	}
	for _, id := range slices.Sorted(maps.Keys(file.UIdentities)) {
		one := file.UIdentities[id]
		groups = append(groups, one.group(id))
	}
	narrow(groups)
	return groups, nil
}

func (in *individual) group(id string) Group {
	g := Group{At: "individual " + line(id)}
	if in.Profile != nil {
		g.Bot = in.Profile.IsBot || in.Profile.Bot
		g.Name = text(in.Profile.Name)
	}
	for i := range in.Identities {
		g.Who = add(g.Who, in.Identities[i].who()...)
	}
	return g
}

// who is whom an alias means: its address, and its account on a forge. A name
// alone means nobody, since others may be called so.
func (h *hatted) who() (who []identity.Who) {
	if address := text(h.Email); address != "" {
		who = append(who, identity.Who{Address: address, Name: text(h.Name)})
	}
	if login := text(h.Username); login != "" {
		if host := host(h.Source); host != "" {
			who = append(who, identity.Who{Login: host + "/" + login})
		}
	}
	return who
}

// host is the forge that a source of SortingHat stands for; empty for another
// source.
func host(source string) string {
	switch source = strings.ToLower(source); {
	case strings.Contains(source, "."):
		return source
	case strings.HasPrefix(source, "github"):
		return "github.com"
	case strings.HasPrefix(source, "gitlab"):
		return "gitlab.com"
	}
	return ""
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return strings.TrimSpace(*s)
}

// writeSortingHat writes groups as `sortinghat load` reads them.
func writeSortingHat(w io.Writer, groups []Group) error {
	file := map[string]any{"time": "", "source": nil, "blacklist": []string{}, "organizations": map[string]any{}}
	all := map[string]individual{}
	for _, g := range groups {
		if one, ok := hattedGroup(g); ok {
			all[one.UUID] = one
		}
	}
	file["uidentities"] = all
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "    ")
	return encoder.Encode(file)
}

// hattedGroup is a group with the ids that SortingHat wants, made of what is in it.
func hattedGroup(g Group) (one individual, ok bool) {
	one.Enrollments = []struct{}{}
	for _, w := range g.Who {
		h := hatted{Source: "goldenratio", Name: optional(w.Name), Email: optional(w.Address)}
		if host, login, ok := strings.Cut(w.Login, "/"); ok {
			h.Source, h.Username = host, &login
		}
		if h.Email == nil && h.Username == nil {
			continue // a name alone means nobody there
		}
		sum := sha256.Sum256([]byte(strings.Join([]string{h.Source, w.Address, w.Name, w.Login}, "\x00")))
		h.ID = hex.EncodeToString(sum[:20])
		one.Identities = append(one.Identities, h)
	}
	if len(one.Identities) == 0 {
		return one, false
	}
	one.UUID = one.Identities[0].ID
	for i := range one.Identities {
		one.Identities[i].UUID = one.UUID
	}
	one.Profile = &profile{UUID: one.UUID, Name: optional(g.Name), Email: one.Identities[0].Email, IsBot: g.Bot}
	return one, true
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
