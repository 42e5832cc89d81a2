package collectortest

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"goldenratio/collectors"
)

// counts asks a source how much it holds, where it can be asked, and looks
// whether that is what was collected, before and after it has grown.
func (s Subject) counts(t *testing.T) {
	dir := t.TempDir()
	first, ok := s.Make(t, dir).(collectors.Counter)
	if !ok || s.Uncounted {
		t.Skip("such a source cannot be asked")
	}
	batches := collect(t, s.Reopen(t, dir), nil)
	counted(t, first, batches)
	if s.Grow != nil {
		s.Grow(t, dir)
		more := collect(t, s.Reopen(t, dir), last(batches))
		counted(t, s.Reopen(t, dir).(collectors.Counter), append(batches, more...))
	}
}

// held tell the records of a kind by their keys.
var held = map[string]*regexp.Regexp{
	collectors.CountCommits: regexp.MustCompile(`^[0-9a-f]{40}`),
	collectors.CountTags:    regexp.MustCompile(`^tag `),
	collectors.CountIssues:  regexp.MustCompile(`^issue `),
	collectors.CountChanges: regexp.MustCompile(`^change `),
}

// counted compares a source's own account with the items of batches, each kind
// over all parts together where keys tell it, and mails and responses part by part.
func counted(t *testing.T, c collectors.Counter, batches []collectors.Batch) {
	t.Helper()
	counts, err := c.Count(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(counts) == 0 {
		t.Fatal("the source counts nothing")
	}
	origins := map[string]string{}
	for _, b := range batches {
		for i := range b.Items {
			key := ""
			if b.Items[i].Record != nil {
				key = b.Items[i].Record.Key()
			}
			origins[b.Items[i].Origin] = key
		}
	}
	there, here := map[string]uint64{}, map[string]uint64{}
	for _, count := range counts {
		there[count.What] += count.Items
		if count.Keys != nil && uint64(len(count.Keys)) != count.Items {
			t.Errorf("%s of %q: %d, but %d keys", count.What, count.Part, count.Items, len(count.Keys))
		}
		if count.What == collectors.CountMessages || count.What == collectors.CountResponses {
			here[count.What] += within(origins, count.Prefix)
			continue
		}
		keys := kept(origins, held[count.What])
		here[count.What] = uint64(len(keys))
		for _, key := range count.Keys {
			if !slices.Contains(keys, key) {
				t.Errorf("%s of %q: %s is counted and not collected", count.What, count.Part, key)
			}
		}
	}
	for what, n := range there {
		if here[what] != n {
			t.Errorf("%d %s collected, the source says %d", here[what], what, n)
		}
	}
}

// within is how many origins begin so.
func within(origins map[string]string, prefix string) (n uint64) {
	for origin := range origins {
		if strings.HasPrefix(origin, prefix) {
			n++
		}
	}
	return n
}

// kept are the keys of one kind, once each.
func kept(origins map[string]string, kind *regexp.Regexp) (keys []string) {
	for _, key := range origins {
		if kind.MatchString(key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
