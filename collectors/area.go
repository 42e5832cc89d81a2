package collectors

// An Area is a part of the code that somebody looks after, as one version of a
// MAINTAINERS or CODEOWNERS file has it. The default branch has it so from the
// commit on that brought the version, until another commit says otherwise.
type Area struct {
	File  string // the file's path
	Name  string // of a section, or the pattern of a line; addresses replaced
	SHA   string // the commit, one of the default branch's first parents
	Depth uint64 // how many commits lie before it there: the order of versions
	Date  Dated

	Status      string   // Supported, Maintained, Orphan …; empty where the file does not say
	Position    uint32   // from 1, where only the last area that fits a path counts; 0 where all that fit do
	Paths       []string // patterns, see package area
	Excluded    []string // patterns of paths that are not in it after all
	Expressions []string // regular expressions; paths that match anywhere are in it too
	Maintainers []Alias
	Reviewers   []Alias

	Gone    bool   // the commit took the area away
	Version uint64 // the run's start in Unix milliseconds: this is observed state
	Deleted bool   // the commit is none of the default branch's first parents any more
}

// Key is the file, the area and the commit.
func (a *Area) Key() string { return "area " + a.File + " " + a.Name + " " + a.SHA }
