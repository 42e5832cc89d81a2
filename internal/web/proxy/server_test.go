package proxy_test

import (
	"errors"
	"testing"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/engine"
	"goldenratio/internal/warehouse/warehousetest"
)

// TestServer opens the engine as the server that it also is: others are passed
// on to one only as a user of its own, and over HTTP only.
func TestServer(t *testing.T) {
	data := t.TempDir()
	warehousetest.OpenAt(t, data)
	options := warehousetest.Options(t, data)
	lease, err := engine.Acquire(t.Context(), options.Engine)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lease.Close(t.Context()) }) // the other one ends the engine
	at, err := lease.Endpoint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		server, reader, address string
	}{
		{"http://" + at.HTTP + "/", at.Reader, "http://" + at.HTTP},
		{"http://" + at.HTTP, "", ""},
		{"http://" + at.HTTP, at.User, ""},
		{"clickhouse://" + at.Native, at.Reader, ""},
	} {
		store, err := warehouse.Open(t.Context(), warehouse.Options{
			Server: test.server, User: at.User, Password: at.Password, Reader: test.reader, ReaderPassword: at.ReaderPassword,
			Key: options.Key, Locks: t.TempDir(), Now: options.Now, Log: options.Log,
		})
		if err != nil {
			t.Fatalf("%s: %v", test.server, err)
		}
		reader, err := store.ReaderHTTP(t.Context())
		if reader.Address != test.address || (err == nil) != (test.address != "") || err != nil && !errors.Is(err, warehouse.ErrNoReader) {
			t.Errorf("%s as %q: passed on to %q, %v", test.server, test.reader, reader.Address, err)
		}
		if err := store.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}
