package publicinbox

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/mailtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2020, 6, 1, 12, 0, 0, 0, time.UTC)

func collector(dir string, o Options) *Collector {
	if o.Path == "" {
		o.Path = "."
	}
	return New(dir, o, func() time.Time { return noon })
}

// small is a collector with batches that end everywhere.
func small(dir string) *Collector {
	c := collector(dir, Options{})
	c.limits.ChunkItems, c.limits.BatchItems = 2, 3
	return c
}

// git runs git in dir, apart from the machine's settings.
func git(t testing.TB, dir, stdin string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "LC_ALL=C")
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		if errors.Is(err, exec.ErrNotFound) && os.Getenv("REQUIRE_SERVERS") != "1" {
			t.Skip(err)
		}
		t.Fatalf("git %s: %v\n%s", args[0], err, &said)
	}
	return strings.TrimSpace(out.String())
}

// A change is one file of a commit: its content, or nothing for its removal.
type change struct{ path, content string }

// commits appends commits to a repository, which it makes where it is not
// there, as public-inbox does: through fast-import, on master.
func commits(t testing.TB, dir string, all ...[]change) {
	t.Helper()
	from := ""
	if _, err := os.Stat(filepath.Join(dir, "HEAD")); err != nil {
		git(t, ".", "", "init", "--quiet", "--bare", "--initial-branch=master", dir)
	} else if git(t, dir, "", "for-each-ref") != "" {
		from = "from refs/heads/master^0\n"
	}
	var in strings.Builder
	for i, changes := range all {
		fmt.Fprintf(&in, "commit refs/heads/master\nauthor Ann <ann@example.org> %d +0000\ncommitter inbox <inbox@example.org> %d +0000\ndata 2\nx\n%s",
			1_577_880_000+i, 1_577_890_000+i, from)
		from = ""
		for _, c := range changes {
			if c.content == "" {
				fmt.Fprintf(&in, "D %s\n", c.path)
			} else {
				fmt.Fprintf(&in, "M 100644 inline %s\ndata %d\n%s\n", c.path, len(c.content), c.content)
			}
		}
		in.WriteString("\n")
	}
	git(t, dir, in.String(), "fast-import", "--quiet")
}

// mail is the i-th of January 2020.
func mail(i int) string {
	return fmt.Sprintf("From: Ann <ann@example.org>\nDate: %d Jan 2020 10:00:00 +0100\nMessage-ID: <%d@example.org>\nSubject: number %d\n\nhello\n", i%28+1, i, i)
}

// added are commits of version 2 that bring mails.
func added(from, to int) (all [][]change) {
	for i := from; i <= to; i++ {
		all = append(all, []change{{"m", mail(i)}})
	}
	return all
}

// removed is a commit of version 2 that deletes a mail: public-inbox renames m.
func removed(i int) []change { return []change{{"m", ""}, {"d", mail(i)}} }

// then is the commit after a deletion: d is renamed to m.
func then(i int) []change { return []change{{"d", ""}, {"m", mail(i)}} }

// v1 is where version 1 has the i-th mail.
func v1(i int) string { return fmt.Sprintf("%02x/%038x", i, i) }

// A view is what a warehouse holds after some runs.
type view struct{ *mailtest.View }

func newView() view { return view{mailtest.NewView()} }

// ids are the Message-IDs that are there, and how often.
func (v view) ids() map[string]int {
	ids := map[string]int{}
	for _, item := range v.Items {
		if m, ok := item.Record.(*collectors.Message); ok {
			ids[strings.TrimSuffix(m.ID, "@example.org")]++
		}
	}
	return ids
}

// same holds a store against one that reads everything for the first time,
// whatever generations the origins are of.
func (v view) same(t testing.TB, c *Collector) {
	t.Helper()
	fresh := newView()
	fresh.Collect(t, c)
	if diff := cmp.Diff(fresh.ids(), v.ids()); diff != "" || len(fresh.Items) != len(v.Items) {
		t.Errorf("%d items, fresh %d; ids (-fresh +ours):\n%s", len(v.Items), len(fresh.Items), diff)
	}
	if diff := cmp.Diff(fresh.Expected, v.Expected); diff != "" {
		t.Errorf("expected (-fresh +ours):\n%s", diff)
	}
	if diff := cmp.Diff(fresh.Span, v.Span); diff != "" {
		t.Errorf("span (-fresh +ours):\n%s", diff)
	}
	days := map[string]uint64{}
	for origin, item := range v.Items {
		if !item.Day.IsZero() {
			epoch, _, _ := strings.Cut(strings.Split(origin, "/")[0], "~")
			days[epoch+" "+item.Day.Format(time.DateOnly)]++
		}
	}
	if diff := cmp.Diff(days, v.Expected); diff != "" {
		t.Errorf("coverage (-there +expected):\n%s", diff)
	}
}
