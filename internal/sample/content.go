package sample

import (
	"encoding/base64"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// content writes the MIME headers, the empty line and the body with the
// footer of the list.
func (l *letter) content(b *strings.Builder, list string) {
	text := strings.Join(l.body, "\n") + "\n"
	if l.obscured { // Pipermail keeps text only
		b.WriteString("\n" + text)
		return
	}
	text += l.footer(list)
	if isASCII(text) && (l.form == plainForm || l.form == eightBitForm || l.form == windowsForm || l.form == sentForm) {
		b.WriteString("\n" + text)
		return
	}
	b.WriteString("MIME-Version: 1.0\n")
	switch l.form {
	case htmlForm:
		l.alternatives(b, text)
	case windowsForm:
		part(b, "text/plain; charset=windows-1252", "8bit", windows1252(text))
	case quotedForm:
		part(b, "text/plain; charset=utf-8", "quoted-printable", quoted(text))
	case base64Form:
		part(b, `text/plain; charset="UTF-8"`, "base64", wrapped(text))
	case sentForm: // flowing would eat the spaces of a diff
		part(b, "text/plain; charset=UTF-8", "8bit", text)
	default:
		part(b, "text/plain; charset=UTF-8; format=flowed", "8bit", text)
	}
}

func (l *letter) footer(list string) string {
	if list == listUsers {
		return "\n-- \n" + listUsers + ": questions and answers among users\n" +
			"To leave: https://lists.example.org/leave/" + listUsers + "\n"
	}
	return "\n_______________________________________________\n" + list + " mailing list\n" +
		list + "@lists.example.org\nhttps://lists.example.org/" + list + "\n"
}

func (l *letter) alternatives(b *strings.Builder, text string) {
	border := fmt.Sprintf("=-%08x-part", uint32(l.at))
	fmt.Fprintf(b, "Content-Type: multipart/alternative; boundary=%q\n\nThis is a message in several parts.\n--%s\n", border, border)
	part(b, "text/plain; charset=utf-8", "quoted-printable", quoted(text))
	fmt.Fprintf(b, "--%s\n", border)
	page := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\n", "<br>\n").Replace(text)
	part(b, "text/html; charset=utf-8", "quoted-printable", quoted("<html><body><p>"+page+"</p></body></html>\n"))
	fmt.Fprintf(b, "--%s--\n", border)
}

func part(b *strings.Builder, kind, coding, body string) {
	fmt.Fprintf(b, "Content-Type: %s\nContent-Transfer-Encoding: %s\n\n%s", kind, coding, body)
}

func quoted(s string) string {
	var b strings.Builder
	w := quotedprintable.NewWriter(&b)
	// A strings.Builder does not fail, and neither does this on top of it.
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return strings.ReplaceAll(b.String(), "\r\n", "\n")
}

func wrapped(s string) string {
	const width = 76
	code := base64.StdEncoding.EncodeToString([]byte(s))
	var b strings.Builder
	for len(code) > width {
		b.WriteString(code[:width] + "\n")
		code = code[width:]
	}
	return b.String() + code + "\n"
}

func windows1252(s string) string {
	e := encoding.ReplaceUnsupported(charmap.Windows1252.NewEncoder())
	out, err := e.String(s)
	if err != nil {
		return ascii(s)
	}
	return strings.ReplaceAll(out, "\x1a", "?")
}

// encodeName writes a display name as a header may hold it.
func encodeName(s string, f form) string {
	if isASCII(s) && strings.ContainsAny(s, ",.") {
		return `"` + s + `"`
	}
	return strings.ReplaceAll(encodeText(s, f), ",", "=2C") // a bare comma would end the name
}

func encodeText(s string, f form) string {
	switch {
	case isASCII(s):
		return s
	case f == windowsForm && !strings.Contains(windows1252(s), "?"):
		return mime.QEncoding.Encode("windows-1252", windows1252(s))
	case f == base64Form:
		return mime.BEncoding.Encode("UTF-8", s)
	default:
		return mime.QEncoding.Encode("utf-8", s)
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
