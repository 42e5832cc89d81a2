package resolve_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/mbox"
	"goldenratio/collectors/mail/publicinbox"
	"goldenratio/internal/identity"
	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse"
	"goldenratio/metrics/resolve"
)

// What is good enough, on messages that were never looked at while the rules
// were made.
const (
	leastMean  = 0.90 // of the classes' F1
	leastClass = 0.80 // of any class
	leastCount = 10   // labelled messages without which a class is printed only
)

// TestLabelledClasses compares the classes of real mail with a reader's; see
// testdata/labels/README.md. With -v it names the errors of the half that rules
// are made on, never those of the other.
func TestLabelledClasses(t *testing.T) {
	store, conn := open(t)
	empty(t, conn)
	collectArchives(t, store)
	identify(t, store)
	if err := resolve.Build(t.Context(), conn, resolve.Options{AsOf: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	tuning, held := confusion{}, confusion{}
	labels := readLabels(t)
	for _, m := range classes(t, conn) {
		sum := sha256.Sum256([]byte(m.ID))
		hash := hex.EncodeToString(sum[:8])
		label, ok := labels[hash]
		if !ok {
			continue
		}
		delete(labels, hash)
		if !isTuning(hash) {
			held.count(label, m.Class)
			continue
		}
		if tuning.count(label, m.Class); label != m.Class {
			t.Logf("%s: %s taken for %s: %q", hash, label, m.Class, m.Subject)
		}
	}
	if len(labels) > 0 {
		t.Errorf("%d labelled messages are in no archive: %v", len(labels), slices.Sorted(maps.Keys(labels)))
	}
	t.Logf("half that rules were made on:\n%s", tuning)
	t.Logf("half held out:\n%s", held)
	held.check(t)
}

// isTuning splits the labels in two by the last digit of the hash.
func isTuning(hash string) bool { return strings.Contains("02468ace", hash[len(hash)-1:]) }

// collectArchives stores four archives of three lists.
func collectArchives(t *testing.T, store *warehouse.Store) {
	t.Helper()
	community := warehouse.Community{Lists: []warehouse.List{
		{ID: "virtualization", Scope: "c", Kind: "developers"},
		{ID: "xdp-newbies", Scope: "c", Kind: "users"},
		{ID: "twisted-web", Scope: "c", Kind: "users"},
	}}
	for pack, list := range map[string]string{
		"mail-virtualization-2020h1-dev":      "virtualization",
		"mail-virtualization-xen-threads-dev": "virtualization",
		"mail-twisted-web-pipermail-dev":      "twisted-web",
		"mail-xdp-newbies-public-inbox-dev":   "xdp-newbies",
	} {
		community.Sources = append(community.Sources, warehouse.Source{
			ID: pack, Type: "mbox", Kind: "mail", Member: list, Scope: "c", Scopes: []string{"c"},
		})
		collectFrom(t, store, pack, archive(t, realdata.Unpack(t, pack)))
	}
	if err := store.Describe(t.Context(), community); err != nil {
		t.Fatal(err)
	}
}

// archive reads a pack's folder: mbox files, or a public inbox.
func archive(t *testing.T, dir string) collectors.Collector {
	t.Helper()
	if inboxes, _ := filepath.Glob(filepath.Join(dir, "mail/*/0.git")); len(inboxes) == 1 {
		if err := os.MkdirAll(filepath.Join(inboxes[0], "refs"), 0o755); err != nil { // empty: it was not unpacked
			t.Fatal(err)
		}
		return publicinbox.New(dir, publicinbox.Options{Path: filepath.Dir(inboxes[0])}, time.Now)
	}
	return mbox.New(dir, mbox.Options{Paths: []string{"mail/*/*.gz"}}, time.Now)
}

// identify says who is who, as the program does.
func identify(t *testing.T, store *warehouse.Store) {
	t.Helper()
	resolver := identity.NewResolver([]byte("a key"), identity.Rules{Lists: []string{"virtualization@lists.linux-foundation.org", "twisted-web@twistedmatrix.com"}})
	if err := store.EachAlias(t.Context(), func(a *warehouse.Alias) error { resolver.Add(a); return nil }); err != nil {
		t.Fatal(err)
	}
	who := resolver.Resolve()
	if err := store.Identify(t.Context(), &who); err != nil {
		t.Fatal(err)
	}
}

// readLabels reads the labels by hash.
func readLabels(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open("testdata/labels/classes.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	labels := make(map[string]string)
	lines := bufio.NewScanner(f)
	for lines.Scan(); lines.Scan(); { // after the header
		hash, label, ok := strings.Cut(lines.Text(), "\t")
		if !ok || labels[hash] != "" {
			t.Fatalf("line %q", lines.Text())
		}
		labels[hash] = label
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return labels
}

type classified struct {
	ID      string `ch:"id"`
	Class   string `ch:"class"`
	Subject string `ch:"subject"`
}

func classes(t *testing.T, conn driver.Conn) []classified {
	t.Helper()
	rows, err := warehouse.Rows[classified](t.Context(), conn, sql(t, "classes"), nil)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// A confusion counts messages by the reader's class and the one found.
type confusion map[[2]string]int

func (c confusion) count(label, found string) { c[[2]string{label, found}]++ }

// of gives a class's precision, recall and F1, and how many messages have it.
func (c confusion) of(class string) (precision, recall, f1 float64, n int) {
	found := 0
	for pair, count := range c {
		if pair[0] == class {
			n += count
		}
		if pair[1] == class {
			found += count
		}
	}
	right := float64(c[[2]string{class, class}])
	return right / float64(found), right / float64(n), 2 * right / float64(n+found), n
}

func (c confusion) classes() []string {
	all := make(map[string]bool)
	for pair := range c {
		all[pair[0]] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// mean is the macro average of F1.
func (c confusion) mean() float64 {
	sum := 0.0
	for _, class := range c.classes() {
		_, _, f1, _ := c.of(class)
		sum += f1
	}
	return sum / float64(len(c.classes()))
}

func (c confusion) String() string {
	var b strings.Builder
	for _, class := range c.classes() {
		precision, recall, f1, n := c.of(class)
		fmt.Fprintf(&b, "%-12s  precision %.3f  recall %.3f  F1 %.3f  n %d\n", class, precision, recall, f1, n)
	}
	fmt.Fprintf(&b, "mean of F1 %.3f\n", c.mean())
	return b.String()
}

func (c confusion) check(t *testing.T) {
	t.Helper()
	for _, class := range c.classes() {
		if _, _, f1, n := c.of(class); n >= leastCount && f1 < leastClass {
			t.Errorf("F1 of %s is %.3f, want at least %.2f", class, f1, leastClass)
		}
	}
	if mean := c.mean(); len(c.classes()) != 7 || mean < leastMean {
		t.Errorf("mean F1 of %d classes is %.3f, want at least %.2f of 7", len(c.classes()), mean, leastMean)
	}
}
