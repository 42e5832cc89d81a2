package message_test

import (
	"bytes"
	"strings"
	"testing"

	"goldenratio/collectors/mail/message"
	"goldenratio/internal/realdata"
)

// TestRealSenders reads two archives of a list that rewrites From for some
// domains. The numbers are those of Python's email package, with Reply-To where
// From is the list.
func TestRealSenders(t *testing.T) {
	for pack, want := range map[string]struct{ mails, rewritten, senders int }{
		"mail-virtualization-xen-threads-dev": {721, 111, 71},
		"mail-virtualization-2020h1-dev":      {3372, 55, 155},
	} {
		t.Run(pack, func(t *testing.T) {
			spellings := make(map[string]map[string]bool) // by address
			mails, rewritten := 0, 0
			for _, raw := range mailsOf(t, pack) {
				m, r := message.Parse(raw, message.Options{})
				if r != nil {
					t.Fatal(r.Reason)
				}
				mails++
				from := rawFrom(raw)
				if strings.Contains(from, " via ") {
					rewritten++
				}
				address := strings.ToLower(m.From.Address)
				if address == "" || strings.HasPrefix(address, "virtualization@") || strings.Contains(m.From.Name, " via ") {
					t.Errorf("%s is from nobody", m.ID)
				}
				if spellings[address] == nil {
					spellings[address] = make(map[string]bool)
				}
				spellings[address][from] = true
			}
			if mails != want.mails || rewritten != want.rewritten || len(spellings) != want.senders {
				t.Errorf("%d mails, %d of them rewritten, %d senders; want %+v", mails, rewritten, len(spellings), want)
			}
			most := 0
			for _, all := range spellings {
				most = max(most, len(all))
			}
			if most < 3 {
				t.Errorf("no sender is spelt in more than %d ways", most)
			}
		})
	}
}

// mailsOf reads the mails of a pack of mbox files.
func mailsOf(tb testing.TB, pack string) [][]byte {
	tb.Helper()
	return archives(tb, realdata.Unpack(tb, pack), "mail/*/*.mbox.gz")
}

// rawFrom is the From header as it stands, unfolded.
func rawFrom(raw []byte) string {
	head, _, _ := bytes.Cut(raw, []byte("\n\n"))
	_, value, _ := strings.Cut("\n"+string(head), "\nFrom: ")
	value = strings.NewReplacer("\n ", " ", "\n\t", " ").Replace(value)
	value, _, _ = strings.Cut(value, "\n")
	return strings.Join(strings.Fields(value), " ")
}
