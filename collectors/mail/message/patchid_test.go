package message_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/mbox"
	"goldenratio/collectors/mail/message"
	"goldenratio/internal/realdata"
)

// TestPatchIDs compares the patch-ids of real patch mails with what git itself
// makes of them: git mailinfo takes the patch out of the mail, and git patch-id
// hashes it. Only the blanks of empty lines are restored in between, which mail
// programs strip: git apply knows that, patch-id does not.
func TestPatchIDs(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	for _, c := range []struct {
		pack, pattern string
		equal, broken int // at least, at most
		different     int // at most
	}{
		// git leaves quoted-printable parts in a multipart undecoded
		{"mail-virtualization-2020h1-dev", "mail/*/*.mbox.gz", 1314, 2, 2},
		{"mail-virtualization-xen-threads-dev", "mail/*/*.mbox.gz", 287, 1, 0},
		// hunks made longer or shorter by a fuzzer or by hand, without --- and
		// +++ lines; a CVS diff, of which git prints three ids on one line
		{"mail-nasty-dev", "mail/*/patchwork/patchwork/tests/data/*/*.mbox", 89, 14, 4},
	} {
		t.Run(c.pack, func(t *testing.T) {
			got := compareIDs(t, git, archives(t, realdata.Unpack(t, c.pack), c.pattern))
			t.Logf("%+v", got)
			if got.equal < c.equal || got.broken > c.broken || got.different > c.different {
				t.Errorf("want %d equal at least, %d broken and %d different at most", c.equal, c.broken, c.different)
			}
		})
	}
}

// tally counts mails with a diff.
type tally struct {
	equal     int
	broken    int // without an id, and flagged so
	plain     int // without one for us and git: no "diff" line
	several   int // git sees several diffs, or refuses the mail
	different int
}

func compareIDs(t *testing.T, git string, mails [][]byte) tally {
	t.Helper()
	var patches bytes.Buffer // all, told apart by made-up commit ids
	var got []*collectors.Message
	for _, mail := range mails {
		if m, _ := message.Parse(mail, message.Options{}); m != nil && m.Diff.Files > 0 {
			got = append(got, m)
			fmt.Fprintf(&patches, "From %040x\n%s\n", len(got), restored(mailinfo(t, git, mail)))
		}
	}
	want := patchIDs(t, git, &patches)
	var n tally
	for i, m := range got {
		id, ids := m.Proposal.PatchID, want[i+1]
		switch {
		case id == "" && slices.Contains(m.Flags, message.FlagBrokenDiff):
			n.broken++
		case id == "" && len(ids) == 0:
			n.plain++
		case len(ids) != 1:
			n.several++
		case id == ids[0]:
			n.equal++
		default:
			n.different++
			t.Logf("%s: %q, git says %q", m.ID, id, ids)
		}
	}
	return n
}

// patchIDs gives git's ids of patches by the number that stands before each.
func patchIDs(t *testing.T, git string, patches io.Reader) map[int][]string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), git, "patch-id", "--stable")
	cmd.Stdin, cmd.Dir = patches, t.TempDir()
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	ids := make(map[int][]string)
	for line := range strings.Lines(string(out)) {
		var id string
		var number int
		if _, err := fmt.Sscanf(line, "%s %x", &id, &number); err != nil {
			t.Fatal(line, err)
		}
		ids[number] = append(ids[number], id)
	}
	return ids
}

var span = regexp.MustCompile(`^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@`)

// restored puts the blank back that begins an empty line of a hunk.
func restored(patch []byte) []byte {
	var out []byte
	before, after := 0, 0
	for line := range bytes.Lines(patch) {
		if m := span.FindSubmatch(line); m != nil {
			before, after = lines(m[1]), lines(m[2])
		} else if before > 0 || after > 0 {
			if len(bytes.TrimRight(line, "\r\n")) == 0 {
				line = []byte(" \n")
			}
			if line[0] != '+' {
				before--
			}
			if line[0] != '-' {
				after--
			}
		}
		out = append(out, line...)
	}
	return out
}

func lines(count []byte) int {
	if n, err := strconv.Atoi(string(count)); err == nil {
		return n
	}
	return 1
}

// mailinfo gives the patch that git would apply, or nothing.
func mailinfo(t *testing.T, git string, mail []byte) []byte {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), git, "mailinfo", "msg", "patch")
	cmd.Dir, cmd.Stdin = dir, bytes.NewReader(mail)
	if err := cmd.Run(); err != nil { // an unknown charset: git gives up
		return nil
	}
	patch, err := os.ReadFile(filepath.Join(dir, "patch"))
	if err != nil {
		t.Fatal(err)
	}
	return patch
}

// archives gives the mails of mbox files.
func archives(tb testing.TB, dir, pattern string) (mails [][]byte) {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(files) == 0 {
		tb.Fatal("no archives", err)
	}
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			tb.Fatal(err)
		}
		defer f.Close()
		var in io.Reader = f
		if strings.HasSuffix(path, ".gz") {
			if in, err = gzip.NewReader(f); err != nil {
				tb.Fatal(err)
			}
		}
		for r := mbox.NewReader(in, 0, message.DefaultMaxBytes); ; {
			frame, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				tb.Fatal(err)
			}
			mails = append(mails, frame.Raw)
		}
	}
	return mails
}
