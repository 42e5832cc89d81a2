package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
)

type fakeOptions struct {
	Paths []string `yaml:"paths"`
}

func (o *fakeOptions) Check() error {
	if len(o.Paths) == 0 {
		return errors.New("no paths")
	}
	return nil
}

func fakeTypes() []collectors.Type {
	options := func() any { return &fakeOptions{} }
	return []collectors.Type{
		{Name: "mbox", Kind: collectors.Mail, Options: options},
		{Name: "git", Kind: collectors.Code, Options: options},
	}
}

const good = `
data: store
calendar: {year_starts: 4, holidays: [2020-12-25]}
scopes:
  - {id: xen, title: Xen Project, releases: 'RELEASE-*'}
  - {id: xen/xapi}
lists: [{id: devel, scope: xen, addresses: [devel@lists.example.org]}]
sources:
  - {id: archive, type: mbox, list: devel, paths: ['a/*.mbox']}
  - {id: sm, type: git, scope: xen/xapi, paths: [sm]}
`

func TestParse(t *testing.T) {
	c, err := Parse([]byte(good), fakeTypes())
	if err != nil {
		t.Fatal(err)
	}
	if c.Data != "store" || c.KeyFile != "golden.key" || c.Calendar.YearStarts != 4 || c.Calendar.Holidays[0].Day() != 25 {
		t.Errorf("read %+v", c)
	}
	mail, code := c.Sources[0], c.Sources[1]
	if mail.Scope != "xen" || mail.Member() != "devel" || !cmp.Equal(mail.Options, &fakeOptions{Paths: []string{"a/*.mbox"}}) {
		t.Errorf("mail source %+v", mail)
	}
	if code.Member() != "sm" || !cmp.Equal(c.Ancestors(code.Scope), []string{"xen", "xen/xapi"}) {
		t.Errorf("code source %+v", code)
	}
	if c.Scopes[1].Title != "xen/xapi" || c.Lists[0].Kind != "developers" {
		t.Errorf("defaults %+v %+v", c.Scopes[1], c.Lists[0])
	}
}

// What is left out keeps its default, whatever stands beside it.
func TestDefaults(t *testing.T) {
	for name, text := range map[string]string{
		"left out":       "",
		"nothing behind": "calendar:\nindex:\n",
		"beside others":  "calendar: {holidays: [2020-12-25]}\nindex: {weights: {products: 1}}\n",
	} {
		c, err := Parse([]byte("scopes: [{id: c}]\n"+text), fakeTypes())
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if c.Calendar.YearStarts != 1 || (c.Index.Weights != Weights{1, 1, 1, 1}) {
			t.Errorf("%s: %+v %+v", name, c.Calendar, c.Index)
		}
	}
}

func TestTargetsAndNotes(t *testing.T) {
	c, err := Parse([]byte(good+`
targets: [{kpi: mail_messages, at_most: 0}, {kpi: mail_messages, scope: xen/xapi, at_least: 3, per: year}]
notes: [{on: 2014-03-10, text: Xen 4.4 released}]
index: {weights: {social: 0.5}}
`), fakeTypes())
	if err != nil {
		t.Fatal(err)
	}
	none, three := 0.0, 3.0
	if diff := cmp.Diff([]Target{
		{KPI: "mail_messages", Scope: "xen", AtMost: &none, Per: "quarter"},
		{KPI: "mail_messages", Scope: "xen/xapi", AtLeast: &three, Per: "year"},
	}, c.Targets); diff != "" {
		t.Error(diff)
	}
	if n := c.Notes[0]; n.Scope != "xen" || n.Text != "Xen 4.4 released" || n.On.Format(time.DateOnly) != "2014-03-10" {
		t.Errorf("note %+v", n)
	}
	weights := map[string]float64{"products": 1, "website": 1, "community": 1, "social": 0.5}
	if diff := cmp.Diff(weights, c.Index.Weights.ByArea()); diff != "" {
		t.Error(diff)
	}
}

// The corpus in testdata has a fault a file; these need more than one, or what
// a JSON document cannot say.
func TestFaultsHaveLines(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"all at once":      {"scopes: [{id: c}]\nlists:\n  - {id: A, scope: d}\n  - {id: l, kind: x}\n", "line 3: lists[0].id: \"A\" is not an id: small letters, digits, - _ and .\nline 4: lists[1].scope: it is missing\nline 4: lists[1].kind: it is \"x\", not developers or users or announce\nline 3: lists[0].scope: \"d\" is not among `scopes`"},
		"behind an alias":  {"scopes: [&c {id: c}]\nlists:\n  - *c\n", "line 3: lists[0].scope: it is missing"},
		"within an anchor": {"scopes:\n  - &c\n    id: C\n", `line 3: scopes[0].id: "C" is not an id: small letters, digits, - _ and ., with / between parts`},
		"infinite":         {"scopes: [{id: c}]\nindex: {weights: {social: .inf}}\n", "line 2: index.weights.social: infinity where a number is wanted"},
		"no number":        {"scopes: [{id: c}]\ntargets: [{kpi: mail_messages, at_least: .nan}]\n", "line 2: targets[0].at_least: no number where a number is wanted"},
		"options":          {"scopes: [{id: c}]\nsources: [{id: s, type: git, scope: c}]\n", "line 2: sources[0]: no paths"},
		"empty":            {" \n", "the file is empty; `goldenratio init` writes one"},
		"no YAML":          {"data: [", "line 1: sequence end token ']' not found"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse([]byte(tc.text), fakeTypes())
			if err == nil || err.Error() != tc.want {
				t.Errorf("error\n%v\nwant\n%s", err, tc.want)
			}
		})
	}
}

func TestLoadAndKey(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "goldenratio.yaml")
	if _, err := Load(path, fakeTypes()); err == nil || !strings.Contains(err.Error(), "goldenratio init") {
		t.Errorf("missing file: %v", err)
	}
	if err := os.WriteFile(path, []byte(good), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load(path, fakeTypes())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Key(); err == nil || !strings.Contains(err.Error(), "backup") {
		t.Errorf("missing key: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "golden.key"), []byte(strings.Repeat("ab", 32)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if key, err := c.Key(); err != nil || len(key) != 32 {
		t.Errorf("key %x, %v", key, err)
	}
}
