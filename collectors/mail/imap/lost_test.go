package imap

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/mailtest"
)

// Whatever the moment at which connections are cut, what is collected is what
// an undisturbed run collects.
func TestConnectionsCutAtRandom(t *testing.T) {
	d := mailtest.StartDovecot(t, "")
	for box := range 3 {
		for n := range 60 {
			l := number(1 + n%28)
			l.Text = strings.Replace(l.Text, "Message-ID: <", fmt.Sprintf("Message-ID: <%d.%d.", box, n), 1) + strings.Repeat("some words\n", 100)
			d.Deliver(t, fmt.Sprintf("lists/%d", box), l)
		}
	}
	want := collect(t, small(options(d, "lists/*")))
	if len(want.items) != 180 {
		t.Fatalf("%d items", len(want.items))
	}
	const seeds = 4
	cuts := 0
	for seed := range uint64(seeds) {
		random := rand.New(rand.NewPCG(seed, 1))
		p := startProxy(t, d.TLS, func() int64 { return 1000 + random.Int64N(15000) })
		o := options(d, "lists/*")
		o.Address, o.Connections = p.address, 1+int(seed%2)
		got := newCollected()
		for err := errors.New("begin"); err != nil; {
			c := small(o)
			c.limits.window, c.limits.ChunkItems, c.limits.drops = 20, 10, 3
			if err = got.run(t.Context(), c); err != nil && !strings.Contains(err.Error(), "lost 3 times") {
				t.Fatal(err)
			}
		}
		cuts += p.connections()
		if diff := cmp.Diff(want.items, got.items); diff != "" {
			t.Errorf("seed %d: (-undisturbed +cut):\n%s", seed, diff)
		}
		if diff := cmp.Diff(want.expected, got.expected); diff != "" {
			t.Errorf("seed %d: expected: %s", seed, diff)
		}
	}
	if cuts < 50 {
		t.Errorf("%d connections for %d runs: hardly any was cut", cuts, seeds)
	}
}

func TestServerThatIsGone(t *testing.T) {
	noLeaks(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	err = newCollected().run(t.Context(), small(plain(l.Addr().String())))
	if err == nil || !strings.Contains(err.Error(), "lost 5 times in a row") {
		t.Errorf("got %v", err)
	}
}

// plain are options for a server of the test's own making.
func plain(address string) Options {
	return Options{Address: address, Security: securityPlain, User: "ann", Password: "hunter2", Mailboxes: []string{"INBOX"}}
}

const greeting = "* OK [CAPABILITY IMAP4rev1] here\r\n"

func TestServersWithTheirOwnIdeas(t *testing.T) {
	noLeaks(t)
	list := "* LIST () \"/\" INBOX\r\n$ OK done\r\n"
	open := "* 3 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n* OK [UIDNEXT 4] x\r\n$ OK [READ-ONLY] done\r\n"
	for name, c := range map[string]struct {
		greeting string
		answers  map[string]string
		want     string
	}{
		"BYE at once":           {"* BYE too many connections\r\n", nil, "BYE"},
		"BYE later":             {greeting, map[string]string{"LIST": "* BYE going down\r\n"}, `BYE "going down"`},
		"no greeting":           {"hello\r\n", nil, "lost 5 times"},
		"password refused":      {greeting, map[string]string{"LOGIN": "$ NO try hunter2 again\r\n"}, `log in by login: the server says "try … again"`},
		"mailbox refused":       {greeting, map[string]string{"LIST": list, "EXAMINE": "$ NO no right\r\n"}, `mailbox "INBOX": open: the server says NO "no right"`},
		"no UIDVALIDITY":        {greeting, map[string]string{"LIST": list}, "no UIDVALIDITY"},
		"escapes for terminals": {greeting, map[string]string{"LIST": "$ NO \x1b[31mred\r\n"}, `"\x1b[31mred"`},
		"a short FETCH":         {greeting, map[string]string{"LIST": list, "EXAMINE": open, "UID FETCH": "* 1 FETCH\r\n$ OK done\r\n"}, ""},
		"a FETCH unasked":       {greeting, map[string]string{"LIST": "* 1 FETCH\r\n" + list, "EXAMINE": "* 2 FETCH\r\n" + open}, ""},
		"a huge literal":        {greeting, map[string]string{"LIST": list, "EXAMINE": open, "UID FETCH": "* 1 FETCH (UID 1 BODY[]<0> {400000000}\r\n" + strings.Repeat("x", 2*overhead)}, "more than it was asked for"},
	} {
		t.Run(name, func(t *testing.T) {
			err := newCollected().run(t.Context(), small(plain(serve(t, script(c.greeting, c.answers)))))
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "hunter2") {
				t.Errorf("the password shows: %v", err)
			}
		})
	}
}

// A server that falls silent is given up, also in the middle of a mail.
func TestSilence(t *testing.T) {
	noLeaks(t)
	for name, answer := range map[string]func(net.Conn){
		"at once":   func(conn net.Conn) { _, _ = conn.Read(make([]byte, 1)) },
		"later":     script(greeting, map[string]string{"LIST": ""}),
		"in a word": script(greeting, map[string]string{"LIST": "* LIST () {100}\r\nabc"}),
	} {
		c := small(plain(serve(t, answer)))
		c.limits.patience, c.limits.drops = 50*time.Millisecond, 2
		if err := newCollected().run(t.Context(), c); err == nil || !strings.Contains(err.Error(), "lost 2 times") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// Cancelling does not wait for a server that is silent.
func TestCancelDuringACommand(t *testing.T) {
	noLeaks(t)
	for _, word := range []string{"", "LOGIN", "LIST"} {
		asked := make(chan struct{})
		address := serve(t, func(conn net.Conn) {
			if word == "" {
				close(asked)
				_, _ = conn.Read(make([]byte, 1))
				return
			}
			script(greeting, map[string]string{word: ""})(&telling{Conn: conn, word: word, heard: asked})
		})
		ctx, cancel := context.WithCancel(t.Context())
		go func() { <-asked; cancel() }()
		began := time.Now()
		err := newCollected().run(ctx, small(plain(address)))
		if !errors.Is(err, context.Canceled) || time.Since(began) > 5*time.Second {
			t.Errorf("%s: %v after %v", word, err, time.Since(began))
		}
	}
}

// A telling connection says when a word was read from it.
type telling struct {
	net.Conn
	word  string
	heard chan struct{}
}

func (c *telling) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if c.heard != nil && strings.Contains(string(b[:n]), c.word) {
		close(c.heard)
		c.heard = nil
	}
	return n, err
}

// What was read before the server was lost for good is stored, and the next run
// goes on behind it.
func TestLostForGood(t *testing.T) {
	d := mailtest.StartDovecot(t, "")
	d.Deliver(t, "INBOX", numbers(1, 28)...)
	left := int64(9000)
	p := startProxy(t, d.TLS, func() int64 { n := left; left = 0; return n })
	o := options(d, "INBOX")
	o.Address = p.address
	got := newCollected()
	err := got.run(t.Context(), small(o))
	if err == nil || len(got.items) == 0 || len(got.items) == 28 || got.span != nil {
		t.Fatalf("%d items, span %v, %v", len(got.items), got.span, err)
	}
	had := len(got.items)
	var rest int
	if err := small(options(d, "INBOX")).Collect(t.Context(), got.cursor, func(b collectors.Batch) error {
		rest += len(b.Items)
		return nil
	}); err != nil || had+rest != 28 {
		t.Errorf("%d and then %d items, %v", had, rest, err)
	}
}
