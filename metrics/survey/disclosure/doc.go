// Package disclosure makes of a survey's responses what may be said of them: how
// many chose what, in all and in cuts by segments, without telling of 1 to 4
// people what they chose.
//
// Small counts are merged or left out first, as the KPI reference has it. Then an
// attack is tried: what may be published is kept only if for each count that it
// hides there are other responses, in agreement with all that is published, in
// which that count is greater and smaller, by 5 together at the least. These
// responses are found by exchanging answers between respondents (see attack), so
// an attacker's range is never narrower than what was found.
//
// Nothing here reads or stores.
package disclosure
