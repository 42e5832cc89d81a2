package link

import (
	"cmp"
	"slices"
)

// A Person is an id; the zero one is nobody known.
type Person [16]byte

// A Patch is one patch of one version of a change.
type Patch struct {
	Message uint64 // unique
	Ref     string // Message-ID
	Change  uint64
	Version uint16
	Number  uint16 // the 2 of 2/5
	Date    uint32 // seconds since 1970
	Author  Person
	Subject string // without [tags]
	PatchID string
	Paths   []string
	Lines   uint32 // added and removed
	Linked  bool   // to a commit that is not among those given: it is like no other
}

// A Letter is a mail of a change that is no patch: a cover letter or an answer.
type Letter struct {
	Ref    string // Message-ID
	Change uint64
}

// A Commit is one commit of a default branch that is no merge.
type Commit struct {
	Source   string
	SHA      string // unique within Source
	Author   Person
	Authored uint32 // author date
	Date     uint32 // committer date
	Subject  string
	PatchID  string
	Paths    []string
	Lines    uint32   // added and removed
	Named    []string // Message-IDs that its trailers may name, see Archives
}

// Evidence is the rule that made a link.
type Evidence string

// The rules, the surest first.
const (
	ByMessageID  Evidence = "message-id"
	ByPatchID    Evidence = "patch-id"
	BySubject    Evidence = "subject"
	BySimilarity Evidence = "similarity"
)

// A Link says that a patch became a commit, or a part of one.
type Link struct {
	Source   string
	SHA      string
	Message  uint64
	Evidence Evidence
	Score    float64 // 1 for message-id and patch-id; how alike they are for the others
	Date     uint32  // of the commit
}

// Find links patches to commits. It sorts both. Links are ordered by message,
// source and SHA, and no pair of patch and commit is linked twice.
func Find(patches []Patch, letters []Letter, commits []Commit) []Link {
	slices.SortFunc(patches, func(a, b Patch) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Message, b.Message))
	})
	slices.SortFunc(commits, func(a, b Commit) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Source, b.Source), cmp.Compare(a.SHA, b.SHA))
	})
	f := newFinder(patches, letters, commits)
	f.byMessageID()
	f.byPatchID()
	f.bySimilarity()
	f.squashed()
	f.split()
	return f.links()
}
