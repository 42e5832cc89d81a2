package guide

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A block is a fenced block of a document.
type block struct {
	line     int // of its fence
	language string
	file     string // the last name in backticks before it
	text     string
}

var (
	fence = regexp.MustCompile("^( *)```([a-z]*)$")
	named = regexp.MustCompile("`([^`]+)`")
)

// section returns the blocks below a heading of a document.
func section(t *testing.T, name, heading string) (blocks []block) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var inside bool
	var open *block
	var indent, file string
	for i, line := range strings.Split(string(text), "\n") {
		mark := fence.FindStringSubmatch(line)
		switch {
		case open != nil && mark != nil:
			blocks, open = append(blocks, *open), nil
		case open != nil:
			open.text += strings.TrimPrefix(line, indent) + "\n"
		case strings.HasPrefix(line, "## "):
			inside = line == "## "+heading
		case inside && mark != nil:
			indent, open = mark[1], &block{line: i + 1, language: mark[2], file: file}
		case inside:
			if names := named.FindAllStringSubmatch(line, -1); names != nil {
				file = names[len(names)-1][1]
			}
		}
	}
	if len(blocks) == 0 {
		t.Fatalf("%s has no blocks below %q", name, heading)
	}
	return blocks
}

// change applies a diff to a text.
func change(text, diff string) (string, error) {
	for _, hunk := range regexp.MustCompile(`(?m)^@@.*\n`).Split(diff, -1) {
		var before, after strings.Builder
		for line := range strings.Lines(hunk) {
			switch body := line[1:]; line[0] {
			case '+':
				after.WriteString(body)
			case '-':
				before.WriteString(body)
			default: // an editor may have cut the blank of an empty line
				line = strings.TrimPrefix(line, " ")
				before.WriteString(line)
				after.WriteString(line)
			}
		}
		if n := strings.Count(text, before.String()); before.Len() == 0 || n != 1 {
			return "", fmt.Errorf("these lines stand there %d times:\n%s", n, before.String())
		}
		text = strings.Replace(text, before.String(), after.String(), 1)
	}
	return text, nil
}

// inside is a file's path in a folder, whatever the document says.
func inside(t *testing.T, dir, name string) string {
	t.Helper()
	if !filepath.IsLocal(name) {
		t.Fatalf("%q is no file of the tree", name)
	}
	return filepath.Join(dir, filepath.FromSlash(name))
}

func TestChange(t *testing.T) {
	for name, tc := range map[string]struct{ text, diff, want string }{
		"added":     {"a\nb\nc\n", " b\n+B\n", "a\nb\nB\nc\n"},
		"replaced":  {"a\nb\nc\n", " a\n-b\n+B\n c\n", "a\nB\nc\n"},
		"two":       {"a\nb\nc\n", " a\n+A\n@@\n+C\n c\n", "a\nA\nb\nC\nc\n"},
		"not there": {"a\n", " b\n+B\n", ""},
		"twice":     {"a\nx\na\n", " a\n+B\n", ""},
		"nowhere":   {"a\n", "+B\n", ""},
	} {
		got, err := change(tc.text, tc.diff)
		if got != tc.want || (err == nil) != (tc.want != "") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
