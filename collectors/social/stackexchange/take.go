package stackexchange

import (
	"fmt"
	"html"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
)

// takePost takes a question or an answer that is wanted.
func (d *dump) takePost(r row) error {
	kind, e := r.number("PostTypeId"), entry{id: r.count("Id")}
	switch {
	case r.err != nil || kind == 0:
		return d.take(posts, r, e)
	case kind == asked:
		e.kind, e.question = collectors.PostQuestion, e.id
	case kind == answered:
		e.kind, e.question = collectors.PostAnswer, r.count("ParentId")
	default:
		return nil
	}
	found, ok := d.questions[e.question]
	if !ok && r.err == nil && e.question != 0 {
		return nil
	}
	e.author, e.body, e.tags = d.person(r.number("OwnerUserId")), r.value("Body"), found.tags
	e.likes, e.replies = r.number("Score"), r.count("CommentCount")
	if kind == asked {
		e.title, e.views, e.replies = r.value("Title"), r.count("ViewCount"), e.replies+r.count("AnswerCount")
	}
	e.accepted = kind == answered && found.accepted == e.id
	return d.take(posts, r, e)
}

// takeComment takes a comment on one of those.
func (d *dump) takeComment(r row) error {
	post := r.count("PostId")
	question, answer, ok := d.below(post)
	if !ok && r.err == nil && post != 0 {
		return nil
	}
	e := entry{kind: collectors.PostComment, question: question, answer: answer}
	e.id, e.author = r.count("Id"), d.person(r.number("UserId"))
	e.body, e.likes = html.EscapeString(r.value("Text")), r.number("Score")
	return d.take(comments, r, e)
}

func (d *dump) person(id int64) person { return person{id: id, name: d.names[id]} }

// take hands over an entry, or the row in quarantine.
func (d *dump) take(file string, r row, e entry) error {
	e.at = r.moment("CreationDate")
	if r.err == nil && (e.id == 0 || e.question == 0) {
		r.err = errNoHead
	}
	if r.err != nil {
		return d.reading.Take(fmt.Sprintf("%s/%d", file, r.at), outbox.Reject("", "row that cannot be read", r.err, r.line))
	}
	post := d.mapper.post(e)
	return d.reading.Take(fmt.Sprintf("%s/%d", letter(e.kind), e.id), collectors.Item{Day: collectors.Day(post.Date.At), Record: post})
}
