package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/yuin/goldmark"

	"goldenratio/internal/report"
	"goldenratio/metrics/catalogue"
)

//go:embed page
var files embed.FS

// renderer makes pages out of templates. Its style sheet is inline, so that a
// saved page keeps its looks; the policy allows that sheet and nothing else.
type renderer struct {
	pages    *template.Template
	markdown goldmark.Markdown
	style    template.CSS
	url      string
}

func newRenderer(base string) (*renderer, error) {
	style, err := files.ReadFile("page/style.css")
	if err != nil {
		return nil, err
	}
	r := &renderer{style: template.CSS(style), markdown: goldmark.New(), url: strings.TrimSuffix(base, "/")}
	r.pages, err = template.New("").Funcs(functions()).ParseFS(files, "page/*.html", "page/*.svg")
	if err != nil {
		return nil, fmt.Errorf("parse templates: %w", err)
	}
	return r, nil
}

// policy lets a page use its own style sheet, its icon and links, and load or
// send nothing.
func policy(style template.CSS) string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; " +
		"img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

// printable is what an address may hold to stand in a style sheet's string.
var printable = regexp.MustCompile(`^[A-Za-z0-9._~:/?#@!$&()*+,;=%\[\]-]*$`)

// sheet is the style sheet of one page: on paper its address is in the margin.
func (r *renderer) sheet(path string) template.CSS {
	address := r.url + path
	if path == "" || !printable.MatchString(address) {
		return r.style
	}
	escaped := strings.ReplaceAll(address, "&", `\26 `)
	return r.style + template.CSS("@page { @bottom-left { content: \""+escaped+"\"; font: 8pt sans-serif; color: #444; } }\n")
}

func functions() template.FuncMap {
	return template.FuncMap{
		"board":     boardPath,
		"weekly":    weeklyPath,
		"day":       report.Day,
		"moment":    moment,
		"spark":     newSpark,
		"momentum":  newIndexChart,
		"whisker":   newWhisker,
		"strip":     newStrip,
		"calendar":  newCalendar,
		"against":   against,
		"seasonal":  seasonal,
		"tiles":     tables,
		"sections":  newTiles,
		"sentences": newSentences,
		"emphasis":  emphasis,
		"heading":   report.Heading,
		"count":     report.Number,
		"count32":   func(n uint32) string { return report.Number(uint64(n)) },
		"share":     func(v *float64) string { return report.Share(*v) },

		"shares":     newShareChart,
		"sharetable": newShareTable,
		"balance":    newBalanceChart,
		"triangle":   newTriangle,
		"funnel":     newFunnel,
		"layers":     newLayers,

		"numeric":      numeric,
		"figure":       figure,
		"measured":     measured,
		"balancetable": newBalanceTable,
		"cohorttable":  newCohortTable,

		"answers":     newAnswers,
		"weighted":    weighted,
		"scores":      scoreWords,
		"likertscale": newQuestionScale,
		"likertkey":   likertKey,
		"saved":       newSaved,
		"likertrows":  newLikertRows,
		"waveview":    newWaveView,
		"wavetable":   waveTable,

		"cuttable": cutTable,

		"networks":      newResponses,
		"followers":     newFollowers,
		"audiencetable": newAudienceTable,
		"tagtable":      newTagTable,
		"where":         where,

		"quarters": newestFirst,
		"first":    func(n int, rows [][]report.Cell) [][]report.Cell { return rows[:min(n, len(rows))] },
	}
}

// moment is a time to the minute: 4 Jul 2014 06:00 UTC.
func moment(t time.Time) string {
	if t.Unix() <= 0 {
		return "never"
	}
	return t.UTC().Format("2 Jan 2006 15:04 UTC")
}

// against heads a column of changes: vs 2019-Q4, or of a running quarter vs the
// first 52 days of it.
func against(tiles []report.Tile, year bool) string {
	for _, t := range tiles {
		c := t.Previous
		if year {
			c = t.YearBefore
		}
		switch {
		case c.Against == "":
			continue
		case c.Days > 0:
			return fmt.Sprintf("vs first %d days of %s", c.Days, c.Against)
		default:
			return "vs " + c.Against
		}
	}
	if year {
		return "vs year before"
	}
	return "vs quarter before"
}

