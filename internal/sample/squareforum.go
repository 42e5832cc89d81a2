package sample

import (
	"cmp"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// An asked is a question in the forum.
type asked struct {
	at       int64
	by       *citizen
	title    string
	replies  []*reply
	accepted *reply
	id       int
}

// A reply is an answer to a question, or a comment on it.
type reply struct {
	at      int64
	by      *citizen
	text    string
	comment bool
	id      int
}

// ask asks a question and has it answered, mostly by others and mostly soon: what
// comes after the end of the sample never comes.
func (s *square) ask() {
	q := &asked{at: s.clear(s.moment()), by: s.someone(), title: s.lex.phrase(s.d, "question")}
	if q.at >= s.cal.end {
		return
	}
	s.questions = append(s.questions, q)
	if s.d.chance(0.3) {
		s.reply(q, s.someone(), 2, true)
	}
	if s.d.chance(0.08) {
		q.accepted = s.reply(q, q.by, 60, false)
	}
	for range s.d.more(0.72, 3) {
		one := s.reply(q, s.someone(), 26, false)
		if one != nil && q.accepted == nil && s.d.chance(0.3) {
			q.accepted = one
		}
	}
}

// reply writes below a question, half of all within some hours.
func (s *square) reply(q *asked, by *citizen, hours float64, comment bool) *reply {
	r := &reply{at: q.at + int64(s.d.spread(hours, 1.4)*float64(hour)), by: by, text: s.lex.phrase(s.d, "sentence"), comment: comment}
	if r.at >= s.cal.end {
		return nil
	}
	q.replies = append(q.replies, r)
	return r
}

// answered is when another than who asked answered first; 0 for never.
func (q *asked) answered() (at int64) {
	for _, r := range q.replies {
		if !r.comment && r.by.user != q.by.user && (at == 0 || r.at < at) {
			at = r.at
		}
	}
	return at
}

// A written is a post of the forum, of any kind.
type written struct {
	at int64
	by *citizen
	id *int
}

// written are all comments, or all other posts, in order of time.
func (s *square) written(comments bool) (all []written) {
	for _, q := range s.questions {
		if !comments {
			all = append(all, written{q.at, q.by, &q.id})
		}
		for _, r := range q.replies {
			if r.comment == comments {
				all = append(all, written{r.at, r.by, &r.id})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b written) int { return cmp.Compare(a.at, b.at) })
	return all
}

// number gives posts and comments their numbers.
func (s *square) number() {
	s.posts, s.comments = s.written(false), s.written(true)
	for _, all := range [][]written{s.posts, s.comments} {
		for i, w := range all {
			*w.id = i + 1
		}
	}
}

// writeForum writes the forum's dump.
func (s *square) writeForum(dir string) error {
	posts, comments, users := map[int]string{}, map[int]string{}, ""
	for _, q := range s.questions {
		end := ""
		if q.accepted != nil {
			end = fmt.Sprintf(` AcceptedAnswerId="%d"`, q.accepted.id)
		}
		answers := 0
		for _, r := range q.replies {
			if r.comment {
				comments[r.id] = fmt.Sprintf(`Id="%d" PostId="%d" Score="0" Text="%s" CreationDate="%s" UserId="%d"`, r.id, q.id, html.EscapeString(r.text), stamp(r.at), r.by.user)
				continue
			}
			answers++
			posts[r.id] = fmt.Sprintf(`Id="%d" PostTypeId="2" ParentId="%d" CreationDate="%s" Score="1" Body="%s" OwnerUserId="%d" LastActivityDate="%s" CommentCount="0"`,
				r.id, q.id, stamp(r.at), html.EscapeString("<p>"+r.text+"</p>"), r.by.user, stamp(r.at))
		}
		posts[q.id] = fmt.Sprintf(`Id="%d" PostTypeId="1"%s CreationDate="%s" Score="1" ViewCount="10" Body="%s" OwnerUserId="%d" LastActivityDate="%s" Title="%s" Tags="|example|" AnswerCount="%d" CommentCount="%d"`,
			q.id, end, stamp(q.at), html.EscapeString("<p>"+q.title+"</p>"), q.by.user, stamp(q.at), html.EscapeString(q.title), answers, len(q.replies)-answers)
	}
	for _, c := range s.all {
		users += fmt.Sprintf("  <row Id=\"%d\" DisplayName=\"%s\" />\n", c.user, html.EscapeString(c.name))
	}
	for name, text := range map[string]string{"Posts": inOrder(posts), "Comments": inOrder(comments), "Users": users} {
		frame := strings.ToLower(name)
		text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<" + frame + ">\n" + text + "</" + frame + ">\n"
		if err := os.WriteFile(filepath.Join(dir, name+".xml"), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// inOrder are rows by their numbers, from 1.
func inOrder(rows map[int]string) string {
	var b strings.Builder
	for id := range len(rows) {
		b.WriteString("  <row " + rows[id+1] + " />\n")
	}
	return b.String()
}

func stamp(at int64) string { return time.Unix(at, 0).UTC().Format("2006-01-02T15:04:05.000") }
