package trailer

import "strings"

// known are the tags in their usual spelling. Misspellings are looked for only
// of those that end in -by: the others are short, or words of everyday prose.
var known = [...]string{
	"Signed-off-by", "Reviewed-by", "Acked-by", "Nacked-by", "Tested-by", "Reported-by", "Suggested-by",
	"Co-developed-by", "Co-authored-by", "Release-acked-by", "Requested-by", "Backport-requested-by",
	"Helped-by", "Debugged-by", "Diagnosed-by", "Analyzed-by", "Analysed-by", "Discovered-by",
	"Improved-by", "Inspired-by", "Proposed-by", "Approved-by", "Mentored-by", "Originally-by",
	"Reported-and-tested-by", "Reported-and-suggested-by", "Reported-and-acked-by",
	"Reviewed-and-tested-by", "Acked-and-tested-by", "Tested-and-reviewed-by", "Tested-and-acked-by",
	"Cc", "Fixes", "Link", "Closes", "Change-Id", "Message-Id", "Base-commit", "Coverity-ID", "CID",
	"Backport", "Bug", "Resolves", "Reverts",
}

// meant are spellings too far from what they mean to be found by distance.
var meant = map[string]string{
	"ack-by":      "Acked-by",
	"ack":         "Acked-by",
	"sign-off-by": "Signed-off-by",
	"signed-off":  "Signed-off-by",
	"review-by":   "Reviewed-by",
	"test-by":     "Tested-by",
	"report-by":   "Reported-by",
	"suggest-by":  "Suggested-by",
	"co-author":   "Co-authored-by",
	"coauthored":  "Co-authored-by",
}

// other are words of their own that lie within reach of a known tag.
var other = map[string]bool{
	"asked-by": true, "aced-by": true,
	"signed-on-by": true, "singled-off-by": true,
}

// Normalise returns the usual spelling of a known tag: case, blanks and
// underscores do not matter, nor do one or (in long tags) two slips of the
// finger, that is, letters missing, added, replaced or swapped.
func Normalise(token string) (string, bool) {
	folded := fold(token)
	for _, k := range known {
		if len(k) == len(folded) && strings.EqualFold(k, folded) {
			return k, true
		}
	}
	if k, ok := meant[folded]; ok {
		return k, true
	}
	const shortest, longest = 7, 32
	if len(folded) < shortest || len(folded) > longest || other[folded] {
		return "", false
	}
	best, least := "", 3
	for _, k := range known {
		if !strings.HasSuffix(k, "-by") {
			continue
		}
		if d := distance(folded, strings.ToLower(k), slips(k)); d < least {
			best, least = k, d
		}
	}
	return best, best != ""
}

// slips is how many mistakes a tag's length allows.
func slips(k string) int {
	if len(k) >= len("Suggested-by") {
		return 2
	}
	return 1
}

// fold lowers the case and makes blanks and underscores hyphens, one for many.
func fold(token string) string {
	var b strings.Builder
	for i := range len(token) {
		c := token[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c |= 0x20
		case c == ' ' || c == '_' || c == '-':
			if i > 0 && strings.IndexByte(" _-", token[i-1]) >= 0 {
				continue
			}
			c = '-'
		}
		b.WriteByte(c)
	}
	return b.String()
}

// distance is the number of insertions, deletions, replacements and swaps of
// neighbours between a and b (optimal string alignment), or a large number
// where it exceeds limit or the first letter differs: who misspells a word
// hardly ever errs there, while hacked, backed and packed differ from acked.
func distance(a, b string, limit int) int {
	const far = 1 << 10
	if a[0] != b[0] && !(a[0] == b[1] && a[1] == b[0]) || max(len(a)-len(b), len(b)-len(a)) > limit {
		return far
	}
	var rows [3][40]int
	for j := range len(b) + 1 {
		rows[1][j] = j
	}
	before, last, row := &rows[0], &rows[1], &rows[2]
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	if d := last[len(b)]; d <= limit {
		return d
	}
	return far
}
