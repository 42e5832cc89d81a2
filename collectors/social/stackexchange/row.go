package stackexchange

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"strconv"
	"time"
)

// maxRow is how long a row may be; a post has 30,000 characters at most.
const maxRow = 4 << 20

var (
	errLong  = errors.New("more than 4 MiB in one row")
	errNoRow = errors.New("neither a row nor the frame around them")
	errNoXML = errors.New("it does not begin as XML does; archives such as .7z must be unpacked")
)

// A row is one of a dump's files: <row Id="1" Title="…" />, on a line of its own.
type row struct {
	at   int64  // in the file
	line []byte // its beginning, where it is too long
	attr [][2][]byte
	err  error // what is wrong with it
}

// rows calls take with every row of a file. A row is good until the next one. What is
// no XML at all is an error.
func rows(ctx context.Context, file io.Reader, take func(row) error) error {
	in := bufio.NewReaderSize(file, 64<<10)
	var r row
	for offset := int64(0); ; {
		size, err := r.read(in)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if size == 0 {
			return ctx.Err()
		}
		if offset == 0 && !bytes.HasPrefix(r.text(), []byte("<")) {
			return errNoXML
		}
		r.at = offset
		offset += size
		if r.parse() {
			if err := take(r); err != nil {
				return err
			}
		}
	}
}

// read reads a line. size is that of all it has read.
func (r *row) read(in *bufio.Reader) (size int64, err error) {
	r.line, r.err = r.line[:0], nil
	for {
		part, err := in.ReadSlice('\n')
		size += int64(len(part))
		if len(r.line)+len(part) > maxRow {
			r.err, part = errLong, part[:maxRow-len(r.line)]
		}
		r.line = append(r.line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return size, err
		}
	}
}

// text is the line without what may stand around it.
func (r *row) text() []byte {
	return bytes.TrimSpace(bytes.TrimPrefix(r.line, []byte("\ufeff")))
}

// parse takes the line apart; it reports whether it should be a row at all.
func (r *row) parse() bool {
	text := r.text()
	r.attr = r.attr[:0]
	rest, ok := bytes.CutPrefix(text, []byte("<row "))
	switch {
	case r.err != nil:
		return true
	case !ok && framed(text):
		return false
	case !ok:
		r.err = errNoRow
		return true
	}
	for {
		rest = bytes.TrimLeft(rest, " \t")
		if string(rest) == "/>" {
			return true
		}
		name, after, found := bytes.Cut(rest, []byte(`="`))
		value, after, closed := bytes.Cut(after, []byte(`"`))
		if !found || !closed || bytes.ContainsAny(name, " \t<>\"") {
			r.err = errNoRow
			return true
		}
		r.attr, rest = append(r.attr, [2][]byte{name, value}), after
	}
}

// framed reports whether a line is what stands around the rows: <?xml …?>, <posts>,
// </posts>, or nothing.
func framed(line []byte) bool {
	return len(line) == 0 || bytes.HasPrefix(line, []byte("<?xml")) ||
		line[0] == '<' && line[len(line)-1] == '>' && !bytes.ContainsAny(line[1:len(line)-1], " \t<>=\"")
}

func (r *row) raw(name string) []byte {
	for _, a := range r.attr {
		if string(a[0]) == name {
			return a[1]
		}
	}
	return nil
}

func (r *row) value(name string) string { return html.UnescapeString(string(r.raw(name))) }

// number is an attribute's, 0 where there is none.
func (r *row) number(name string) int64 {
	text := r.raw(name)
	if len(text) == 0 || r.err != nil {
		return 0
	}
	n, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		r.err = fmt.Errorf("%s: %q is no number", name, text[:min(len(text), 40)])
	}
	return n
}

// count is a number that cannot be negative.
func (r *row) count(name string) uint64 {
	n := r.number(name)
	if n < 0 {
		r.err = fmt.Errorf("%s: %d is less than 0", name, n)
		return 0
	}
	return uint64(n)
}

// dateForm is how dumps write a date: in UTC, with milliseconds, without a zone.
const dateForm = "2006-01-02T15:04:05"

// moment is when something happened.
func (r *row) moment(name string) time.Time {
	at, err := time.Parse(dateForm, string(r.raw(name)))
	if err != nil && r.err == nil {
		r.err = fmt.Errorf("%s: %q is no date", name, r.raw(name)[:min(len(r.raw(name)), 40)])
	}
	return at
}
