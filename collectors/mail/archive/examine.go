package archive

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"

	"github.com/cespare/xxhash/v2"
	"github.com/klauspost/compress/gzip"

	"goldenratio/collectors/unpack"
)

// A Settler copies a volume's text and makes it the same whenever it holds the
// same mails.
type Settler func(to io.Writer, from io.Reader) error

// A contentError is about what a server sent.
type contentError struct{ error }

func (e *contentError) Unwrap() error { return e.error }

// examine reads a file to its end and returns a sum of its text: what is cut off,
// a bomb or no mail is found here and not later. Where texts are settled, the file
// is written anew.
func (m *Mirror) examine(ctx context.Context, path string) (uint64, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	in, err := unpack.New(ctx, file)
	if err != nil {
		return 0, &contentError{err}
	}
	defer in.Close()
	text := bufio.NewReader(in)
	if page.Match(beginning(text)) {
		return 0, &contentError{errors.New("the server sends a web page in place of mail; it may want a login")}
	}
	sum := xxhash.New()
	if m.Settle == nil {
		if _, err := io.Copy(sum, text); err != nil {
			return 0, &contentError{err}
		}
		return sum.Sum64(), nil
	}
	if err := settle(m.Settle, path, sum, text); err != nil {
		return 0, fmt.Errorf("settle: %w", err)
	}
	return sum.Sum64(), nil
}

var page = regexp.MustCompile(`(?i)^\s*<(?:!doctype|html|\?xml)`)

func beginning(text *bufio.Reader) []byte {
	head, _ := text.Peek(200)
	return bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
}

// settle replaces a file by its settled text, compressed.
func settle(how Settler, path string, sum io.Writer, from io.Reader) error {
	to, err := os.OpenFile(path+".new", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer os.Remove(path + ".new")
	packed := gzip.NewWriter(to)
	err = how(io.MultiWriter(sum, packed), from)
	if err != nil {
		err = &contentError{err}
	}
	if err := errors.Join(err, packed.Close(), to.Sync(), to.Close()); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
