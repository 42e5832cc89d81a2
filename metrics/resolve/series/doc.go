// Package series finds which mails are one patch series, its versions, and what
// answers them.
//
// A change is what somebody wants to have applied; each version of it is one
// patch, or several with or without a cover letter; patches and covers are
// answered. What a subject says in its brackets is only a hint, since people
// leave out, mistype and change all of it, so mails become one version by their
// place in a thread, sender, label and total together, and versions one change
// by a change-id, by a reply, or by what they have in common. The rules, in
// order:
//
//   - A mail with a diff and no reply prefix is a patch; so is one whose subject
//     says so without a diff. A reply with a diff is a response, unless its sender
//     sends his own patch of the same files again without quoting anybody.
//   - A mail numbered 0, or without a number and answered by its sender's numbered
//     patches, is a cover letter, whatever its subject says. A pull request is
//     neither.
//   - Patches are one version if they hang below a cover or lower number of the
//     same sender, label and total. What is left joins if it names the same thread
//     (the cover is missing) within a day, or names none within an hour.
//   - A version belongs to an earlier change of the same sender, or author where
//     it has only one, by change-id; by a reply with a greater label; or by title,
//     subjects of its patches and paths within 180 days; see kin.
//   - Where some patches of a series are sent again into its thread, with its total
//     or one without a number, they replace those that they are; they are no
//     version.
//   - What is resent with the same content is the same version; a single patch
//     resent without a label that differs is the next one.
//   - A part of a series that goes on alone is a version of its change. Where all
//     patches of another change of the sender come again in a series, that change
//     has become part of the series' change.
//
// Everything works on numbers and subjects, reads nothing and depends on the set
// of mails alone, not on their order. Sorting aside it takes time in proportion
// to the mails.
package series
