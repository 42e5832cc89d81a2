package twitter

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/social/files"
)

// New returns a Collector of the files that o names, relative to dir.
func New(dir string, o Options, now func() time.Time) *files.Collector {
	f := format{options: o}
	return files.New(dir, o.Options, files.Format{Read: f.read}, now)
}

type format struct{ options Options }

// An entry is what stands at one place of a file: a tweet, or what cannot be read as one.
type entry struct {
	place  string
	raw    []byte // as it stands there
	tweet  *tweet // nil where it cannot be read
	reason string // why, as a constant phrase
	err    error
}

// read reads one file. Its first pass only looks for the newest tweet.
func (f format) read(ctx context.Context, r *files.Reading) error {
	m := mapper{settings: f.options.Settings, archive: f.options.Account}
	var err error
	if m.read, err = f.options.Exported.Time(); err == nil && m.read.IsZero() {
		m.read, err = newest(ctx, r)
	}
	if err != nil {
		return err
	}
	return entries(r.Stream, func(e entry) error {
		if e.tweet == nil {
			return r.Take(e.place, outbox.Reject("", e.reason, e.err, e.raw))
		}
		item := m.item(e.tweet, e.raw)
		if p, ok := item.Record.(*collectors.Post); ok && p.Author.Empty() && e.tweet.User == nil {
			return errNoAuthor // nothing is read before the configuration says whose they are
		}
		if err := r.Take(e.place, item); err != nil || e.tweet.Passed == nil || e.tweet.Passed.raw == nil {
			return err
		}
		original := mapper{settings: m.settings, read: m.read}.item(&e.tweet.Passed.tweet, e.tweet.Passed.raw)
		original.Day = time.Time{}
		return r.Take(e.place+"/retweeted", original)
	})
}

// item maps a tweet to an item without an origin.
func (m mapper) item(t *tweet, raw []byte) collectors.Item {
	p, err := m.post(t)
	if err != nil {
		return outbox.Reject("", "tweet that cannot be mapped", err, raw)
	}
	return collectors.Item{Day: collectors.Day(p.Date.At), Record: p}
}

// entries calls take with what stands in a file, in its order.
func entries(in io.Reader, take func(entry) error) error {
	b, script, err := open(in)
	if err != nil {
		return err
	}
	if !script {
		return table(b, take)
	}
	n := 0
	return each(b, func(raw []byte, err error) error {
		return value(raw, err, func(e entry) error {
			n++
			e.place = strconv.Itoa(n)
			return take(e)
		})
	})
}

// open looks whether a file is JSON or a table.
func open(in io.Reader) (b *bufio.Reader, script bool, err error) {
	b = bufio.NewReader(in)
	head, err := b.Peek(64)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return b, scripted(head) || len(head) == 0, err
}

// scripted reports whether a file begins as JSON does, or the script of an archive.
func scripted(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	for _, beginning := range []string{"{", "[", "window.", "Grailbird."} {
		if bytes.HasPrefix(head, []byte(beginning)) {
			return true
		}
	}
	return false
}
