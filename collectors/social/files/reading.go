package files

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/cespare/xxhash/v2"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/unpack"
)

// A Reading is a file being read, or a package of files.
type Reading struct {
	Path   string    // as it was found
	Name   string    // in origins: below the configuration's folder, without addresses
	Stream io.Reader // a plain file's content, unpacked; nil of a package
	FS     fs.FS     // a package's content; nil of a plain file

	box    *outbox.Box
	mark   *mark
	plain  io.Reader // Stream, unwatched
	digest *xxhash.Digest
	read   int64             // bytes of Stream
	lines  bool              // Lines reads
	state  any               // of Lines
	member string            // of Members, the one being read
	tally  map[string]uint64 // by day, of what the mark does not count yet
}

// Take hands over one item. Its origin is made of the file's name and the place in
// it (or in the package's member that is being read), where no other item stands.
func (r *Reading) Take(place string, item collectors.Item) error {
	if r.member != "" {
		place = redact.Origin(r.member) + ":" + place
	}
	item.Origin = prefix(r.Name, r.mark.Generation) + place
	if !item.Day.IsZero() {
		r.tally[item.Day.Format(time.DateOnly)]++
	}
	if r.lines {
		r.count()
	}
	return r.box.Add(item)
}

// Again opens a plain file once more from its beginning, for formats that must look
// through it before they can read it.
func (r *Reading) Again(ctx context.Context) (io.ReadCloser, error) {
	file, err := os.Open(r.Path)
	if err != nil {
		return nil, err
	}
	stream, err := unpack.New(ctx, file)
	if err != nil {
		file.Close()
		return nil, err
	}
	return &again{stream, file}, nil
}

type again struct {
	*unpack.Stream
	file *os.File
}

func (a *again) Close() error {
	a.Stream.Close()
	return a.file.Close()
}

// count takes what was tallied into the mark.
func (r *Reading) count() {
	r.mark.count(r.tally)
	clear(r.tally)
}

// keep takes the state of Lines into the mark.
func (r *Reading) keep() (err error) {
	if r.state != nil {
		r.mark.State, err = json.Marshal(r.state)
	}
	return err
}

// watched is a plain file's content as formats read it, which is hashed.
type watched struct{ r *Reading }

func (w watched) Read(p []byte) (int, error) {
	n, err := w.r.plain.Read(p)
	w.r.digest.Write(p[:n])
	w.r.read += int64(n)
	return n, err
}

// whole reads what a format has left of a plain file, so that all of it is known.
func (r *Reading) whole() error {
	if r.lines || r.plain == nil {
		return nil
	}
	if _, err := io.Copy(io.Discard, r.Stream); err != nil {
		return err
	}
	r.mark.Offset, r.mark.Sum = r.read, r.digest.Sum64()
	return nil
}

// A Line is one of a file that grows at its end.
type Line struct {
	Offset int64
	Text   []byte // without its end; valid until the next line
	Cut    bool   // Text is only its beginning
	Last   bool   // it has no end yet
}

// Lines reads a plain file line by line, from where it was left. What must be known
// of the lines before to understand the next is in state, a pointer to what JSON can
// keep: it is filled before the first line. read makes an item of a line, or none.
// Of a line, limit bytes are read.
func (r *Reading) Lines(ctx context.Context, limit int, state any, read func(Line) *collectors.Item) (err error) {
	if len(r.mark.State) > 0 {
		if err := json.Unmarshal(r.mark.State, state); err != nil {
			return fmt.Errorf("cursor of files: %w", err)
		}
	}
	r.lines, r.state, r.mark.Closed = true, state, false
	defer func() { err = errors.Join(err, r.keep()) }()
	in := bufio.NewReaderSize(r.plain, 64<<10)
	for {
		line, size, err := r.line(in, limit)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if size == 0 {
			return nil
		}
		line.Offset = r.mark.Offset
		r.mark.Offset += size
		r.mark.Sum, r.mark.Closed = r.digest.Sum64(), line.Last
		if item := read(line); item != nil {
			if err := r.Take(strconv.FormatInt(line.Offset, 10), *item); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// line reads up to the next line end. size is that of all it has read.
func (r *Reading) line(in *bufio.Reader, limit int) (line Line, size int64, err error) {
	for {
		part, err := in.ReadSlice('\n')
		r.digest.Write(part)
		size += int64(len(part))
		line.Last = err != nil
		text := trimEnd(part, err == nil)
		room := limit - len(line.Text)
		line.Cut = line.Cut || len(text) > room
		line.Text = append(line.Text, text[:min(len(text), room)]...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, size, err
		}
	}
}

func trimEnd(part []byte, ended bool) []byte {
	if !ended {
		return part
	}
	part = part[:len(part)-1]
	if n := len(part); n > 0 && part[n-1] == '\r' {
		part = part[:n-1]
	}
	return part
}

// Members reads those files of a package whose paths are wanted, in the order of
// their paths.
func (r *Reading) Members(ctx context.Context, want func(path string) bool, read func(path string, in io.Reader) error) error {
	var paths []string
	err := fs.WalkDir(r.FS, ".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && want(path) {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	slices.Sort(paths)
	for _, path := range paths {
		if path <= r.mark.Member {
			continue
		}
		if err := r.readMember(ctx, path, read); err != nil {
			return fmt.Errorf("%s: %w", redact.Origin(path), err)
		}
	}
	return nil
}

func (r *Reading) readMember(ctx context.Context, path string, read func(path string, in io.Reader) error) error {
	file, err := r.FS.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // it was only read
	stream, err := unpack.New(ctx, file)
	if err != nil {
		return err
	}
	defer stream.Close()
	r.member = path
	defer func() { r.member = "" }()
	if err := read(path, stream); err != nil {
		return err
	}
	r.count()
	r.mark.Member = path
	return ctx.Err()
}
