package mbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/cespare/xxhash/v2"

	"goldenratio/collectors"
)

// chunkSize is how much a Reader reads at a time.
const chunkSize = 1 << 20

// maxBlank bounds the empty lines that are held, beginBytes what of a frame is
// hashed to recognise it.
const (
	maxBlank   = 1 << 20
	beginBytes = 4 << 10
)

// A Frame is one mail as it stands in an mbox.
type Frame struct {
	Offset   int64     // of its From_ line in the (uncompressed) file, or of empty lines before it
	Size     int64     // bytes up to the next mail, From_ line included
	Envelope time.Time // the From_ line's date; zero where there is none
	Raw      []byte    // the mail, without quoting of From lines and the blank line behind it
	TooLarge bool      // Raw is only the beginning
	Stray    bool      // text before the first mail that is no mail
}

// A Reader cuts an mbox into frames. It holds one chunk, or one mail where that
// is larger, but never more than the largest mail allowed.
type Reader struct {
	src   io.Reader
	max   int
	chunk int       // how much is read at a time
	tap   io.Writer // is given each frame's bytes as they stand in the file

	begin      uint64 // hash of the last frame's first beginBytes, as they stand in the file
	beginBytes int

	buf    []byte // unread bytes are buf[pos:]
	pos    int
	offset int64 // of buf[pos] in the file
	err    error // from src, met when buf runs out
}

// NewReader returns a Reader of src, whose first byte stands at offset of its
// file. Mails above limit bytes are skipped without being held.
func NewReader(src io.Reader, offset int64, limit int) *Reader {
	return &Reader{src: src, max: limit, chunk: chunkSize, offset: offset}
}

// Next returns the next frame, or io.EOF behind the last. The frame's bytes are
// the caller's to keep. An error of the source is returned in place of the mail
// that it cuts off.
func (r *Reader) Next() (Frame, error) {
	f := Frame{Offset: r.offset}
	blank, err := r.blank()
	if err != nil {
		return f, errors.Join(err, r.consume(blank))
	}
	line := r.line(blank)
	first := blank // where the mail begins in the frame
	if date, ok := separator(line); ok || bytes.HasPrefix(line, fromSpace) && r.startsMail(blank) {
		f.Envelope = date
		first += len(line)
	} else {
		// A lone mail without From_ line, such as an .eml, is one all the same.
		f.Stray = !headerLine(line)
	}
	end, err := r.findEnd(first)
	if err != nil && !errors.Is(err, errTooLarge) {
		return f, err
	}
	tooLarge := err != nil
	if tooLarge { // what is kept of it must not depend on how much was read ahead
		end = r.ahead(first + collectors.MaxRejectBytes)
	}
	unread := r.buf[r.pos:]
	r.beginBytes = min(end, beginBytes)
	r.begin = xxhash.Sum64(unread[:r.beginBytes])
	if tooLarge {
		return r.skip(f, first)
	}
	if err := r.consume(end); err != nil {
		return f, err
	}
	f.Size = int64(end)
	f.Raw = unquote(trimEnd(unread[first:end]))
	return f, nil
}

var (
	fromSpace   = []byte("From ")
	fromInText  = []byte("\nFrom ")
	errTooLarge = errors.New("mail above the limit")
)

// blank returns how many line ends stand before the next mail. Its error is
// io.EOF if nothing else follows.
func (r *Reader) blank() (int, error) {
	for n := 0; ; n++ {
		for r.pos+n == len(r.buf) {
			if n > maxBlank {
				if err := r.consume(n); err != nil {
					return 0, err
				}
				n = 0
			}
			if err := r.fill(); err != nil {
				return n, err
			}
		}
		if c := r.buf[r.pos+n]; c != '\n' && c != '\r' {
			return n, nil
		}
	}
}

