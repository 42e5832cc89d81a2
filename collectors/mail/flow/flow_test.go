package flow

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/message"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A piece parses slowly, the earlier the slower.
type piece struct {
	n      int
	parsed bool
	open   *atomic.Int64 // bytes sent and not yet taken
}

func (p *piece) Bytes() int { return 10 }

func (p *piece) Parse() {
	time.Sleep(time.Duration(50-p.n) * 20 * time.Microsecond)
	p.parsed = true
}

func TestOrderAndRoom(t *testing.T) {
	var open, most atomic.Int64
	limits := Usual()
	limits.InFlight = 35
	var got []int
	err := Run(t.Context(), limits, func(_ context.Context, send func(*piece) error) error {
		for n := range 50 {
			if err := send(&piece{n: n, open: &open}); err != nil {
				return err
			}
			most.Store(max(most.Load(), open.Add(10)))
		}
		return nil
	}, func(p *piece) error {
		if !p.parsed {
			t.Errorf("chunk %d is not parsed", p.n)
		}
		got = append(got, p.n)
		p.open.Add(-10)
		return nil
	})
	if err != nil || len(got) != 50 || !slices.IsSorted(got) {
		t.Errorf("%v: %v", got, err)
	}
	if most.Load() > 40 { // three chunks have room; take ends before the next one is let in
		t.Errorf("%d bytes in flight", most.Load())
	}
}

func TestErrors(t *testing.T) {
	reading, taking := errors.New("read"), errors.New("take")
	endless := func(_ context.Context, send func(*piece) error) error {
		for {
			if err := send(&piece{n: 50}); err != nil {
				return err
			}
		}
	}
	two := func(_ context.Context, send func(*piece) error) error {
		return errors.Join(send(&piece{n: 50}), send(&piece{n: 50}), reading)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	for name, c := range map[string]struct {
		ctx  context.Context
		read func(context.Context, func(*piece) error) error
		take func(*piece) error
		want error
	}{
		"read":   {t.Context(), two, func(*piece) error { return nil }, reading},
		"take":   {t.Context(), endless, func(*piece) error { return taking }, taking},
		"both":   {t.Context(), two, func(*piece) error { return taking }, taking},
		"cancel": {cancelled, endless, func(*piece) error { cancel(); return nil }, context.Canceled},
	} {
		taken := 0
		err := Run(c.ctx, Usual(), c.read, func(p *piece) error { taken++; return c.take(p) })
		if !errors.Is(err, c.want) || name == "read" && taken != 2 {
			t.Errorf("%s: %v after %d chunks", name, err, taken)
		}
	}
}

func TestBatcher(t *testing.T) {
	var sizes []int
	b := Batcher{
		Limits: Limits{BatchItems: 3, BatchBytes: 100},
		Cursor: func() (collectors.Cursor, error) { return collectors.Cursor("here"), nil },
		Emit: func(b collectors.Batch) error {
			if string(b.Cursor) != "here" {
				t.Errorf("cursor %q", b.Cursor)
			}
			sizes = append(sizes, len(b.Items))
			return nil
		},
	}
	for _, bytes := range []int{1, 1, 1, 1, 99, 100} {
		b.Batch.Items = append(b.Batch.Items, collectors.Item{})
		if err := b.Took(bytes); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(sizes, []int{3, 2, 1}) {
		t.Errorf("batches of %v", sizes)
	}
}

func TestMail(t *testing.T) {
	sent := time.Date(2020, 1, 2, 23, 0, 0, 0, time.UTC)
	options := message.Options{MaxBytes: 60}
	for want, m := range map[string]Mail{
		"2020-01-01 ":                          {Raw: []byte("Date: Wed, 1 Jan 2020 10:00:00 +0000\nSubject: x\n\n"), Envelope: sent},
		"2020-01-02 ":                          {Raw: []byte("Subject: x\n\n"), Envelope: sent},
		"2020-01-02 " + message.ReasonTooLarge: {Raw: []byte("Subject: x"), Size: 61, Envelope: sent},
		"2020-01-02 known":                     {Item: collectors.Item{Reject: &collectors.Reject{Reason: "known"}}, Envelope: sent},
		"0001-01-01 " + message.ReasonEmpty:    {},
	} {
		m.Origin = "here"
		m.Parse(options)
		got := m.Item.Day.Format(time.DateOnly) + " "
		if m.Item.Reject != nil {
			got += m.Item.Reject.Reason
		}
		if got != want || m.Item.Origin != "here" || m.Raw != nil {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
