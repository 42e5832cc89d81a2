// Package structure reads what survey services say of a questionnaire: which
// questions there are, of which type, with which answers. LimeSurvey exports it as
// .lss (XML) and as text with tabs, Qualtrics as .qsf (JSON); a plain export has a
// dictionary beside it, a table or JSON.
//
// With it nothing about an export's columns has to be guessed: Apply corrects a
// form that was.
package structure
