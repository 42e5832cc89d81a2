package gitlab

import (
	"regexp"
	"strings"

	"goldenratio/collectors"
)

// program is how GitLab names the accounts of access tokens that belong to a
// project or a group, and no person.
var program = regexp.MustCompile(`^(project|group)_\d+_bot(_?[0-9a-f]+)?$`)

// meet states that an account is a program's, where its name says so, once a run.
func (r *run) meet(who collectors.Alias) {
	name := who.Login[strings.LastIndexByte(who.Login, '/')+1:]
	if r.met[who.Login] || !program.MatchString(name) {
		return
	}
	r.met[who.Login] = true
	r.Batch.State = append(r.Batch.State, &collectors.Profile{Person: who, Host: r.api.host, Program: true, Version: collectors.Version})
}

// author is whose record it is.
func author(rec collectors.Record) collectors.Alias {
	switch rec := rec.(type) {
	case *collectors.Issue:
		return rec.Author
	case *collectors.Act:
		return rec.Author
	}
	return collectors.Alias{}
}
