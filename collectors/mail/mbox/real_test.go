package mbox

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/message"
	"goldenratio/internal/realdata"
)

// The numbers are those of ../shared/data/README.md.
var packs = []struct {
	name, paths         string
	raw, unique         int
	from, until         string
	missing             int // months
	patches, referenced int // unique new patches, and mails with references; 0: not checked
}{
	{"virtualization-xen-threads-dev", "mail/*/*.mbox.gz", 721, 721, "2019-07-01", "2021-10-", 4, 320, 673},
	// April's mails stand in May's file.
	{"virtualization-2020h1-dev", "mail/*/*.mbox.gz", 3372, 3359, "2020-01-01", "2020-0", 0, 1334, 0},
	// 5,377 lines begin with From, three of them prose: 5,374 mails, of which
	// three repeat an id. 3,860 have a References or In-Reply-To header, but in
	// 17 there is no id ("0"). Pipermail writes no file for a month without mail:
	// quiet months cannot be told from lost ones.
	{"twisted-web-pipermail-dev", "mail/*/*.txt.gz", 5374, 5371, "2003-12-01", "2021-", 11, 0, 3843},
}

func TestRealArchives(t *testing.T) {
	for _, p := range packs {
		t.Run(p.name, func(t *testing.T) {
			dir := realdata.Unpack(t, "mail-"+p.name)
			c := New(dir, Options{Paths: []string{p.paths}}, time.Now)
			got := collectAll(t, c, nil)
			unique := map[string]bool{}
			reasons := map[string]int{}
			sources := map[collectors.DateSource]int{}
			flags := map[string]int{}
			patches := map[string]bool{}
			referenced := 0
			for _, item := range got.items {
				if item.Reject != nil {
					reasons[item.Reject.Reason]++
					continue
				}
				m := item.Record.(*collectors.Message)
				unique[m.ID] = true
				sources[m.Date.Source]++
				for _, f := range m.Flags {
					flags[f]++
				}
				if m.Patch && !m.Reply && strings.Contains(m.Subject, "PATCH") {
					patches[m.ID] = true
				}
				if len(m.InReplyTo)+len(m.References) > 0 {
					referenced++
				}
			}
			t.Logf("%d items, %d unique, %d new patches, %d referenced, dates %v, flags %v, span %v", len(got.items), len(unique), len(patches), referenced, sources, flags, got.span)
			if len(got.items) != p.raw || len(unique) != p.unique || len(reasons) != 0 {
				t.Errorf("%d items, %d unique, rejects %v; want %d, %d, none", len(got.items), len(unique), reasons, p.raw, p.unique)
			}
			if from := got.span.From.Format(time.DateOnly); from != p.from {
				t.Errorf("span from %s, want %s", from, p.from)
			}
			if until := got.span.Until.Format(time.DateOnly); !strings.HasPrefix(until, p.until) {
				t.Errorf("span until %s, want %s…", until, p.until)
			}
			if months := missing(got); len(months) != p.missing {
				t.Errorf("%d months are missing, want %d: %v", len(months), p.missing, months)
			}
			if p.patches != 0 && p.patches != len(patches) {
				t.Errorf("%d new patches, want %d", len(patches), p.patches)
			}
			if p.referenced != 0 && p.referenced != referenced {
				t.Errorf("%d mails with references, want %d", referenced, p.referenced)
			}
			comparePython(t, dir, p.paths, got.items)
		})
	}
}

// comparePython holds the ids, in order, against those that Python's mailbox
// and email modules find. Python cuts at every line that begins with From.
func comparePython(t *testing.T, dir, paths string, items []collectors.Item) {
	python, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip("no python3")
	}
	var stderr bytes.Buffer
	cmd := exec.Command(python, "testdata/ids.py", filepath.Join(dir, paths))
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	var want []string
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, item := range items {
		got = append(got, item.Record.(*collectors.Message).ID)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ids (-python +ours):\n%s", diff)
	}
}

// Nothing in the corpora of malformed mail may panic, hang or get lost: each
// file is read as an mbox, and as one mail.
func TestNastyCorpora(t *testing.T) {
	dir := realdata.Unpack(t, "mail-nasty-dev")
	files, rejects := 0, map[string]int{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		var size int64
		for _, f := range frames(t, raw, message.DefaultMaxBytes) {
			size += f.Size
			if _, r := message.Parse(f.Raw, message.Options{Envelope: f.Envelope, KeepText: true}); r != nil {
				rejects[r.Reason]++
			}
		}
		if trimmed := len(bytes.TrimRight(raw, "\r\n")); size < int64(trimmed) || size > int64(len(raw)) {
			t.Errorf("%s: frames of %d bytes in all, file of %d", path, size, len(raw))
		}
		message.Parse(raw, message.Options{KeepText: true, FirstLines: 3})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 1000 {
		t.Errorf("only %d files", files)
	}
	t.Logf("%d files, rejects %v", files, rejects)
}

func BenchmarkMbox(b *testing.B) {
	for _, p := range packs {
		b.Run(p.name, func(b *testing.B) {
			dir := realdata.Unpack(b, "mail-"+p.name)
			c := New(dir, Options{Paths: []string{p.paths}}, time.Now)
			n := 0
			for b.Loop() {
				if err := c.Collect(context.Background(), nil, func(batch collectors.Batch) error {
					n += len(batch.Items)
					return nil
				}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "messages/s")
		})
	}
}
