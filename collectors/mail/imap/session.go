package imap

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"

	imap "github.com/emersion/go-imap"
	"github.com/emersion/go-imap/client"
	"github.com/emersion/go-imap/commands"
	"github.com/emersion/go-imap/responses"
)

// A session is a connection that is logged in. One goroutine uses it at a time.
type session struct {
	client *client.Client
	conn   *meter
	stop   func() bool // takes the session off its context
	words  words

	box string // the mailbox that is open
	now state  // as it was then

	updates  chan client.Update
	listened chan struct{} // closed when nobody writes updates any more
	mu       sync.Mutex
	bye      string // the server's last words
}

// A state is what a mailbox is like when it is opened.
type state struct {
	Validity uint32 // UIDs mean something together with it only
	Next     uint32 // no mail has this UID yet, or a higher one
	Mails    uint32
}

// errClosed is that of a connection that ended without a word.
var errClosed = errors.New("the connection was closed")

// An answer is a NO or BAD of the server.
type answer struct {
	kind imap.StatusRespType
	code imap.StatusRespCode
	text string // quoted
}

func (a *answer) Error() string { return fmt.Sprintf("the server says %s %s", a.kind, a.text) }

// lost reports whether an error means that there is no connection any more.
func (s *session) lost(err error) bool {
	if network := net.Error(nil); errors.As(err, &network) {
		return true
	}
	select {
	case <-s.client.LoggedOut():
		return true
	default:
		return false
	}
}

// listen takes what the server says unasked, until the connection ends.
func (s *session) listen() {
	defer close(s.listened)
	for {
		select {
		case u := <-s.updates:
			s.hear(u)
		case <-s.client.LoggedOut():
			for {
				select {
				case u := <-s.updates:
					s.hear(u)
				default:
					return
				}
			}
		}
	}
}

func (s *session) hear(u client.Update) {
	if u, ok := u.(*client.StatusUpdate); ok && u.Status.Type == imap.StatusRespBye {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.bye = u.Status.Info
	}
}

// close ends the session. After it nobody reads from the connection any more.
func (s *session) close() {
	s.stop()
	_ = s.conn.Close() // it may be closed already
	<-s.client.LoggedOut()
	<-s.listened
}

// logout ends the session politely.
func (s *session) logout() {
	s.conn.allow(0)
	_, _ = s.client.Execute(new(commands.Logout), nil) // whatever it says, this is the end
	s.close()
}

// why is an error with the server's last words, if it had any.
func (s *session) why(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.bye == "" || err == nil {
		return err
	}
	return fmt.Errorf("the server says BYE %s", s.words.quote(s.bye))
}

// run runs a command that may bring so many bytes of mail. take is called with
// each response, by another goroutine, and not any more once run has returned.
// It reports whether the response was its. An error that is no *answer means
// that the session is closed.
func (s *session) run(command imap.Commander, bytes int64, take func(imap.Resp) bool) error {
	s.conn.allow(bytes)
	status, err := s.client.Execute(command, responses.HandlerFunc(func(r imap.Resp) error {
		if !short(r) && !take(r) {
			return responses.ErrUnhandled
		}
		return nil
	}))
	if err == nil {
		err = s.conn.rest()
	}
	if err != nil {
		s.close()
		if s.conn.tooMuch() {
			return refusal{errTooMuch}
		}
		return s.why(errClosed)
	}
	if status.Type != imap.StatusRespOk {
		return &answer{kind: status.Type, code: status.Code, text: s.words.quote(status.Info)}
	}
	return nil
}

// short reports whether a response is a FETCH without its values, which nobody
// could take: go-imap would panic.
func short(r imap.Resp) bool {
	name, fields, ok := imap.ParseNamedResp(r)
	return ok && name == "FETCH" && len(fields) < 2
}

// list gives the mailboxes that a pattern matches.
func (s *session) list(pattern string) (found []imap.MailboxInfo, err error) {
	err = s.run(&commands.List{Mailbox: pattern}, 0, func(r imap.Resp) bool {
		name, fields, ok := imap.ParseNamedResp(r)
		if !ok || name != "LIST" {
			return false
		}
		var info imap.MailboxInfo
		if info.Parse(fields) == nil {
			found = append(found, info)
		}
		return true
	})
	return found, err
}

