package link

import (
	"net/url"
	"slices"
	"strings"
)

// Archives are the URL templates of archives, such as
// https://lists.example.org/dev/{message_id}.
type Archives []string

// Named are the Message-IDs that the value of a trailer may name, the likeliest
// first: what an archive's template says, what stands between < and >, else what
// looks like a Message-ID. Most are none: whoever asks looks them up.
func (a Archives) Named(value string) []string {
	value = strings.TrimSpace(value)
	var all []string
	add := func(id string) {
		if id = strings.Trim(unescape(id), "<> \t"); id != "" && !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	link, isLink := address(value)
	if !isLink {
		if begin := strings.IndexByte(value, '<'); begin >= 0 {
			value, _, _ = strings.Cut(value[begin+1:], ">")
		}
		id, _, _ := strings.Cut(strings.TrimPrefix(value, "id:"), " ")
		add(id)
		return all
	}
	for _, template := range a {
		if id, ok := fill(template, link); ok {
			add(id)
		}
	}
	for _, part := range parts(link) {
		add(part)
	}
	return all
}

// address is the URL that a value begins with, perhaps in < and >.
func address(value string) (string, bool) {
	value = strings.TrimPrefix(value, "<")
	if !strings.HasPrefix(value, "https://") && !strings.HasPrefix(value, "http://") {
		return "", false
	}
	if end := strings.IndexAny(value, "> \t"); end >= 0 {
		value = value[:end]
	}
	return value, true
}

// fill is what stands in a link where its template has {message_id}.
func fill(template, link string) (string, bool) {
	before, after, ok := strings.Cut(template, "{message_id}")
	if !ok {
		return "", false
	}
	_, template, _ = strings.Cut(before, "://") // http may have become https
	_, link, _ = strings.Cut(link, "://")
	id, ok := strings.CutPrefix(link, template)
	if !ok {
		return "", false
	}
	id = strings.TrimSuffix(id, "/")
	if after = strings.TrimSuffix(after, "/"); after == "" {
		return id, true
	}
	return strings.CutSuffix(id, after)
}

// maxParts bounds what a link is cut into.
const maxParts = 16

// parts are the pieces of a link that may be Message-IDs, which hold an @; a /
// in one is hardly ever escaped, so neighbours are joined, too.
func parts(link string) []string {
	_, link, _ = strings.Cut(link, "://")
	link, _, _ = strings.Cut(link, "#")
	pieces := strings.FieldsFunc(link, func(r rune) bool { return strings.ContainsRune("/?=&", r) })
	pieces = pieces[:min(len(pieces), maxParts)]
	var all []string
	for i := range pieces {
		if strings.Contains(unescape(pieces[i]), "@") {
			all = append(all, pieces[i], strings.TrimSuffix(pieces[i], ".html"))
		}
	}
	for i := range pieces {
		for j := i + 1; j < len(pieces); j++ {
			if joined := strings.Join(pieces[i:j+1], "/"); i > 0 && strings.Contains(unescape(joined), "@") {
				all = append(all, joined)
			}
		}
	}
	return all
}

// unescape undoes percent-encoding; what is none stays.
func unescape(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}
