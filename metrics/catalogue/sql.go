package catalogue

import (
	"errors"
	"iter"
	"regexp"
	"strings"
)

var (
	head   = regexp.MustCompile(`^(?i:WITH)\s+observations\s+(?i:AS)\s*\(`)
	clocks = regexp.MustCompile(`(?i)\b(now|now64|today|yesterday|rand\w*|generateUUIDv[47]|UTCTimestamp)\s*\(`)
)

// free is a statement that is all its own, cut at its observations.
type free struct{ before, observations, after string }

// cut finds the body of a statement's first common table expression.
func cut(sql string) (free, error) {
	comments, statement := splitComments(sql)
	open := head.FindString(statement)
	if open == "" {
		return free{}, errors.New("want the statement to begin with `WITH observations AS (`")
	}
	body := statement[len(open):]
	end := closing(body)
	if end < 0 {
		return free{}, errors.New("observations: the parenthesis is not closed")
	}
	return free{comments + open, dedent(strings.TrimSpace(body[:end])), body[end:]}, nil
}

// splitComments parts a statement from the comments that stand before it.
func splitComments(sql string) (comments, statement string) {
	statement = strings.TrimSpace(sql)
	for strings.HasPrefix(statement, "--") {
		line, rest, _ := strings.Cut(statement, "\n")
		comments += line + "\n"
		statement = strings.TrimSpace(rest)
	}
	return comments, statement
}

// indent puts a margin before all lines but the first; quoted text stays as it is.
func indent(sql, margin string) string { return breaks(sql, "\n", "\n"+margin) }

// dedent takes the margin of a common table expression away again.
func dedent(sql string) string { return breaks(sql, "\n    ", "\n") }

// breaks replaces line breaks outside of quotes.
func breaks(sql, old, replacement string) string {
	var text strings.Builder
	for piece, is := range pieces(sql) {
		if is != quoted {
			piece = strings.ReplaceAll(piece, old, replacement)
		}
		text.WriteString(piece)
	}
	return text.String()
}

// closing finds the parenthesis that closes the one before the text; -1 where
// there is none.
func closing(text string) int {
	depth, at := 1, 0
	for piece, is := range pieces(text) {
		for i := 0; is == code && i < len(piece); i++ {
			switch piece[i] {
			case '(':
				depth++
			case ')':
				depth--
			}
			if depth == 0 {
				return at + i
			}
		}
		at += len(piece)
	}
	return -1
}

// normalise leaves out what does not change the meaning of SQL: comments, and
// white space outside of quotes. A comment ends with its line, so that leaving
// it out joins nothing.
func normalise(sql string) string {
	var text strings.Builder
	blank := true
	for piece, is := range pieces(sql) {
		switch is {
		case comment:
		case quoted:
			text.WriteString(piece)
			blank = false
		default:
			blank = squeeze(&text, piece, blank)
		}
	}
	return strings.TrimSpace(text.String())
}

// squeeze writes code with one blank for each stretch of white space, none after
// a blank, and reports whether it ended in one.
func squeeze(into *strings.Builder, code string, blank bool) bool {
	for _, c := range []byte(code) {
		space := strings.IndexByte(" \t\n\f\r", c) >= 0
		switch {
		case !space:
			into.WriteByte(c)
		case !blank:
			into.WriteByte(' ')
		}
		blank = space
	}
	return blank
}

// What a piece of SQL can be.
const (
	code = iota
	quoted
	comment
)

// pieces cuts SQL into code, quoted text and comments to the end of a line.
func pieces(text string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for text != "" {
			length, is := piece(text)
			if !yield(text[:length], is) {
				return
			}
			text = text[length:]
		}
	}
}

// piece measures the first piece.
func piece(text string) (length, is int) {
	switch {
	case strings.HasPrefix(text, "--"):
		if end := strings.IndexByte(text, '\n'); end >= 0 {
			return end, comment
		}
		return len(text), comment
	case strings.ContainsRune("'`\"", rune(text[0])):
		return quote(text), quoted
	}
	for i := range len(text) {
		if strings.HasPrefix(text[i:], "--") || strings.ContainsRune("'`\"", rune(text[i])) {
			return i, code
		}
	}
	return len(text), code
}

// quote measures the quoted text that begins a text.
func quote(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case text[0]:
			return i + 1
		}
	}
	return len(text)
}
