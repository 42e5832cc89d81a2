package git

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"goldenratio/collectors"
)

// FuzzDiff gives the parser what git never prints. It must end, with an error
// or within its input.
func FuzzDiff(f *testing.F) {
	sha := strings.Repeat("ab", 20)
	head := sha + "\x00"
	entry := ":100644 100644 " + sha + " " + sha + " M\x00f\x00"
	f.Add([]byte(head))
	f.Add([]byte(head + entry + "\x00diff --git a/f b/f\nindex " + sha + ".." + sha + " 100644\n--- a/f\n+++ b/f\n@@ -1,2 +1 @@\n-a\n b\n\\ No newline at end of file\n"))
	f.Add([]byte(head + entry + "\x00diff --git a/f b/f\nindex 1..2\nBinary files a/f and b/f differ\n" + head))
	f.Add([]byte(head + ":100644 120000 1 2 T\x00f\x00\x00diff --git a/f b/f\ndeleted file mode 100644\ndiff --git a/f b/f\nnew file mode 120000\n"))
	f.Add([]byte(head + ":100644 100644 1 2 R086\x00f\x00g\xe9\x00\x00diff --git a/f b/g\n@@ -1 +1,99999999999 @@\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		d := diffs{in: newLines(bytes.NewReader(in)), maxFiles: 3}
		for {
			got, err := d.next(sha)
			if err != nil {
				return
			}
			if len(got.changes) > 3 || uint64(got.stat.Added)+uint64(got.stat.Removed) > uint64(len(in)) {
				t.Fatalf("%+v from %d bytes", got, len(in))
			}
			for _, c := range got.changes {
				if !utf8.ValidString(c.Path) || !utf8.ValidString(c.OldPath) || c.Status == "" {
					t.Fatalf("%+v", c)
				}
			}
		}
	})
}

// FuzzCommit gives the parser any bytes as a commit: something must come of
// each, valid and without addresses where none may be.
func FuzzCommit(f *testing.F) {
	f.Add([]byte("tree 1\nparent 2\nauthor A <a@example.org> 1400000000 +0200\ncommitter <> 0 -9999\nencoding latin1\n\nsub\xe9ct\n\nbody\nAcked-by: x"))
	f.Add([]byte("author >< 1\n\n"))
	f.Add([]byte(""))
	f.Add([]byte("\n\n\n\n\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c := parseCommit("0", raw, false, noon)
		for _, s := range []string{c.Subject, c.Author.Name, c.Author.Address, c.Committer.Name, c.Authored.Raw, c.Committed.Raw} {
			if !utf8.ValidString(s) {
				t.Fatalf("%q is not UTF-8", s)
			}
		}
		if len(c.Subject) > maxSubject || len(c.Authored.Raw) > maxRawDate || strings.Contains(c.Subject, "\n") {
			t.Fatalf("subject %q, date %q", c.Subject, c.Authored.Raw)
		}
		for _, d := range []collectors.Dated{c.Authored, c.Committed} {
			if !d.At.IsZero() && !plausible(d.At, noon) || d.At.IsZero() != (d.Source == collectors.DateNone) {
				t.Fatalf("%+v", d)
			}
		}
	})
}

// FuzzCursor gives Collect's decoder any bytes.
func FuzzCursor(f *testing.F) {
	f.Add([]byte(`{"format":1,"seen":{"refs/heads/x":"` + strings.Repeat("a", 40) + `"},"walk":{"at":1,"phase":"left"}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := decodeCursor(b)
		if err == nil && !c.sound() {
			t.Fatalf("%q", b)
		}
	})
}
