// Package area reads the files in which projects write down who looks after
// which part of the code: MAINTAINERS as Linux, Xen and QEMU have it, and
// CODEOWNERS of GitHub and of GitLab, with or without sections.
//
// Their patterns differ; what this package gives has one language. A pattern is
// a path in which * and ? stand for anything but a slash and ** for anything. A
// pattern that ends in a slash holds all that lies below; one whose last part
// has neither * nor ? holds the file of that name and all below a folder of
// that name.
package area