// fill reads more. It moves what is unread to a new buffer, so that frames
// handed out keep theirs.
func (r *Reader) fill() error {
	if r.err != nil {
		return r.err
	}
	unread := r.buf[r.pos:]
	if cap(r.buf)-len(r.buf) < r.chunk/4+1 || r.pos == len(r.buf) {
		size := max(r.chunk, len(unread)+len(unread)/2)
		next := make([]byte, len(unread), size)
		copy(next, unread)
		r.buf, r.pos = next, 0
	}
	n, err := io.ReadAtLeast(r.src, r.buf[len(r.buf):cap(r.buf)], 1)
	r.buf = r.buf[:len(r.buf)+n]
	if err != nil {
		r.err = err
		if n == 0 {
			return err
		}
	}
	return nil
}

// ahead reads until n bytes are there, or no more come, and returns how many are.
func (r *Reader) ahead(n int) int {
	for len(r.buf)-r.pos < n && r.fill() == nil {
	}
	return min(n, len(r.buf)-r.pos)
}

// line returns the line at bytes behind the position, with its end, read as far
// as need be and a line may go.
func (r *Reader) line(at int) []byte {
	const longest = 1000
	for {
		rest := r.buf[r.pos+at:]
		if n := bytes.IndexByte(rest, '\n'); n >= 0 {
			return rest[:n+1]
		}
		if len(rest) > longest || r.fill() != nil {
			return r.buf[r.pos+at:]
		}
	}
}

// startsMail reports whether a header follows the file's first line, which says
// From but has no date.
func (r *Reader) startsMail(at int) bool {
	n := len(r.line(at))
	return r.offset == 0 && headerLine(r.line(at+n))
}

// findEnd returns the length of the frame that begins at buf[pos] and whose
// mail begins first bytes later.
func (r *Reader) findEnd(first int) (int, error) {
	searched := max(first-1, 0)
	for {
		unread := r.buf[r.pos:]
		i := bytes.Index(unread[min(searched, len(unread)):], fromInText)
		if i < 0 {
			// the next From_ line may have begun, and be cut off
			if len(unread)-len(fromInText) >= r.max+first {
				return 0, errTooLarge
			}
			searched = max(len(unread)-len(fromInText), searched)
			if err := r.fill(); errors.Is(err, io.EOF) {
				return r.fits(first, len(r.buf)-r.pos)
			} else if err != nil {
				return 0, err
			}
			continue
		}
		end := searched + i + 1
		if !r.separates(end) {
			searched = end
			continue
		}
		if stated, ok := r.stated(first, end); ok {
			end = stated
		}
		return r.fits(first, end)
	}
}

// fits gives back the length of a frame whose mail is within the limit.
func (r *Reader) fits(first, end int) (int, error) {
	if end > r.max+first {
		return 0, errTooLarge
	}
	return end, nil
}

// separates reports whether the line that begins at buf[pos+at:] begins the
// next mail: it must have a date, and either an empty line before it or a
// header after it. Bodies hold lines that begin with From, and Pipermail leaves
// out the empty line behind a scrubbed attachment.
func (r *Reader) separates(at int) bool {
	line := r.line(at)
	if _, ok := separator(line); !ok {
		return false
	}
	before := bytes.TrimSuffix(r.buf[r.pos:r.pos+at-1], []byte{'\r'})
	if len(before) == 0 || before[len(before)-1] == '\n' {
		return true
	}
	return headerLine(r.line(at + len(line)))
}

