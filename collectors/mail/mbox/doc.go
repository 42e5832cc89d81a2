// Package mbox collects mail from mbox files: plain or compressed (gzip, bzip2,
// xz, zstd), in any of the dialects mboxo, mboxrd, mboxcl and mboxcl2, with
// Unix or DOS line ends, as Mailman, public-inbox, Pipermail and mail programs
// write them.
//
// A file is read as a stream and cut into mails by a Reader; the mails are
// parsed on all cores and emitted in the order of the files. Between runs a
// cursor remembers how far each file was read and by which bytes to recognise
// it, so that only what is new is read again. A file that is gone is withdrawn
// once all others were read, so that one that was only renamed loses no mail.
package mbox
