package flow

import (
	"goldenratio/collectors/mail/days"
	"goldenratio/collectors/mail/message"
)

// Options makes what the parser needs of the settings that every source of mail
// has: the list's first month, how many first lines and whether the whole text
// are kept, and the size above which a mail is rejected, 0 for the usual one.
func Options(begins string, firstLines int, keepText bool, largest int) (message.Options, error) {
	first, err := days.Month(begins)
	if largest <= 0 {
		largest = message.DefaultMaxBytes
	}
	return message.Options{First: first, FirstLines: firstLines, KeepText: keepText, MaxBytes: largest}, err
}
