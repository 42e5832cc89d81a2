package area_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"goldenratio/collectors"
	"goldenratio/collectors/code/area"
)

// TestParse runs testdata: a file of each kind and the areas that it describes,
// one a line.
func TestParse(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			file, want := archive.Files[0], archive.Files[1]
			var got strings.Builder
			for _, a := range area.Parse(file.Name, string(file.Data), "forge.example.org") {
				got.WriteString(line(a) + "\n")
			}
			if diff := cmp.Diff(string(want.Data), got.String()); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// line shows an area.
func line(a collectors.Area) string {
	if a.Position > 0 {
		a.Name = fmt.Sprintf("#%d %s", a.Position, a.Name)
	}
	paths := a.Paths
	for _, x := range a.Excluded {
		paths = append(paths, "-"+x)
	}
	for _, n := range a.Expressions {
		paths = append(paths, "~"+n)
	}
	var people []string
	for _, m := range a.Maintainers {
		people = append(people, fmt.Sprint(m))
	}
	for i, r := range a.Reviewers {
		if i == 0 {
			people = append(people, "+")
		}
		people = append(people, fmt.Sprint(r))
	}
	return strings.TrimSpace(fmt.Sprintf("%s | %s | %s | %s", a.Name, a.Status, strings.Join(paths, " "), strings.Join(people, " ")))
}

// TestUnknownHost: without a host nobody is known by a login.
func TestUnknownHost(t *testing.T) {
	got := area.Parse("CODEOWNERS", "* @ann ben@example.org\n", "")
	if len(got) != 1 || len(got[0].Maintainers) != 1 || got[0].Maintainers[0].Address != "ben@example.org" {
		t.Errorf("%+v", got)
	}
}

// FuzzParse gives anything: names are unique, and no address is left in what is
// public.
func FuzzParse(f *testing.F) {
	f.Add(true, "A\nM:\tAnn <ann@example.org>\nF:\ta/\nX: b\nN: c\n\nann@example.org\nF: x@example.org/\n")
	f.Add(false, "* @ann\n[Docs] @ben\ndocs/ # x\n!a\\ b ann@example.org\n")
	f.Fuzz(func(t *testing.T, sections bool, text string) {
		file := "CODEOWNERS"
		if sections {
			file = "MAINTAINERS"
		}
		seen := map[string]bool{}
		for _, a := range area.Parse(file, text, "forge.example.org") {
			if a.Name == "" || seen[a.Name] || len(a.Name) > 200 || len(a.Paths)+len(a.Expressions) == 0 {
				t.Errorf("%+v", a)
			}
			seen[a.Name] = true
			public := strings.Join(append(append(append([]string{a.Name, a.Status}, a.Paths...), a.Excluded...), a.Expressions...), "\n")
			if strings.Contains(public, "ann@example.org") {
				t.Errorf("an address in %q", public)
			}
		}
	})
}
