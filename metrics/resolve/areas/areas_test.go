package areas

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPatterns(t *testing.T) {
	for _, c := range []struct{ pattern, fits, not string }{
		{"xen/arch/arm/", "xen/arch/arm/a.c xen/arch/arm/x/y.c", "xen/arch/arm xen/arch/arm64/a.c a/xen/arch/arm/a.c"},
		{"docs", "docs docs/a docs/a/b", "docs.txt a/docs docsx/a"},
		{"docs/*", "docs/a.md", "docs/a/b.md docs"},
		{"*/configure.ac", "tools/configure.ac", "configure.ac a/b/configure.ac"},
		{"arch/*/kvm/", "arch/x86/kvm/a.c arch/x86/kvm/b/c.c", "arch/kvm/a.c arch/x86/kvmx/a.c"},
		{"drivers/net/?bt.c", "drivers/net/abt.c", "drivers/net/bt.c drivers/net/abbt.c drivers/net//bt.c"},
		{"**/*.js", "a.js b/a.js b/c/a.js", "a.jsx a.js/b"},
		{"**/docs", "docs docs/a b/docs/a", "xdocs/a"},
		{"a/**/b", "a/b a/x/b a/x/y/b/c", "ab a/xb"},
		{"*", "a a/b", ""},
		{"a.c+", "a.c+", "a.cc abc+"},
		{"[x](", "[x](", "x"},
	} {
		p := compile(c.pattern)
		for _, path := range strings.Fields(c.fits) {
			if !p.fits(path) || !strings.HasPrefix(path, p.folder) {
				t.Errorf("%s does not fit %s", c.pattern, path)
			}
		}
		for _, path := range strings.Fields(c.not) {
			if p.fits(path) {
				t.Errorf("%s fits %s", c.pattern, path)
			}
		}
	}
}

func TestOf(t *testing.T) {
	file, lines := "MAINTAINERS", "CODEOWNERS"
	m := New([]Version{
		{File: file, Name: "ARM", Date: 10, Paths: []string{"arch/arm/"}, Excluded: []string{"arch/arm/efi/"}},
		{File: file, Name: "BUILD", Date: 10, Paths: []string{"*/Makefile", "Config.mk"}},
		{File: file, Name: "THE REST", Date: 10, Paths: []string{"*", "*/"}},
		{File: file, Name: "TEGRA", Date: 10, Expressions: []string{"[^a-z]tegra", "(?!perl)"}},
		{File: file, Name: "ARM", Date: 20, Paths: []string{"arch/arm/"}, Excluded: []string{"arch/arm/efi/"}}, // other people
		{File: file, Name: "ARM", Date: 30, Paths: []string{"arch/arm/"}},
		{File: file, Name: "BUILD", Date: 40, Gone: true},
		{File: file, Name: "EARLY", Date: 35, Paths: []string{"early/"}}, // a clock that is wrong
		{File: file, Name: "BRIEF", Date: 40, Paths: []string{"x"}},
		{File: file, Name: "BRIEF", Date: 40, Gone: true},
		{File: lines, Name: "*", Date: 50, Position: 1, Paths: []string{"**"}},
		{File: lines, Name: "docs", Date: 50, Position: 2, Paths: []string{"**/docs/"}},
		{File: lines, Name: "*.md", Date: 50, Position: 3, Paths: []string{"**/*.md"}},
		{File: lines, Name: "docs", Date: 60, Position: 4, Paths: []string{"**/docs/"}},
		{File: file, Name: "THE REST", Date: 70, Gone: true},
	})
	for path, want := range map[string][]Stay{
		"arch/arm/a.c":     {{"ARM", 10, Forever}},
		"arch/arm/efi/b.c": {{"THE REST", 10, 30}, {"ARM", 30, Forever}},
		"tools/Makefile":   {{"BUILD", 10, 40}, {"THE REST", 40, 70}},
		"a/b/Makefile":     {{"THE REST", 10, 70}},
		"Config.mk":        {{"BUILD", 10, 40}, {"THE REST", 40, 70}},
		"x":                {{"THE REST", 10, 70}},
		"early/a":          {{"THE REST", 10, 40}, {"EARLY", 40, Forever}},
		"drivers/tegra.c":  {{"TEGRA", 10, Forever}},
		"docs/a.md":        {{"THE REST", 10, 50}, {"*.md", 50, 60}, {"docs", 60, Forever}},
		"docs/a.txt":       {{"THE REST", 10, 50}, {"docs", 50, Forever}},
		"arch/arm/docs/a":  {{"ARM", 10, Forever}, {"docs", 50, Forever}},
	} {
		if diff := cmp.Diff(want, m.Of(path)); diff != "" {
			t.Errorf("%s: -want +got\n%s", path, diff)
		}
	}
	if got := New(nil).Of("a"); got != nil {
		t.Errorf("%v in a repository without areas", got)
	}
}

// TestIndex: folders only save time.
func TestIndex(t *testing.T) {
	part := rapid.SampledFrom([]string{"a", "b", "ab", "*", "?", "**", "a*", ""})
	text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(part, 1, 4).Draw(t, "parts"), "/") })
	step := rapid.SampledFrom([]string{"a", "b", "ab", "c"})
	rapid.Check(t, func(t *rapid.T) {
		p := compile(text.Draw(t, "pattern"))
		path := strings.Join(rapid.SliceOfN(step, 1, 4).Draw(t, "path"), "/")
		if p.fits(path) && !strings.HasPrefix(path, p.folder) {
			t.Fatalf("%q fits %s, which is not below %s", p.literal, path, p.folder)
		}
	})
}

func FuzzCompile(f *testing.F) {
	f.Add("a/**/b?.c/", "(x|y)+$", "a/b/c")
	f.Fuzz(func(t *testing.T, text, re, path string) {
		m := New([]Version{{File: "f", Name: "n", Paths: []string{text}, Expressions: []string{re}}})
		for _, s := range m.Of(path) {
			if s.Area != "n" || s.Since >= s.Until {
				t.Errorf("%+v", s)
			}
		}
	})
}
