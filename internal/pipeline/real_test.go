package pipeline_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse"
)

// community is a configuration of the development data: two packs of mails and
// four repositories.
func community(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(`data: data
key_file: golden.key
scopes: [{id: virt}]
lists: [{id: virtualization, scope: virt, addresses: [virtualization@lists.linux-foundation.org]}]
sources:
`)
	for _, pack := range []string{"mail-virtualization-xen-threads-dev", "mail-virtualization-2020h1-dev"} {
		fmt.Fprintf(&b, "  - {id: %s, type: mbox, list: virtualization, paths: ['%s/mail/*/*.gz']}\n", pack, realdata.Unpack(t, pack))
	}
	for _, name := range []string{"mini-os", "xapi-sm", "xapi-xenopsd", "qubes-mirage-firewall"} {
		bundle, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "data", name+"-dev.bundle"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(bundle); err != nil {
			skip(t, "REQUIRE_DATA", err.Error())
		}
		fmt.Fprintf(&b, "  - {id: %s, type: git, scope: virt, url: '%s'}\n", name, bundle)
	}
	return b.String()
}

// label names an alias as testdata/labels does.
func label(a *warehouse.Alias) string {
	sum := sha256.Sum256([]byte(a.Name + "\x00" + a.Address + "\x00" + a.Login))
	return hex.EncodeToString(sum[:])[:12]
}

// labels are the people of the development data by alias.
func labels(t *testing.T) (people map[string]string) {
	t.Helper()
	text, err := os.ReadFile("testdata/labels/people.tsv")
	if err != nil {
		t.Fatal(err)
	}
	people = map[string]string{}
	for line := range strings.Lines(string(text)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		people[fields[0]] = fields[1]
	}
	return people
}

// TestRealPeopleAreFound compares people with those of the labels, and looks for
// what the development data is known to hold: somebody whose name is spelled in
// two ways and who works for a firm, a machine that knew no name of its own, and
// lists, which are nobody.
func TestRealPeopleAreFound(t *testing.T) {
	c := configured(t, map[string]string{"goldenratio.yaml": community(t)})
	store, found := identified(t, c, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
	told, truth := labels(t), map[uuid.UUID]string{}
	var gross []uuid.UUID
	err := store.EachAlias(t.Context(), func(a *warehouse.Alias) error {
		switch person := told[label(a)]; person {
		case "":
			return fmt.Errorf("alias %s has no label", label(a))
		case "list", "unsure":
			if _, is := found[a.ID]; is && person == "list" {
				t.Errorf("the list %s is somebody", label(a))
			}
		default:
			truth[a.ID] = person
		}
		if a.Name == "Juergen Gross" || a.Name == "Jürgen Groß" {
			gross = append(gross, found[a.ID])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for half, name := range []string{"tuned on", "held out"} {
		s := judge(truth, found, func(person string) bool { return int(person[0])%2 == half })
		t.Logf("%s: precision %.4f, recall %.4f (%+v)", name, s.precision(), s.recall(), s)
		if s.precision() < 0.995 || s.recall() < 0.85 {
			t.Errorf("%s: precision %.4f, recall %.4f", name, s.precision(), s.recall())
		}
	}
	if len(gross) != 2 || gross[0] != gross[1] {
		t.Errorf("Juergen Gross is %v", gross)
	}
	if got := read(t, store, "employers_of_gross"); len(got) != 1 || got[0] != "suse.com: " {
		t.Errorf("the employers of Juergen Gross are %q", got)
	}
	if got := read(t, store, "why_localhost"); len(got) == 0 || !strings.Contains(strings.Join(got, "\n"), "a machine that knows no name of its own") {
		t.Errorf("why the user of localhost.localdomain is somebody: %q", got)
	}
}
