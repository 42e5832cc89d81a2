package github

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/google/go-github/v60/github"
)

// find expands the patterns to names, in order.
func (r *run) find(ctx context.Context) ([]string, error) {
	var names []string
	for _, pattern := range r.options.Repositories {
		owner, glob, _ := strings.Cut(pattern, "/")
		if !globbed(glob) {
			names = append(names, pattern)
			continue
		}
		found, err := r.owned(ctx, owner, glob)
		if err := r.miss(err, "repositories "+pattern); err != nil {
			return nil, err
		}
		if err == nil && len(found) == 0 {
			r.lost = append(r.lost, fmt.Errorf("no repository matches %q", pattern))
		}
		names = append(names, found...)
	}
	names = slices.DeleteFunc(names, r.excluded)
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	return slices.CompactFunc(names, strings.EqualFold), nil
}

// owned are the repositories of an organisation, or of a person, that a pattern
// matches.
func (r *run) owned(ctx context.Context, owner, glob string) (names []string, err error) {
	take := func(raw json.RawMessage) error {
		var g github.Repository
		if err := json.Unmarshal(raw, &g); err != nil {
			return malformed("no list of repositories")
		}
		if matches(glob, g.GetName()) && (r.options.Private || !g.GetPrivate()) {
			names = append(names, g.GetFullName())
		}
		return nil
	}
	list := fmt.Sprintf("%s/repos?per_page=%d&sort=created&direction=asc", url.PathEscape(owner), r.limits.page)
	if err = r.client.each(ctx, "orgs/"+list, take); gone(err) {
		err = r.client.each(ctx, "users/"+list, take)
	}
	return names, err
}

// matches compares as GitHub does, which tells no upper from lower case.
func matches(glob, name string) bool {
	ok, err := path.Match(strings.ToLower(glob), strings.ToLower(name))
	return err == nil && ok
}

func (r *run) excluded(name string) bool {
	owner, name, _ := strings.Cut(name, "/")
	return slices.ContainsFunc(r.options.Exclude, func(pattern string) bool {
		who, glob, _ := strings.Cut(pattern, "/")
		return strings.EqualFold(who, owner) && matches(glob, name)
	})
}
