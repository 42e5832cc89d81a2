package stackexchange

import (
	"slices"
	"strings"
	"time"
)

// What types of posts there are that anybody wrote, by number; the others describe
// tags and elections.
const (
	asked    = 1
	answered = 2
)

// findPost notes questions that have the tags, answers to them, and who wrote both. A
// question may stand behind its answers where two were merged.
func (d *dump) findPost(r row) error {
	if at := string(r.raw("LastActivityDate")); at > d.newest {
		if _, err := time.Parse(dateForm, at); err == nil {
			d.newest = at
		}
	}
	id, parent := r.count("Id"), r.count("ParentId")
	switch kind := r.number("PostTypeId"); {
	case id == 0:
		return nil
	case kind == asked:
		tags := split(r.value("Tags"))
		if !d.wanted(tags) {
			return nil
		}
		d.questions[id] = question{tags, r.count("AcceptedAnswerId")}
	case kind == answered:
		if _, known := d.questions[parent]; !known && parent < id {
			return nil
		}
		d.answers[id] = parent
	default:
		return nil
	}
	d.names[r.number("OwnerUserId")] = ""
	return nil
}

// split are the tags of a question: <a><b>, or |a|b| since 2024.
func split(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("<>|", r) })
}

// wanted reports whether a question has one of the tags, or all of those that belong
// together.
func (d *dump) wanted(tags []string) bool {
	return slices.ContainsFunc(d.options.Tags, func(want string) bool {
		for one := range strings.SplitSeq(want, ";") {
			if !slices.ContainsFunc(tags, func(tag string) bool { return strings.EqualFold(tag, strings.TrimSpace(one)) }) {
				return false
			}
		}
		return true
	})
}

func (d *dump) findAuthor(r row) error {
	if _, _, ok := d.below(r.count("PostId")); ok {
		d.names[r.number("UserId")] = ""
	}
	return nil
}

// below is where a comment on a post stands.
func (d *dump) below(post uint64) (question, answer uint64, ok bool) {
	if _, ok := d.questions[post]; ok {
		return post, 0, true
	}
	question = d.answers[post]
	_, ok = d.questions[question]
	return question, post, ok
}

func (d *dump) findName(r row) error {
	id := r.number("Id")
	if _, wanted := d.names[id]; wanted && id != 0 {
		d.names[id] = strings.TrimSpace(r.value("DisplayName"))
	}
	return nil
}
