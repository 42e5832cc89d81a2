// Package sample writes a synthetic community: two repositories, two mailing
// lists, a survey, what is said on a network, in a forum and in a chat, the
// configuration that names them, and the truth about them.
// With Options.Forge there are a third repository and a forge with its issues and
// pull requests, for tests: only a server can show them (collectors/forge/githubtest).
//
// A small simulation runs through the days: people join, ask, answer, send
// patches, review, commit, release and leave. Every mail and commit is written
// the moment it happens and counted in the same step, so that the truth comes
// from the model itself and shares no line with the SQL that it is compared to.
//
// Equal options give equal bytes. Everything is invented: the people, the
// texts, the addresses (all below example.org, .com and .net), the project.
package sample
