// Package target holds a compute's numbers against the targets that the
// community set itself in its configuration.
package target
