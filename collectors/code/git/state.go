package git

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// tagItems adds the tags that are new or moved, and says which are gone.
func (s *session) tagItems(all map[string]*collectors.Tag) {
	w := s.cur.Walk
	for _, ref := range slices.Sorted(maps.Keys(all)) {
		if w.Tips[ref] == s.cur.Seen[ref] {
			continue
		}
		t := all[ref]
		t.Version = uint64(w.Started)
		s.batch.Items = append(s.batch.Items, collectors.Item{Origin: tagOrigin(ref), Day: day(t.Date.At), Record: t})
	}
	for _, ref := range gone(s.cur.Seen, w.Tips) {
		if name, ok := strings.CutPrefix(ref, refTags); ok {
			s.batch.Gone = append(s.batch.Gone, tagOrigin(ref))
			s.batch.State = append(s.batch.State, &collectors.Tag{Name: redact.Name(name), Version: uint64(w.Started), Deleted: true})
		}
	}
}

// tagOrigin is where a tag stands in its repository. It ends in a character
// that no name of a ref can hold, so that it begins no other tag's origin: what
// is gone is named by its beginning.
func tagOrigin(ref string) string { return redact.Name(ref) + ":" }

// refState adds the branches and tags that are new, moved or gone, and those
// that began or ceased to be the default branch.
func (s *session) refState(tags map[string]*collectors.Tag) {
	w := s.cur.Walk
	for _, name := range slices.Sorted(maps.Keys(w.Tips)) {
		isDefault, was := name == w.Default, name == s.cur.Default
		if w.Tips[name] == s.cur.Seen[name] && isDefault == was {
			continue
		}
		sha := w.Tips[name]
		if t := tags[name]; t != nil {
			sha = t.SHA
		}
		s.batch.State = append(s.batch.State, &collectors.Ref{Name: redact.Name(name), SHA: sha, Default: isDefault, Version: uint64(w.Started)})
	}
	for _, name := range gone(s.cur.Seen, w.Tips) {
		s.batch.State = append(s.batch.State, &collectors.Ref{Name: redact.Name(name), Version: uint64(w.Started), Deleted: true})
	}
}

// gone are the names that before has and now has not, sorted.
func gone(before, now map[string]string) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if now[name] == "" {
			out = append(out, name)
		}
	}
	return out
}

// tags reads the tags among tips, by their full names. A tag whose object is
// missing is left out.
func (r *repository) tags(ctx context.Context, tips map[string]string, now time.Time) (map[string]*collectors.Tag, error) {
	var names, objects []string
	for _, ref := range slices.Sorted(maps.Keys(tips)) {
		if strings.HasPrefix(ref, refTags) {
			names = append(names, ref)
			objects = append(objects, tips[ref], tips[ref]+"^{commit}")
		}
	}
	found := map[string]*collectors.Tag{}
	err := each(ctx, r.Objects, objects, func(i int, o object) {
		ref := names[i/2]
		switch {
		case i%2 == 0 && o.kind != "":
			found[ref] = parseTag(strings.TrimPrefix(ref, refTags), o, now)
		case i%2 == 1 && o.kind != "" && found[ref] != nil:
			lead(found[ref], o, now)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("read tags of %s: %w", r.Name, err)
	}
	return found, nil
}

// signature is the first line of the kinds that git knows.
var signature = regexp.MustCompile(`(?m)^-----BEGIN (?:PGP SIGNATURE|PGP MESSAGE|SSH SIGNATURE|SIGNED MESSAGE)-----$`)

// parseTag reads the object that a tag's ref names: an annotated tag, or what
// a lightweight one leads to.
func parseTag(name string, o object, now time.Time) *collectors.Tag {
	t := &collectors.Tag{Name: redact.Name(name), Date: collectors.Dated{Source: collectors.DateNone}}
	if o.kind != "tag" {
		return t
	}
	header, _, _ := bytes.Cut(o.content, []byte("\n\n"))
	if line := headerValue(header, "tagger"); line != nil {
		var d decoder
		t.Tagger, t.Date = d.identity(line, now)
		if !t.Date.At.IsZero() {
			t.Date.Source = collectors.DateTag
		}
	}
	t.Signed = signature.Match(o.content)
	return t
}

// lead fills what a tag has from the commit it leads to: the id, and the date
// where it has none of its own (old tags have no tagger).
func lead(t *collectors.Tag, o object, now time.Time) {
	t.SHA = o.id
	if !t.Date.At.IsZero() {
		return
	}
	header, _, _ := bytes.Cut(o.content, []byte("\n\n"))
	var d decoder
	if _, date := d.identity(headerValue(header, "committer"), now); !date.At.IsZero() || t.Date.Raw == "" {
		t.Date = date
	}
}
