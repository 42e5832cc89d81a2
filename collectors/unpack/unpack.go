package unpack

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// Text shrinks to a fifth, the same text over and over to a few hundredths. A
// file that grows beyond maxRatio is made to fill memory or disk.
const (
	maxRatio  = 300
	maxWindow = 128 << 20 // bytes of history that a format may ask for
)

// Allowed is how many bytes any file may grow to, whatever its size.
const Allowed = 256 << 20

// Explodes reports whether a file of so many bytes grows to more than it explains.
func Explodes(packed, unpacked int64) bool { return unpacked > Allowed && unpacked/maxRatio > packed }

// A Stream is a file's content, decompressed.
type Stream struct {
	io.Reader
	Compressed bool
	close      func()
}

// Close gives back what the decompressor holds; the file is the caller's.
func (s *Stream) Close() { s.close() }

// New looks at a file's first bytes, not at its name, and decompresses what
// follows. Reading ends with ctx, and with an error where much more comes out of
// the file than its size explains.
func New(ctx context.Context, file io.Reader) (*Stream, error) {
	raw := &counter{r: Interruptible(ctx, file)}
	in := bufio.NewReaderSize(raw, 256<<10)
	magic, err := in.Peek(6)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	s := &Stream{Compressed: true, close: func() {}}
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		s.Reader, err = gzip.NewReader(in)
	case bytes.HasPrefix(magic, []byte("BZh")):
		s.Reader, err = bzip2.NewReader(in), nil
	case bytes.HasPrefix(magic, []byte{0xfd, '7', 'z', 'X', 'Z', 0}):
		s.Reader, err = openXZ(in)
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		var d *zstd.Decoder
		d, err = zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err == nil {
			s.Reader, s.close = d, d.Close
		}
	default:
		return &Stream{Reader: in, close: func() {}}, nil
	}
	if err != nil {
		return nil, cutOff(err)
	}
	s.Reader = &expansion{r: s.Reader, raw: raw}
	return s, nil
}

// openXZ refuses a dictionary that would not fit into memory, which the package
// would allocate as soon as it is told to. The first block's header says how
// large it is: its size, flags, filter 0x21 with one byte of properties.
func openXZ(in *bufio.Reader) (io.Reader, error) {
	const streamHeader = 12
	head, _ := in.Peek(streamHeader + 20)
	if i := bytes.Index(head[min(len(head), streamHeader+2):], []byte{0x21, 0x01}); i >= 0 {
		if at := streamHeader + 2 + i + 2; at < len(head) {
			bits := head[at]
			if size := uint64(2|bits&1) << (bits/2 + 11); bits > 40 || size > maxWindow {
				return nil, fmt.Errorf("xz: dictionary of %d bytes, limit %d", size, maxWindow)
			}
		}
	}
	return xz.NewReader(in)
}

// cutOff makes the error of a file that ends too early say so.
func cutOff(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("compressed file is cut off: %w", io.ErrUnexpectedEOF)
	}
	return err
}

// Interruptible returns a reader that ends with ctx.
func Interruptible(ctx context.Context, r io.Reader) io.Reader { return &interruptible{ctx, r} }

type interruptible struct {
	ctx context.Context
	r   io.Reader
}

func (i *interruptible) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.r.Read(p)
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// An expansion watches how much comes out of how little.
type expansion struct {
	r   io.Reader
	raw *counter
	n   int64
}

func (e *expansion) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	e.n += int64(n)
	if Explodes(e.raw.n, e.n) {
		return 0, fmt.Errorf("decompresses to more than %d times its size", maxRatio)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = cutOff(err)
	}
	return n, err
}
