package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/internal/realdata"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// everyArchive are the packs of real mail, each in its own form. What is
// received is what Python finds in them (internal/check).
const everyArchive = `scopes: [{id: demo}]
lists: [{id: demo, scope: demo}]
sources:
  - {id: nasty, type: mbox, list: demo, paths: ['%[5]s/patchwork/patchwork/tests/data/*/*', '%[5]s/perceval/tests/data/*/*.mbox', '%[5]s/enmime/testdata/*/*.raw',
      '%[5]s/notmuch/test/corpora/*/*', '%[5]s/notmuch/test/corpora/lkml/cur/*', '%[5]s/james-mime4j/core/src/test/resources/*/*.msg', '%[5]s/cpython-test_email/*.txt']}
  - {id: nasty-maildir, type: maildir, list: demo, path: '%[5]s/notmuch/test/corpora/default'}
  - {id: public-inbox, type: publicinbox, list: demo, path: '%[4]s/0.git'}
  - {id: twisted, type: pipermail, list: demo, path: '%[3]s'}
  - {id: virt-2020h1, type: mbox, list: demo, paths: ['%[2]s/*.gz']}
  - {id: virt-threads, type: mbox, list: demo, paths: ['%[1]s/*.gz']}
`

// TestEveryArchiveAddsUp collects all real mail with the program: what was
// received is stored, a duplicate, or in quarantine for a reason.
func TestEveryArchiveAddsUp(t *testing.T) {
	var folders []any
	for _, name := range []string{"virtualization-xen-threads-dev", "virtualization-2020h1-dev", "twisted-web-pipermail-dev", "xdp-newbies-public-inbox-dev", "nasty-dev"} {
		folders = append(folders, filepath.Join(realdata.Unpack(t, "mail-"+name), "mail", name))
	}
	bin, dir := build(t), t.TempDir()
	config := filepath.Join(dir, "goldenratio.yaml")
	if err := os.WriteFile(config, fmt.Appendf(nil, everyArchive, folders...), 0o600); err != nil {
		t.Fatal(err)
	}
	writeKey(t, dir)
	goldenratio(t, bin, "--config", config, "collect")
	store, err := warehouse.Open(t.Context(), warehousetest.Options(t, filepath.Join(dir, "golden-data")))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close(t.Context()) //nolint:errcheck // the test is over
	type row struct {
		Source      string            `ch:"source"`
		Received    uint64            `ch:"received"`
		Stored      uint64            `ch:"stored"`
		Duplicates  uint64            `ch:"duplicates"`
		Quarantined uint64            `ch:"quarantined"`
		Copies      uint64            `ch:"copies"`
		Reasons     map[string]uint64 `ch:"reasons"`
	}
	rows, err := warehouse.Rows[row](t.Context(), store.Conn, `
		SELECT source, received, stored, duplicates, quarantined, copies, reasons FROM golden.balance
		LEFT JOIN (SELECT source, count() AS copies FROM golden.message_copies FINAL WHERE NOT deleted GROUP BY source) AS c USING source
		LEFT JOIN (SELECT source, sumMap(map(toString(reason), toUInt64(1))) AS reasons FROM golden_private.rejects FINAL WHERE NOT deleted GROUP BY source) AS r USING source
		ORDER BY source`, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, r := range rows {
		fmt.Fprintln(&got, r.Source, r.Received, "=", r.Stored, "+", r.Duplicates, "+", r.Quarantined, r.Reasons)
		var reasons uint64
		for _, n := range r.Reasons {
			reasons += n
		}
		if r.Received != r.Stored+r.Duplicates+r.Quarantined || r.Stored != r.Copies || r.Quarantined != reasons {
			t.Errorf("%s does not add up: %+v", r.Source, r)
		}
	}
	want := `nasty 655 = 454 + 141 + 60 map[message without header:52 text before the first message:8]
nasty-maildir 26 = 26 + 0 + 0 map[]
public-inbox 1941 = 1940 + 1 + 0 map[]
twisted 5374 = 5371 + 3 + 0 map[]
virt-2020h1 3372 = 3359 + 13 + 0 map[]
virt-threads 721 = 721 + 0 + 0 map[]
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("received = stored + duplicates + quarantined (-want +got):\n%s", diff)
	}
}
