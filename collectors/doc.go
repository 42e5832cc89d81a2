// Package collectors is the contract between the sources of a community's
// life (archives, repositories, services) and the warehouse.
//
// A collector walks one source from a cursor and emits batches in source
// order. It knows nothing of ClickHouse, of scopes or of people: it says what
// the source showed, once, with the place where it stood. Everything a KPI
// needs beyond that is joined later.
//
// Members of a kind live in folders of their own (mail/mbox, code/git); the
// explicit list of them all is in package collectors/all, and every one passes
// the suite in package collectors/collectortest.
package collectors
