package report

import (
	"errors"
	"time"
)

// What a reader can ask of surveys and not get.
var (
	ErrUnknownSurvey = errors.New("unknown survey")
	ErrUnknownWave   = errors.New("unknown wave")
)

// Survey is one wave of a survey beside those before it: what was answered, by how
// many, and what moved. It holds shares and counts of what may be shown, never
// anybody's response. Its foreign text is plain, as a Board's.
type Survey struct {
	ID        string           `json:"survey"`
	Scope     string           `json:"scope"`
	Synthetic bool             `json:"synthetic"`
	Wave      SurveyWave       `json:"wave"`
	Waves     []SurveyWave     `json:"waves"` // all of them, oldest first
	Compute   Compute          `json:"compute"`
	By        *SurveySegment   `json:"by,omitempty"`       // the question by which answers are cut
	Segments  []SurveySegment  `json:"segments,omitempty"` // those by which they can be
	Changes   []SurveyChange   `json:"changes"`            // of all responses, the most certain first
	Certain   int              `json:"beyond_chance"`      // of them
	Questions []SurveyQuestion `json:"questions"`
	Dropped   []string         `json:"dropped,omitempty"` // questions of the wave before that were not asked again
	Said      []SaidDone       `json:"said_and_done,omitempty"`
	Findings  []Sentence       `json:"findings"`
	Footnotes []string         `json:"footnotes"`
}

// SurveyWave is one asking of a survey.
type SurveyWave struct {
	ID        string    `json:"wave"`
	Title     string    `json:"title"`
	Began     time.Time `json:"began,omitzero"`
	Ended     time.Time `json:"ended"`
	Invited   uint64    `json:"invited,omitempty"` // 0: nobody knows
	Started   uint32    `json:"started"`
	Complete  uint32    `json:"complete"`
	Repeated  uint32    `json:"repeated"`
	Tests     uint32    `json:"tests"`
	Effective *float64  `json:"effective,omitempty"` // nil: without weights
}

// SurveySegment is a question by whose answers others are cut.
type SurveySegment struct {
	ID    string `json:"question"`
	Title string `json:"title"`
}

// SurveyQuestion is a question with its lines: one, or those of a grid.
type SurveyQuestion struct {
	ID    string       `json:"question"`
	Title string       `json:"title"`
	Kind  string       `json:"kind"`
	Lines []SurveyLine `json:"lines"`
}

// SurveyLine is a question, or one line of a grid, in the wave that is shown.
type SurveyLine struct {
	Item  string `json:"item,omitempty"`
	Class string `json:"class"` // against the wave before
	SurveyGroup
	Groups []SurveyGroup `json:"groups,omitempty"` // of the segment
}

// SurveyGroup is what some of the respondents answered to a line, or all of them.
type SurveyGroup struct {
	Member   string         `json:"member,omitempty"` // what they answered to the segment's question
	Base     *uint32        `json:"base"`             // how many answered; nil: hidden
	Missing  *uint32        `json:"missing"`
	Aside    *uint32        `json:"aside,omitempty"`    // chose what is no answer
	Withheld string         `json:"withheld,omitempty"` // why nothing is shown
	Answers  []SurveyAnswer `json:"answers,omitempty"`
	Scores   []SurveyScore  `json:"scores,omitempty"`
}

// SurveyAnswer is an option with how many chose it; numbers that are hidden are nil.
type SurveyAnswer struct {
	Option        string   `json:"option"`
	Merged        []string `json:"merged,omitempty"` // what stands behind other answers
	Own           bool     `json:"own_words,omitempty"`
	Chosen        *uint32  `json:"chosen"`
	Base          *uint32  `json:"base"`
	Share         *float64 `json:"share"`
	Lower         *float64 `json:"lower"`
	Upper         *float64 `json:"upper"`
	Weighted      *float64 `json:"weighted,omitempty"`
	WeightedLower *float64 `json:"weighted_lower,omitempty"`
	WeightedUpper *float64 `json:"weighted_upper,omitempty"`
	// History has a point for each wave up to this one: nil where it was not asked, is
	// hidden, or cannot be compared with this wave.
	History []*SurveyPoint `json:"history,omitempty"`
}

// SurveyPoint is a share with its limits.
type SurveyPoint struct {
	Share float64 `json:"share"`
	Lower float64 `json:"lower"`
	Upper float64 `json:"upper"`
	Base  uint32  `json:"base"`
}

// SurveyScore is what a scale, or a number, comes to.
type SurveyScore struct {
	Name     string   `json:"score"` // top2, net, nps, mean or median
	Value    float64  `json:"value"`
	Lower    *float64 `json:"lower,omitempty"`
	Upper    *float64 `json:"upper,omitempty"`
	N        uint32   `json:"n"`
	Weighted *float64 `json:"weighted,omitempty"`
}

// SurveyChange is how an answer's share differs from that of the wave before that asked
// it comparably.
type SurveyChange struct {
	Before      string  `json:"before"` // the wave's id
	Question    string  `json:"question"`
	Item        string  `json:"item,omitempty"`
	Option      string  `json:"option"`
	Class       string  `json:"class"`
	Share       float64 `json:"share"`
	Base        uint32  `json:"base"`
	ShareBefore float64 `json:"share_before"`
	BaseBefore  uint32  `json:"base_before"`
	Difference  float64 `json:"difference"`
	Lower       float64 `json:"lower"`
	Upper       float64 `json:"upper"`
	P           float64 `json:"p"`
	Exact       bool    `json:"exact"`
	Adjusted    float64 `json:"adjusted_p"`
	Verdict     string  `json:"verdict"` // rose, fell or unclear
	Title       string  `json:"title"`   // of the question
	Text        string  `json:"text"`    // the change in words
}

// SaidDone is what a cohort says beside what is measured of the same cohort.
type SaidDone struct {
	Question string       `json:"question"`
	Item     string       `json:"item,omitempty"`
	Title    string       `json:"title"`
	KPI      string       `json:"kpi"`
	Done     string       `json:"done"` // the KPI's title
	Period   string       `json:"period"`
	Cohorts  []SaidCohort `json:"cohorts"`
}

// SaidCohort is one cohort: newcomers or regulars.
type SaidCohort struct {
	Cohort string       `json:"cohort"`
	Said   *SurveyScore `json:"said"` // nil: hidden, or nobody said anything
	Done   *float64     `json:"done"`
	Lower  *float64     `json:"lower,omitempty"`
	Upper  *float64     `json:"upper,omitempty"`
	N      uint64       `json:"n"`
	Text   string       `json:"text"` // what is done, in words
}

// SurveyOptions say which wave is wanted.
type SurveyOptions struct {
	Survey string // empty: the only one, or the first
	Wave   string // empty or "latest": the newest
	By     string // a segment; empty: none
}
