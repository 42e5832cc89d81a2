package github

import (
	"slices"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/githubtest"
	"goldenratio/internal/sample/hub"
)

// named collects and returns the names of the repositories that were found.
func named(t *testing.T, change func(*Options), repositories ...string) (names []string, err error) {
	t.Helper()
	h := village()
	h.Repositories = append(h.Repositories,
		&hub.Repository{ID: 1002, Name: "example/Tools", Created: on(1), Branch: "main"},
		&hub.Repository{ID: 1003, Name: "example/secret", Created: on(1), Branch: "main", Private: true})
	c := serve(h, morning(), githubtest.Options{}).collector(repositories...)
	change(&c.options)
	err = c.Collect(t.Context(), nil, func(b collectors.Batch) error {
		for _, rec := range b.State {
			if r, ok := rec.(*collectors.Repository); ok {
				names = append(names, r.Name)
			}
		}
		return nil
	})
	slices.Sort(names)
	return names, err
}

func TestPatterns(t *testing.T) {
	none := func(*Options) {}
	for name, c := range map[string]struct {
		patterns []string
		change   func(*Options)
		want     []string
		fails    bool
	}{
		"all public ones":         {[]string{"example/*"}, none, []string{"example/Tools", "example/engine", "example/nothing"}, false},
		"private ones, too":       {[]string{"example/*"}, func(o *Options) { o.Private = true }, []string{"example/Tools", "example/engine", "example/nothing", "example/secret"}, false},
		"in any case":             {[]string{"Example/tO*"}, none, []string{"example/Tools"}, false},
		"by name, private or not": {[]string{"example/secret", "example/engine"}, none, []string{"example/engine", "example/secret"}, false},
		"each once":               {[]string{"example/engine", "EXAMPLE/e*"}, none, []string{"example/engine"}, false},
		"but for some":            {[]string{"example/*"}, func(o *Options) { o.Exclude = []string{"example/n*", "other/*"} }, []string{"example/Tools", "example/engine"}, false},
		"no match":                {[]string{"example/zzz*", "example/engine"}, none, []string{"example/engine"}, true},
		"no owner":                {[]string{"nobody/*", "example/engine"}, none, []string{"example/engine"}, true},
		"no such repository":      {[]string{"example/zzz", "example/engine"}, none, []string{"example/engine"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := named(t, c.change, c.patterns...)
			if !slices.Equal(got, c.want) || (err != nil) != c.fails {
				t.Errorf("found %v: %v", got, err)
			}
		})
	}
}
