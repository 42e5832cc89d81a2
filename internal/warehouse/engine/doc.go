// Package engine runs the embedded ClickHouse: it starts and supervises the
// child program goldenratio-engine, and gives every process that shares a data
// directory the way to it.
//
// One process owns the engine: the one that holds the lock on
// DATA/engine.lock. It starts the child, publishes its addresses in
// DATA/engine.json, and starts it again should it end. The other processes
// attach: they read the addresses. When the owner goes, its child goes with it,
// and the first process that next needs the engine takes the lock and becomes
// the owner. Clients therefore dial through [Lease.Dial], never by a remembered
// port. What the engine acknowledged is never lost in this; what was in flight
// may be, and the caller's query fails.
//
// Files in DATA:
//
//	engine.lock     the owner's lock
//	engine.json     where the engine listens, 0600, written by the owner
//	engine.secrets  passwords and the store's key, 0600, written once
//	engine.version  the newest engine that wrote to the store
//	store/          what the engine stores
//	run/            configuration while it starts, working directory, engine.log
//
// The decision and its measurements are in docs/adr/0002-embedded-engine.md.
package engine
