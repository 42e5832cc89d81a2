// Package githubtest is a GitHub of the tests: an HTTP server that serves a
// synthetic forge as api.github.com serves real ones, with its pages, ETags,
// rate limits, redirects and failures, and that notes when a client goes on
// asking although it was told to wait.
//
// What it answers is checked against GitHub's own OpenAPI description. What that
// description leaves out follows GitHub's documentation and the threads in which
// its behaviour was reported: lists of issues that refuse pages beyond ten
// thousand items without a cursor, stars that end at page 400, searches and
// filtered runs that end at a thousand.
package githubtest
