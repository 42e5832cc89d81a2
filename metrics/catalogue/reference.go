package catalogue

import (
	"bytes"
	"embed"
	"fmt"
	"text/template"
)

//go:embed reference.tmpl
var templates embed.FS

// Reference is the page docs/kpis.md: every definition, for people.
func Reference(kpis []KPI) ([]byte, error) {
	page, err := template.New("reference.tmpl").Funcs(template.FuncMap{
		"looks": looksBack,
		"news":  goodNews,
	}).ParseFS(templates, "reference.tmpl")
	if err != nil {
		return nil, fmt.Errorf("read template: %w", err)
	}
	var text bytes.Buffer
	if err := page.Execute(&text, grouped(kpis)); err != nil {
		return nil, fmt.Errorf("write reference: %w", err)
	}
	return text.Bytes(), nil
}

// A section is a group with its KPIs.
type section struct {
	Title string
	KPIs  []KPI
}

func grouped(kpis []KPI) []section {
	var all []section
	for _, k := range kpis {
		if len(all) == 0 || all[len(all)-1].Title != k.Group {
			all = append(all, section{Title: k.Group})
		}
		last := &all[len(all)-1]
		last.KPIs = append(last.KPIs, k)
	}
	return all
}

// looksBack says what the left edge of the data does to a KPI.
func looksBack(l Looks) string {
	switch l {
	case Previous:
		return "It compares with the period before, so it is unknown in a scope's first."
	case Ever:
		return "It compares with everything before, so it is unknown in a scope's first four quarters, unless the configuration says that the history is complete."
	case Both:
		return "It compares with the period before and with everything before, so it is unknown in a scope's first four quarters, and after a period without a source."
	default:
		return ""
	}
}

// goodNews says which change is welcome.
func goodNews(b Better) string {
	switch b {
	case Higher:
		return "higher is better"
	case Lower:
		return "lower is better"
	case Target:
		return "measured against a target"
	default:
		return "neither direction is good or bad"
	}
}
