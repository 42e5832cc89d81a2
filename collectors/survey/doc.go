// Package survey collects surveys: what people answered, wave by wave, from files
// that survey services export or from addresses where such a table is published.
//
// A wave is read strictly by its form (package form), which says what the columns
// hold and which of them are dropped. An item is one response; its origin is the
// wave and its place in the file. A response with a cell that the form does not
// explain goes to quarantine with the column's name, and without the cell. What
// people say in own words becomes records that nothing connects with the
// response, and only once the wave has ended: while it goes on, words that are new
// would tell whose they are.
//
// A wave is small and is replaced whole when its file, its form or its entry in
// the configuration changes.
package survey
