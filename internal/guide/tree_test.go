package guide

import (
	"bytes"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A tree is a copy of the repository to work in.
type tree struct{ dir string }

// copied copies what git knows, and what it would be told of.
func copied(t *testing.T) tree {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	list := exec.CommandContext(t.Context(), "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	list.Dir = root
	names, err := list.Output()
	if err != nil {
		t.Fatalf("list files: %v", err)
	}
	w := tree{t.TempDir()}
	for name := range strings.SplitSeq(strings.Trim(string(names), "\x00"), "\x00") {
		text, err := os.ReadFile(filepath.Join(root, name))
		if os.IsNotExist(err) {
			continue // deleted, and not yet told
		}
		if err != nil {
			t.Fatal(err)
		}
		w.write(t, name, text)
	}
	return w
}

func (w tree) write(t *testing.T, name string, text []byte) {
	t.Helper()
	path := inside(t, w.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

func (w tree) read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(inside(t, w.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// follow does what blocks say.
func (w tree) follow(t *testing.T, blocks []block) {
	t.Helper()
	for _, b := range blocks {
		switch b.language {
		case "console":
			w.console(t, b)
		case "diff":
			text, err := change(w.read(t, b.file), b.text)
			if err != nil {
				t.Fatalf("line %d: change %s: %v", b.line, b.file, err)
			}
			w.write(t, b.file, []byte(text))
		default:
			w.create(t, b)
		}
	}
}

// create writes a new file. Go is as gofmt has it.
func (w tree) create(t *testing.T, b block) {
	t.Helper()
	if _, err := os.Stat(inside(t, w.dir, b.file)); err == nil {
		t.Fatalf("line %d: %s is there already", b.line, b.file)
	}
	if b.language == "go" {
		formatted, err := format.Source([]byte(b.text))
		if err != nil || !bytes.Equal(formatted, []byte(b.text)) {
			t.Errorf("line %d: gofmt would change %s (%v)", b.line, b.file, err)
		}
	}
	w.write(t, b.file, []byte(b.text))
}

// console runs the commands of a block.
func (w tree) console(t *testing.T, b block) {
	t.Helper()
	for _, part := range strings.Split("\n"+b.text, "\n$ ")[1:] {
		command, want, _ := strings.Cut(part, "\n")
		command, _, _ = strings.Cut(command, "  # ")
		answer := w.run(t, command)
		if wanted := answers(want); !wanted.MatchString(squeeze(answer)) {
			t.Fatalf("line %d: $ %s\nanswers\n%s\nnot\n%s", b.line, command, answer, want)
		}
	}
}

// run runs a command in the tree's folder and returns what it says.
func (w tree) run(t *testing.T, command string) string {
	t.Helper()
	c := w.command(t, command)
	answer, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("$ %s\n%s%v", command, answer, err)
	}
	return string(answer)
}

// command is one of the document's, run in the tree.
func (w tree) command(t *testing.T, command string) *exec.Cmd {
	c := exec.CommandContext(t.Context(), "sh", "-c", "exec "+command)
	c.Dir = w.dir
	c.Env = append(slices.Clone(os.Environ()), "GIT_CEILING_DIRECTORIES="+w.dir)
	return c
}

var blanks = regexp.MustCompile(`[ \t]+`)

func squeeze(text string) string { return blanks.ReplaceAllString(text, " ") }

// answers is an expression for lines that stand in an answer in that order.
func answers(want string) *regexp.Regexp {
	var pattern strings.Builder
	pattern.WriteString("(?s)")
	for line := range strings.Lines(want) {
		if line = strings.TrimSpace(squeeze(line)); line != "" {
			pattern.WriteString(".*" + strings.ReplaceAll(regexp.QuoteMeta(line), "…", "[^\n]*"))
		}
	}
	return regexp.MustCompile(pattern.String())
}
