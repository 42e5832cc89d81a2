package maildir

import (
	"bytes"
	"io"
	"os"
	"syscall"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/flow"
)

// ReasonIrregular is the reject for what stands among the mails and is no file:
// a link, a pipe, a socket. Nothing of it is read.
const ReasonIrregular = "no regular file"

// read reads a file, of one above the limit only the beginning.
func (f *folder) read(file file, limit int) (flow.Mail, error) {
	at := delivered(file.key)
	m := flow.Mail{Origin: f.origin(file.key), Arrival: at, Envelope: at}
	irregular := &collectors.Reject{Reason: ReasonIrregular}
	if !file.kind.IsRegular() {
		m.Item.Reject = irregular
		return m, nil
	}
	// It may have become something else since: opening a pipe would wait.
	in, err := f.box.root.OpenFile(file.path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return m, err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return m, err
	}
	if !info.Mode().IsRegular() {
		m.Item.Reject = irregular
		return m, nil
	}
	m.Size = info.Size()
	if m.Raw, err = content(in, m.Size, limit); len(m.Raw) > limit && m.Size <= int64(limit) {
		m.Size = int64(len(m.Raw)) // it grew meanwhile, which no mail does
	}
	return m, err
}

// content reads a file of some size: of one above the limit what a reject may
// keep, of any other one byte more than the limit at most.
func content(in io.Reader, size int64, limit int) ([]byte, error) {
	if size > int64(limit) {
		return io.ReadAll(io.LimitReader(in, collectors.MaxRejectBytes))
	}
	var raw bytes.Buffer
	raw.Grow(int(size) + bytes.MinRead)
	_, err := raw.ReadFrom(io.LimitReader(in, int64(limit)+1))
	return raw.Bytes(), err
}
