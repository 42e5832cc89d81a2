package config

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIdentities(t *testing.T) {
	c, err := Parse([]byte("scopes: [{id: c}]\nidentities: [.mailmap, {path: who.YAML}, b.yaml, {path: x, format: gitdm}, a.csv]\n"), fakeTypes())
	if err != nil {
		t.Fatal(err)
	}
	want := []IdentityFile{{".mailmap", Mailmap}, {"who.YAML", Journal}, {"b.yaml", Journal}, {"x", Gitdm}, {"a.csv", CSV}}
	if diff := cmp.Diff(want, c.Identities); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	c.Dir = "community"
	if got := c.Decided(); got != filepath.Join("community", "who.YAML") {
		t.Errorf("decisions go into %q", got)
	}
	if c, err = Parse([]byte("scopes: [{id: c}]\nidentities: [.mailmap]\n"), fakeTypes()); err != nil || c.Decided() != "" {
		t.Errorf("decisions go into %q, %v", c.Decided(), err)
	}
}

func TestReadList(t *testing.T) {
	type item struct {
		ID   string `yaml:"id" schema:"required"`
		Days []int  `yaml:"days"`
	}
	var all []item
	lines, err := ReadList([]byte("# ours\n- id: a\n  days: [1]\n- {id: b}\n"), &all)
	if err != nil || !cmp.Equal(lines, []int{2, 4}) || !cmp.Equal(all, []item{{"a", []int{1}}, {ID: "b"}}) {
		t.Errorf("%+v on the lines %v, %v", all, lines, err)
	}
	for text, want := range map[string]string{
		"id: a\n":              "line 1: the file: a mapping where a list is wanted",
		"- {id: a}\n- {}\n":    "line 2: [1].id: it is missing",
		"- {id: a, days: 1}\n": "line 1: [0].days: a whole number where a list is wanted",
		"- {id: a, x: 1}\n":    `line 1: unknown field "x"`,
	} {
		var all []item
		if _, err := ReadList([]byte(text), &all); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
