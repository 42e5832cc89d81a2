package message

import (
	"bytes"
	"strings"

	"goldenratio/collectors"
	"goldenratio/collectors/plain"
	"goldenratio/collectors/trailer"
)

// maxTrailers bounds the trailers of one mail.
const maxTrailers = 500

// measures is what is counted in a mail's text.
type measures struct {
	lines, quoted uint32
	attachments   uint16
	diff          diff
	opening
	gist     gist
	trailers []collectors.Trailer
	first    []string
	text     strings.Builder

	o         Options
	f         *flags
	signature bool // the signature has begun: no own text follows
}

// measure walks a mail's parts and measures its text.
func measure(h *header, body []byte, o Options, f *flags) *measures {
	m := &measures{o: o, f: f}
	if bytes.IndexByte(body, 0) >= 0 {
		f.add(FlagNUL)
	}
	w := walker{m: m, f: f}
	w.entity(h, body, 0)
	if !w.plain && w.html != nil {
		m.body(plain.HTML(w.html))
	}
	m.diff.end()
	return m
}

// body measures text that a person reads.
func (m *measures) body(text []byte) {
	m.signature, m.gist.over = false, false
	if m.o.KeepText {
		if before := m.text.String(); before != "" && !strings.HasSuffix(before, "\n") {
			m.text.WriteByte('\n')
		}
		m.text.WriteString(strings.ToValidUTF8(string(text), "\uFFFD"))
	}
	for len(text) > 0 {
		line, next := cutLine(text, 0)
		text = text[next:]
		m.lines++
		if len(line) > 0 && line[0] == '>' {
			m.quoted++
			m.diff.end()
			m.over = true
			continue
		}
		if m.diff.line(line) {
			continue
		}
		m.opening.line(line, m.f)
		m.trailer(line)
		m.gist.line(line)
		m.own(line)
	}
	m.diff.end()
}

// patch measures an attached patch: its size and its tags, not its lines.
func (m *measures) patch(text []byte) {
	for len(text) > 0 {
		line, next := cutLine(text, 0)
		text = text[next:]
		if !m.diff.line(line) {
			m.trailer(line)
		}
	}
	m.diff.end()
}

func (m *measures) trailer(line []byte) {
	const longest = 48 // of a token, as in package trailer
	if bytes.IndexByte(line[:min(len(line), longest)], ':') < 0 {
		return
	}
	if len(m.trailers) == maxTrailers {
		m.f.add(FlagManyTrailers)
		return
	}
	const longestLine = 2000
	if t, ok := trailer.Line(string(line[:min(len(line), longestLine)])); ok {
		m.trailers = append(m.trailers, t)
	}
}

// own keeps the first lines that the author wrote: no blank ones, no "Ann
// wrote:", no signature.
func (m *measures) own(line []byte) {
	const longest = 500
	if m.signature || len(m.first) >= m.o.FirstLines {
		return
	}
	if string(line) == "-- " || string(line) == "--" {
		m.signature = true
		return
	}
	line = bytes.TrimSpace(line)
	if len(line) == 0 || bytes.HasSuffix(line, []byte("wrote:")) || bytes.HasSuffix(line, []byte("writes:")) {
		return
	}
	m.first = append(m.first, clip(strings.ToValidUTF8(string(line), "\uFFFD"), longest))
}