// stated returns the frame's length as a Content-Length header gives it (mboxcl
// and mboxcl2), if a From_ line stands inside of it and it leads to another, or
// to the file's end.
func (r *Reader) stated(first, end int) (int, bool) {
	mail := r.buf[r.pos+first : r.pos+end]
	body := bytes.Index(mail, []byte("\n\n")) + 2
	if body < 2 {
		if body = bytes.Index(mail, []byte("\r\n\r\n")) + 4; body < 4 {
			return 0, false
		}
	}
	n := contentLength(mail[:body])
	if n <= 0 || n > r.max || first+body+n <= end {
		return 0, false
	}
	for stated := first + body + n; ; {
		if stated+2 < len(r.buf)-r.pos {
			for r.buf[r.pos+stated] == '\n' || r.buf[r.pos+stated] == '\r' {
				if stated++; stated == len(r.buf)-r.pos {
					break
				}
			}
			_, ok := separator(r.line(stated))
			return stated, ok
		}
		if r.fill() != nil {
			return len(r.buf) - r.pos, stated <= len(r.buf)-r.pos
		}
	}
}

// contentLength returns the Content-Length that a header states, or 0.
func contentLength(header []byte) int {
	for _, name := range [...]string{"\nContent-Length:", "\nContent-length:"} {
		if i := bytes.Index(header, []byte(name)); i >= 0 {
			value, _, _ := bytes.Cut(header[i+len(name):], []byte{'\n'})
			n, err := strconv.ParseUint(string(bytes.TrimSpace(value)), 10, 31)
			if err != nil {
				return 0
			}
			return int(n)
		}
	}
	return 0
}

// skip passes over a mail above the limit and keeps its beginning.
func (r *Reader) skip(f Frame, first int) (Frame, error) {
	const kept = 64 // bytes before a From_ line that separates looks at, and more
	f.TooLarge = true
	f.Raw = bytes.Clone(r.buf[r.pos+first : min(len(r.buf), r.pos+first+collectors.MaxRejectBytes)])
	for searched := max(first-1, 0); ; {
		unread := r.buf[r.pos:]
		if i := bytes.Index(unread[min(searched, len(unread)):], fromInText); i >= 0 {
			searched += i + 1
			if r.separates(searched) {
				return r.skipped(f, first, searched)
			}
			continue
		}
		if n := len(unread) - kept; n > 0 {
			if err := r.consume(n); err != nil {
				return Frame{}, err
			}
			searched = kept - len(fromInText)
		}
		if err := r.fill(); errors.Is(err, io.EOF) {
			return r.skipped(f, first, len(r.buf)-r.pos)
		} else if err != nil {
			return Frame{}, err
		}
	}
}

// skipped ends a frame that was passed over n bytes from here.
func (r *Reader) skipped(f Frame, first, n int) (Frame, error) {
	err := r.consume(n)
	f.Size = r.offset - f.Offset
	f.Raw = f.Raw[:min(int64(len(f.Raw)), f.Size-int64(first))]
	return f, err
}

// consume steps over n bytes.
func (r *Reader) consume(n int) error {
	if r.tap != nil && n > 0 {
		if _, err := r.tap.Write(r.buf[r.pos : r.pos+n]); err != nil {
			return fmt.Errorf("take note of what was read: %w", err)
		}
	}
	r.pos += n
	r.offset += int64(n)
	return nil
}

// trimEnd takes off the empty line that separates a mail from the next.
func trimEnd(mail []byte) []byte {
	if bytes.HasSuffix(mail, []byte("\r\n\r\n")) {
		return mail[:len(mail)-2]
	}
	if bytes.HasSuffix(mail, []byte("\n\n")) {
		return mail[:len(mail)-1]
	}
	return mail
}

// unquote takes one > off lines that begin with >…>From, in place, as mboxrd
// wants it. In mboxo that is right for >From, the only line it quotes.
func unquote(mail []byte) []byte {
	at := bytes.Index(mail, []byte(">From "))
	if at < 0 {
		return mail
	}
	out := mail[:0]
	taken := 0
	for at >= 0 {
		line := bytes.LastIndexByte(mail[:at], '\n') + 1
		if line >= taken && len(bytes.Trim(mail[line:at], ">")) == 0 && line > 0 {
			out = append(out, mail[taken:line]...)
			taken = line + 1
		}
		next := bytes.Index(mail[at+1:], []byte(">From "))
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return append(out, mail[taken:]...)
}
