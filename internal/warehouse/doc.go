// Package warehouse is the store: ClickHouse, run as an embedded engine or as
// a server somewhere else. It owns the schema, writes what collectors emit
// exactly once, and reads rows for everybody else.
package warehouse
