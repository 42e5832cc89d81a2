package link_test

import (
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/mbox"
	"goldenratio/internal/realdata"
	"goldenratio/metrics/resolve/link"
)

// TestStrangers looks for real patches of other projects among the commits:
// there are none.
func TestStrangers(t *testing.T) {
	var all community
	for _, name := range []string{"mini-os", "xapi-sm", "xapi-xenopsd", "qubes-mirage-firewall"} {
		s := open(t, name)
		for _, c := range s.head {
			all.takeCommit(s, c.sha)
		}
	}
	subjects := map[uint64]string{}
	for _, pack := range []string{"mail-virtualization-2020h1-dev", "mail-virtualization-xen-threads-dev"} {
		dir := realdata.Unpack(t, pack)
		c := mbox.New(dir, mbox.Options{Paths: []string{"mail/*/*.mbox.gz"}}, time.Now)
		err := c.Collect(t.Context(), nil, func(b collectors.Batch) error {
			for _, item := range b.Items {
				if m, ok := item.Record.(*collectors.Message); ok && m.Proposal != nil && len(m.Proposal.Paths) > 0 && subjects[number(m.ID)] == "" {
					p := read(m)
					p.Change, p.Version, p.Number = p.Message, 1, 1
					all.patches = append(all.patches, p)
					subjects[p.Message] = m.Subject
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(all.patches) < 1000 || len(all.commits) < 8000 {
		t.Errorf("%d patches, %d commits", len(all.patches), len(all.commits))
	}
	for _, l := range link.Find(all.patches, nil, all.commits) {
		t.Errorf("%s %.2f: %q became %s of %s", l.Evidence, l.Score, subjects[l.Message], l.SHA, l.Source)
	}
}
