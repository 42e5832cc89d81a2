package sample

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A repo is a bare repository that git fast-import fills. Object names follow
// from the stream alone. The first error sticks and is returned by close.
type repo struct {
	path  string
	cmd   *exec.Cmd
	pipe  io.WriteCloser
	w     *bufio.Writer
	said  bytes.Buffer // what git complained of
	marks int
	tree  *tree
	tips  map[string]int // branch → mark of its last commit
	items uint64         // commits and tags
	shas  map[int]string // mark → object name, once it is closed
}

func newRepo(ctx context.Context, path string) (*repo, error) {
	create := git(ctx, "init", "--quiet", "--bare", "--template=", "--initial-branch=master", path)
	if out, err := create.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("create repository %s: %w: %s", filepath.Base(path), err, bytes.TrimSpace(out))
	}
	r := &repo{path: path, tree: newTree(), tips: map[string]int{}}
	r.cmd = git(ctx, "-C", path, "-c", "core.compression=1", "-c", "fastimport.unpackLimit=1", "fast-import", "--quiet", "--done", "--force", "--export-marks=../"+filepath.Base(path)+".marks") // seen from the repository
	r.cmd.Stderr = &r.said
	var err error
	if r.pipe, err = r.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("start git fast-import: %w", err)
	}
	if err := r.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start git fast-import: %w", err)
	}
	r.w = bufio.NewWriterSize(r.pipe, 1<<16)
	return r, nil
}

// git runs without the configuration of whoever runs the program.
func git(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "LC_ALL=C", "TZ=UTC")
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// A signature is who did something when, with the offset of that place.
type signature struct {
	sender
	at int64
}

func (s signature) String() string {
	sign, zone := '+', s.zone
	if zone < 0 {
		sign, zone = '-', -zone
	}
	return fmt.Sprintf("%s <%s> %d %c%02d%02d", s.name, s.address.text, s.at, sign, zone/60, zone%60)
}

// A record is one commit to be written.
type record struct {
	branch            string
	author, committer signature
	message           string
	from              int // mark of the parent, where it is not the branch's tip
	merge             int // mark of a second parent
	changes           []change
}

// commit writes a commit and returns its mark.
func (r *repo) commit(c record) int {
	r.marks++
	r.items++
	fmt.Fprintf(r.w, "commit refs/heads/%s\nmark :%d\nauthor %v\ncommitter %v\n", c.branch, r.marks, c.author, c.committer)
	r.data(c.message)
	if c.from == 0 {
		c.from = r.tips[c.branch]
	}
	if c.from != 0 {
		fmt.Fprintf(r.w, "from :%d\n", c.from)
	}
	if c.merge != 0 {
		fmt.Fprintf(r.w, "merge :%d\n", c.merge)
	}
	for _, ch := range c.changes {
		r.change(ch)
	}
	r.w.WriteByte('\n')
	r.tips[c.branch] = r.marks
	return r.marks
}

func (r *repo) change(c change) {
	if c.from != "" {
		fmt.Fprintf(r.w, "R %s %s\n", c.from, c.path)
	}
	if c.text != "" {
		fmt.Fprintf(r.w, "M 100644 inline %s\n", c.path)
		r.data(c.text)
	}
}

func (r *repo) data(s string) { fmt.Fprintf(r.w, "data %d\n%s\n", len(s), s) }

// tag writes an annotated tag, or a lightweight one where message is empty.
func (r *repo) tag(name string, mark int, by signature, message string) {
	r.items++
	if message == "" {
		fmt.Fprintf(r.w, "reset refs/tags/%s\nfrom :%d\n\n", name, mark)
		return
	}
	fmt.Fprintf(r.w, "tag %s\nfrom :%d\ntagger %v\n", name, mark, by)
	r.data(message)
}

// drop removes a branch that was only a means.
func (r *repo) drop(branch string) {
	if r.tips[branch] != 0 {
		fmt.Fprintf(r.w, "reset refs/heads/%s\nfrom %s\n\n", branch, strings.Repeat("0", 40))
	}
}

// close ends the stream and waits for git.
func (r *repo) close() error {
	_, err := r.w.WriteString("done\n")
	if err == nil {
		err = r.w.Flush()
	}
	if e := r.pipe.Close(); err == nil {
		err = e
	}
	if e := r.cmd.Wait(); e != nil { // says more than a broken pipe does
		err = e
	}
	if err != nil {
		return fmt.Errorf("fill repository %s: %w: %s", filepath.Base(r.path), err, bytes.TrimSpace(r.said.Bytes()))
	}
	return r.names()
}

// names reads which object each mark became, from the file in which git left it.
func (r *repo) names() error {
	marks := r.path + ".marks"
	text, err := os.ReadFile(marks)
	if err != nil {
		return fmt.Errorf("read marks: %w", err)
	}
	r.shas = make(map[int]string, r.marks)
	for line := range strings.Lines(string(text)) {
		var mark int
		var sha string
		if _, err := fmt.Sscanf(line, ":%d %s", &mark, &sha); err != nil {
			return fmt.Errorf("read marks: %w", err)
		}
		r.shas[mark] = sha
	}
	return os.Remove(marks)
}

// name is the repository's, as goldenratio.yaml has it.
func (r *repo) name() string { return strings.TrimSuffix(filepath.Base(r.path), ".git") }
