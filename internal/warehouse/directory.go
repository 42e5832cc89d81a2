package warehouse

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// A Listed is a person with what they contributed.
type Listed struct {
	Person        string     `ch:"person_id" json:"person_id"`
	Name          string     `ch:"name" json:"name"`
	Bot           bool       `ch:"bot" json:"bot"`
	Aliases       uint64     `ch:"aliases" json:"aliases"`
	Contributions uint64     `ch:"contributions" json:"contributions"`
	First         *time.Time `ch:"first" json:"first"` // nil: nothing that counts
	Last          *time.Time `ch:"last" json:"last"`
	Organisation  string     `ch:"organisation" json:"organisation"` // at the time of Last
}

// Directory lists people, who did most first: those whose name, address or
// account holds a text, or everybody; bots among them where they are wanted.
func (s *Store) Directory(ctx context.Context, text string, bots bool, limit int) ([]Listed, error) {
	return Rows[Listed](ctx, s.Conn, statement("directory"), Params{"text": text, "bots": strconv.FormatBool(bots), "limit": strconv.Itoa(limit)})
}

// A Match is an alias that a text may name.
type Match struct {
	Person   string    `ch:"person_id"`
	Called   string    `ch:"person"` // the person's name
	Alias    uuid.UUID `ch:"alias_id"`
	Name     string    `ch:"name"`
	Address  string    `ch:"address"`
	Login    string    `ch:"login"`
	Evidence string    `ch:"evidence"`
	By       string    `ch:"by"` // person, alias, address, login or name
}

// Match finds aliases by the id of their person, their own, their address, their
// account with or without its host, or a name, letter by letter but for case.
func (s *Store) Match(ctx context.Context, text string) ([]Match, error) {
	return Rows[Match](ctx, s.Conn, statement("find_people"), Params{"text": text})
}

// A Face is how a person appears in the sources: the only place outside
// golden_private where addresses are, and for the store's owner alone.
type Face struct {
	Person   string     `ch:"person_id" json:"-"`
	Called   string     `ch:"person" json:"-"`
	Bot      bool       `ch:"bot" json:"-"`
	Alias    uuid.UUID  `ch:"alias_id" json:"alias_id"`
	Name     string     `ch:"name" json:"name"`
	Address  string     `ch:"address" json:"address"`
	Login    string     `ch:"login" json:"login"`
	Evidence string     `ch:"evidence" json:"evidence"`
	Uses     uint64     `ch:"uses" json:"uses"` // mails, commits and what was done on forges
	First    *time.Time `ch:"first" json:"first"`
	Last     *time.Time `ch:"last" json:"last"`
	Shared   bool       `ch:"shared" json:"shared_address"` // others have the address too
}

// Faces are some people's aliases and some others, or everybody's where neither is
// given: one person after another, and of each those used most first.
func (s *Store) Faces(ctx context.Context, people []string, aliases []uuid.UUID) ([]Face, error) {
	return Rows[Face](ctx, s.Conn, statement("aliases_of"), Params{"people": list(people), "aliases": list(aliases)})
}

// list is ids as a parameter.
func list[T ~string | uuid.UUID](ids []T) string {
	var quoted []string
	for _, id := range ids {
		quoted = append(quoted, fmt.Sprintf("'%s'", any(id)))
	}
	return "[" + strings.Join(quoted, ",") + "]"
}

// An Evidence says why two aliases are, or might be, one person.
type Evidence struct {
	Alias    uuid.UUID `ch:"alias_id" json:"alias_id"`
	Other    uuid.UUID `ch:"other_id" json:"other_id"`
	Kind     string    `ch:"kind" json:"kind"`
	Weight   float32   `ch:"weight" json:"weight"`
	Sentence string    `ch:"sentence" json:"sentence"`
	Against  string    `ch:"against" json:"against,omitempty"` // why it was not followed
}

// Links are what was followed among one person's aliases.
func (s *Store) Links(ctx context.Context, person string) ([]Evidence, error) {
	return Rows[Evidence](ctx, s.Conn, statement("links_of"), Params{"person": person})
}

// Conflicts are what was not followed: about one person, or all with an empty id.
func (s *Store) Conflicts(ctx context.Context, person string, limit int) ([]Evidence, error) {
	return Rows[Evidence](ctx, s.Conn, statement("conflicts"), Params{"person": person, "limit": strconv.Itoa(limit)})
}

// A Stay is some time of one person's work.
type Stay struct {
	From         time.Time `ch:"from" json:"from"`
	Until        time.Time `ch:"until" json:"until"` // the first day after
	Organisation string    `ch:"organisation" json:"organisation"`
	Unit         string    `ch:"unit" json:"unit,omitempty"`
	Evidence     string    `ch:"evidence" json:"evidence"`
}

// Stays are for whom one person worked, one after another.
func (s *Store) Stays(ctx context.Context, person string) ([]Stay, error) {
	return Rows[Stay](ctx, s.Conn, statement("affiliations_of"), Params{"person": person})
}
