package resolve_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/collectors"
	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/resolve"
)

// TestRealThreads resolves two archives of one list that overlap, and compares
// with what the headers say, read by other code. That code's threads equal
// those of notmuch, see docs/adr/0004-resolved-tables.md.
func TestRealThreads(t *testing.T) {
	parents := make(map[string][]string) // what each mail names, the likeliest first
	conn := virtualization(t, func(dir string) { readArchives(t, dir, parents) })
	compare(t, conn, parents)
}

// virtualization resolves the two archives of Linux's virtualization list, and
// shows the folder of each.
func virtualization(t *testing.T, show func(dir string)) driver.Conn {
	t.Helper()
	packs := []string{"mail-virtualization-2020h1-dev", "mail-virtualization-xen-threads-dev"}
	store, conn := open(t)
	empty(t, conn)
	var described warehouse.Community
	for _, pack := range packs {
		dir := realdata.Unpack(t, pack)
		described.Sources = append(described.Sources, warehouse.Source{
			ID: pack, Type: "mbox", Kind: "mail", Member: "dev", Scope: "c", Scopes: []string{"c"},
		})
		collectFrom(t, store, pack, archive(t, dir))
		show(dir)
	}
	if err := store.Describe(t.Context(), described); err != nil {
		t.Fatal(err)
	}
	if err := resolve.Build(t.Context(), conn, resolve.Options{AsOf: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	return conn
}

// compare checks each message's parent, and how many are found by subject.
func compare(t *testing.T, conn driver.Conn, parents map[string][]string) {
	t.Helper()
	type row struct {
		ID     string `ch:"id"`
		Parent string `ch:"parent"`
	}
	rows, err := warehouse.Rows[row](t.Context(), conn, sql(t, "parents"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(parents) || len(rows) != 3935 {
		t.Errorf("%d messages resolved, %d in the archives, want 3,935 of both", len(rows), len(parents))
	}
	bySubject := 0
	for _, r := range rows {
		named := parents[r.ID]
		known := slices.IndexFunc(named, func(id string) bool { return parents[id] != nil && id != r.ID })
		switch {
		case known >= 0 && named[known] != r.Parent:
			t.Errorf("%s answers %q, its headers say %s", r.ID, r.Parent, named[known])
		case known < 0 && r.Parent != "":
			bySubject++
		}
	}
	if bySubject != 223 {
		t.Errorf("%d messages joined a thread by subject, want 223", bySubject)
	}
}

// collectFrom stores an archive.
func collectFrom(t *testing.T, store *warehouse.Store, source string, c collectors.Collector) {
	t.Helper()
	run, err := store.Begin(source, warehouse.Position{})
	if err != nil {
		t.Fatal(err)
	}
	err = c.Collect(t.Context(), run.From(), func(b collectors.Batch) error { return run.Write(t.Context(), b) })
	if err := run.End(t.Context(), err); err != nil {
		t.Fatal(err)
	}
}

var (
	envelope  = regexp.MustCompile(`(?m)^From [^\n]*\n`)
	messageID = regexp.MustCompile(`<([^<>\s]+)>`)
)

// readArchives reads the Message-IDs of mails and of what they name.
func readArchives(t *testing.T, dir string, parents map[string][]string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "mail", "*", "*.mbox.gz"))
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, file := range files {
		for _, raw := range envelope.Split(string(unzip(t, file)), -1)[1:] {
			m, err := mail.ReadMessage(bufio.NewReader(bytes.NewReader([]byte(raw))))
			if err != nil {
				t.Fatal(file, err)
			}
			refs := ids(m.Header.Get("References"))
			slices.Reverse(refs)
			parents[ids(m.Header.Get("Message-Id"))[0]] = append(refs, ids(m.Header.Get("In-Reply-To"))...)
		}
	}
}

func ids(header string) []string {
	all := []string{}
	for _, m := range messageID.FindAllStringSubmatch(header, -1) {
		all = append(all, m[1])
	}
	return all
}

func unzip(t *testing.T, file string) []byte {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
