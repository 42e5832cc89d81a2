// Package plain reduces HTML to the text that people read.
package plain

import (
	"bytes"
	"html"
	"strings"
)

// HTML reduces HTML to its text: tags go, blocks end lines, what stands in
// a blockquote begins with "> " as in plain mail. It is no parser; it only has
// to leave lines that can be counted and tags that can be read.
func HTML(b []byte) []byte {
	r := htmlReducer{lineStart: true}
	for len(b) > 0 {
		open := bytes.IndexByte(b, '<')
		if open < 0 {
			break
		}
		r.write(b[:open])
		b = b[open:]
		if bytes.HasPrefix(b, []byte("<!--")) {
			b = after(b, "-->")
			continue
		}
		end := bytes.IndexByte(b, '>')
		if end < 0 {
			b = nil
			break
		}
		name := tagName(b[1:end])
		b = b[end+1:]
		switch name {
		case "script", "style", "title":
			b = afterFold(b, "</"+name)
			b = after(b, ">")
		case "blockquote":
			r.newline()
			r.quotes++
		case "/blockquote":
			r.newline()
			r.quotes = max(r.quotes-1, 0)
		case "br", "br/":
			r.out.WriteByte('\n')
			r.lineStart = true
		case "p", "/p", "div", "/div", "tr", "li", "h1", "h2", "h3", "h4", "pre", "/pre", "table":
			r.newline()
		}
	}
	r.write(b)
	r.newline()
	return r.out.Bytes()
}

type htmlReducer struct {
	out       bytes.Buffer
	quotes    int
	lineStart bool
}

func (r *htmlReducer) newline() {
	if !r.lineStart {
		r.out.WriteByte('\n')
		r.lineStart = true
	}
}

// write adds text, its blanks squeezed.
func (r *htmlReducer) write(text []byte) {
	const deepest = 20
	if len(bytes.TrimSpace(text)) == 0 {
		if len(text) > 0 && !r.lineStart {
			r.out.WriteByte(' ')
		}
		return
	}
	if r.lineStart {
		r.out.WriteString(strings.Repeat("> ", min(r.quotes, deepest)))
		r.lineStart = false
	} else if text[0] <= ' ' {
		r.out.WriteByte(' ')
	}
	s := html.UnescapeString(string(text))
	r.out.WriteString(strings.Join(strings.Fields(s), " "))
	if text[len(text)-1] <= ' ' {
		r.out.WriteByte(' ')
	}
}

func tagName(b []byte) string {
	const longest = 12
	if i := bytes.IndexAny(b, " \t\r\n"); i >= 0 {
		b = b[:i]
	}
	return strings.ToLower(string(b[:min(len(b), longest)]))
}

func after(b []byte, s string) []byte {
	if i := bytes.Index(b, []byte(s)); i >= 0 {
		return b[i+len(s):]
	}
	return nil
}

// afterFold is after without regard to case.
func afterFold(b []byte, s string) []byte {
	for i := 0; i+len(s) <= len(b); i++ {
		n := bytes.IndexByte(b[i:], s[0])
		if n < 0 || i+n+len(s) > len(b) {
			return nil
		}
		if i += n; bytes.EqualFold(b[i:i+len(s)], []byte(s)) {
			return b[i+len(s):]
		}
	}
	return nil
}