// seasonal tells that ranges against the quarter before leave the season out,
// so that an amplitude may lie outside its own.
func seasonal(tiles []report.Tile) bool {
	return slices.ContainsFunc(tiles, func(t report.Tile) bool { return t.Previous.Adjusted != nil && t.Previous.Range != "" })
}

// tilesView is a table of KPIs on a board.
type tilesView struct {
	Title    string
	Sections []report.Section
	Page     any // a view with a Scope, a Period, a Link and Marks
}

// newTiles is a table of groups. A single one needs no heading of its own.
func newTiles(title string, sections []report.Section, page any) tilesView {
	full := slices.DeleteFunc(slices.Clone(sections), func(s report.Section) bool { return len(s.Tiles) == 0 })
	if len(full) == 1 {
		return tables(full[0].Title, full[0].Tiles, page)
	}
	return tilesView{title, full, page}
}

// tables is one of a single group.
func tables(title string, tiles []report.Tile, page any) tilesView {
	return tilesView{title, []report.Section{{Tiles: tiles}}, page}
}

// Tiles are those of all groups.
func (v tilesView) Tiles() []report.Tile {
	var all []report.Tile
	for _, s := range v.Sections {
		all = append(all, s.Tiles...)
	}
	return all
}

// sentencesView is a list of findings on a page.
type sentencesView struct {
	All  []report.Sentence
	Page any // a view with a Scope, a Period and a Link
}

func newSentences(all []report.Sentence, page any) sentencesView { return sentencesView{all, page} }

// frame is what every page has around its content.
type frame struct {
	Title string
	Style template.CSS
	Page  any
}

func (r *renderer) html(status int, name, title, path string, page any) (answer, error) {
	return r.styled(status, name, title, r.sheet(path), page)
}

// styled is html for a page with a style sheet of its own.
func (r *renderer) styled(status int, name, title string, style template.CSS, page any) (answer, error) {
	var body bytes.Buffer
	f := frame{Title: title, Style: style, Page: page}
	if err := r.pages.ExecuteTemplate(&body, name+".html", f); err != nil {
		return answer{}, fmt.Errorf("render %s: %w", name, err)
	}
	return answer{status: status, kind: "text/html; charset=utf-8", body: body.Bytes(), policy: policy(f.Style)}, nil
}

// File writes a board as one page that needs nothing else: its links lead to its
// own footnotes.
func File(w io.Writer, board *report.Board) error {
	q := newBoard(&board.Head, nil).filed()
	return q.write(w, boardView{board, q})
}

// writeFile renders a view that leads nowhere but to its own parts.
func writeFile(w io.Writer, name, title string, view any) error {
	r, err := newRenderer("")
	if err != nil {
		return err
	}
	a, err := r.html(http.StatusOK, name, title, "", view)
	if err != nil {
		return err
	}
	_, err = w.Write(a.body)
	return err
}

// about is a KPI's text as HTML.
type about struct{ Read, Misleads, Gamed template.HTML }

func (r *renderer) about(text catalogue.About) (about, error) {
	var a about
	for _, part := range []struct {
		text string
		into *template.HTML
	}{{text.Read, &a.Read}, {text.Misleads, &a.Misleads}, {text.Gamed, &a.Gamed}} {
		var out bytes.Buffer
		// goldmark leaves raw HTML and dangerous links out unless told otherwise.
		if err := r.markdown.Convert([]byte(part.text), &out); err != nil {
			return about{}, fmt.Errorf("render about text: %w", err)
		}
		*part.into = template.HTML(out.String())
	}
	return a, nil
}

// numbers are what a finding's eye-catchers are: 1,204 · 52 % · 5.2 h.
var numbers = regexp.MustCompile(`[−+]?\d(?:[\d,]*\d)?(?:\.\d+)?(?:[\x{00a0} ](?:%|h|min|days?|people|person|organisations?|points|commits?|messages?))?`)

// emphasis sets the first number of a sentence in bold.
func emphasis(text string) template.HTML {
	at := numbers.FindStringIndex(text)
	if at == nil {
		return template.HTML(template.HTMLEscapeString(text))
	}
	return template.HTML(template.HTMLEscapeString(text[:at[0]]) +
		"<strong>" + template.HTMLEscapeString(text[at[0]:at[1]]) + "</strong>" +
		template.HTMLEscapeString(text[at[1]:]))
}

func newestFirst(points []report.Point) []report.Point {
	turned := make([]report.Point, len(points))
	for i, p := range points {
		turned[len(points)-1-i] = p
	}
	return turned
}
