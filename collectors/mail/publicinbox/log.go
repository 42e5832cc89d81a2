package publicinbox

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"goldenratio/collectors/mail/days"
	"goldenratio/collectors/plumbing"
)

// An event is what one commit did to one mail.
type event struct {
	commit    string
	authored  time.Time // the Date header, as public-inbox understood it
	committed time.Time // when the mail had arrived at the latest
	blob      string
	deleted   bool // the mail in the blob was deleted
}

// key names the event among those of its epoch.
func (e *event) key() string { return e.blob + "@" + e.commit }

// A log gives the events of an epoch, oldest first.
type log struct {
	in     *bufio.Reader
	now    event   // the commit being read
	events []event // of the line just read
}

// each calls f with the events after base, up to tip. An inbox's history is one
// line; of one that is not, the first parents are.
func each(ctx context.Context, repo *plumbing.Repository, base, tip string, f func(event) error) error {
	if tip == "" || base == tip {
		return nil
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	revisions := tip + "\n"
	if base != "" {
		revisions += "^" + base + "\n"
	}
	p, err := repo.Objects.Start(ctx, strings.NewReader(revisions), "-c", "log.showRoot=true", "log", "--stdin", "--reverse", "--first-parent", "-m",
		"--raw", "--no-abbrev", "--no-renames", "--no-show-signature", "--no-notes", "--no-color", "--no-ext-diff", "--format=commit %H %at %ct")
	if err != nil {
		return err
	}
	l := log{in: bufio.NewReaderSize(p, 64<<10)}
	if err = l.all(f); err != nil {
		cancel() // git shall not wait for a reader
	}
	return errors.Join(err, p.End(ctx, err))
}

func (l *log) all(f func(event) error) error {
	for {
		e, err := l.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = f(e)
		}
		if err != nil {
			return err
		}
	}
}

// next returns the next event, or io.EOF.
func (l *log) next() (event, error) {
	for len(l.events) == 0 {
		line, err := l.in.ReadSlice('\n')
		cut := errors.Is(err, bufio.ErrBufferFull) // a path that is no mail's
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = l.in.ReadSlice('\n')
		}
		if err != nil {
			return event{}, err
		}
		if cut {
			continue
		}
		if err := l.line(bytes.TrimSuffix(line, []byte("\n"))); err != nil {
			return event{}, err
		}
	}
	e := l.events[0]
	l.events = l.events[1:]
	return e, nil
}

var (
	commitLine = regexp.MustCompile(`^commit ([0-9a-f]{40,64}) (-?[0-9]*) (-?[0-9]*)$`)
	// Old and new mode and blob, what was done, and the path of a mail.
	changeLine = regexp.MustCompile(`^:([0-7]{6}) ([0-7]{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z]\t(m|d|[0-9a-f]{2}/[0-9a-f]{38})$`)
)

func (l *log) line(line []byte) error {
	if m := commitLine.FindSubmatch(line); m != nil {
		l.now = event{commit: string(m[1]), authored: days.Instant(string(m[2])), committed: days.Instant(string(m[3]))}
		return nil
	}
	if len(line) == 0 || line[0] == ':' && l.now.commit != "" {
		l.events = l.changes(changeLine.FindSubmatch(line))
		return nil
	}
	return fmt.Errorf("read log: found %q", line[:min(len(line), 80)])
}

// changes are the events of a changed path; a path of version 1 whose mail was
// replaced has two.
func (l *log) changes(m [][]byte) (events []event) {
	if m == nil {
		return nil
	}
	add := func(mode, blob []byte, deleted bool) {
		if e := l.now; bytes.HasPrefix(mode, []byte("100")) {
			e.blob, e.deleted = string(blob), deleted
			events = append(events, e)
		}
	}
	switch string(m[5]) {
	case "m":
		add(m[2], m[4], false)
	case "d":
		add(m[2], m[4], true)
	default:
		add(m[1], m[3], true)
		add(m[2], m[4], false)
	}
	return events
}
