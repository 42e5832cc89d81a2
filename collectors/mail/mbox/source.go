package mbox

import (
	"context"
	"io"
	"os"

	"github.com/cespare/xxhash/v2"

	"goldenratio/collectors/unpack"
)

// A source is an open file, placed where reading begins.
type source struct {
	*unpack.Stream
	file *os.File
	info os.FileInfo
}

func (s *source) close() {
	s.Stream.Close()
	s.file.Close() // it was only read
}

// resume opens a file and goes to where m ended. Where the file is no longer
// the one that m saw, it is read anew as the next generation.
func resume(ctx context.Context, f *File, m *mark) (*source, *mark, error) {
	if m == nil {
		m = &mark{}
	}
	s, err := open(ctx, f.Path)
	if err != nil {
		return nil, nil, err
	}
	fits, err := s.skipTo(ctx, m)
	if err == nil && !fits {
		s.close()
		m = m.next()
		s, err = open(ctx, f.Path)
	}
	if err != nil {
		if s != nil {
			s.close()
		}
		return nil, nil, err
	}
	m.Done = false
	return s, m, nil
}

func open(ctx context.Context, path string) (*source, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		var st *unpack.Stream
		if st, err = unpack.New(ctx, f); err == nil {
			return &source{Stream: st, file: f, info: info}, nil
		}
	}
	f.Close()
	return nil, err
}

// skipTo places the source at m's offset if it still fits m.
func (s *source) skipTo(ctx context.Context, m *mark) (bool, error) {
	if m.Offset == 0 && m.TailBytes == 0 {
		return true, nil
	}
	if !s.Compressed {
		if fits, err := m.fitsPlain(s.file, s.info); err != nil || !fits {
			return false, err
		}
		if _, err := s.file.Seek(m.Offset, io.SeekStart); err != nil {
			return false, err
		}
		s.Reader = unpack.Interruptible(ctx, s.file)
		return true, nil
	}
	if fits, err := m.fitsStream(s); err != nil || !fits {
		return false, err
	}
	again, fits, err := m.fitsTail(s.Reader)
	s.Reader = again
	return fits, err
}

// mark returns the place at offset, before which sum was taken.
func (s *source) mark(offset int64, sum *xxhash.Digest) mark {
	return mark{Offset: offset, Size: s.info.Size(), Modified: s.info.ModTime().UnixNano(), state: *sum}
}

// near completes a mark by what is read of the file once more.
func (s *source) near(m *mark) (err error) {
	if m.Sum, err = m.state.MarshalBinary(); err != nil || s.Compressed {
		return err
	}
	m.Near, err = nearSum(s.file, m.Offset)
	return err
}
