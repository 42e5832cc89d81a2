package git

import (
	"bytes"
	"errors"
	"io"
)

// lines reads foreign output piece by piece in constant memory, however long a
// line is.
type lines struct {
	r     io.Reader
	buf   []byte
	start int // buf[start:end] is read and not yet taken
	end   int
	err   error
}

func newLines(r io.Reader) *lines { return &lines{r: r, buf: make([]byte, 256<<10)} }

// fill reads more behind what is there. It reports false where nothing came:
// at the end, after an error, or with a full buffer.
func (l *lines) fill() bool {
	if l.err != nil {
		return false
	}
	if l.start == l.end {
		l.start, l.end = 0, 0
	}
	if l.start > 0 && l.end == len(l.buf) {
		l.end = copy(l.buf, l.buf[l.start:l.end])
		l.start = 0
	}
	if l.end == len(l.buf) {
		return false
	}
	n, err := l.r.Read(l.buf[l.end:])
	l.end += n
	l.err = err
	return n > 0 || err == nil
}

// peek returns the next n bytes, or fewer at the end.
func (l *lines) peek(n int) []byte {
	for l.end-l.start < n && l.fill() {
	}
	return l.buf[l.start:min(l.end, l.start+n)]
}

// piece returns what comes up to and including delim, or a part of it where
// that is longer than the buffer; whole says that delim was reached. The bytes
// are good until the next call. At the end of input it returns io.EOF with
// what is left.
func (l *lines) piece(delim byte) (p []byte, whole bool, err error) {
	scanned := 0 // bytes from start on that hold no delim
	for {
		if i := bytes.IndexByte(l.buf[l.start+scanned:l.end], delim); i >= 0 {
			return l.take(scanned + i + 1), true, nil
		}
		scanned = l.end - l.start
		if l.fill() {
			continue
		}
		if l.err != nil {
			return l.take(scanned), false, l.err
		}
		return l.take(scanned), false, nil // the buffer is full
	}
}

// take returns the next n bytes and moves behind them.
func (l *lines) take(n int) []byte {
	p := l.buf[l.start : l.start+n]
	l.start += n
	return p
}

// field returns what comes before delim, at most limit bytes of it.
func (l *lines) field(delim byte, limit int) ([]byte, error) {
	var out []byte
	for {
		p, whole, err := l.piece(delim)
		if err != nil {
			return nil, unexpected(err)
		}
		if whole {
			p = p[:len(p)-1]
		}
		out = append(out, p[:min(len(p), limit-len(out))]...)
		if whole {
			return out, nil
		}
	}
}

// unexpected is err where the output should have gone on.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
