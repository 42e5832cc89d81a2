//go:build !linux

package engine

import (
	"context"
	"net"
)

// Lease is never made on this platform.
type Lease struct{}

// Acquire fails: the embedded engine does not run on this platform.
func Acquire(context.Context, Options) (*Lease, error) { return nil, ErrUnsupported }

// Endpoint fails like Acquire.
func (*Lease) Endpoint(context.Context) (Endpoint, error) { return Endpoint{}, ErrUnsupported }

// Dial fails like Acquire.
func (*Lease) Dial(context.Context, string) (net.Conn, error) { return nil, ErrUnsupported }

// DialHTTP fails like Acquire.
func (*Lease) DialHTTP(context.Context, string, string) (net.Conn, error) { return nil, ErrUnsupported }

// Owner reports false.
func (*Lease) Owner() bool { return false }

// Close does nothing.
func (*Lease) Close(context.Context) error { return nil }
