// Package gitlab collects what a GitLab knows of projects: issues, merge
// requests, what was said and done about them, pipelines of the default branch,
// releases, and a few figures.
//
// Lists are walked by the time of the last update, oldest first, each page from
// the instant at which the one before ended: what is updated meanwhile comes up
// again later, and nothing falls between two pages. GitLab tells approvals,
// drafts and refusals only as prose, in notes of its own; package gitlab knows
// their wordings.
//
// An item's origin is its path below the API, such as
// projects/1/issues/2/notes/3. Issues and notes that are confidential stay where
// they are.
package gitlab
