package check

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/mailtest"
	"goldenratio/collectors/mail/mbox"
	"goldenratio/collectors/mail/pipermail"
	"goldenratio/collectors/mail/publicinbox"
	"goldenratio/internal/realdata"
)

// counts are what archives.py prints, and what our collectors find.
type counts struct {
	Received int            `json:"received"` // mails
	Pieces   int            `json:"pieces"`   // what is none
	Months   map[string]int `json:"months"`   // of the Date header; empty: it has no plausible one
	Senders  map[string]int `json:"senders"`
}

// An archive is one of the real ones, or a part of the pack of nasty mail.
type archive struct {
	pack, kind, paths string
	reasons           map[string]int // of what ours rejects
	differs           []string       // from Python, and why
}

const nasty = "mail/nasty-dev/"

const (
	noHeader = "message without header"
	stray    = "text before the first message"
)

// In the real archives nothing differs but the pieces into which Python cuts
// mails with a line that begins with From. Corpora hold parts of mails too, which
// are none.
var archives = []archive{
	{pack: "mail-virtualization-xen-threads-dev", kind: "mbox", paths: "mail/*/*.mbox.gz"},
	{pack: "mail-virtualization-2020h1-dev", kind: "mbox", paths: "mail/*/*.mbox.gz"},
	{pack: "mail-twisted-web-pipermail-dev", kind: "pipermail", paths: "mail/*/*.txt.gz", differs: []string{"pieces 3, ours 0"}},
	{pack: "mail-xdp-newbies-public-inbox-dev", kind: "inbox", paths: "mail/*/0.git"},
	{
		pack: "mail-nasty-dev", kind: "mbox", paths: nasty + "patchwork/patchwork/tests/data/[mps]*/*",
		reasons: map[string]int{stray: 3}, // two bare diffs and a README
	},
	{
		// What a fuzzer left. Python takes each line that begins with From for the
		// beginning of a mail; ours wants a date in it or a header behind it. One
		// broken date is read in another way, and so are five broken names.
		pack: "mail-nasty-dev", kind: "mbox", paths: nasty + "patchwork/patchwork/tests/data/fuzz/*",
		differs: []string{"received 18, ours 17", "pieces 1, ours 0", "month 2011-12 3, ours 4", "month 2014-06 1, ours 0", "month 2017-05 2, ours 1", "of other senders 0, ours 5"},
	},
	{pack: "mail-nasty-dev", kind: "mbox", paths: nasty + "notmuch/test/corpora/*/*"},
	{pack: "mail-nasty-dev", kind: "mbox", paths: nasty + "notmuch/test/corpora/*/*/*"},
	{pack: "mail-nasty-dev", kind: "mbox", paths: nasty + "notmuch/test/corpora/*/*/*/*"},
	{
		// An address with a letter in Latin 1, which Python replaces.
		pack: "mail-nasty-dev", kind: "mbox", paths: nasty + "perceval/tests/data/*/*.mbox",
		differs: []string{"of other senders 0, ours 1"},
	},
	{
		// A file whose first line begins with a blank, before From.
		pack: "mail-nasty-dev", kind: "mbox", paths: nasty + "enmime/testdata/*/*.raw",
		reasons: map[string]int{noHeader: 30, stray: 2},
		differs: []string{"received 56, ours 55", "pieces 31, ours 32", "month 2012-10 34, ours 33"},
	},
	{
		// Python knows no blanks before a field's colon, as RFC 822 allows them.
		pack: "mail-nasty-dev", kind: "mbox", paths: nasty + "james-mime4j/core/src/test/resources/*/*.msg",
		reasons: map[string]int{noHeader: 17, stray: 2},
		differs: []string{"received 60, ours 61", "pieces 20, ours 19", "month  27, ours 28", "of other senders 0, ours 1"},
	},
	{
		pack: "mail-nasty-dev", kind: "mbox", paths: nasty + "cpython-test_email/*.txt",
		reasons: map[string]int{noHeader: 5, stray: 1},
	},
}

// Every archive goes through: each mail is stored or rejected with a reason, and
// those of each month and of each sender are as many as Python counts.
func TestArchives(t *testing.T) {
	for _, a := range archives {
		t.Run(a.pack+"/"+strings.TrimPrefix(a.paths, nasty), func(t *testing.T) {
			dir := realdata.Unpack(t, a.pack)
			paths, err := filepath.Glob(filepath.Join(dir, a.paths))
			if err != nil || len(paths) == 0 {
				t.Fatal(paths, err)
			}
			var want counts
			if err := json.Unmarshal(python(t, "archives.py", a.kind, filepath.Join(dir, a.paths)), &want); err != nil {
				t.Fatal(err)
			}
			got, reasons := count(t, a.collector(dir, paths))
			if diff := cmp.Diff(a.reasons, reasons); diff != "" {
				t.Errorf("rejects (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(a.differs, differences(want, got)); diff != "" {
				t.Errorf("differences from Python (-explained +found):\n%s", diff)
			}
		})
	}
}

func (a archive) collector(dir string, paths []string) collectors.Collector {
	switch a.kind {
	case "inbox":
		return publicinbox.New(dir, publicinbox.Options{Path: paths[0]}, time.Now)
	case "pipermail":
		return pipermail.New(dir, "", pipermail.Options{Path: filepath.Dir(paths[0])}, time.Now)
	}
	return mbox.New(dir, mbox.Options{Paths: []string{a.paths}}, time.Now)
}

// count collects an archive and counts as archives.py does.
func count(t *testing.T, c collectors.Collector) (got counts, reasons map[string]int) {
	t.Helper()
	v := mailtest.NewView()
	v.Collect(t, c)
	got = counts{Months: map[string]int{}, Senders: map[string]int{}}
	for _, item := range v.Items {
		if item.Reject != nil {
			if reasons == nil {
				reasons = map[string]int{}
			}
			reasons[item.Reject.Reason]++
			got.Pieces++
			continue
		}
		m := item.Record.(*collectors.Message)
		month := ""
		if m.Date.Source == collectors.DateHeader {
			month = m.Date.At.UTC().Format("2006-01")
		}
		got.Received++
		got.Months[month]++
		got.Senders[strings.ToLower(m.From.Address)]++
	}
	return got, reasons
}

// differences are in words; of senders only how many mails are somebody else's,
// since names do not belong here.
func differences(want, got counts) (all []string) {
	add := func(what string, want, got int) {
		if want != got {
			all = append(all, what+" "+strconv.Itoa(want)+", ours "+strconv.Itoa(got))
		}
	}
	add("received", want.Received, got.Received)
	add("pieces", want.Pieces, got.Pieces)
	months := maps.Clone(want.Months)
	maps.Copy(months, got.Months)
	for _, month := range slices.Sorted(maps.Keys(months)) {
		add("month "+month, want.Months[month], got.Months[month])
	}
	senders := maps.Clone(want.Senders)
	maps.Copy(senders, got.Senders)
	other := 0
	for sender := range senders {
		if more := got.Senders[sender] - want.Senders[sender]; more > 0 {
			other += more
		}
	}
	add("of other senders", 0, other)
	return all
}
