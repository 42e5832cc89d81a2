// Package limesurvey collects waves of surveys from a LimeSurvey by its
// RemoteControl 2 interface (JSON-RPC): the responses page by page, by their ids, as the table that
// LimeSurvey exports with full questions and answers; the list of questions, at each run; and how
// many responses there should be.
//
// What the form drops goes no further than this package's memory, as with files.
package limesurvey
