// Package files is the way in which sources made of files are read: logs that grow
// at their end, exports that are made anew, and packages (a folder or a .zip) that
// are one export together. Plain files may be packed by gzip, bzip2, xz or zstd.
//
// A cursor remembers of each file how far it was read and what it held up to
// there. One that grew is read on; one that was changed is read anew, and what it
// held before is withdrawn; so is what a file held that is gone, once all others
// were read, so that one that was only renamed loses nothing.
package files
