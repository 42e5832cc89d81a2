// Package shape says what GitHub's objects become. Its functions are pure: they
// take one JSON object as the REST API, a webhook or an archive of events has it,
// and return one item. Which request it came from makes no difference.
package shape
