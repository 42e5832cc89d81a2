package stackexchange

import (
	"encoding/json"
	"errors"
	"time"

	"goldenratio/collectors"
)

// A head is what is read of a question before anything else.
type head struct {
	ID       uint64 `json:"question_id"`
	Activity int64  `json:"last_activity_date"` // seconds since 1970
}

// below is what stands in a question, and of an answer its comments.
type below struct {
	Answer       uint64            `json:"answer_id"` // of an answer
	AnswerCount  int               `json:"answer_count"`
	CommentCount int               `json:"comment_count"`
	Answers      []json.RawMessage `json:"answers"`
	Comments     []json.RawMessage `json:"comments"`
}

// An object is a question, an answer or a comment as the API shows it: what a filter
// that is safe gives, so texts are escaped for HTML.
type object struct {
	QuestionID uint64   `json:"question_id"`
	AnswerID   uint64   `json:"answer_id"`
	CommentID  uint64   `json:"comment_id"`
	Created    int64    `json:"creation_date"`
	Owner      *owner   `json:"owner"`
	Title      string   `json:"title"`
	Body       string   `json:"body"`
	Tags       []string `json:"tags"`
	Score      int64    `json:"score"`
	Views      uint64   `json:"view_count"`
	Accepted   bool     `json:"is_accepted"`
}

type owner struct {
	ID   int64  `json:"user_id"`
	Type string `json:"user_type"`
	Name string `json:"display_name"`
}

// deleted is the type of a user who is no more.
const deleted = "does_not_exist"

func (o *owner) person() person {
	if o == nil || o.Type == deleted {
		return person{}
	}
	return person{id: o.ID, name: unescaped(o.Name)}
}

// A spot is where an object stands: the question's number and tags, and of a comment
// on an answer the answer's.
type spot struct {
	kind     collectors.PostKind
	question uint64
	answer   uint64
	tags     []string // of an answer: those of its question
	replies  int
}

var errNoHead = errors.New("an object without a number or a date")

// decode reads an object that stands in some spot.
func decode(raw json.RawMessage, at spot) (entry, error) {
	var o object
	if err := json.Unmarshal(raw, &o); err != nil {
		return entry{}, err
	}
	e := entry{
		kind: at.kind, question: at.question, answer: at.answer, author: o.Owner.person(), at: time.Unix(o.Created, 0), body: o.Body,
		likes: o.Score, replies: uint64(max(0, at.replies)), accepted: o.Accepted,
	}
	switch at.kind {
	case collectors.PostQuestion:
		e.id, e.title, e.tags, e.views, e.accepted = o.QuestionID, unescaped(o.Title), o.Tags, o.Views, false
	case collectors.PostAnswer:
		e.id, e.tags = o.AnswerID, at.tags
	default:
		e.id = o.CommentID
	}
	if e.id == 0 || o.Created <= 0 {
		return entry{}, errNoHead
	}
	return e, nil
}
