package series_test

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"goldenratio/internal/realdata"
	"goldenratio/metrics/resolve/series"
)

// TestPatchwork finds series in patchwork's own test mails. Each is named for
// what it holds; what is wanted says, for each change, its versions, and for
// each version label, patches of total, and whether it has a cover.
func TestPatchwork(t *testing.T) {
	dir := filepath.Join(realdata.Unpack(t, "mail-nasty-dev"), "mail", "nasty-dev", "patchwork", "patchwork", "tests", "data", "series")
	want := map[string]string{
		"base-cover-letter":                 "v1 2/2 cover",
		"base-deep-threaded":                "v1 2/2 cover",
		"base-different-versions":           "v3 4/4 cover", // the patches have no label
		"base-extra-patches":                "v1 3/2 cover",
		"base-incomplete":                   "v1 1/2 cover",
		"base-no-cover-letter":              "v1 2/2",
		"base-no-references":                "v2 2/2",
		"base-out-of-order":                 "v1 2/2 cover",
		"base-single-patch":                 "v1 1/1",
		"bugs-mixed-versions":               "v1 1/2; v2 1/2", // two series of which half is there
		"bugs-multiple-content-types":       "v1 1/1",
		"bugs-multiple-references":          "v2 4/4 cover",
		"bugs-nocover":                      "v1 2/2, v2 2/2",
		"bugs-nocover-noversion":            "v1 2/2, v1 2/2",
		"bugs-spamming":                     "v2 1/4", // sent three times
		"bugs-unnumbered":                   "v1 1/2 cover; v1 1/1",
		"dependency-base-patch":             "v1 2/2 cover",
		"mercurial-cover-letter":            "v1 2/2 cover",
		"mercurial-no-cover-letter":         "v1 2/2",
		"revision-basic":                    "v1 2/2 cover, v2 2/2 cover",
		"revision-no-cover-letter":          "v1 2/2 cover, v2 2/2",
		"revision-out-of-order":             "v1 2/2 cover, v2 2/2 cover",
		"revision-threaded-to-cover":        "v1 2/2 cover, v2 2/2 cover",
		"revision-threaded-to-patch":        "v1 2/2 cover, v2 2/2 cover",
		"revision-threaded-to-single-patch": "v1 1/1, v2 1/1",
		"revision-unlabeled":                "v1 2/2 cover, v1 2/2 cover",
		"revision-unlabeled-noreferences":   "v2 2/2", // sent twice, unchanged
		"base-no-references-no-cover":       "v1 2/2 cover",
	}
	got := make(map[string]string)
	for _, file := range glob(t, dir, "*.mbox") {
		got[strings.TrimSuffix(filepath.Base(file), ".mbox")] = read(t, file).outline()
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestPatchworkMails finds series in all of patchwork's mails, broken ones too.
func TestPatchworkMails(t *testing.T) {
	files := glob(t, realdata.Unpack(t, "mail-nasty-dev"), "mail/nasty-dev/patchwork/patchwork/tests/data/*/*.mbox")
	a := read(t, files...)
	check(t, maps.Values(a.rows))
	for id, m := range a.mails {
		if row := a.rows[id]; m.Diff.Files > 0 && !m.Reply && row.Role != series.Patch {
			t.Errorf("%q with a diff is %v", m.Subject, row)
		}
	}
}

// outline writes changes in a line, by the dates of their first mails.
func (a archive) outline() string {
	type version struct {
		label, total, patches uint16
		cover                 string
	}
	changes := make(map[uint64]map[uint16]*version)
	seen := make(map[string]bool)
	for _, row := range a.rows {
		if row.Role == series.Response {
			continue
		}
		if changes[row.Change] == nil {
			changes[row.Change] = make(map[uint16]*version)
		}
		v := changes[row.Change][row.Version]
		if v == nil {
			v = &version{label: row.Label, total: row.Total}
			changes[row.Change][row.Version] = v
		}
		if row.Role == series.Cover {
			v.cover = " cover"
		} else if name := fmt.Sprint(row.Change, row.Version, row.Number); !seen[name] {
			seen[name] = true
			v.patches++
		}
	}
	var all []string
	for _, id := range slices.SortedFunc(maps.Keys(changes), func(x, y uint64) int {
		return cmp.Or(a.mails[x].Date.At.Compare(a.mails[y].Date.At), cmp.Compare(x, y))
	}) {
		var versions []string
		for n := uint16(1); changes[id][n] != nil; n++ {
			v := changes[id][n]
			versions = append(versions, fmt.Sprintf("v%d %d/%d%s", v.label, v.patches, v.total, v.cover))
		}
		all = append(all, strings.Join(versions, ", "))
	}
	return strings.Join(all, "; ")
}
