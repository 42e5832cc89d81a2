package web

import (
	"net/url"
	"strings"

	"goldenratio/internal/report"
)

// A link knows where the parts of a page lead: to live pages, to those of a
// closed quarter, or nowhere but to its own footnotes where the page is a file.
type link struct {
	snapshot string // id of a closed quarter
	page     string // people, organisations or social; empty: the board
	file     bool
}

// linkOf is that of a board or KPI of a snapshot, or of a live one.
func linkOf(s *report.Snapshot) link {
	if s == nil {
		return link{}
	}
	return link{snapshot: s.ID}
}

// Board is the address of a quarter's page; empty: it has none from here.
func (l link) Board(scope, label string) string {
	switch {
	case l.file:
		return ""
	case l.snapshot != "":
		return snapshotPath(l.snapshot, scope)
	default:
		return boardPath(scope, label)
	}
}

// Same is the address of the same page of another scope.
func (l link) Same(scope, label string) string {
	if l.page == "" {
		return l.Board(scope, label)
	}
	return l.quarter(l.page, scope, label)
}

// People is the address of who takes part.
func (l link) People(scope, label string) string { return l.quarter("people", scope, label) }

// Organisations is the address of who does the work.
func (l link) Organisations(scope, label string) string {
	return l.quarter("organisations", scope, label)
}

// Social is the address of what happens on networks, in forums and in chats.
func (l link) Social(scope, label string) string { return l.quarter("social", scope, label) }

// quarter is the address of a page of a quarter that is no board.
func (l link) quarter(page, scope, label string) string {
	if l.file {
		return ""
	}
	return quarterPath(page, scope, label, l.snapshot)
}

// KPI is the address of what stands behind a number.
func (l link) KPI(id, scope, label string) string {
	if l.file {
		return "#kpi-" + id
	}
	return kpiPath(id, scope, label, l.snapshot)
}

// Download is the address of a KPI's numbers in a format.
func (l link) Download(id, format, scope, label string) string {
	return strings.Replace(kpiPath(id, scope, label, l.snapshot), "?", "."+format+"?", 1)
}

// Survey is the address of a wave.
func (l link) Survey(survey, wave string) string {
	if l.file {
		return ""
	}
	return surveyPath(survey, wave, "", "")
}

// Quality is the address of the data-quality page of a scope.
func (l link) Quality(scope string) string {
	if l.file {
		return ""
	}
	return qualityPath(scope)
}

// Snapshot is the address of a closed quarter.
func (l link) Snapshot(id, scope string) string {
	if l.file {
		return ""
	}
	return snapshotPath(id, scope)
}

// Log is the address of the restatement log.
func (l link) Log() string {
	if l.file {
		return ""
	}
	return "/snapshot/"
}

// Home is where the brand leads.
func (l link) Home() string {
	if l.file {
		return ""
	}
	return "/"
}

// Live tells that the page may change with the next compute.
func (l link) Live() bool { return !l.file && l.snapshot == "" }

// escaped is a scope in an address. Its own slashes stay.
func escaped(scope string) string {
	parts := strings.Split(scope, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
	}
	return strings.Join(parts, "/")
}

func boardPath(scope, label string) string {
	return "/board/" + escaped(scope) + "/" + url.PathEscape(label)
}

func quarterPath(page, scope, label, snapshot string) string {
	path := "/" + page + "/" + escaped(scope) + "/" + url.PathEscape(label)
	if snapshot != "" {
		path += "?" + url.Values{"snapshot": {snapshot}}.Encode()
	}
	return path
}

func snapshotPath(id, scope string) string {
	if scope == "" {
		return "/snapshot/" + url.PathEscape(id)
	}
	return "/snapshot/" + url.PathEscape(id) + "/" + escaped(scope)
}

func qualityPath(scope string) string {
	if scope == "" {
		return "/quality"
	}
	return "/board/" + escaped(scope) + "/quality"
}

func kpiPath(id, scope, label, snapshot string) string {
	values := url.Values{"scope": {scope}, "period": {label}}
	if snapshot != "" {
		values.Set("snapshot", snapshot)
	}
	return "/kpi/" + url.PathEscape(id) + "?" + values.Encode()
}
