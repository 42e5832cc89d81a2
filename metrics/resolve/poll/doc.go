// Package poll joins the waves of a survey: what each asked and was answered gets
// the names that the registry, or the newest wave, has for it.
package poll
