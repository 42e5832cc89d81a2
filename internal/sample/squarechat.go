package sample

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A line is one of the chat's log.
type line struct {
	at    int64
	nick  string
	human int
	text  string // as the log has it behind the time
	said  bool   // by a person
}

// chat is a conversation of some lines, between two who come and go.
func (s *square) chat() {
	at := s.moment()
	talk := []*citizen{s.someone(), s.someone()}
	nicks := []string{s.nick(talk[0]), s.nick(talk[1])}
	s.event(at, nicks[0], "*** "+nicks[0]+" has joined #example")
	for range 3 + s.d.IntN(12) {
		at += 5 + int64(s.d.IntN(90))
		one := s.d.IntN(2)
		s.say(at, nicks[one], talk[one].human, s.lex.phrase(s.d, "sentence"), s.d.chance(0.05))
	}
	s.event(at+minute, nicks[0], "*** "+nicks[0]+" has quit IRC")
}

// nick is how somebody is called in the chat today.
func (s *square) nick(c *citizen) string {
	if s.d.chance(0.15) {
		return c.nicks[len(c.nicks)-1]
	}
	return c.nicks[0]
}

// say says something; acts are told of oneself.
func (s *square) say(at int64, nick string, human int, text string, act bool) {
	form := "<%s> %s"
	if act {
		form = "* %s %s"
	}
	s.log(line{at: at, nick: nick, human: human, text: fmt.Sprintf(form, nick, text), said: human != nowhere})
}

// event is what the channel says.
func (s *square) event(at int64, nick, text string) {
	s.log(line{at: at, nick: nick, human: nowhere, text: text})
}

// log takes a line that is said before the sample ends.
func (s *square) log(l line) {
	if l.at < s.cal.end {
		s.lines = append(s.lines, l)
	}
}

// writeChat writes a log a month.
func (s *square) writeChat(dir string) error {
	months := map[string]*strings.Builder{}
	for _, l := range s.lines {
		at := time.Unix(l.at, 0).UTC()
		month := at.Format("2006-01")
		if months[month] == nil {
			months[month] = &strings.Builder{}
		}
		fmt.Fprintf(months[month], "%s  %s\n", at.Format("2006-01-02T15:04:05"), l.text)
	}
	for month, text := range months {
		if err := os.WriteFile(filepath.Join(dir, month+".log"), []byte(text.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}
