package git

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"goldenratio/collectors/plumbing"
)

// Where branches and tags are. A clone has most of its origin's branches as
// remote-tracking ones only.
const (
	refHeads   = "refs/heads/"
	refRemotes = "refs/remotes/"
	refTags    = "refs/tags/"
)

// refs are the branches and tags of a repository at one moment.
type refs struct {
	tips    map[string]string // full name → object: a commit, or an annotated tag
	head    string            // the branch that HEAD names
	origins string            // the branch that the origin's HEAD named at the clone
}

// readRefs lists a repository's branches and tags.
func readRefs(ctx context.Context, repository string, git plumbing.Runner) (refs, error) {
	out, err := git.Output(ctx, nil, "for-each-ref", "--format=%(objectname)%00%(HEAD)%00%(symref)%00%(refname)",
		"--", refHeads, refRemotes, refTags)
	if err != nil {
		return refs{}, fmt.Errorf("read branches and tags of %s: %w", repository, err)
	}
	found := refs{tips: map[string]string{}}
	for line := range strings.Lines(string(out)) {
		f := strings.SplitN(strings.TrimSuffix(line, "\n"), "\x00", 4)
		if len(f) != 4 {
			return refs{}, fmt.Errorf("read branches and tags of %s: line %q is not understood", repository, line)
		}
		found.add(f[0], f[1] == "*", visible([]byte(f[2])), visible([]byte(f[3])))
	}
	if len(found.tips) > maxRefs {
		return refs{}, fmt.Errorf("read branches and tags of %s: %d of them, more than %d", repository, len(found.tips), maxRefs)
	}
	return found, nil
}

func (f *refs) add(id string, head bool, target, name string) {
	if target != "" { // another name of a branch
		if name == refRemotes+"origin/HEAD" {
			f.origins = target
		}
		return
	}
	f.tips[name] = id
	if head {
		f.head = name
	}
}

// defaultBranch chooses the branch on which the project's work lands: the one
// configured, else HEAD's. A checked-out topic branch does not count where the
// origin says which branch is its own. Empty where there is no branch at all.
func (f *refs) defaultBranch(configured string) (string, error) {
	if configured != "" {
		return f.find(configured)
	}
	short := strings.TrimPrefix(f.origins, refRemotes+"origin/")
	if f.origins != "" && f.tips[f.origins] != "" && f.head != refHeads+short {
		return f.origins, nil
	}
	if f.head != "" {
		return f.head, nil
	}
	return f.guess()
}

// find looks a configured branch up, as git would.
func (f *refs) find(branch string) (string, error) {
	for _, name := range []string{branch, refHeads + branch, refRemotes + branch, refRemotes + "origin/" + branch} {
		if strings.HasPrefix(name, "refs/") && !strings.HasPrefix(name, refTags) && f.tips[name] != "" {
			return name, nil
		}
	}
	if len(f.tips) == 0 {
		return "", nil // an empty repository has no branch yet
	}
	return "", fmt.Errorf("find default branch %q: there is no such branch; there are %s", branch, f.some())
}

// guess chooses where HEAD leads to no branch.
func (f *refs) guess() (string, error) {
	branches := f.branches()
	if len(branches) == 0 {
		return "", nil
	}
	if len(branches) == 1 {
		return branches[0], nil
	}
	for _, usual := range []string{"main", "master", "trunk"} {
		for _, name := range []string{refHeads + usual, refRemotes + "origin/" + usual} {
			if f.tips[name] != "" {
				return name, nil
			}
		}
	}
	return "", fmt.Errorf("find default branch: HEAD leads to none; name one with branch, such as %s", f.some())
}

func (f *refs) branches() []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(f.tips)) {
		if !strings.HasPrefix(name, refTags) {
			out = append(out, name)
		}
	}
	return out
}

// some lists the first branches for a message.
func (f *refs) some() string {
	names := f.branches()
	more := ""
	if len(names) > 8 {
		names, more = names[:8], " …"
	}
	for i, n := range names {
		names[i] = fmt.Sprintf("%q", strings.TrimPrefix(strings.TrimPrefix(n, refHeads), refRemotes))
	}
	return strings.Join(names, ", ") + more
}

// distinct returns the objects of tips, sorted, each once.
func distinct(tips map[string]string) []string {
	return slices.Compact(slices.Sorted(maps.Values(tips)))
}
