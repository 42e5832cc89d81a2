package hyperkitty

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
)

// HyperKitty makes each mail anew, as parts with a random boundary between them
// as Python writes it: the text would be another one at each export.
var boundary = regexp.MustCompile(`={15}\d{10,30}==`)

// A mail has a handful of boundaries, a month up to some ten thousand mails.
const maxBoundaries = 1 << 18

// settle copies an export with the boundaries numbered in the order in which they
// come up, so that two exports of the same mails are equal, and one with more
// mails begins with the other. Numbers are as long as what they replace.
func settle(to io.Writer, from io.Reader) error {
	out := bufio.NewWriter(to)
	numbers := map[string][]byte{}
	in := bufio.NewReaderSize(from, 64<<10)
	for {
		line, err := in.ReadSlice('\n')
		if bytes.Contains(line, []byte("===============")) {
			line = boundary.ReplaceAllFunc(line, func(old []byte) []byte { return numbered(numbers, old) })
		}
		if _, failed := out.Write(line); failed != nil {
			return failed
		}
		switch {
		case errors.Is(err, io.EOF):
			return out.Flush()
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return err
		}
	}
}

func numbered(numbers map[string][]byte, old []byte) []byte {
	const frame = len("===============") + len("==")
	known, ok := numbers[string(old)]
	switch {
	case ok:
		return known
	case len(numbers) == maxBoundaries:
		return old
	}
	text := fmt.Appendf(nil, "===============%0*d==", len(old)-frame, len(numbers))
	numbers[string(old)] = text
	return text
}
