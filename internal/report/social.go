package report

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// Social is what happens around the project on networks, in forums and in chats in one
// quarter of one scope. It names nobody: posts stand with their titles, audiences with
// the names of accounts that are the community's own or of places.
type Social struct {
	Head
	Findings  []Sentence  `json:"findings"`
	Tiles     []Tile      `json:"tiles"`
	Networks  []Network   `json:"networks"`  // most posts first
	Audiences []Audience  `json:"audiences"` // largest first
	Questions *Questions  `json:"questions"` // nil: no forum is collected, or the quarter is closed
	Discussed []Discussed `json:"discussed"` // most answers first
	Tags      []Tag       `json:"tags"`      // on most posts first
	Sources   []Source    `json:"sources"`   // networks, forums and chats
	Marks     []Mark      `json:"marks"`
	Footnotes []string    `json:"footnotes"`

	definitions []Definition // of the networks' numbers
}

// A Network is one of them in twelve quarters.
type Network struct {
	Name  string `json:"network"`
	Chat  bool   `json:"chat"` // Said counts lines: nobody posts in it
	Said  Tile   `json:"said"`
	Heard *Tile  `json:"people"`    // nil: nobody was seen in the twelve quarters
	Moved []Tile `json:"responses"` // reshares and engagement of own posts, where there are any
}

// An Audience is how many follow an account, or belong to a place.
type Audience struct {
	Network string          `json:"network"`
	Account string          `json:"account"`
	Measure string          `json:"measure"` // followers or members
	Now     *uint64         `json:"now"`     // at the quarter's end, or as last read in a running one; nil: not read then
	Before  *uint64         `json:"quarter_before"`
	Year    *uint64         `json:"year_before"`
	Course  []AudiencePoint `json:"course"` // three years, oldest first
}

// An AudiencePoint is what was read last in a week.
type AudiencePoint struct {
	Day   time.Time `json:"day"`
	Value uint64    `json:"value"`
}

// Questions are those of forums that nobody has answered.
type Questions struct {
	Until time.Time  `json:"until"` // as of when
	All   uint64     `json:"all"`   // asked in the 90 days before
	Late  uint64     `json:"late"`  // of them past their deadline
	Older uint64     `json:"older"` // asked before that
	Open  []Question `json:"open"`  // the latest first: those can still be helped
}

// A Question waits for an answer.
type Question struct {
	Post
	Days uint64 `json:"days"`
	Late bool   `json:"late"` // past its deadline
}

// A Post is where something was written. Its author is not told.
type Post struct {
	Title   string    `json:"title"` // empty: networks of short posts have none
	URL     string    `json:"url,omitempty"`
	Host    string    `json:"host,omitempty"` // where the address leads
	Network string    `json:"network"`
	Place   string    `json:"place"`
	Date    time.Time `json:"date"`
}

// Discussed is a post and what it brought about.
type Discussed struct {
	Post
	Answers  uint64 `json:"answers"` // as collected, or as the network says, whichever is more
	Likes    uint64 `json:"likes"`
	Reshares uint64 `json:"reshares"`
}

// A Tag is on posts of the quarter.
type Tag struct {
	Name   string `json:"tag"`
	Posts  uint64 `json:"posts"`
	People uint64 `json:"people"`
	Before uint64 `json:"quarter_before"` // posts
}

// Called is a post's title, or what it is where it has none.
func (p Post) Called() string {
	return cmp.Or(p.Title, "A post of "+Day(p.Date))
}

// Forums tells that a forum is collected.
func (p *Social) Forums() bool {
	return slices.ContainsFunc(p.Sources, func(s Source) bool { return s.Kind == forumKind })
}

// Definitions are those of all numbers of the page.
func (p *Social) Definitions() []Definition {
	var all []Definition
	for _, t := range p.Tiles {
		all = append(all, t.Definition)
	}
	for _, d := range p.definitions {
		if !slices.ContainsFunc(all, func(have Definition) bool { return have.KPI == d.KPI }) {
			all = append(all, d)
		}
	}
	return all
}

// Kinds of sources that have something for the page.
const (
	networkKind = "social"
	forumKind   = "forum"
	chatKind    = "chat"
)

// socialTiles are the numbers of the page, in its order.
func socialTiles() []string {
	return []string{
		"social_posts", "social_authors", "social_messages", "social_answered_share",
		"social_reshares", "social_engagement", "social_followers", "social_follower_growth",
	}
}

// LoadSocial reads the page from one compute. Posts and audiences are those of the last
// one: a closed quarter keeps its numbers, and has none of them.
func LoadSocial(ctx context.Context, conn driver.Conn, o Options) (*Social, error) {
	r, in, err := choose(ctx, conn, o)
	if err != nil {
		return nil, err
	}
	if err := r.numbers(ctx, &in); err != nil {
		return nil, err
	}
	if in.sources, err = r.sources(ctx); err != nil {
		return nil, err
	}
	rows, err := r.networks(ctx, in.quarters[max(0, in.at-historyQuarters+1)].start, in.quarters[in.at].start)
	if err != nil {
		return nil, err
	}
	p := assembleSocial(in, rows)
	if in.snapshot == nil {
		if err := r.posts(ctx, p, in.quarters[in.at]); err != nil {
			return nil, err
		}
	}
	p.Findings, p.Footnotes = p.findings(), p.footnotes()
	return p, nil
}

func assembleSocial(in input, rows []networkRow) *Social {
	a := newAssembler(in)
	p := &Social{
		Head: a.head(), Marks: a.marks(in.at-historyQuarters+1, in.at), Tiles: a.tiles(socialTiles()...),
		Audiences: []Audience{}, Discussed: []Discussed{}, Tags: []Tag{},
	}
	p.Sources = slices.DeleteFunc(slices.Clone(in.sources), func(s Source) bool {
		return !slices.Contains([]string{networkKind, forumKind, chatKind}, s.Kind)
	})
	p.Networks, p.definitions = a.networks(rows)
	return p
}
