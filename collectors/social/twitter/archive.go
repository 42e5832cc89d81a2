package twitter

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxValue is how large one value of a file may be: a tweet, a line, a page of the API.
const maxValue = 16 << 20

var errTooLarge = errors.New("a value of more than 16 MiB")

// each calls take with every value of a file: the elements of an array, also behind the
// `window.YTD… =` of an account's archive; or values that stand one behind the other. A
// line that is no JSON costs that line; a file that is cut off fails. Bytes are good
// until take returns.
func each(in io.Reader, take func(raw []byte, err error) error) error {
	b := bufio.NewReaderSize(in, 64<<10)
	if err := skipAssignment(b); err != nil {
		return err
	}
	head, err := b.Peek(1)
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return err
	case head[0] == '[':
		return eachElement(b, take)
	case oneLine(b):
		return eachLine(b, take)
	}
	return eachValue(b, take)
}

// skipAssignment reads on to the first [ or {: before it archives name a variable, and
// editors leave a byte-order mark.
func skipAssignment(b *bufio.Reader) error {
	const most = 200
	head, err := b.Peek(most)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	at := bytes.IndexAny(head, "[{")
	if at < 0 && len(bytes.TrimSpace(head)) == 0 && len(head) < most {
		at = len(head)
	}
	if at < 0 {
		return errors.New("no tweets in JSON: the file begins with neither [ nor {")
	}
	_, err = b.Discard(at)
	return err
}

// oneLine reports whether the first line is a value of its own. One that is longer than
// the buffer was not broken to be read.
func oneLine(b *bufio.Reader) bool {
	head, err := b.Peek(b.Size())
	if end := bytes.IndexByte(head, '\n'); end >= 0 {
		return json.Valid(head[:end])
	}
	return err == nil
}

// eachLine reads a value a line, or what should be one.
func eachLine(b *bufio.Reader, take func([]byte, error) error) error {
	for {
		line, err := readLine(b)
		ended := errors.Is(err, io.EOF)
		if err != nil && !ended && !errors.Is(err, errTooLarge) {
			return err
		}
		line = bytes.TrimSpace(line)
		switch {
		case errors.Is(err, errTooLarge):
			err = take(line, errTooLarge)
		case len(line) == 0:
			err = nil
		default:
			err = take(line, nil)
		}
		if err != nil || ended {
			return err
		}
	}
}

// readLine reads a line. One that is too long is cut, and an error.
func readLine(b *bufio.Reader) (line []byte, err error) {
	for {
		part, err := b.ReadSlice('\n')
		if room := maxValue + 1 - len(line); room > 0 {
			line = append(line, part[:min(len(part), room)]...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err == nil && len(line) > maxValue {
			err = errTooLarge
		}
		return line, err
	}
}

// eachElement reads an array.
func eachElement(b *bufio.Reader, take func([]byte, error) error) error {
	limit := &budget{in: b, left: maxValue}
	d := json.NewDecoder(limit)
	if _, err := d.Token(); err != nil {
		return err
	}
	for n := 1; d.More(); n++ {
		var raw json.RawMessage
		limit.left = maxValue
		if err := d.Decode(&raw); err != nil {
			return fmt.Errorf("read tweet %d: %w", n, cut(err))
		}
		if err := take(raw, nil); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return fmt.Errorf("read to the array's end: %w", cut(err))
	}
	limit.left = maxValue
	rest, err := io.ReadAll(io.LimitReader(io.MultiReader(d.Buffered(), b), 100))
	if err == nil && len(bytes.Trim(rest, "; \t\r\n")) > 0 {
		err = errors.New("something stands behind the array of tweets")
	}
	return err
}

// eachValue reads values one behind the other.
func eachValue(b *bufio.Reader, take func([]byte, error) error) error {
	limit := &budget{in: b}
	d := json.NewDecoder(limit)
	for n := 1; ; n++ {
		var raw json.RawMessage
		limit.left = maxValue
		err := d.Decode(&raw)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read value %d: %w", n, cut(err))
		}
		if err := take(raw, nil); err != nil {
			return err
		}
	}
}

// A budget bounds what a decoder reads for one value.
type budget struct {
	in   io.Reader
	left int
}

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLarge
	}
	n, err := b.in.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// cut is an end where none should be.
func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
