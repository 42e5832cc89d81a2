package stackexchange

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
)

// A thread is a question with all that stands below it. For coverage it is a part of
// its own.
type thread struct {
	*run
	stream   stream
	id       uint64
	tags     []string
	asked    time.Time            // its day
	expected map[time.Time]uint64 // what the API says there is, by day
}

const unreadable = "object that cannot be read"

// thread reads a question and what stands below it.
func (r *run) thread(ctx context.Context, s stream, h head, raw json.RawMessage) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if h.ID == 0 {
		return r.Add(outbox.Reject(s.name+"/?"+outbox.Digest(raw), unreadable, errNoHead, raw))
	}
	t := &thread{run: r, stream: s, id: h.ID, expected: map[time.Time]uint64{}}
	var b below
	lists := json.Unmarshal(raw, &b)
	if err := t.add(raw, spot{kind: collectors.PostQuestion, question: h.ID, replies: b.AnswerCount + b.CommentCount}, lists); err != nil {
		return err
	}
	if err := t.comments(ctx, b, 0); err != nil {
		return err
	}
	answers, err := t.all(ctx, fmt.Sprintf("/questions/%d/answers", h.ID), b.Answers, b.AnswerCount)
	if err != nil {
		return err
	}
	for _, raw := range answers {
		if err := t.answer(ctx, raw); err != nil {
			return err
		}
	}
	t.tell()
	return nil
}

// answer reads an answer with its comments.
func (t *thread) answer(ctx context.Context, raw json.RawMessage) error {
	var b below
	lists := json.Unmarshal(raw, &b)
	if err := t.add(raw, spot{kind: collectors.PostAnswer, question: t.id, tags: t.tags, replies: b.CommentCount}, lists); err != nil {
		return err
	}
	if b.Answer == 0 {
		return nil // it is in quarantine, and what stands in it, too
	}
	return t.comments(ctx, b, b.Answer)
}

// comments reads those on an answer; 0 stands for the question.
func (t *thread) comments(ctx context.Context, b below, answer uint64) error {
	path := fmt.Sprintf("/questions/%d/comments", t.id)
	if answer != 0 {
		path = fmt.Sprintf("/answers/%d/comments", answer)
	}
	all, err := t.all(ctx, path, b.Comments, b.CommentCount)
	if err != nil {
		return err
	}
	for _, raw := range all {
		if err := t.add(raw, spot{kind: collectors.PostComment, question: t.id, answer: answer}, nil); err != nil {
			return err
		}
	}
	return nil
}

// all are the objects of a list: those that the thread came with, unless there should
// be more. What is not to be had at all is missing on the question's day.
func (t *thread) all(ctx context.Context, path string, here []json.RawMessage, count int) (all []json.RawMessage, err error) {
	if len(here) >= count {
		return here, nil
	}
	for page, more := 1, true; more && len(all) < count; page++ {
		w, err := t.api.get(ctx, path, url.Values{"order": {"asc"}, "sort": {"creation"}, "page": {strconv.Itoa(page)}, "pagesize": {strconv.Itoa(t.size)}})
		if err != nil {
			return nil, err
		}
		all, more = append(all, w.Items...), w.More && len(w.Items) > 0
	}
	if len(all) < len(here) {
		all = here
	}
	if missing := count - len(all); missing > 0 && !t.asked.IsZero() {
		t.expected[t.asked] += uint64(missing)
	}
	return all, nil
}

// add adds an item of an object, unless something about it is wrong already.
func (t *thread) add(raw json.RawMessage, at spot, wrong error) error {
	e, err := decode(raw, at)
	if wrong != nil {
		err = wrong
	}
	if err != nil {
		if !t.asked.IsZero() {
			t.expected[t.asked]++ // it is missed there, since it has no day of its own
		}
		return t.Add(outbox.Reject(t.origin(raw, at), unreadable, err, raw))
	}
	post := t.mapper.post(e)
	item := collectors.Item{Origin: fmt.Sprintf("%s/%s/%d", t.stream.name, letter(at.kind), e.id), Record: post, Day: collectors.Day(post.Date.At)}
	if at.kind == collectors.PostQuestion {
		t.tags, t.asked = e.tags, item.Day
	}
	if !item.Day.IsZero() {
		t.expected[item.Day]++
	}
	return t.Add(item)
}

// origin is how a bad object is known: a question by its number, others by their
// content.
func (t *thread) origin(raw json.RawMessage, at spot) string {
	if at.kind == collectors.PostQuestion {
		return fmt.Sprintf("%s/q/%d", t.stream.name, t.id)
	}
	return fmt.Sprintf("%s/%s/?%s", t.stream.name, letter(at.kind), outbox.Digest(raw))
}

// tell says how many items of the thread there should be.
func (t *thread) tell() {
	part := fmt.Sprintf("%s/q/%d", t.stream.name, t.id)
	for _, day := range slices.SortedFunc(maps.Keys(t.expected), time.Time.Compare) {
		t.Batch.Expected = append(t.Batch.Expected, collectors.Expectation{Part: part, Day: day, Items: t.expected[day]})
	}
}
