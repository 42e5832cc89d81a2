package message

import (
	"bytes"
	"strings"
)

const (
	maxDepth = 50   // of parts within parts
	maxParts = 1000 // of one mail
)

// A walker goes through a mail's parts and hands their text to measures.
type walker struct {
	m     *measures
	f     *flags
	parts int
	plain bool   // a text/plain part was seen
	html  []byte // the first text/html part, for when there is none
}

// entity looks at one part: the mail itself or what lies in a multipart.
func (w *walker) entity(h *header, body []byte, depth int) {
	if w.parts++; w.parts > maxParts {
		w.f.add(FlagManyParts)
		return
	}
	contentType := unfold(h.contentType)
	mediaType := strings.ToLower(contentType)
	if i := strings.IndexAny(mediaType, "; \t"); i >= 0 {
		mediaType = mediaType[:i]
	}
	if strings.HasPrefix(mediaType, "multipart/") {
		w.multipart(contentType, body, depth)
		return
	}
	disposition := unfold(h.disposition)
	name := param(disposition, "filename") + param(contentType, "name")
	attached := name != "" || strings.HasPrefix(strings.ToLower(disposition), "attachment")
	switch {
	case isPatchPart(mediaType, name):
		if attached {
			w.m.attachments++
			w.m.patch(w.text(h, contentType, body))
			return
		}
		w.m.body(w.text(h, contentType, body))
	case mediaType == "application/pgp-signature" || strings.HasSuffix(mediaType, "pkcs7-signature") || mediaType == "application/pgp-encrypted":
	case attached || !isText(mediaType):
		w.m.attachments++
	case mediaType == "text/html":
		if w.html == nil {
			w.html = w.text(h, contentType, body)
		}
	default:
		w.plain = true
		w.m.diff.flowed = strings.EqualFold(param(contentType, "format"), "flowed")
		w.m.body(w.text(h, contentType, body))
		w.m.diff.flowed = false
	}
}

// isText reports whether a part is read as text: text/plain and what has no
// type or a nonsense one (RFC 2045, 5.2).
func isText(mediaType string) bool {
	return strings.HasPrefix(mediaType, "text/") && mediaType != "text/calendar" || !strings.Contains(mediaType, "/")
}

func isPatchPart(mediaType, name string) bool {
	switch mediaType {
	case "text/x-patch", "text/x-diff", "application/x-patch":
		return true
	}
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".patch") || strings.HasSuffix(name, ".diff")
}

// multipart splits a body at its boundary and looks at each part.
func (w *walker) multipart(contentType string, body []byte, depth int) {
	if depth >= maxDepth {
		w.f.add(FlagTooDeep)
		return
	}
	boundary := param(contentType, "boundary")
	delimiter := []byte("--" + boundary)
	start := -1
	if boundary != "" {
		start = findLine(body, delimiter, 0)
	}
	if start < 0 { // take it for the text that it is
		w.f.add(FlagNoBoundary)
		w.plain = true
		w.m.body(body)
		return
	}
	for w.parts <= maxParts {
		rest := body[start+len(delimiter):]
		if bytes.HasPrefix(rest, []byte("--")) {
			return
		}
		_, next := cutLine(body, start)
		end := findLine(body, delimiter, next)
		part := body[next:]
		if end >= 0 {
			part = body[next:max(end-1, next)] // the line's end belongs to the delimiter
		}
		h, content := scanHeader(part)
		if h.malformed {
			w.f.add(FlagBadHeader)
		}
		w.entity(&h, content, depth+1)
		if end < 0 {
			return
		}
		start = end
	}
	w.f.add(FlagManyParts)
}

// findLine returns where, from a line's beginning at from on, a line begins
// with prefix, or -1.
func findLine(b, prefix []byte, from int) int {
	for from < len(b) {
		i := bytes.Index(b[from:], prefix)
		if i < 0 {
			return -1
		}
		if i += from; i == 0 || b[i-1] == '\n' {
			return i
		}
		from = i + 1
	}
	return -1
}

// text decodes a part to UTF-8.
func (w *walker) text(h *header, contentType string, body []byte) []byte {
	switch encoding := token(h.encoding); encoding {
	case "", "7bit", "8bit", "binary", "7-bit", "8-bit":
	case "base64":
		out, clean := decodeBase64(body)
		if !clean {
			w.f.add(FlagBadBase64)
		}
		body = out
	case "quoted-printable":
		body = decodeQuotedPrintable(body)
	default:
		w.f.add(FlagUnknownCoding)
	}
	text, flag := toUTF8(body, param(contentType, "charset"))
	w.f.add(flag)
	return text
}

// decodeQuotedPrintable decodes RFC 2045's quoted-printable; what is not valid
// is left as it stands.
func decodeQuotedPrintable(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for {
		i := bytes.IndexByte(b, '=')
		if i < 0 {
			return append(out, b...)
		}
		out = append(out, b[:i]...)
		b = b[i+1:]
		if len(b) >= 2 {
			if hi, lo := unhex(b[0]), unhex(b[1]); hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				b = b[2:]
				continue
			}
		}
		line, next := cutLine(b, 0)
		if len(bytes.TrimRight(line, " \t")) == 0 { // a soft line break
			b = b[next:]
			continue
		}
		out = append(out, '=')
	}
}

// param returns a parameter of a Content-Type or Content-Disposition, with the
// quotes that many programs forget or never close. Of RFC 2231's continued and
// encoded parameters it returns the first piece, which is enough to see that
// there is one.
func param(value, name string) string {
	for {
		i := strings.IndexByte(value, ';')
		if i < 0 {
			return ""
		}
		value = strings.TrimLeft(value[i+1:], " \t\r\n")
		if len(value) <= len(name) || !strings.EqualFold(value[:len(name)], name) {
			value = skipQuoted(value)
			continue
		}
		rest := value[len(name):]
		if rest[0] == '*' {
			rest = strings.TrimLeft(rest, "*0123456789")
		}
		rest = strings.TrimLeft(rest, " \t")
		if rest == "" || rest[0] != '=' {
			continue
		}
		rest = strings.TrimLeft(rest[1:], " \t")
		if strings.HasPrefix(rest, `"`) {
			quoted, _, _ := strings.Cut(rest[1:], `"`)
			return quoted
		}
		if end := strings.IndexAny(rest, "; \t"); end >= 0 {
			rest = rest[:end]
		}
		return rest
	}
}

// skipQuoted steps over a parameter whose quoted value may hold a semicolon.
func skipQuoted(value string) string {
	semicolon := strings.IndexByte(value, ';')
	quote := strings.IndexByte(value, '"')
	if quote < 0 || semicolon < quote {
		return value
	}
	if end := strings.IndexByte(value[quote+1:], '"'); end >= 0 {
		return value[quote+1+end:]
	}
	return value
}
