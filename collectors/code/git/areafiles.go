package git

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"goldenratio/collectors/code/area"
)

// An areaVersion is a commit among the default branch's first parents that
// changed a file with areas.
type areaVersion struct {
	sha     string
	depth   uint64 // how many of the first parents lie before it
	changes []areaChange
}

// An areaChange is what such a commit did to one file: the blob it had and the
// one it has, empty for none.
type areaChange struct{ file, old, new string }

// An areaText is a file with its content.
type areaText struct{ file, blob string }

func (c areaChange) before() areaText { return areaText{c.file, c.old} }
func (c areaChange) after() areaText  { return areaText{c.file, c.new} }

// follows reports whether the first parents of now lead to before.
func (r *repository) follows(ctx context.Context, now, before string) (bool, error) {
	if now == "" || before == "" {
		return false, nil
	}
	last := ""
	err := r.lines(ctx, revisions(some(now), some(before)), func(line string) { last = line },
		"log", "--first-parent", "--format=%P", "--no-show-signature", "--stdin")
	parent, _, _ := strings.Cut(last, " ")
	return parent == before, err
}

// areaFiles lists the versions that lie between before and now, or all up to
// now, the oldest first.
func (r *repository) areaFiles(ctx context.Context, now, before string) ([]areaVersion, error) {
	if now == "" {
		return nil, nil
	}
	args := append([]string{"log", "-m", "--first-parent", "--raw", "--no-renames", "--no-abbrev", "--format=%H", "--no-show-signature",
		now}, excluded(before)...)
	var all []areaVersion
	err := r.lines(ctx, nil, func(line string) {
		if change, ok := areaLine(line); ok {
			last := &all[len(all)-1]
			last.changes = append(last.changes, change)
		} else if len(line) == r.IDLen {
			all = append(all, areaVersion{sha: line})
		}
	}, append(append(args, "--"), area.Files()...)...)
	if err != nil {
		return nil, err
	}
	slices.Reverse(all)
	return all, r.depths(ctx, now, all)
}

func excluded(before string) []string {
	if before == "" {
		return nil
	}
	return []string{"^" + before}
}

// areaLine reads ":100644 100644 <id> <id> M	MAINTAINERS". What is no file, such
// as a symbolic link, has no text.
func areaLine(line string) (areaChange, bool) {
	head, file, ok := strings.Cut(line, "\t")
	f := strings.Fields(head)
	if !ok || len(f) != 5 || !slices.Contains(area.Files(), file) {
		return areaChange{}, false
	}
	blob := func(mode, id string) string {
		if strings.HasPrefix(strings.TrimPrefix(mode, ":"), "100") {
			return id
		}
		return ""
	}
	return areaChange{file, blob(f[0], f[2]), blob(f[1], f[3])}, true
}

// depths says how many first parents lie before each of the versions.
func (r *repository) depths(ctx context.Context, now string, versions []areaVersion) error {
	if len(versions) == 0 {
		return nil
	}
	at := map[string]*areaVersion{}
	for i := range versions {
		at[versions[i].sha] = &versions[i]
	}
	n := uint64(0)
	return r.lines(ctx, nil, func(line string) {
		if v := at[line]; v != nil {
			v.depth = n
		}
		n++
	}, "rev-list", "--first-parent", "--reverse", now)
}

// lines calls f with each line that a git prints of the repository's objects.
func (r *repository) lines(ctx context.Context, stdin io.Reader, f func(string), args ...string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	p, err := r.Objects.Start(ctx, stdin, args...)
	if err != nil {
		return err
	}
	in := bufio.NewScanner(p)
	for in.Scan() {
		f(in.Text())
	}
	scanned := in.Err()
	if scanned != nil {
		cancel()
	}
	if err := p.Wait(ctx); err != nil && scanned == nil {
		return err
	}
	if scanned != nil {
		return fmt.Errorf("read git %s of %s: %w", args[0], r.Name, scanned)
	}
	return nil
}

// hostOf is the host that knows the logins in a repository's files: where it is
// fetched from. Of a path or a bundle it is not known.
func hostOf(source string) string {
	if strings.Contains(source, "://") {
		if u, err := url.Parse(source); err == nil {
			return strings.ToLower(u.Hostname())
		}
		return ""
	}
	if local(source) {
		return ""
	}
	host, _, _ := strings.Cut(source, ":")
	return strings.ToLower(host[strings.LastIndexByte(host, '@')+1:])
}
