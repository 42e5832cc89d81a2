package web

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"goldenratio/internal/picture"
	"goldenratio/internal/report"
)

// surveyView is a wave of a survey as a page or a file.
type surveyView struct {
	*report.Survey
	Link link
	Path string // of the page; empty: it is a file
	tabs []tab
}

// Tabs are the pages beside it.
func (v surveyView) Tabs() []tab { return v.tabs }

// Scopes are none: a survey is not told by scope.
func (v surveyView) Scopes() []report.ScopeState { return nil }

// At is the address of another wave, cut as this one; empty: it leads nowhere.
func (v surveyView) At(wave string) string {
	by := ""
	if v.By != nil {
		by = v.By.ID
	}
	return v.cut(wave, "", by)
}

// Cut is the address of this wave, cut by a question.
func (v surveyView) Cut(by string) string { return v.cut(v.Wave.ID, "", by) }

// Download is the address of this wave in a format.
func (v surveyView) Download(format string) string { return v.cut(v.Wave.ID, "."+format, "") }

func (v surveyView) cut(wave, format, by string) string {
	if v.Link.file {
		return ""
	}
	return surveyPath(v.ID, wave, format, by)
}

// surveyPath is the address of a wave.
func surveyPath(survey, wave, format, by string) string {
	address := "/surveys/" + url.PathEscape(survey) + "/" + url.PathEscape(wave) + format
	if by != "" {
		address += "?" + url.Values{"by": {by}}.Encode()
	}
	return address
}

// Earlier is the wave before, where there is one.
func (v surveyView) Earlier() *report.SurveyWave { return v.beside(-1) }

// Later is the wave after.
func (v surveyView) Later() *report.SurveyWave { return v.beside(1) }

func (v surveyView) beside(step int) *report.SurveyWave {
	at := slices.IndexFunc(v.Waves, func(w report.SurveyWave) bool { return w.ID == v.Wave.ID }) + step
	if at < 0 || at >= len(v.Waves) {
		return nil
	}
	return &v.Waves[at]
}

// mostMoved is how many changes stand on top; the others are folded away.
const mostMoved = 12

// Moved are the most certain changes, of those beyond chance.
func (v surveyView) Moved() []report.SurveyChange { return v.Changes[:min(mostMoved, v.Certain)] }

// Unmoved are all other changes, those beyond chance first.
func (v surveyView) Unmoved() []report.SurveyChange { return v.Changes[min(mostMoved, v.Certain):] }

type surveysView struct {
	Link    link
	Surveys []report.SurveyList
	Compute report.Compute
}

// Newest is the last wave of a survey.
func (surveysView) Newest(s report.SurveyList) report.SurveyWave { return s.Waves[len(s.Waves)-1] }

// At is the address of a survey's newest wave.
func (v surveysView) At(s report.SurveyList) string { return surveyPath(s.ID, v.Newest(s).ID, "", "") }

// surveys answers for /surveys/SURVEY/WAVE?by=QUESTION: without a wave the newest,
// without a survey all of them.
func (s *server) surveys(ctx context.Context, r *http.Request, compute report.Compute) (answer, error) {
	id, rest, _ := strings.Cut(strings.TrimSuffix(r.PathValue("path"), "/"), "/")
	wave, question, _ := strings.Cut(rest, "/")
	if id == "" {
		all, err := s.Store.Surveys(ctx)
		if err != nil {
			return answer{}, err
		}
		return s.render.html(http.StatusOK, "surveys", "Surveys", "/surveys/", surveysView{Surveys: all, Compute: compute})
	}
	wave, format := surveyFormat(wave)
	survey, err := s.Store.Survey(ctx, report.SurveyOptions{Survey: id, Wave: wave, By: r.FormValue("by")})
	switch {
	case err != nil:
		return answer{}, err
	case question != "":
		return surveyPicture(survey, question, r.FormValue("item"))
	case wave == "" || wave == report.Latest:
		return answer{location: surveyPath(survey.ID, survey.Wave.ID, "", r.FormValue("by"))}, nil
	case format == "json":
		return jsonAnswer(survey)
	case format != "":
		return surveyDownload(survey, format)
	}
	address := surveyPath(survey.ID, survey.Wave.ID, "", r.FormValue("by"))
	tabs := link{}.tabs("Surveys", survey.Scope, report.Latest)
	return s.render.html(http.StatusOK, "survey", surveyTitle(survey), address, surveyView{Survey: survey, Path: address, tabs: tabs})
}

