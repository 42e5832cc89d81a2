package git

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/trailer"
)

const (
	maxSubject = 1 << 10
	maxRawDate = 100
	// maxOffset is a little more than the easternmost time zone's.
	maxOffset = 15 * 60
)

// earliest is the beginning of 1990: dates before it come from broken clocks and
// conversions.
const earliest = 631152000

// plausible reports whether a commit can be of the time t, read at now.
func plausible(t, now time.Time) bool {
	return t.Unix() >= earliest && !t.After(now.Add(24*time.Hour))
}

// parseCommit reads a commit object as git stores it. It takes anything: what
// cannot be read stays empty and is flagged. cut says that raw is not whole.
func parseCommit(sha string, raw []byte, cut bool, now time.Time) *collectors.Commit {
	c := &collectors.Commit{SHA: sha}
	header, message, _ := bytes.Cut(raw, []byte("\n\n"))
	var d decoder
	if name := headerValue(header, "encoding"); name != nil {
		d.use(string(name))
	}
	for _, p := range headerValues(header, "parent") {
		if objectID(p) { // what git does not read as a parent can say anything
			c.Parents = append(c.Parents, string(p))
		}
	}
	c.Author, c.Authored = d.identity(headerValue(header, "author"), now)
	c.Committer, c.Committed = d.identity(headerValue(header, "committer"), now)
	describe(c, &d, d.text(message))
	if cut {
		d.flag(flagCut)
	}
	slices.Sort(d.flags)
	c.Flags = d.flags
	return c
}

func objectID(b []byte) bool {
	for _, c := range b {
		if !hexDigit(c) {
			return false
		}
	}
	return len(b) == 40 || len(b) == 64 // SHA-1, SHA-256
}

// describe fills what comes from the message.
func describe(c *collectors.Commit, d *decoder, text string) {
	text = strings.Trim(text, "\n")
	subject, body := splitSubject(text)
	if subject == "" {
		d.flag(flagNoSubject)
	}
	c.Subject = clipText(redact.Addresses(clipText(subject, 2*maxSubject)), maxSubject)
	if body = strings.TrimSpace(body); body != "" {
		c.BodyLines = uint32(strings.Count(body, "\n") + 1)
	}
	c.Trailers = append(trailer.Parse(text), picks(text)...)
}

// picked is what people and programs write under a commit that was taken from
// another branch or repository: git cherry-pick -x, Xen's and Linux's stable
// branches.
var picked = regexp.MustCompile(`(?m)^[ \t]*(?:` +
	`\((?:cherry[- ]picked|backported) from commit ([0-9a-f]{40,64})\)|` +
	`master commit: ([0-9a-f]{40,64})|` +
	`commit ([0-9a-f]{40,64}) upstream\.?|` +
	`\[ Upstream commit ([0-9a-f]{40,64}) \]` +
	`)[ \t\r]*$`)

// maxPicks is how many origins of one commit are kept: squashed ones have several.
const maxPicks = 100

// picks are the commits that one was taken from, as trailers, the first origin
// first.
func picks(text string) (out []collectors.Trailer) {
	for _, m := range picked.FindAllStringSubmatch(text, maxPicks) {
		out = append(out, collectors.Trailer{Token: "Cherry-picked-from", Raw: "cherry picked from commit", Value: strings.Join(m[1:], "")})
	}
	return out
}

// splitSubject cuts a message into its first paragraph, joined to one line as
// git does, and the rest.
func splitSubject(text string) (subject, body string) {
	var parts []string
	for {
		line, rest, more := strings.Cut(text, "\n")
		line = strings.TrimSpace(line)
		if line == "" && len(parts) > 0 {
			return strings.Join(parts, " "), rest
		}
		if line != "" {
			parts = append(parts, line)
		}
		if !more {
			return strings.Join(parts, " "), ""
		}
		text = rest
	}
}

// clipText cuts s to at most n bytes, between characters.
func clipText(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// headerValues returns the values of all header lines of a name. Lines that
// continue another (signatures, merged tags) begin with a space.
func headerValues(header []byte, name string) [][]byte {
	var out [][]byte
	for len(header) > 0 {
		var line []byte
		line, header, _ = bytes.Cut(header, []byte("\n"))
		if key, value, ok := bytes.Cut(line, []byte(" ")); ok && string(key) == name {
			out = append(out, value)
		}
	}
	return out
}

// headerValue returns the first value of a name, nil where there is none.
func headerValue(header []byte, name string) []byte {
	if all := headerValues(header, name); len(all) > 0 {
		return all[0]
	}
	return nil
}

// identity reads "Name <address> seconds ±hhmm".
func (d *decoder) identity(line []byte, now time.Time) (collectors.Alias, collectors.Dated) {
	open, shut := bytes.IndexByte(line, '<'), bytes.LastIndexByte(line, '>')
	if open < 0 || shut < open {
		d.flag(flagIdentity)
		return collectors.Alias{Name: d.trimmed(line)}, d.dated(nil, now)
	}
	address := line[open+1 : shut]
	if i := bytes.IndexByte(address, '>'); i >= 0 {
		address = address[:i] // "a> b>": git takes the first
	}
	return collectors.Alias{Name: d.trimmed(line[:open]), Address: d.trimmed(address)}, d.dated(line[shut+1:], now)
}

func (d *decoder) trimmed(b []byte) string { return strings.TrimSpace(d.text(b)) }

// dated reads "seconds ±hhmm".
func (d *decoder) dated(b []byte, now time.Time) collectors.Dated {
	raw := d.trimmed(b)
	out := collectors.Dated{Raw: clipText(redact.Addresses(clipText(raw, 2*maxRawDate)), maxRawDate), Source: collectors.DateNone}
	seconds, zone, _ := strings.Cut(raw, " ")
	out.Offset = d.offset(zone)
	n, err := strconv.ParseInt(seconds, 10, 64)
	if at := time.Unix(n, 0).UTC(); err == nil && n >= 0 && n < 1<<40 && plausible(at, now) {
		out.At, out.Source = at, collectors.DateCommit
		return out
	}
	d.flag(flagDate)
	return out
}

// offset reads ±hhmm as minutes; zones that no place on earth has are 0.
func (d *decoder) offset(zone string) int16 {
	n, err := strconv.Atoi(strings.TrimSpace(zone))
	minutes := n/100*60 + n%100
	if err != nil || minutes > maxOffset || minutes < -maxOffset {
		d.flag(flagOffset)
		return 0
	}
	return int16(minutes)
}

func sortedWith(flags []string, f string) []string {
	flags = append(flags, f)
	slices.Sort(flags)
	return flags
}
