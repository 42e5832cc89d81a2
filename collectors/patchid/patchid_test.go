package patchid_test

import (
	"bytes"
	"crypto/sha1"
	"os"
	"os/exec"
	"strings"
	"testing"

	"goldenratio/collectors/patchid"
)

const (
	text = "diff --git a/x b/x\nindex 1111111..2222222 100644\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@ f()\n one\n-two\t= 2\n+two =  3\n\\ No newline at end of file\n"
	more = "diff --git a/y b/y\nindex 3333333..4444444 100644\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n"
)

// TestSum compares with git patch-id itself.
func TestSum(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	var sum patchid.Sum // used again, as its callers do
	for name, diff := range map[string]string{
		"nothing":                   "",
		"text":                      text,
		"two files":                 text + more,
		"two hunks":                 text + "@@ -9 +9 @@\n-c\n+d\n" + more,
		"a rename before":           "diff --git a/o b/n\nsimilarity index 100%\nrename from o\nrename to n\n" + text,
		"a rename behind":           text + "diff --git a/o b/n\nsimilarity index 100%\nrename from o\nrename to n\n",
		"a mode":                    "diff --git a/o b/o\nold mode 100644\nnew mode 100755\n",
		"a binary file":             "diff --git a/o b/o\nindex 1111111..2222222 100644\nBinary files a/o and b/o differ\n" + text,
		"a binary patch":            "diff --git a/o b/o\nindex 1111111..2222222 100644\nGIT binary patch\nliteral 2\nJcmZ?wbhEHbWMW!%0000d0000\n" + text,
		"a line cut by a NUL":       strings.Replace(text, "one", "on\x00e", 1),
		"another place, other tabs": strings.NewReplacer("@@ -1,2 +1,2 @@ f()", "@@ -7,2 +8,2 @@", "two\t= 2", "two  =2").Replace(text),
	} {
		cmd := exec.CommandContext(t.Context(), git, "patch-id", "--stable")
		cmd.Stdin, cmd.Dir = strings.NewReader(diff), t.TempDir()
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		want, _, _ := strings.Cut(string(out), " ")
		if got := id(&sum, diff); got != want {
			t.Errorf("%s: %q, git says %q", name, got, want)
		}
	}
}

func id(sum *patchid.Sum, diff string) string {
	sum.Begin(2 * sha1.Size)
	inHunk := false
	for line := range bytes.Lines([]byte(diff)) {
		switch {
		case bytes.HasPrefix(line, []byte("diff ")):
			sum.File(line, true)
			inHunk = false
		case bytes.HasPrefix(line, []byte("@@ ")):
			inHunk = true
		case bytes.HasPrefix(line, []byte("\\")):
		case inHunk:
			sum.Line(line, true)
		default:
			sum.Header(line, true)
		}
	}
	return sum.ID()
}
