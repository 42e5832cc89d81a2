package warehouse

import "context"

// A SurveyQuestion is a question that a survey asks again, or one line of a grid.
type SurveyQuestion struct {
	Survey, Question, Item string
	Position               uint32
	Title, Score           string
	Options, Aside         []string
	Headline, Segment      bool
}

// A SurveyJoin says which question of a wave is which one of the registry.
type SurveyJoin struct {
	Survey, Question, Item, Wave string
	Asked, AskedItem, Class      string
	Recode                       map[string]string
}

// A SurveyMargin is the share of one option among everybody who could have been asked.
type SurveyMargin struct {
	Survey, Wave     string
	Position         uint32
	Question, Option string
	Share            float64
}

// A SurveyCohort sets what one group of respondents says beside a KPI of the same group.
type SurveyCohort struct {
	Survey, Question, Item string
	KPI, Segment, Option   string
	Cohort                 string
}

// A SurveyRegistry is what the operator's files say of the questions of surveys.
type SurveyRegistry struct {
	Questions []SurveyQuestion
	Joins     []SurveyJoin
	Margins   []SurveyMargin
	Cohorts   []SurveyCohort
}

// Register replaces what is known of the questions of surveys.
func (s *Store) Register(ctx context.Context, r SurveyRegistry) error {
	if err := replace(ctx, s, surveyRegistry(), r.Questions); err != nil {
		return err
	}
	if err := replace(ctx, s, surveyJoins(), r.Joins); err != nil {
		return err
	}
	if err := replace(ctx, s, surveyMargins(), r.Margins); err != nil {
		return err
	}
	return replace(ctx, s, surveyCohorts(), r.Cohorts)
}

func surveyRegistry() *table[SurveyQuestion] {
	return dimension("survey_registry",
		col("survey", func(q *SurveyQuestion) string { return q.Survey }),
		col("question", func(q *SurveyQuestion) string { return q.Question }),
		col("item", func(q *SurveyQuestion) string { return q.Item }),
		col("position", func(q *SurveyQuestion) uint32 { return q.Position }),
		col("title", func(q *SurveyQuestion) string { return q.Title }),
		col("options", func(q *SurveyQuestion) []string { return q.Options }),
		col("aside", func(q *SurveyQuestion) []string { return q.Aside }),
		col("score", func(q *SurveyQuestion) string { return q.Score }),
		col("headline", func(q *SurveyQuestion) bool { return q.Headline }),
		col("segment", func(q *SurveyQuestion) bool { return q.Segment }),
	)
}

func surveyJoins() *table[SurveyJoin] {
	return dimension("survey_joins",
		col("survey", func(j *SurveyJoin) string { return j.Survey }),
		col("question", func(j *SurveyJoin) string { return j.Question }),
		col("item", func(j *SurveyJoin) string { return j.Item }),
		col("wave", func(j *SurveyJoin) string { return j.Wave }),
		col("asked", func(j *SurveyJoin) string { return j.Asked }),
		col("asked_item", func(j *SurveyJoin) string { return j.AskedItem }),
		col("class", func(j *SurveyJoin) string { return j.Class }),
		col("recode", func(j *SurveyJoin) map[string]string { return j.Recode }),
	)
}

func surveyMargins() *table[SurveyMargin] {
	return dimension("survey_margins",
		col("survey", func(m *SurveyMargin) string { return m.Survey }),
		col("wave", func(m *SurveyMargin) string { return m.Wave }),
		col("position", func(m *SurveyMargin) uint32 { return m.Position }),
		col("question", func(m *SurveyMargin) string { return m.Question }),
		col("option", func(m *SurveyMargin) string { return m.Option }),
		col("share", func(m *SurveyMargin) float64 { return m.Share }),
	)
}

func surveyCohorts() *table[SurveyCohort] {
	return dimension("survey_cohorts",
		col("survey", func(c *SurveyCohort) string { return c.Survey }),
		col("question", func(c *SurveyCohort) string { return c.Question }),
		col("item", func(c *SurveyCohort) string { return c.Item }),
		col("kpi", func(c *SurveyCohort) string { return c.KPI }),
		col("segment", func(c *SurveyCohort) string { return c.Segment }),
		col("option", func(c *SurveyCohort) string { return c.Option }),
		col("cohort", func(c *SurveyCohort) string { return c.Cohort }),
	)
}

// A SurveyLine is a question of a wave, or one line of a grid, as it was asked.
type SurveyLine struct {
	Wave     string   `ch:"wave"`
	Question string   `ch:"question"`
	Item     string   `ch:"item"`
	Kind     string   `ch:"kind"`
	Text     string   `ch:"text"`
	Options  []string `ch:"options"`
}

// SurveyLines are the questions of a survey, wave by wave.
func (s *Store) SurveyLines(ctx context.Context, source string) ([]SurveyLine, error) {
	return Rows[SurveyLine](ctx, s.Conn, statement("survey_questions"), Params{"source": source})
}
