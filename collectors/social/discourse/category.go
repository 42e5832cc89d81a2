package discourse

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A category is one as the forum lists it.
type category struct {
	ID       int64      `json:"id"`
	Slug     string     `json:"slug"`
	Parent   int64      `json:"parent_category_id"`
	TopicURL string     `json:"topic_url"` // of the topic that describes it
	Within   []category `json:"subcategory_list"`
}

// categories are all that there are, by number, with those in them.
type categories map[int64]category

// findCategories asks which categories there are. A forum that does not say so can be
// read all the same where no category is named.
func (r *run) findCategories(ctx context.Context) error {
	var found struct {
		List struct {
			Categories []category `json:"categories"`
		} `json:"category_list"`
	}
	r.categories = categories{}
	err := r.api.get(ctx, "/categories.json?include_subcategories=true", &found)
	if err != nil && (!closed(err) || len(r.options.Categories)+len(r.options.Questions) > 0) {
		return err
	}
	r.categories.take(found.List.Categories, 0)
	return nil
}

func (c categories) take(all []category, parent int64) {
	for _, found := range all {
		if found.Parent == 0 {
			found.Parent = parent
		}
		within := found.Within
		found.Within = nil
		c[found.ID] = found
		c.take(within, found.ID)
	}
}

// deepest bounds how many categories lie within each other, should one say that it
// lies in itself.
const deepest = 10

// path is a category's slugs, from the outermost: hardware/xen.
func (c categories) path(id int64) string {
	var slugs []string
	for range deepest {
		found, ok := c[id]
		if !ok {
			break
		}
		slugs = append(slugs, found.Slug)
		id = found.Parent
	}
	slices.Reverse(slugs)
	return path.Join(slugs...)
}

// find is the category that somebody names.
func (c categories) find(name string) (int64, bool) {
	if id, err := strconv.ParseInt(name, 10, 64); err == nil {
		_, ok := c[id]
		return id, ok
	}
	for id := range c {
		if strings.EqualFold(c.path(id), strings.Trim(name, "/")) {
			return id, true
		}
	}
	return 0, false
}

// within reports whether a category is one of those that are named, or lies in one.
func (c categories) within(id int64, names []string) bool {
	for range deepest {
		if slices.ContainsFunc(names, func(name string) bool { found, ok := c.find(name); return ok && found == id }) {
			return true
		}
		found, ok := c[id]
		if !ok {
			return false
		}
		id = found.Parent
	}
	return false
}

// describes reports whether a topic is no more than the description of a category.
func (c categories) describes(topic, category int64) bool {
	found, ok := c[category]
	return ok && path.Base(found.TopicURL) == strconv.FormatInt(topic, 10)
}

// asks reports whether a topic is a question.
func (r *run) asks(topic, category int64) bool {
	if r.categories.describes(topic, category) {
		return false
	}
	return r.options.Questions == nil || r.categories.within(category, r.options.Questions)
}

// lists are those of the topics that are asked for; an error for each category that
// is not there.
func (r *run) lists() (all []list, lost []error) {
	if len(r.options.Categories) == 0 {
		return []list{{title: "the latest topics", name: "latest", path: "/latest.json"}}, nil
	}
	for _, name := range r.options.Categories {
		id, ok := r.categories.find(name)
		if !ok {
			lost = append(lost, fmt.Errorf("category %q: %w", name, errNoCategory))
			continue
		}
		all = append(all, list{
			title: fmt.Sprintf("category %q", name), name: fmt.Sprintf("c/%d", id),
			path: fmt.Sprintf("/c/%s/%d.json", escaped(r.categories.path(id)), id),
		})
	}
	return all, lost
}

var errNoCategory = errors.New("the forum has none of that name that we may see")
