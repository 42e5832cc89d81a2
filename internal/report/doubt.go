package report

import "fmt"

// Caution is what a reader should know of a source before relying on it.
type Caution struct {
	Source string `json:"source"`
	Text   string `json:"text"`
}

// cautions are those of all sources.
func (q *Quality) cautions() []Caution {
	all := []Caution{}
	for _, s := range q.Sources {
		if s.Lossy {
			all = append(all, Caution{s.ID, lossy(s.ID)})
		}
		if s.Untried {
			all = append(all, Caution{s.ID, untried([]string{s.ID})})
		}
	}
	return all
}

// lossy says of a source that it misses things.
func lossy(source string) string {
	return fmt.Sprintf("%s shows a part of what happened and cannot tell how much it misses: there is at least this.", Plain(source))
}

// untried says of sources that nobody has yet seen them work on the real thing.
func untried(sources []string) string {
	types := "their types were"
	if len(sources) == 1 {
		types = "its type was"
	}
	return fmt.Sprintf("Take numbers from %s with care: %s tested on servers and files of our own, never against the real service.",
		enumerate(sources, mostMembers), types)
}

// doubts are what the digest's sources leave open.
func (e *editor) doubts() []string {
	var all, strange []string
	for _, s := range e.sources {
		if s.Untried {
			strange = append(strange, called(s.Source))
		}
	}
	if len(strange) > 0 {
		all = append(all, untried(strange))
	}
	for _, r := range e.lacking {
		if r.lacks() {
			all = append(all, r.Source+" "+r.missing())
		}
	}
	return all
}
