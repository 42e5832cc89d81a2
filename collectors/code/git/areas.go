package git

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"

	"goldenratio/collectors"
	"goldenratio/collectors/code/area"
)

const (
	// areaVersions is how many versions are read at a time: of the longest
	// MAINTAINERS that there are, some ten MiB of text.
	areaVersions = 16
	areaRecords  = 400 // a batch
)

// foundAreas are the versions of MAINTAINERS and CODEOWNERS that are new on the
// default branch, and those that it has lost.
type foundAreas struct{ new, lost []areaVersion }

// findAreas lists them. After a rewrite all versions are listed as new: what
// each is the so-many-th of may have changed.
func (s *session) findAreas(ctx context.Context) (found foundAreas, err error) {
	w := s.cur.Walk
	now, before := w.Tips[w.Default], s.held()
	if now == before {
		return found, nil
	}
	onward, err := s.repo.follows(ctx, now, before)
	if err != nil {
		return found, err
	}
	if onward {
		found.new, err = s.repo.areaFiles(ctx, now, before)
		return found, err
	}
	if found.new, err = s.repo.areaFiles(ctx, now, ""); err != nil {
		return found, err
	}
	had, err := s.repo.areaFiles(ctx, before, "")
	kept := map[string]bool{}
	for _, v := range found.new {
		kept[v.sha] = true
	}
	found.lost = slices.DeleteFunc(had, func(v areaVersion) bool { return kept[v.sha] })
	return found, err
}

// areas emits what the versions say that were found.
func (s *session) areas(ctx context.Context, listing *ahead[foundAreas]) error {
	found, err := listing.end()
	if err != nil {
		return err
	}
	if err := s.emitAreas(ctx, found.lost, true); err != nil {
		return err
	}
	return s.emitAreas(ctx, found.new, false)
}

// emitAreas emits what versions changed.
func (s *session) emitAreas(ctx context.Context, versions []areaVersion, lost bool) error {
	for chunk := range slices.Chunk(versions, areaVersions) {
		texts, err := s.readAreas(ctx, chunk)
		if err != nil {
			return fmt.Errorf("read areas of %s: %w", s.repo.Name, err)
		}
		for _, v := range chunk {
			for _, c := range v.changes {
				for _, a := range changedAreas(texts.areas[c.before()], texts.areas[c.after()]) {
					a.File, a.SHA, a.Depth, a.Date = c.file, v.sha, v.depth, texts.dates[v.sha]
					a.Version, a.Deleted = uint64(s.cur.Walk.Started), lost
					s.batch.State = append(s.batch.State, &a)
				}
			}
			if len(s.batch.State) < areaRecords {
				continue
			}
			if err := s.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// areaTexts are what some versions say.
type areaTexts struct {
	dates map[string]collectors.Dated // of commits
	areas map[areaText][]collectors.Area
}

// readAreas reads the commits and files of versions.
func (s *session) readAreas(ctx context.Context, versions []areaVersion) (areaTexts, error) {
	out := areaTexts{map[string]collectors.Dated{}, map[areaText][]collectors.Area{}}
	var commits, names []string
	var files []areaText
	for _, v := range versions {
		commits = append(commits, v.sha)
		for _, c := range v.changes {
			for _, text := range []areaText{c.before(), c.after()} {
				if _, known := out.areas[text]; !known && text.blob != "" {
					out.areas[text] = nil
					files, names = append(files, text), append(names, text.blob)
				}
			}
		}
	}
	host := hostOf(s.options.URL)
	err := each(ctx, s.repo.Objects, append(commits, names...), func(i int, o object) {
		if i >= len(commits) {
			file := files[i-len(commits)]
			out.areas[file] = area.Parse(file.file, string(o.content), host)
			return
		}
		header, _, _ := bytes.Cut(o.content, []byte("\n\n"))
		var d decoder
		_, out.dates[commits[i]] = d.identity(headerValue(header, "committer"), s.started())
	})
	return out, err
}

// changedAreas are the areas that are new or different, and those that are gone.
func changedAreas(before, after []collectors.Area) []collectors.Area {
	had := map[string]*collectors.Area{}
	for i := range before {
		had[before[i].Name] = &before[i]
	}
	var out []collectors.Area
	for i := range after {
		if have := had[after[i].Name]; have == nil || !reflect.DeepEqual(*have, after[i]) {
			out = append(out, after[i])
		}
		delete(had, after[i].Name)
	}
	for i := range before {
		if gone := had[before[i].Name]; gone != nil {
			out = append(out, collectors.Area{Name: gone.Name, Gone: true})
		}
	}
	return out
}
