// Package fetch gets pages and files over HTTP for the collectors: politely,
// since the servers are other people's, and warily, since what they send is
// foreign.
//
// A Client asks at a fixed rate, says who it is, tries again with growing
// pauses what may go better next time, and comes back when Retry-After says so.
// It asks for what is new only (ETag, If-Modified-Since) and goes on where a
// body was cut off (Range), also in another process. It follows redirects to the
// same host or to https, sends credentials to nobody but the host that was asked,
// and takes neither endless bodies nor silence.
package fetch
