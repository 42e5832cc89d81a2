package redact

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// How an address is disguised. A blank may be any of Unicode's.
const (
	blank  = `[\s\p{Z}]`
	entity = `&(?:amp;)*#?[0-9A-Za-z]{1,8};`

	local = `(?:` + entity + `|[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_` + "`" + `{|}~.])+|"[^"]*"`
	label = `(?:` + entity + `|[\p{L}\p{M}\p{N}\p{Cf}_-])+`

	dot = `\.|．|。|｡|%(?:25)*2e|=2e|&(?:amp;)*(?:#0*46|#x0*2e|period);?` +
		`|` + blank + `*[\[({<]` + blank + `*(?:dot|\.)` + blank + `*[\])}>]` + blank + `*` +
		`|` + blank + `+dot` + blank + `+`

	// prose stands between other words, too; sign stands in addresses only.
	prose = blank + `+(?:at|@)` + blank + `+|@` + blank + `+|` + blank + `+@`
	sign  = `@|(?:` + blank + `*(?:＠|﹫|%(?:25)*40|=40|&(?:amp;)*(?:#0*64|#x0*40|commat);?` +
		`|[\[({<]` + blank + `*(?:at|@)` + blank + `*[\])}>])` + blank + `*)`
)

var (
	disguise = regexp.MustCompile(`(?i)(` + local + `)(?:(` + prose + `)|` + sign + `)` +
		`(` + label + `(?:(?:` + dot + `)` + label + `)+|\[[0-9a-f:.]+\])`)
	dots = regexp.MustCompile(`(?i)` + dot)
)

// disguised replaces the addresses that hide from programs. In a text, unlike in
// a name, files are spoken of: "look at boot.py".
func disguised(s string, text bool) string {
	var b strings.Builder
	for {
		m := disguise.FindStringSubmatchIndex(s)
		if m == nil {
			break
		}
		start, domain, end := m[2], m[6], m[7]
		if possible(s[domain:end], text && m[4] >= 0) {
			b.WriteString(s[:start] + Mark)
			s = s[end:]
			continue
		}
		// the domain can be the local part of another, and the local part hold one
		b.WriteString(s[:start] + within(s[start:m[3]], text) + s[m[3]:domain])
		s = s[domain:]
	}
	return b.String() + s
}

// within is what is left of a local part: percent signs may stand in it, so that
// it may be an address by itself.
func within(local string, text bool) string {
	const longest = 1000
	if len(local) > longest || !strings.ContainsAny(local, "%=&") {
		return local
	}
	return disguised(local, text)
}

// possible reports whether a domain can be one, or begins with one: a type of
// file may follow. In prose it is none if it looks like a file's name.
func possible(domain string, inProse bool) bool {
	if domain[0] == '[' {
		return true
	}
	labels := dots.Split(domain, -1)
	for n := len(labels); n >= 2; n-- {
		last := strings.ToLower(strings.Trim(labels[n-1], "-_"))
		if topLevel(last) && !(inProse && fileType(last)) {
			return true
		}
	}
	return false
}

// topLevel reports whether a domain can end so.
func topLevel(last string) bool {
	if strings.HasPrefix(last, "xn--") || strings.Contains(last, "&#") {
		return true
	}
	n := utf8.RuneCountInString(last)
	return n >= 2 && n <= 24 && !strings.ContainsAny(last, "0123456789_")
}

// fileType reports whether a file's name rather than a domain ends so.
func fileType(last string) bool {
	switch last {
	case "adoc", "asm", "awk", "cc", "cfg", "conf", "config", "cpp", "css", "csv", "cxx", "diff", "dll", "dts", "dtsi", "el", "exe",
		"go", "gz", "hh", "hpp", "hs", "html", "img", "in", "ini", "iso", "java", "jpg", "js", "json", "ko", "lds", "log", "lua",
		"map", "md", "min", "mk", "ml", "mli", "opam", "patch", "pb", "pdf", "php", "pl", "pm", "png", "po", "proto", "py", "rb", "rs",
		"rst", "service", "sh", "so", "spec", "sql", "svg", "tar", "tex", "toml", "ts", "txt", "vim", "xml", "xz", "yaml", "yml":
		return true
	}
	return false
}
