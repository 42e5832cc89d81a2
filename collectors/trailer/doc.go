// Package trailer reads the tags that people put under patches and commits:
// "Reviewed-by: A Person <a@example.org>".
//
// Tags decide who is credited with a review, so the spellings that are really
// seen (Singed-off-by, Reviewed by, ACKED-BY) count as what was meant, and
// words that only look alike (Asked-by, Reverted-by) never do.
package trailer