// surveyFormat cuts the format off a wave's name.
func surveyFormat(wave string) (name, format string) {
	for _, format := range []string{"json", "csv", "xlsx"} {
		if name, found := strings.CutSuffix(wave, "."+format); found {
			return name, format
		}
	}
	return wave, ""
}

func surveyTitle(s *report.Survey) string { return s.ID + ", " + s.Wave.Title }

// surveyDownload is a wave for spreadsheets.
func surveyDownload(s *report.Survey, format string) (answer, error) {
	a := answer{status: http.StatusOK, file: fileName(s.ID+"-"+s.Wave.ID) + "." + format}
	var body strings.Builder
	var err error
	if format == "csv" {
		a.kind = "text/csv; charset=utf-8"
		err = report.SurveyCSV(&body, s)
	} else {
		a.kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		err = report.SurveyWorkbook(&body, s)
	}
	a.body = []byte(body.String())
	return a, err
}

// Picture is the address of a line's picture in a format.
func (v surveyView) Picture(q report.SurveyQuestion, l report.SurveyLine, format string) string {
	if v.Link.file {
		return ""
	}
	address := surveyPath(v.ID, v.Wave.ID, "", "") + "/" + url.PathEscape(q.ID) + "." + format
	if l.Item != "" {
		address += "?" + url.Values{"item": {l.Item}}.Encode()
	}
	return address
}

// surveyPicture is a line's shares, wave by wave, to be put elsewhere.
func surveyPicture(s *report.Survey, name, item string) (answer, error) {
	format := strings.TrimPrefix(path.Ext(name), ".")
	id := strings.TrimSuffix(name, "."+format)
	kinds := map[string]string{"svg": "image/svg+xml", "png": "image/png"}
	for _, q := range s.Questions {
		for _, l := range q.Lines {
			if q.ID != id || l.Item != item || kinds[format] == "" || len(l.Answers) == 0 {
				continue
			}
			var body bytes.Buffer
			err := newPicture(s, q, l).Write(&body, format)
			return answer{status: http.StatusOK, kind: kinds[format], body: body.Bytes(), file: fileName(s.ID+"-"+s.Wave.ID+"-"+q.ID) + "." + format}, err
		}
	}
	return answer{}, errNotFound
}

// newPicture has a bar for each answer and wave.
func newPicture(s *report.Survey, q report.SurveyQuestion, l report.SurveyLine) picture.Shares {
	p := picture.Shares{Title: called(q, l), Note: l.Answered() + " in " + s.Wave.Title + ". Lines are 95 % limits."}
	for i, w := range s.Waves[:max(1, len(l.Answers[0].History))] {
		series, known := picture.Series{Name: w.Title}, false
		for _, a := range l.Answers {
			var share picture.Share
			if i < len(a.History) && a.History[i] != nil {
				h := a.History[i]
				share, known = picture.Share{Value: 100 * h.Share, Lower: 100 * h.Lower, Upper: 100 * h.Upper, Known: true}, true
			}
			series.Shares = append(series.Shares, share)
		}
		if known {
			p.Series = append(p.Series, series)
		}
	}
	for _, a := range l.Answers {
		p.Answers = append(p.Answers, a.Option)
	}
	return p
}

// fileName is text that can be a file's name everywhere.
func fileName(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.", r)) {
			return r
		}
		return '-'
	}, text)
}

// SurveyFile writes a wave as one page that needs nothing else.
func SurveyFile(w io.Writer, s *report.Survey) error {
	return writeFile(w, "survey", surveyTitle(s), surveyView{Survey: s, Link: link{file: true}})
}
