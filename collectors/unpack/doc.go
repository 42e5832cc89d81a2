// Package unpack reads files that may be compressed (gzip, bzip2, xz, zstd) and
// come from strangers: what is made to fill memory or disk is an error.
package unpack
