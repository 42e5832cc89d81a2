package rule

import (
	"fmt"
	"regexp"
)

// A Format is what a text looks like.
type Format struct {
	Pattern *regexp.Regexp // in the syntax that Go and JSON Schema share
	Words   string         // the same in words: what follows "it is"
}

// The formats. Ids are part of keys, paths and labels.
var (
	idPattern    = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*$`)
	scopePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*$`)
	kpiPattern   = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)+$`)
	monthPattern = regexp.MustCompile(`^[0-9]{4}-(0[1-9]|1[0-2])$`)
	dayPattern   = regexp.MustCompile(`^(19[7-9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`)
)

func format(name string) (*Format, error) {
	switch name {
	case "id":
		return &Format{idPattern, "an id: small letters, digits, - _ and ."}, nil
	case "scope":
		return &Format{scopePattern, "an id: small letters, digits, - _ and ., with / between parts"}, nil
	case "kpi":
		return &Format{kpiPattern, "the id of a KPI such as mail_answered_share"}, nil
	case "month":
		return &Format{monthPattern, "a month such as 2003-12"}, nil
	case "day":
		return &Format{dayPattern, "a day such as 2009-05-31"}, nil
	}
	return nil, fmt.Errorf("there is no format %q", name)
}
