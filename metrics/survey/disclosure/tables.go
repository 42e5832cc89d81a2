package disclosure

// Why nothing of a line is shown.
const (
	FewPeople = "few people"
	Telling   = "what else is shown would tell"
)

// Words of ours among the members and options.
const (
	NoAnswer     = "(no answer)"
	OtherAnswers = "other answers"
	OwnWords     = "in own words"
)

// A Publication is what may be said of one wave. Its rows are those of the
// resolved tables.
type Publication struct {
	Lines  []LineRow
	Cells  []CellRow
	Scores []ScoreRow

	// Effective is how many respondents without weights say as much; nil without
	// any. Unweighted says why there are none though margins are known.
	Effective  *float64
	Unweighted string
}

// A Place is what a row is about.
type Place struct {
	Survey   string `ch:"survey"`
	Wave     string `ch:"wave"`
	Segment  string `ch:"segment"`
	Member   string `ch:"member"`
	Question string `ch:"question"`
	Item     string `ch:"item"`
}

// A LineRow is a row of survey_lines.
type LineRow struct {
	Place
	Position uint32  `ch:"position"`
	Title    string  `ch:"title"`
	Kind     string  `ch:"kind"`
	Class    string  `ch:"class"`
	Headline bool    `ch:"headline"`
	Base     *uint32 `ch:"base"`
	Missing  *uint32 `ch:"missing"`
	Aside    *uint32 `ch:"aside"`
	Withheld string  `ch:"withheld"`
}

// A CellRow is a row of survey_cells.
type CellRow struct {
	Place
	Position      uint32   `ch:"position"`
	Option        string   `ch:"option"`
	Merged        []string `ch:"merged"`
	Own           bool     `ch:"own"`
	Chosen        *uint32  `ch:"chosen"`
	Base          *uint32  `ch:"base"`
	Share         *float64 `ch:"share"`
	Lower         *float64 `ch:"lower"`
	Upper         *float64 `ch:"upper"`
	Weighted      *float64 `ch:"weighted"`
	WeightedLower *float64 `ch:"weighted_lower"`
	WeightedUpper *float64 `ch:"weighted_upper"`

	effective float64 // respondents behind the weighted share
}

// A ScoreRow is a row of survey_scores.
type ScoreRow struct {
	Place
	Score    string   `ch:"score"`
	Value    float64  `ch:"value"`
	Lower    *float64 `ch:"lower"`
	Upper    *float64 `ch:"upper"`
	N        uint32   `ch:"n"`
	Weighted *float64 `ch:"weighted"`
}

// A ChangeRow is a row of survey_changes.
type ChangeRow struct {
	Place
	Before        string   `ch:"before"`
	Option        string   `ch:"option"`
	Class         string   `ch:"class"`
	Share         float64  `ch:"share"`
	Base          uint32   `ch:"base"`
	ShareBefore   float64  `ch:"share_before"`
	BaseBefore    uint32   `ch:"base_before"`
	Difference    float64  `ch:"difference"`
	Lower         float64  `ch:"lower"`
	Upper         float64  `ch:"upper"`
	Weighted      *float64 `ch:"weighted"`
	WeightedLower *float64 `ch:"weighted_lower"`
	WeightedUpper *float64 `ch:"weighted_upper"`
	P             float64  `ch:"p"`
	Exact         bool     `ch:"exact"`
	Adjusted      float64  `ch:"adjusted"`
	Verdict       string   `ch:"verdict"`
}
