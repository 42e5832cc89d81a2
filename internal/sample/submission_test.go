package sample

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestPatchMailsAreWhatGitSends applies what became of patch mails: the commits
// that the truth names hold the very diffs of most of them, and what git says of
// both is equal.
func TestPatchMailsAreWhatGitSends(t *testing.T) {
	dir, truth := write(t, options(4))
	bodies := patchMails(t, filepath.Join(dir, "lists", listDevel))
	equal, other, again, merged := 0, 0, 0, 0
	for _, c := range truth.Changes {
		if len(c.Versions) > 1 {
			again++
		}
		if !c.Merged.IsZero() {
			merged++
		}
		for _, landed := range c.Commits {
			body := bodies[landed.Message]
			if body == "" {
				t.Errorf("no patch mail %s", landed.Message)
				continue
			}
			commit := run(t, filepath.Join(dir, landed.Repository+".git"), "show", landed.SHA)
			if patchID(t, body) == patchID(t, commit) {
				equal++
			} else {
				other++
			}
		}
	}
	t.Logf("%d series, %d with several versions, %d merged; %d commits as they were sent, %d mended", len(truth.Changes), again, merged, equal, other)
	if equal < 8*other || other == 0 || equal < 40 || again < 15 || merged < 30 {
		t.Error("want nearly all commits as they were sent, some mended, several versions")
	}
}

// patchMails are the bodies of a list's patch mails, by Message-ID.
func patchMails(t *testing.T, folder string) map[string]string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	bodies := map[string]string{}
	for _, name := range names {
		for _, raw := range strings.Split("\n"+unpacked(t, name), "\nFrom ") {
			_, raw, _ = strings.Cut(raw, "\n")
			m, err := mail.ReadMessage(strings.NewReader(raw))
			if err != nil || !strings.Contains(m.Header.Get("Subject"), "[PATCH") || strings.HasPrefix(m.Header.Get("Subject"), "Re:") {
				continue
			}
			body, err := io.ReadAll(m.Body)
			if err != nil {
				t.Fatal(err)
			}
			bodies[strings.Trim(m.Header.Get("Message-Id"), "<>")] = string(body)
		}
	}
	return bodies
}

func unpacked(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if text, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	return string(text)
}

// patchID is what git makes of a diff in a text.
func patchID(t *testing.T, text string) string {
	t.Helper()
	id := exec.CommandContext(t.Context(), "git", "patch-id", "--stable")
	id.Stdin = strings.NewReader(text)
	out, err := id.Output()
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(out), " ")
	return first
}
