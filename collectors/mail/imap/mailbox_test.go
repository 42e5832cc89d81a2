package imap

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	imap "github.com/emersion/go-imap"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/mailtest"
	"goldenratio/collectors/mail/message"
)

// renumber makes Dovecot forget the UIDs of a mailbox: it gets another
// UIDVALIDITY.
func renumber(t *testing.T, d *mailtest.Dovecot, box string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(d.Mailbox(t, box), "dovecot*"))
	if err != nil || len(found) == 0 {
		t.Fatalf("%v: %v", found, err)
	}
	for _, path := range found {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// expunge removes the mails that hold a text.
func expunge(t *testing.T, d *mailtest.Dovecot, box string, texts ...string) {
	t.Helper()
	removed := 0
	for _, sub := range []string{"cur", "new"} {
		found, err := filepath.Glob(filepath.Join(d.Mailbox(t, box), sub, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range found {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(string(text), s) }) {
				removed++
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if removed != len(texts) {
		t.Fatalf("%d mails removed, want %d", removed, len(texts))
	}
}

func id(n int) string { return fmt.Sprintf("<%d@example.org>", n) }

// Under another UIDVALIDITY all is collected again: the same facts, under other
// origins, and what was there before is withdrawn.
func TestUIDValidityChanges(t *testing.T) {
	d := mailtest.StartDovecot(t, "")
	d.Deliver(t, "lists/a", numbers(1, 12)...)
	got := collect(t, small(options(d, "lists/*")))
	before, keys := len(got.items), got.keys()
	var origin string
	for origin = range got.items {
	}
	time.Sleep(1100 * time.Millisecond) // a UIDVALIDITY is a time in seconds
	renumber(t, d, "lists/a")
	if err := got.run(t.Context(), small(options(d, "lists/*"))); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(keys, got.keys()); diff != "" || before != 12 || got.received != 24 {
		t.Errorf("%d items before, %d received: %s", before, got.received, diff)
	}
	if _, still := got.items[origin]; still {
		t.Errorf("%s is still there", origin)
	}
	got.balanced(t)
}

func TestExpungedMailsAreWithdrawn(t *testing.T) {
	d := mailtest.StartDovecot(t, "")
	d.Deliver(t, "INBOX", numbers(1, 20)...)
	got := collect(t, small(options(d, "INBOX")))
	expunge(t, d, "INBOX", id(1), id(2), id(3), id(11))
	d.Deliver(t, "INBOX", numbers(21, 22)...)
	if err := got.run(t.Context(), small(options(d, "INBOX"))); err != nil {
		t.Fatal(err)
	}
	if len(got.items) != 18 || got.received != 22 {
		t.Errorf("%d items of %d received", len(got.items), got.received)
	}
	fresh := collect(t, small(options(d, "INBOX")))
	if diff := cmp.Diff(fresh.items, got.items); diff != "" {
		t.Errorf("(-fresh +resumed):\n%s", diff)
	}
	if diff := cmp.Diff(fresh.span, got.span); diff != "" {
		t.Errorf("span: %s", diff)
	}
	got.balanced(t)
	batches := got.batches
	if err := got.run(t.Context(), small(options(d, "INBOX"))); err != nil || got.batches != batches+1 || got.received != 22 {
		t.Errorf("the second look is repeated: %d batches, %v", got.batches-batches, err)
	}
}

// A mail that is removed after it was listed is not there, and no error.
func TestExpungeDuringTheRun(t *testing.T) {
	d := mailtest.StartDovecot(t, "")
	d.Deliver(t, "INBOX", numbers(1, 28)...)
	c := small(options(d, "INBOX"))
	c.limits.window = 28
	got, done := newCollected(), false
	// The pipeline runs some chunks ahead: one of the last is still to come.
	c.limits.InFlight = 1
	err := c.Collect(t.Context(), nil, func(b collectors.Batch) error {
		if !done {
			expunge(t, d, "INBOX", id(25), id(27))
			done = true
		}
		got.take(b)
		return nil
	})
	if err != nil || len(got.items) != 26 || len(got.reasons()) != 0 {
		t.Errorf("%d items, %v, %v", len(got.items), got.reasons(), err)
	}
	got.balanced(t)
	if err := got.run(t.Context(), small(options(d, "INBOX"))); err != nil || len(got.items) != 26 || got.received != 26 {
		t.Errorf("later: %d items, %v", len(got.items), err)
	}
	got.balanced(t)
}

// A mail that the server lists and does not give is a reject.
func TestWithheldMail(t *testing.T) {
	lines := "* 1 FETCH (UID 1 INTERNALDATE \"01-Jan-2020 10:00:00 +0000\" RFC822.SIZE 50)\r\n* 2 FETCH (UID 2 INTERNALDATE \"02-Jan-2020 10:00:00 +0000\" RFC822.SIZE 50)\r\n$ OK done\r\n"
	address := serve(t, script(greeting, map[string]string{
		"LIST":                 "* LIST () \"/\" INBOX\r\n$ OK done\r\n",
		"EXAMINE":              "* 2 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n* OK [UIDNEXT 3] x\r\n$ OK [READ-ONLY] done\r\n",
		"UID FETCH 1:2 (UID I": lines,
		"UID FETCH 1:2 (UID B": "* 2 FETCH (UID 2 BODY[]<0> {14}\r\nSubject: x\r\n\r\n)\r\n$ NO cannot read them all\r\n",
		"UID FETCH 1 ":         "$ NO cannot read it\r\n",
		"UID SEARCH":           "* SEARCH 1\r\n$ OK done\r\n",
	}))
	got := collect(t, small(plain(address)))
	if len(got.items) != 2 || got.reasons()[ReasonWithheld] != 1 {
		t.Errorf("%d items, %v", len(got.items), got.reasons())
	}
	if r := got.items["INBOX@1/0000000001"].Reject; r == nil || !strings.Contains(r.Detail, "cannot read it") {
		t.Errorf("got %+v", got.items)
	}
	got.balanced(t)
}

// A mailbox that is gone is withdrawn; one that a pattern asks for and that is
// not there fails the run after the others were read.
func TestMailboxesComeAndGo(t *testing.T) {
	d := mailtest.StartDovecot(t, "")
	d.Deliver(t, "lists/a", numbers(1, 3)...)
	d.Deliver(t, "lists/b", numbers(4, 6)...)
	got := collect(t, small(options(d, "lists/*")))
	if err := os.RemoveAll(d.Mailbox(t, "lists/b")); err != nil {
		t.Fatal(err)
	}
	d.Deliver(t, "lists/a", numbers(7, 7)...)
	err := got.run(t.Context(), small(options(d, "none/*", "lists/*")))
	if err == nil || !strings.Contains(err.Error(), `no mailbox matches "none/*"`) || len(got.items) != 7 {
		t.Errorf("%d items, %v", len(got.items), err)
	}
	if err := got.run(t.Context(), small(options(d, "lists/*"))); err != nil || len(got.items) != 4 {
		t.Errorf("%d items, %v", len(got.items), err)
	}
	got.balanced(t)
}

// Patterns are written with / whatever the server's separator is: this one's is
// a dot. The last name is Zürich &Bern, in the encoding of the protocol.
func TestPatterns(t *testing.T) {
	d := mailtest.StartDovecot(t, "")
	for i, box := range []string{"INBOX", "lists/xen-devel", "lists/xen-devel/2019", "lists/xen-users", "lists/Z&APw-rich &-Bern"} {
		d.Deliver(t, box, number(i+1))
	}
	for pattern, want := range map[string]int{
		"*": 5, "lists/*": 4, "lists/%": 3, "lists/xen-devel*": 2, "lists/xen-devel/*": 1, "INBOX": 1, "lists/xen-%": 2, "lists/Zürich &B*": 1,
	} {
		if got := collect(t, small(options(d, pattern))); len(got.items) != want {
			t.Errorf("%s: %d mails, want %d", pattern, len(got.items), want)
		}
	}
	got := collect(t, small(options(d, "lists/*", "lists/xen-devel")))
	if len(got.items) != 4 || got.received != 4 {
		t.Errorf("%d items, %d received", len(got.items), got.received)
	}
}

// Nothing is marked as read, not even as seen by a program.
func TestNothingIsMarked(t *testing.T) {
	d := mailtest.StartDovecot(t, "")
	d.Deliver(t, "INBOX", numbers(1, 5)...)
	collect(t, small(options(d, "INBOX")))
	s, err := dialer{options: options(d, "INBOX"), patience: time.Minute}.dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if _, err := s.open("INBOX", true); err != nil {
		t.Fatal(err)
	}
	all := &imap.SeqSet{Set: []imap.Seq{{Start: 1, Stop: 100}}}
	mails := 0
	if err := s.fetch(all, []imap.FetchItem{imap.FetchFlags}, 0, func(m *imap.Message) {
		mails++
		if !slices.Equal(m.Flags, []string{imap.RecentFlag}) {
			t.Errorf("mail %d is marked %v", m.Uid, m.Flags)
		}
	}); err != nil || mails != 5 {
		t.Errorf("%d mails, %v", mails, err)
	}
}

func TestStrangeMails(t *testing.T) {
	d := mailtest.StartDovecot(t, "")
	head := "From: a@example.org\nDate: Wed, 01 Jan 2020 10:00:00 +0000\n"
	for _, text := range []string{
		head + "Message-ID: <nul@example.org>\nSubject: a\x00b\n\nhello\n",
		head + "Message-ID: <8bit@example.org>\nSubject: caf\xe9 \xff\xfe\n\nhello\n",
		head + "Message-ID: <large@example.org>\nSubject: large\n\n" + strings.Repeat("0123456789\n", 10_000),
		head + "Message-ID: <crlf@example.org>\r\nSubject: crlf\r\n\r\nhello\r\n",
		"\x00\x00\x00",
		"",
	} {
		d.Deliver(t, "INBOX", mailtest.Letter{Text: text, At: noon})
	}
	o := options(d, "INBOX")
	o.MaxMessage = 50_000
	got := collect(t, small(o))
	byID := map[string]*collectors.Message{}
	for _, item := range got.items {
		if m, ok := item.Record.(*collectors.Message); ok {
			byID[m.ID] = m
		}
		if item.Reject != nil && len(item.Reject.Bytes) > collectors.MaxRejectBytes {
			t.Errorf("%d bytes of a reject", len(item.Reject.Bytes))
		}
	}
	if len(byID) != 3 || byID["nul@example.org"] == nil || !slices.Contains(byID["8bit@example.org"].Flags, message.FlagRawHeader) {
		t.Errorf("got %v", byID)
	}
	if got.reasons()[message.ReasonTooLarge] != 1 || len(got.items) != 6 {
		t.Errorf("%d items, %v", len(got.items), got.reasons())
	}
	got.balanced(t)
	o.HeadersOnly = true
	headers := collect(t, small(o))
	if headers.reasons()[message.ReasonTooLarge] != 0 || len(headers.keys()) != 4 {
		t.Errorf("headers only: %v, %v", headers.keys(), headers.reasons())
	}
	for _, item := range headers.items {
		if m, ok := item.Record.(*collectors.Message); ok && (!slices.Contains(m.Flags, FlagHeadersOnly) || m.Lines != 0 || m.ID == "large@example.org" && m.Bytes < 100_000) {
			t.Errorf("headers only: %+v", m)
		}
	}
}

// Equal mails are equal facts, whether they come by IMAP or lie in a file.
func TestAMailIsTheSameFactAsInAFile(t *testing.T) {
	d := mailtest.StartDovecot(t, "")
	l := number(3)
	d.Deliver(t, "INBOX", l)
	want, _ := message.Parse([]byte(l.Text), message.Options{Envelope: l.At})
	for _, item := range collect(t, small(options(d, "INBOX"))).items {
		if diff := cmp.Diff(want, item.Record); diff != "" {
			t.Errorf("(-file +imap):\n%s", diff)
		}
	}
}

func TestBrokenCursor(t *testing.T) {
	for _, cursor := range []string{"{", `{"version":2}`, `{"version":1,"mailboxes":{"a":{"have":"1:*"}}}`} {
		got := &collected{cursor: collectors.Cursor(cursor)}
		if err := got.run(context.Background(), small(plain("127.0.0.1:1"))); err == nil || !strings.Contains(err.Error(), "imap cursor") {
			t.Errorf("%s: %v", cursor, err)
		}
	}
}
