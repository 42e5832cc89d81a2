package sortinghat

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// A Registry is a whole file.
type Registry struct {
	People  []Individual        // in the order of their ids
	Domains map[string][]Domain // of organisations; an answer has none
}

// An Individual is one person.
type Individual struct {
	UUID        string       `json:"uuid"`
	Profile     *Profile     `json:"profile"`
	Identities  []Identity   `json:"identities"`
	Enrollments []Enrollment `json:"enrollments"`
}

// A Profile is what a person is called.
type Profile struct {
	UUID  string `json:"uuid"`
	Name  Text   `json:"name"`
	Email Text   `json:"email"`
	IsBot bool   `json:"is_bot"`
}

// An Identity is an alias.
type Identity struct {
	ID       string `json:"id"`
	UUID     string `json:"uuid"`
	Name     Text   `json:"name"`
	Email    Text   `json:"email"`
	Username Text   `json:"username"`
	Source   string `json:"source"`
}

// A Domain is one of an organisation's.
type Domain struct {
	Domain string `json:"domain"`
	Top    bool   `json:"is_top"`
}

// Text is a text that may be missing: null in JSON.
type Text string

// MarshalJSON implements json.Marshaler.
func (t Text) MarshalJSON() ([]byte, error) {
	if t == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(t))
}

// UnmarshalJSON implements json.Unmarshaler.
func (t *Text) UnmarshalJSON(text []byte) error {
	var s string
	err := json.Unmarshal(text, &s) // null leaves it empty
	*t = Text(strings.TrimSpace(s))
	return err
}

// Login is the account that an alias is, with its host; empty where its source is
// no forge.
func (i *Identity) Login() string {
	host := forge(i.Source)
	if host == "" || i.Username == "" {
		return ""
	}
	return host + "/" + string(i.Username)
}

// forge is the host of accounts that a source stands for; empty for another
// source. A host may have a path, below which a forge lies.
func forge(source string) string {
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

// Read reads an export or an answer.
func Read(r io.Reader) (*Registry, error) {
	var file struct {
		UIdentities   map[string]Individual `json:"uidentities"`
		Organizations map[string][]Domain   `json:"organizations"`
		Data          *struct {
			Individuals struct {
				Entities []answered `json:"entities"`
			} `json:"individuals"`
		} `json:"data"`
	}
	if err := json.NewDecoder(r).Decode(&file); err != nil {
		return nil, fmt.Errorf("read people of SortingHat: %w", err)
	}
	found := &Registry{Domains: file.Organizations}
	switch {
	case file.Data != nil:
		for i := range file.Data.Individuals.Entities {
			found.People = append(found.People, file.Data.Individuals.Entities[i].individual())
		}
	case file.UIdentities == nil:
		return nil, errors.New("want an export of SortingHat with `uidentities`, or an answer to `individuals`")
	}
	for _, id := range slices.Sorted(maps.Keys(file.UIdentities)) {
		one := file.UIdentities[id]
		one.UUID = id
		found.People = append(found.People, one)
	}
	slices.SortStableFunc(found.People, func(a, b Individual) int { return cmp.Compare(a.UUID, b.UUID) })
	return found, nil
}

// answered is an individual in an answer.
type answered struct {
	MK      string `json:"mk"`
	Profile *struct {
		Name Text `json:"name"`
		Bot  bool `json:"isBot"`
	} `json:"profile"`
	Identities  []Identity   `json:"identities"`
	Enrollments []Enrollment `json:"enrollments"`
}

func (a *answered) individual() Individual {
	one := Individual{UUID: a.MK, Identities: a.Identities, Enrollments: a.Enrollments}
	if a.Profile != nil {
		one.Profile = &Profile{Name: a.Profile.Name, IsBot: a.Profile.Bot}
	}
	return one
}

// Write writes an export, as `sortinghat load` reads it.
func (r *Registry) Write(w io.Writer) error {
	people, organisations := map[string]Individual{}, map[string][]Domain{}
	maps.Copy(organisations, r.Domains)
	for _, one := range r.People {
		people[one.UUID] = one
		for _, e := range one.Enrollments {
			if name := e.Employer(); organisations[name] == nil {
				organisations[name] = []Domain{}
			}
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "    ")
	return encoder.Encode(map[string]any{
		"time": "", "source": nil, "blacklist": []string{}, "organizations": organisations, "uidentities": people,
	})
}
