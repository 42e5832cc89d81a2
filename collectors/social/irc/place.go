package irc

import (
	"path/filepath"
	"regexp"
	"strings"
)

var (
	dated   = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:\D|$)`)
	endings = regexp.MustCompile(`(?i)(\.(log|txt|weechatlog|gz|bz2|xz|zst))+$`)
)

// describe finds a channel and a day in the names of logs: `#xen.2020-01-31.log`,
// `xen-2020-01-31.log.gz`, `irc.libera.#xen.weechatlog`, `#xen/2020-01-31.log`.
func describe(path string) (channel, day string) {
	folder, base := filepath.Split(path)
	base = endings.ReplaceAllString(base, "")
	if at := dated.FindStringSubmatchIndex(base); at != nil {
		day = base[at[2]:at[3]] + "-" + base[at[4]:at[5]] + "-" + base[at[6]:at[7]]
		base = base[:at[2]] + base[at[7]:]
	}
	base = strings.Trim(base, "-_. ")
	if base == "" {
		base = filepath.Base(folder)
	}
	if at := strings.IndexByte(base, '#'); at >= 0 {
		return base[at:], day
	}
	return "#" + base, day
}
