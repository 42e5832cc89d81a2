package warehouse

import (
	"time"

	"goldenratio/collectors"
)

// surveyTables gather what surveys hold.
type surveyTables struct {
	waves     *table[row[*collectors.Wave]]
	questions *table[row[*collectors.Question]]
	responses *table[row[*collectors.Response]]
	answers   *table[row[answerRow]]
	words     *table[row[*collectors.Words]]
}

func newSurveyTables() surveyTables {
	return surveyTables{
		waves: surveyWaves(), questions: surveyQuestions(), responses: surveyResponses(), answers: surveyAnswers(), words: surveyWords(),
	}
}

func (s *surveyTables) blocks() []block {
	return []block{s.waves, s.questions, s.responses, s.answers, s.words}
}

// surveyTableNames are the tables in which a wave is.
func surveyTableNames() (names []string) {
	tables := newSurveyTables()
	for _, b := range tables.blocks() {
		names = append(names, b.tableName())
	}
	return names
}

// takeSurvey takes what only surveys have, if rec is of that kind. Own words get
// neither an origin nor a day: a wave has many, and no row says whose they are.
func (l *load) takeSurvey(origin string, rec collectors.Record) bool {
	switch rec := rec.(type) {
	case *collectors.Wave:
		l.survey.waves.add(datedRow(l, origin, collectors.Dated{At: rec.Ended, Source: collectors.DateSurvey}, rec))
	case *collectors.Question:
		l.survey.questions.add(rowOf(l, origin, rec))
	case *collectors.Response:
		l.survey.responses.add(rowOf(l, origin, rec))
		for i := range rec.Answers {
			l.survey.answers.add(rowOf(l, origin, answerRow{Response: rec, Answer: &rec.Answers[i]}))
			l.bytes += 150
		}
	case *collectors.Words:
		l.survey.words.add(rowOf(l, "", rec))
		l.bytes += 100 + len(rec.Text)
	default:
		return false
	}
	l.bytes += 200
	return true
}

func surveyWaves() *table[row[*collectors.Wave]] {
	type r = row[*collectors.Wave]
	return facts("golden.survey_waves",
		col("wave", func(w *r) string { return w.rec.ID }),
		col("title", func(w *r) string { return w.rec.Title }),
		col("began", func(w *r) time.Time { return instant(w.rec.Began) }),
		col("ended", func(w *r) time.Time { return instant(w.rec.Ended) }),
		col("invited", func(w *r) uint64 { return w.rec.Invited }),
	)
}

func surveyQuestions() *table[row[*collectors.Question]] {
	type r = row[*collectors.Question]
	return facts("golden.survey_questions",
		col("wave", func(q *r) string { return q.rec.Wave }),
		col("question", func(q *r) string { return q.rec.Name }),
		col("item", func(q *r) string { return q.rec.Item }),
		col("position", func(q *r) uint32 { return q.rec.Position }),
		col("kind", func(q *r) string { return q.rec.Kind }),
		col("text", func(q *r) string { return q.rec.Text }),
		col("options", func(q *r) []string { return q.rec.Options }),
		col("other", func(q *r) bool { return q.rec.Other }),
		col("unit", func(q *r) string { return q.rec.Unit }),
	)
}

func surveyResponses() *table[row[*collectors.Response]] {
	type r = row[*collectors.Response]
	return facts("golden_private.survey_responses",
		col("wave", func(s *r) string { return s.rec.Wave }),
		col("response", func(s *r) uint32 { return s.rec.Number }),
		col("state", func(s *r) string { return string(s.rec.State) }),
	)
}

// An answer with its response.
type answerRow struct {
	*collectors.Response
	*collectors.Answer
}

func surveyAnswers() *table[row[answerRow]] {
	type r = row[answerRow]
	return facts("golden_private.survey_answers",
		col("wave", func(a *r) string { return a.rec.Wave }),
		col("response", func(a *r) uint32 { return a.rec.Response.Number }),
		col("question", func(a *r) string { return a.rec.Question }),
		col("item", func(a *r) string { return a.rec.Item }),
		col("options", func(a *r) []string { return a.rec.Options }),
		col("other", func(a *r) bool { return a.rec.Other }),
		col("number", func(a *r) *float64 { return a.rec.Answer.Number }),
	)
}

func surveyWords() *table[row[*collectors.Words]] {
	type r = row[*collectors.Words]
	return operations("golden_private.survey_words",
		col("wave", func(w *r) string { return w.rec.Wave }),
		col("question", func(w *r) string { return w.rec.Question }),
		col("item", func(w *r) string { return w.rec.Item }),
		col("text", func(w *r) string { return w.rec.Text }),
		col("repeat", func(w *r) uint32 { return w.rec.Repeat }),
		col("codes", func(w *r) []string { return w.rec.Codes }),
	)
}
