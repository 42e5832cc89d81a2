package patchid

import (
	"bytes"
	"crypto/sha1" // git's own choice; nothing here depends on its strength
	"crypto/sha256"
	"encoding/hex"
	"hash"
)

// A Sum computes the id of one diff after the other. Begin starts one; then File
// takes the line that begins a file, Header the lines between it and the file's
// first hunk, Line those inside of hunks, and ID ends it. A line may come in
// pieces, first with the first of them; an @@ line does not come at all.
//
// It follows git 2.39 and later to the letter, oddities included, so that ids
// compare with those that other tools computed:
//   - a file without a text hunk (a pure rename, a new mode) is hashed together
//     with the file after it;
//   - of a binary file only its header and object ids count, and the `diff`
//     line of the file after it is left out;
//   - a line counts up to its first NUL.
type Sum struct {
	hash   hash.Hash
	sum    [sha256.Size]byte
	buf    []byte
	digest []byte
	hashed bool // at least one line was

	text   bool // the file has hunks
	binary bool // the file is binary
	cut    bool // a NUL ended the line
	ids    []byte
}

// Begin starts a new diff. Repositories with SHA-256 ids hash with it too.
func (p *Sum) Begin(idLen int) {
	if p.hash == nil {
		p.hash = sha1.New()
		if idLen == 2*sha256.Size {
			p.hash = sha256.New()
		}
	}
	p.hash.Reset()
	clear(p.sum[:])
	p.buf = p.buf[:0]
	p.hashed, p.text, p.binary, p.cut = false, false, false, false
}

// File takes the line that begins a file: `diff --git a/x b/x`, `diff -u x y`.
func (p *Sum) File(line []byte, first bool) {
	if p.binary {
		// The line stays out, all pieces of it.
		p.binary, p.text, p.cut = false, false, true
		return
	}
	if first && p.text {
		p.flush()
		p.text = false
	}
	p.Line(line, first)
}

// Header takes a line between a file's first and its first hunk.
func (p *Sum) Header(line []byte, first bool) {
	if p.binary {
		return
	}
	switch {
	case !first:
		p.Line(line, false)
	case bytes.HasPrefix(line, []byte("index ")):
		p.ids = appendIDs(p.ids[:0], line[len("index "):])
		p.cut = true
	case bytes.HasPrefix(line, []byte("Binary files")), bytes.HasPrefix(line, []byte("GIT binary patch")):
		p.buf = append(p.buf, p.ids...)
		p.flush()
		p.binary = true
	default:
		p.text = p.text || bytes.HasPrefix(line, []byte("--- "))
		p.Line(line, true)
	}
}

// appendIDs appends the two object ids of an index line.
func appendIDs(dst, line []byte) []byte {
	before, rest, _ := bytes.Cut(bytes.TrimRight(line, "\n"), []byte(".."))
	after, _, _ := bytes.Cut(rest, []byte(" "))
	return append(append(dst, before...), after...)
}

// Line takes a line of a hunk, or a piece of one; first says that it is the
// line's first.
func (p *Sum) Line(line []byte, first bool) {
	if first {
		p.cut = false
	}
	if p.cut {
		return
	}
	if i := bytes.IndexByte(line, 0); i >= 0 {
		line, p.cut = line[:i], true
	}
	n := len(p.buf)
	p.buf = appendDense(p.buf, line)
	p.hashed = p.hashed || len(p.buf) > n
	if len(p.buf) > 16<<10 {
		p.hash.Write(p.buf)
		p.buf = p.buf[:0]
	}
}

// appendDense appends line without its white space. It runs over every byte of
// every diff: no branch depends on the bytes.
func appendDense(dst, line []byte) []byte {
	n := len(dst)
	if cap(dst)-n < len(line) {
		dst = append(make([]byte, 0, 2*(n+len(line))+(4<<10)), dst...)
	}
	dst = dst[:n+len(line)]
	for _, c := range line {
		dst[n] = c
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			n++
		}
	}
	return dst[:n]
}

// flush adds the hash of what came since the last flush to the sum: so the
// order of the files does not matter.
func (p *Sum) flush() {
	p.hash.Write(p.buf)
	p.buf = p.buf[:0]
	p.digest = p.hash.Sum(p.digest[:0])
	p.hash.Reset()
	carry := uint16(0)
	for i, b := range p.digest {
		carry += uint16(p.sum[i]) + uint16(b)
		p.sum[i] = byte(carry)
		carry >>= 8
	}
}

// ID returns the id, empty for an empty diff.
func (p *Sum) ID() string {
	if !p.hashed {
		return ""
	}
	p.flush()
	return hex.EncodeToString(p.sum[:p.hash.Size()])
}