// open opens a mailbox for reading where it is not open, or again.
func (s *session) open(box string, again bool) (state, error) {
	if s.box == box && !again {
		return s.now, nil
	}
	s.box, s.now = "", state{}
	err := s.run(&commands.Select{Mailbox: box, ReadOnly: true}, 0, func(r imap.Resp) bool {
		switch r := r.(type) {
		case *imap.StatusResp:
			return s.now.read(r)
		case *imap.DataResp:
			name, fields, ok := imap.ParseNamedResp(r)
			if ok && name == "EXISTS" && len(fields) > 0 {
				s.now.Mails, _ = imap.ParseNumber(fields[0])
			}
			return ok && (name == "EXISTS" || name == "RECENT" || name == "FLAGS")
		}
		return false
	})
	if err != nil {
		return state{}, err
	}
	if s.now.Validity == 0 || s.now.Next == 0 {
		return state{}, refusal{errors.New("the server gives no UIDVALIDITY or UIDNEXT, so that mails could not be told apart")}
	}
	s.box = box
	return s.now, nil
}

// read takes a number of an untagged OK.
func (st *state) read(r *imap.StatusResp) bool {
	if r.Type != imap.StatusRespOk || len(r.Arguments) == 0 {
		return false
	}
	switch r.Code {
	case imap.CodeUidValidity:
		st.Validity, _ = imap.ParseNumber(r.Arguments[0])
	case imap.CodeUidNext:
		st.Next, _ = imap.ParseNumber(r.Arguments[0])
	default:
		return false
	}
	return true
}

// fetch asks for items of mails and calls take with each that was asked for.
func (s *session) fetch(set *imap.SeqSet, items []imap.FetchItem, bytes int64, take func(*imap.Message)) error {
	command := &commands.Uid{Cmd: &commands.Fetch{SeqSet: set, Items: append([]imap.FetchItem{imap.FetchUid}, items...)}}
	return s.run(command, bytes, func(r imap.Resp) bool {
		name, fields, ok := imap.ParseNamedResp(r)
		if !ok || name != "FETCH" {
			return false
		}
		values, _ := fields[1].([]any)
		var m imap.Message
		if m.Parse(values) == nil && m.Uid != 0 && set.Contains(m.Uid) {
			take(&m)
		}
		return true
	})
}

// A listed mail is one of which the server said that it is there.
type listed struct {
	uid  uint32
	size uint32
	at   time.Time // INTERNALDATE; zero: unknown
}

// listMails lists the mails with UIDs from first to last, in their order.
func (s *session) listMails(first, last uint32) ([]listed, error) {
	set := &imap.SeqSet{Set: []imap.Seq{{Start: first, Stop: last}}}
	found := map[uint32]listed{}
	err := s.fetch(set, []imap.FetchItem{imap.FetchInternalDate, imap.FetchRFC822Size}, 0, func(m *imap.Message) {
		s.conn.allow(0) // a window can be large
		found[m.Uid] = listed{uid: m.Uid, size: m.Size, at: m.InternalDate}
	})
	mails := make([]listed, 0, len(found))
	for _, mail := range found {
		mails = append(mails, mail)
	}
	slices.SortFunc(mails, func(a, b listed) int { return int(int64(a.uid) - int64(b.uid)) })
	return mails, expunged(err)
}

// there gives those of some mails that are still in the mailbox.
func (s *session) there(set *imap.SeqSet) (uids, error) {
	none := func(imap.Resp) bool { return false }
	if err := s.run(new(commands.Noop), 0, none); err != nil { // so that the server says who is gone
		return uids{}, err
	}
	var found uids
	command := &commands.Uid{Cmd: &commands.Search{Criteria: &imap.SearchCriteria{Uid: set}}}
	err := s.run(command, 0, func(r imap.Resp) bool {
		name, fields, ok := imap.ParseNamedResp(r)
		if !ok || name != "SEARCH" {
			return false
		}
		for _, field := range fields {
			if uid, err := imap.ParseNumber(field); err == nil && set.Contains(uid) {
				found.AddNum(uid)
			}
		}
		return true
	})
	return found, err
}

// expunged is nil for the answer that some of the mails asked for are gone (RFC
// 5530); the others came.
func expunged(err error) error {
	if a := (*answer)(nil); errors.As(err, &a) && a.kind == imap.StatusRespNo && a.code == "EXPUNGEISSUED" {
		return nil
	}
	return err
}
