package sample

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// An archive is one list's folder of monthly mboxrd files. Mails come in order
// of time; the first error sticks and is returned by close.
type archive struct {
	dir     string
	packed  int64 // months that end before this are compressed
	month   string
	closers []io.Closer
	w       *bufio.Writer
	ledger  Ledger
	err     error
}

func newArchive(dir string, packed int64) (*archive, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("create archive: %w", err)
	}
	return &archive{dir: dir, packed: packed}, nil
}

// add appends one mail, header and body, in the file of its month.
func (a *archive) add(at int64, envelope string, mail []byte) {
	t := time.Unix(at, 0).UTC()
	if month := t.Format("2006-01"); a.err == nil && month != a.month {
		a.rotate(month, t)
	}
	if a.err != nil {
		return
	}
	a.ledger.Received++
	fmt.Fprintf(a.w, "From %s  %s\n", envelope, t.Format(time.ANSIC))
	for line := range bytes.Lines(mail) {
		if bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From ")) {
			a.w.WriteByte('>')
		}
		a.w.Write(line)
	}
	_, a.err = a.w.WriteString("\n")
}

// rotate closes the last month's file and begins a new one.
func (a *archive) rotate(month string, t time.Time) {
	if a.err = a.close(); a.err != nil {
		return
	}
	a.month = month
	name := filepath.Join(a.dir, month+".mbox")
	next := time.Date(t.Year(), t.Month()+1, 1, 0, 0, 0, 0, time.UTC)
	pack := next.Unix() <= a.packed
	if pack {
		name += ".gz"
	}
	f, err := os.Create(name)
	if err != nil {
		a.err = fmt.Errorf("create archive: %w", err)
		return
	}
	a.closers = []io.Closer{f}
	a.w = bufio.NewWriterSize(f, 1<<16)
	if pack {
		z, err := gzip.NewWriterLevel(f, gzip.BestSpeed)
		if err != nil {
			a.err = fmt.Errorf("create archive: %w", err)
			return
		}
		a.closers = []io.Closer{z, f}
		a.w.Reset(z)
	}
}

func (a *archive) close() error {
	if a.err == nil && a.w != nil {
		a.err = a.w.Flush()
	}
	for _, c := range a.closers {
		if err := c.Close(); err != nil && a.err == nil {
			a.err = fmt.Errorf("close archive %s: %w", a.month, err)
		}
	}
	a.closers, a.w = nil, nil
	return a.err
}
