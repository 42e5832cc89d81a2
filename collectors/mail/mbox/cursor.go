package mbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/cespare/xxhash/v2"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/days"
)

// cursorVersion changes when cursors of older programs can no longer be read.
const cursorVersion = 1

// A position is what a cursor holds.
type position struct {
	Version int               `json:"version"`
	Files   map[string]*mark  `json:"files"`
	Gone    map[string]int    `json:"gone,omitempty"`     // files that vanished: their last generation
	Missing map[string]uint64 `json:"missing,omitempty"`  // what was stated of months without a file
	SpanDue bool              `json:"span_due,omitempty"` // files were read since the span was stated
}

// A mark is how far one file was read and by what to recognise it.
//
// The offset of a file read to its end is that of its last mail: a program may
// have been writing it, so it is read again when the file has changed. Days
// counts the mails before the offset.
type mark struct {
	Generation int         `json:"generation,omitempty"` // how often the file was replaced
	Month      int         `json:"month,omitempty"`      // named in the file's name: its first day since 1970
	Size       int64       `json:"size"`
	Modified   int64       `json:"modified"` // Unix nanoseconds
	Done       bool        `json:"done,omitempty"`
	Offset     int64       `json:"offset"`
	Sum        []byte      `json:"sum,omitempty"`  // xxHash's state over all bytes before the offset
	Near       uint64      `json:"near,omitempty"` // of the first and last of these bytes; plain files
	Tail       uint64      `json:"tail,omitempty"` // of the first bytes behind the offset, if Done
	TailBytes  int         `json:"tail_bytes,omitempty"`
	Previous   int         `json:"previous,omitempty"` // day of the message before the offset
	Days       map[int]int `json:"days,omitempty"`     // day since 1970: mails
	Stale      []int       `json:"stale,omitempty"`    // days to state again: their counts may have shrunk
	Replaces   []int       `json:"replaces,omitempty"` // generations that are gone once this one is read

	state xxhash.Digest // what Sum is made of
}

// nearBytes is how much of a plain file is looked at to recognise it.
const nearBytes = 4 << 10

func readCursor(c collectors.Cursor) (*position, error) {
	p := &position{Version: cursorVersion, Files: map[string]*mark{}}
	if len(c) == 0 {
		return p, nil
	}
	if err := json.Unmarshal(c, p); err != nil {
		return nil, fmt.Errorf("mbox cursor: %w", err)
	}
	if p.Version != cursorVersion {
		return nil, fmt.Errorf("mbox cursor: version %d, this program reads %d", p.Version, cursorVersion)
	}
	return p, nil
}

func (p *position) cursor() (collectors.Cursor, error) { return json.Marshal(p) }

// changed returns the files that are not as they were read, and takes note of
// the months in the names of the others.
func (p *position) changed(files []File) (changed []File) {
	for _, f := range files {
		m := p.Files[f.Name]
		if m == nil || !m.unchanged(f.info) {
			changed = append(changed, f)
		}
		if m != nil {
			m.Month = days.Number(f.Month)
		}
	}
	return changed
}

