package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const working = `
scopes: [{id: c}]
organisations:
  - {id: alpha, name: Alpha, domains: [Alpha.example.org], member: [{level: gold, from: 2013-04-15}]}
  - {id: small, domains: [small.example.org], acquired: {by: alpha, on: 2007-10-22}}
  - {id: lab, parent: small}
affiliations:
  - {address: ann@example.org, organisation: alpha, from: 2010-01-01, until: 2012-06-30, reason: she says so}
  - {name: Bob, organisation: independent}
  - {login: github.com/cat, organisation: unknown}
affiliation_files: [{path: people.yaml}, {path: email-map, format: gitdm}]
`

func TestOrganisations(t *testing.T) {
	c, err := Parse([]byte(working), fakeTypes())
	if err != nil {
		t.Fatal(err)
	}
	if o := c.Organisations[0]; !cmp.Equal(o.Domains, []string{"alpha.example.org"}) || o.Member[0].From.Format(time.DateOnly) != "2013-04-15" || !o.Member[0].Until.IsZero() {
		t.Errorf("%+v", o)
	}
	if c.Organisations[1].Name != "small" || c.Organisations[1].Owner() != "alpha" || c.Organisations[2].Owner() != "small" {
		t.Errorf("%+v", c.Organisations)
	}
	if c.AffiliationFiles[0].Format != "yaml" {
		t.Errorf("%+v", c.AffiliationFiles)
	}
}

func TestFaultsOfOrganisations(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"twice":         {"organisations: [{id: a}, {id: a}]", `line 2: organisations[1].id: "a" is there twice`},
		"reserved":      {"organisations: [{id: unknown}]", `line 2: organisations[0].id: "unknown" has a meaning of its own`},
		"shared domain": {"organisations: [{id: a, domains: [x.example.org]}, {id: b, domains: [X.example.org]}]", `line 2: organisations[1].domains[0]: "x.example.org" is there twice`},
		"no parent":     {"organisations: [{id: a, parent: b}]", "line 2: organisations[0].parent: \"b\" is not among `organisations`"},
		"no owner":      {"organisations: [{id: a, acquired: {by: b, on: 2010-01-01}}]", "line 2: organisations[0].acquired.by: \"b\" is not among `organisations`"},
		"both":          {"organisations: [{id: a, parent: b, acquired: {by: b, on: 2010-01-01}}, {id: b}]", `line 2: organisations[0].acquired: what has always been a part of "b" cannot be bought`},
		"a ring":        {"organisations: [{id: a, parent: b}, {id: b, parent: a}]", "line 2: organisations[0]: it is a part of itself\nline 2: organisations[1]: it is a part of itself"},
		"backwards":     {"organisations: [{id: a, member: [{from: 2010-01-01, until: 2010-01-01}]}]", "line 2: organisations[0].member[0].until: 2010-01-01 is not after `from`"},
		"who":           {"affiliations: [{organisation: independent}]", "line 2: affiliations[0]: one of address and name and login is given, and only one"},
		"whom":          {"affiliations: [{name: a, organisation: b}]", "line 2: affiliations[0].organisation: \"b\" is not among `organisations`"},
		"format":        {"affiliation_files: [{path: a, format: csv}]", `line 2: affiliation_files[0].format: it is "csv", not yaml or gitdm or json or sortinghat`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse([]byte("scopes: [{id: c}]\n"+tc.text+"\n"), fakeTypes())
			if err == nil || err.Error() != tc.want {
				t.Errorf("error\n%v\nwant\n%s", err, tc.want)
			}
		})
	}
}

// A file of affiliations is held against the same rules.
func TestReadAffiliations(t *testing.T) {
	c, err := Parse([]byte(working), fakeTypes())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "people.yaml")
	read := func(text string) ([]Affiliation, error) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return c.ReadAffiliations(path)
	}
	all, err := read("- {address: ann@example.org, organisation: alpha}\n- {name: Bob, organisation: independent, until: 2010-01-01}\n")
	if err != nil || len(all) != 2 || all[0].Organisation != "alpha" || all[1].Until.Year() != 2010 {
		t.Errorf("%+v, %v", all, err)
	}
	for text, want := range map[string]string{
		"- {name: a, organisation: b}":                    "line 1: [0].organisation: \"b\" is not among `organisations`",
		"- {organisation: alpha}":                         "line 1: [0]: one of address and name and login is given, and only one",
		"\n- {name: a, organisation: alpha, firm: alpha}": `line 2: unknown field "firm"`,
		"name: a": "line 1: the file: a mapping where a list is wanted",
	} {
		if _, err := read(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error\n%v\nwant\n%s", text, err, want)
		}
	}
}
