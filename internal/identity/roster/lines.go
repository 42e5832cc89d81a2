package roster

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// longest is the length of a line that is still read.
const longest = 1 << 20

// eachLine reads the lines that are neither empty nor a comment.
func eachLine(r io.Reader, do func(n int, text string) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, longest)
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimSpace(lines.Text())
		if n == 1 {
			text = strings.TrimPrefix(text, "\ufeff")
		}
		if text == "" || text[0] == '#' {
			continue
		}
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			return fmt.Errorf("line %d: it is no text in UTF-8", n)
		}
		if err := do(n, text); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read lines: %w", err)
	}
	return nil
}
