// Package x asks the API of X (version 2), with a bearer token, for what searches find
// and for what the community's own accounts wrote. It was built from the published
// description and was never run against the service.
//
// A search shows the last seven days only, so that a run reads all it shows, and a
// pause of more than that moves the beginning of the time for which the source speaks.
// Own accounts are read by their timelines, of which the service shows the last 3,200
// posts: that is how what others did with them is known a week later. A service of its
// own counts what each search matches by day: that is what is expected.
package x