// vanished returns the names of files that were read but are no longer there.
func (p *position) vanished(files []File) (names []string) {
	there := map[string]bool{}
	for _, f := range files {
		there[f.Name] = true
	}
	for name := range p.Files {
		if !there[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// begin returns a copy of the mark from which a file is read; nil: from nothing.
// Origins of a file that had vanished are not used again.
func (p *position) begin(name string) *mark {
	if m := p.Files[name]; m != nil {
		return m.clone()
	}
	if generation, was := p.Gone[name]; was {
		return &mark{Generation: generation + 1}
	}
	return nil
}

// unchanged reports whether a file was read to its end and nothing has happened
// to it since.
func (m *mark) unchanged(info os.FileInfo) bool {
	return m.Done && m.sameStat(info)
}

func (m *mark) sameStat(info os.FileInfo) bool {
	return m.Size == info.Size() && m.Modified == info.ModTime().UnixNano()
}

// next returns the mark from which a file that no longer fits m is read anew.
func (m *mark) next() *mark {
	return &mark{
		Generation: m.Generation + 1,
		Replaces:   append(slices.Clone(m.Replaces), m.Generation),
		Stale:      m.stated(),
	}
}

// moveTo takes over a place in the same file.
func (m *mark) moveTo(end *mark) {
	m.Size, m.Modified, m.Done = end.Size, end.Modified, end.Done
	m.Offset, m.Sum, m.Near, m.Tail, m.TailBytes = end.Offset, end.Sum, end.Near, end.Tail, end.TailBytes
}

// stated returns the days for which a number was or will be stated.
func (m *mark) stated() []int {
	days := slices.Clone(m.Stale)
	for d := range m.Days {
		days = append(days, d)
	}
	slices.Sort(days)
	return slices.Compact(days)
}

func (m *mark) clone() *mark {
	c := *m
	c.Days = make(map[int]int, len(m.Days))
	for d, n := range m.Days {
		c.Days[d] = n
	}
	c.Stale, c.Replaces = slices.Clone(m.Stale), slices.Clone(m.Replaces)
	return &c
}

// fitsPlain reports whether a plain file still begins as it did. Of one that
// only grew, a few KiB at its beginning and around the offset are read; of one
// that was touched or rewritten at the same size, all.
func (m *mark) fitsPlain(f *os.File, info os.FileInfo) (bool, error) {
	if info.Size() < m.Offset+int64(m.TailBytes) {
		return false, nil
	}
	if near, err := nearSum(f, m.Offset); err != nil || near != m.Near {
		return false, err
	}
	if tail, err := sumAt(f, m.Offset, m.TailBytes); err != nil || tail != m.Tail && m.TailBytes > 0 {
		return false, err
	}
	if info.Size() > m.Size || m.sameStat(info) {
		return true, nil
	}
	return m.fitsStream(io.NewSectionReader(f, 0, m.Offset))
}

// fitsStream reads a stream up to the mark's offset and reports whether it is
// what was read before.
func (m *mark) fitsStream(r io.Reader) (bool, error) {
	want, err := m.digest()
	if err != nil {
		return false, err
	}
	got := xxhash.New()
	n, err := io.CopyN(got, r, m.Offset)
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	return n == m.Offset && got.Sum64() == want.Sum64(), err
}

// fitsTail reads the first bytes behind the offset and reports whether they are
// what was there before. It returns a reader that begins with them again.
func (m *mark) fitsTail(r io.Reader) (again io.Reader, fits bool, err error) {
	tail := make([]byte, m.TailBytes)
	n, err := io.ReadFull(r, tail)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, false, err
	}
	fits = n == 0 && m.TailBytes == 0 || xxhash.Sum64(tail[:n]) == m.Tail
	return io.MultiReader(bytes.NewReader(tail[:n]), r), fits, nil
}

// digest returns the hash of all bytes before the offset, to go on with.
func (m *mark) digest() (*xxhash.Digest, error) {
	d := xxhash.New()
	if len(m.Sum) > 0 {
		if err := d.UnmarshalBinary(m.Sum); err != nil {
			return nil, fmt.Errorf("mbox cursor: %w", err)
		}
	}
	return d, nil
}

func nearSum(f *os.File, offset int64) (uint64, error) {
	n := int(min(offset, nearBytes))
	head, err := sumAt(f, 0, n)
	if err != nil {
		return 0, err
	}
	before, err := sumAt(f, offset-int64(n), n)
	return head ^ before<<1, err
}

func sumAt(f *os.File, offset int64, n int) (uint64, error) {
	if n == 0 {
		return 0, nil
	}
	buf := make([]byte, n)
	if _, err := f.ReadAt(buf, offset); err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	return xxhash.Sum64(buf), nil
}
