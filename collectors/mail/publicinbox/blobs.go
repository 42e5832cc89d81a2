package publicinbox

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/flow"
	"goldenratio/collectors/plumbing"
)

// A blobs reads blobs of one epoch by their ids.
type blobs struct {
	ask    *os.File
	answer *bufio.Reader
	git    *plumbing.Process
}

// openBlobs starts git. The caller calls close in any case.
func openBlobs(ctx context.Context, repo *plumbing.Repository) (*blobs, error) {
	stdin, ask, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer stdin.Close()
	git, err := repo.Objects.Start(ctx, stdin, "cat-file", "--batch")
	if err != nil {
		ask.Close()
		return nil, err
	}
	return &blobs{ask: ask, answer: bufio.NewReaderSize(git, 256<<10), git: git}, nil
}

// close ends git and returns err, with what git said where there is one.
func (b *blobs) close(ctx context.Context, err error) error {
	b.ask.Close()
	return errors.Join(err, b.git.End(ctx, err))
}

// mail reads the mail of an event, of one above the limit only what a reject
// may keep.
func (b *blobs) mail(e *event, limit int) (flow.Mail, error) {
	m := flow.Mail{Arrival: e.committed, Envelope: e.authored}
	if _, err := b.ask.WriteString(e.blob + "\n"); err != nil {
		return m, fmt.Errorf("read blob %s: %w", e.blob, err)
	}
	var err error
	if m.Raw, m.Size, err = readBlob(b.answer, limit); err != nil {
		return m, fmt.Errorf("read blob %s: %w", e.blob, err)
	}
	return m, nil
}

// readBlob reads one answer of git.
func readBlob(in *bufio.Reader, limit int) (raw []byte, size int64, err error) {
	head, err := in.ReadSlice('\n')
	if err != nil {
		return nil, 0, err
	}
	f := strings.Fields(string(head))
	if len(f) != 3 || f[1] != "blob" {
		return nil, 0, fmt.Errorf("git says %q", bytes.TrimSpace(head))
	}
	size, err = strconv.ParseInt(f[2], 10, 64)
	if err != nil || size < 0 {
		return nil, 0, fmt.Errorf("git says %q", bytes.TrimSpace(head))
	}
	kept := size
	if size > int64(limit) {
		kept = min(size, collectors.MaxRejectBytes)
	}
	raw = make([]byte, kept)
	if _, err = io.ReadFull(in, raw); err == nil {
		_, err = io.CopyN(io.Discard, in, size-kept+1) // and the line's end
	}
	return raw, size, err
}
