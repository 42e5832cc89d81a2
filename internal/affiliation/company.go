package affiliation

import (
	"regexp"
	"strings"
	"unicode"

	"goldenratio/collectors/redact"
)

var (
	otherwise = regexp.MustCompile(`[,;|/(\n]|\s@`)
	legal     = regexp.MustCompile(`^(inc|incorporated|ltd|limited|llc|llp|lp|gmbh|mbh|ag|kg|se|sa|sas|sarl|srl|spa|bv|nv|oy|oyj|ab|as|aps|plc|corp|corporation|co|company|kk|pty|pvt|pte|group|the)$`)
	ownBoss   = regexp.MustCompile(`^(independent|self|selfemployed|freelance|freelancer|freelancing|hobbyist|hobbyists|individual|volunteer)$`)
	noAnswer  = regexp.MustCompile(`^(|unknown|notfound|none|null|na|no|home|personal|private|student|students|retired|unemployed|unaffiliated|robots|various|earth|world|internet|opensource|github)$`)
	academic  = regexp.MustCompile(`universi|hochschule|college|academy|school|instituteoftechnology`)
)

// plain is what two spellings of one company have in common: letters and digits
// of its first name, without Ltd. and the like.
func plain(company string) string {
	company = strings.TrimLeft(strings.TrimSpace(company), "@")
	if cut := otherwise.FindStringIndex(company); cut != nil && cut[0] > 0 {
		company = company[:cut[0]]
	}
	words := strings.FieldsFunc(strings.ToLower(company), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for len(words) > 1 && legal.MatchString(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, "")
}

// slug makes an id of a company's name.
func slug(company string) string {
	words := strings.FieldsFunc(strings.ToLower(company), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for len(words) > 1 && legal.MatchString(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, "-")
}

// nameOf is a company's name as pages may show it: never an address.
func nameOf(company string) string {
	company = strings.TrimLeft(strings.TrimSpace(company), "@")
	if cut := otherwise.FindStringIndex(company); cut != nil && cut[0] > 0 {
		company = company[:cut[0]]
	}
	return redact.Person(strings.TrimSpace(company))
}
