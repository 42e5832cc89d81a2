package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"regexp"
	"strings"

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
		"board":    boardPath,
		"kpi":      kpiPath,
		"day":      report.Day,
		"spark":    newSpark,
		"emphasis": emphasis,
		"slug":     slug,
		"heading":  report.Heading,
		"count":    report.Number,
		"share":    func(v *float64) string { return report.Share(*v) },

		"quarters": newestFirst,
	}
}

// frame is what every page has around its content.
type frame struct {
	Title string
	Style template.CSS
	Page  any
}

func (r *renderer) html(status int, name, title, path string, page any) (answer, error) {
	var body bytes.Buffer
	f := frame{Title: title, Style: r.sheet(path), Page: page}
	if err := r.pages.ExecuteTemplate(&body, name+".html", f); err != nil {
		return answer{}, fmt.Errorf("render %s: %w", name, err)
	}
	return answer{status: status, kind: "text/html; charset=utf-8", body: body.Bytes(), policy: policy(f.Style)}, nil
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
var numbers = regexp.MustCompile(`[−+]?\d[\d,]*(?:\.\d+)?(?:\x{00a0}(?:%|h|min|days?|people|person|points|commits?|messages?))?`)

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

// slug makes a title fit for a fragment.
func slug(title string) string {
	return strings.ReplaceAll(strings.ToLower(title), " ", "-")
}

func newestFirst(points []report.Point) []report.Point {
	turned := make([]report.Point, len(points))
	for i, p := range points {
		turned[len(points)-1-i] = p
	}
	return turned
}
