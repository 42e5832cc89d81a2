package files

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"time"

	"github.com/cespare/xxhash/v2"

	"goldenratio/collectors/paths"
	"goldenratio/collectors/unpack"
)

// An opened file is plain, or a package.
type opened struct {
	size     int64
	modified time.Time
	stream   io.Reader      // of a plain file, unpacked
	fsys     fs.FS          // of a package
	sum      uint64         // of a package
	digest   *xxhash.Digest // of what was read of the stream
	close    func()
}

// open opens a file, a folder, or a zip file where the format takes packages.
func open(ctx context.Context, p paths.Path, packages bool) (*opened, error) {
	if p.Info.IsDir() {
		return openFolder(ctx, p.Path)
	}
	file, err := os.Open(p.Path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, err
	}
	o := &opened{size: info.Size(), modified: info.ModTime(), digest: xxhash.New(), close: func() { file.Close() }}
	if packages && zipped(file) {
		err = o.unzip(ctx, file)
	} else {
		err = o.plain(ctx, file)
	}
	if err != nil {
		o.close()
		return nil, fmt.Errorf("open %s: %w", p.Name, err)
	}
	return o, nil
}

func (o *opened) plain(ctx context.Context, file *os.File) error {
	stream, err := unpack.New(ctx, file)
	if err != nil {
		return err
	}
	o.stream, o.close = stream, func() { stream.Close(); file.Close() }
	return nil
}

// zipped reports whether a file begins as zip files do.
func zipped(file *os.File) bool {
	magic := make([]byte, 4)
	_, err := file.ReadAt(magic, 0)
	return err == nil && string(magic) == "PK\x03\x04"
}

func (o *opened) unzip(ctx context.Context, file *os.File) error {
	sum := xxhash.New()
	if _, err := io.Copy(sum, unpack.Interruptible(ctx, file)); err != nil {
		return err
	}
	archive, err := zip.NewReader(file, o.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return err
	}
	for _, member := range archive.File {
		if unpack.Explodes(int64(min(member.CompressedSize64, math.MaxInt64)), int64(min(member.UncompressedSize64, math.MaxInt64))) {
			return fmt.Errorf("a member of %d bytes grows to %d", member.CompressedSize64, member.UncompressedSize64)
		}
	}
	o.fsys, o.sum = archive, sum.Sum64()
	return nil
}

// openFolder takes a folder as it is: by its files' names, sizes and times it is
// recognised.
func openFolder(ctx context.Context, path string) (*opened, error) {
	o := &opened{fsys: os.DirFS(path), close: func() {}}
	sum := xxhash.New()
	err := fs.WalkDir(o.fsys, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		o.size += info.Size()
		if info.ModTime().After(o.modified) {
			o.modified = info.ModTime()
		}
		fmt.Fprintf(sum, "%q %d %d\n", path, info.Size(), info.ModTime().UnixNano())
		return ctx.Err()
	})
	o.sum = sum.Sum64()
	return o, err
}

// What there is to read of a file that was read before.
type fit int

const (
	replaced fit = iota // all: it is another one
	grown               // what follows the mark
	settled             // nothing
)

// fits compares a file with its mark, and places its stream behind what was read.
func (o *opened) fits(m *mark) (fit, error) {
	switch {
	case m.Packed != (o.fsys != nil) || m.Packed && m.Sum != o.sum:
		return replaced, nil
	case m.Packed && m.Done:
		return settled, nil
	case m.Packed:
		return grown, nil
	case m.Closed && !m.Done: // it is read whole or not at all
		if !m.sameStat(o.size, o.modified) {
			return replaced, nil
		}
		m.restart()
		return grown, nil
	}
	return o.skip(m)
}

// skip reads what was read before, to see whether it is still that.
func (o *opened) skip(m *mark) (fit, error) {
	n, err := io.CopyN(o.digest, o.stream, m.Offset)
	if err != nil && !errors.Is(err, io.EOF) {
		return replaced, err
	}
	if n != m.Offset || o.digest.Sum64() != m.Sum {
		return replaced, nil
	}
	if !m.Closed {
		return grown, nil
	}
	more, err := io.CopyN(io.Discard, o.stream, 1)
	switch {
	case more > 0:
		return replaced, nil
	case errors.Is(err, io.EOF):
		return settled, nil
	}
	return replaced, err
}

// stamp notes in a mark which file it is of.
func (o *opened) stamp(m *mark) {
	m.Size, m.Modified = o.size, o.modified.UnixNano()
	m.Packed = o.fsys != nil
	if m.Packed {
		m.Sum = o.sum
	}
}
