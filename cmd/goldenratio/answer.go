package main

import (
	"io"
	"strings"
	"unicode/utf8"
)

// answer is where an answer in one of ClickHouse's formats goes. Foreign text
// must not be able to do more than be read: neither on a terminal, nor in a
// spreadsheet.
func (a *app) answer(format string) io.Writer {
	switch {
	case terminal(a.stdout):
		return &plainWriter{w: a.stdout}
	case strings.HasPrefix(format, "CSV"):
		return &csvWriter{w: a.stdout, start: true}
	}
	return a.stdout
}

// plainWriter passes text through plain, in whole characters.
type plainWriter struct {
	w    io.Writer
	rest []byte // the beginning of a character whose end has not come yet
}

func (p *plainWriter) Write(b []byte) (int, error) {
	text := append(p.rest, b...)
	whole := len(text)
	for back := 1; back < utf8.UTFMax && back <= len(text); back++ {
		if lead := text[len(text)-back]; utf8.RuneStart(lead) {
			if !utf8.FullRune(text[len(text)-back:]) {
				whole = len(text) - back
			}
			break
		}
	}
	p.rest = append([]byte(nil), text[whole:]...)
	if _, err := io.WriteString(p.w, plain(string(text[:whole]))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// csvWriter puts an apostrophe before text that a spreadsheet would take for a
// formula. ClickHouse quotes all text and no number.
type csvWriter struct {
	w      io.Writer
	start  bool // at the start of a cell
	quoted bool // inside of quotes
	first  bool // at the first character inside of quotes
}

func (c *csvWriter) Write(b []byte) (int, error) {
	out := make([]byte, 0, len(b)+16)
	for _, ch := range b {
		if c.first && strings.IndexByte("=+-@\t\r", ch) >= 0 {
			out = append(out, '\'')
		}
		c.first = c.start && ch == '"'
		switch {
		case ch == '"':
			c.quoted, c.start = !c.quoted, false
		case !c.quoted:
			c.start = ch == ',' || ch == '\n'
		}
		out = append(out, ch)
	}
	if _, err := c.w.Write(out); err != nil {
		return 0, err
	}
	return len(b), nil
}
