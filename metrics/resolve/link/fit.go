package link

// How much subject and files weigh, and how alike a patch and a commit must be.
const (
	subjectWeight = 0.4
	filesWeight   = 0.35
	sizeWeight    = 0.25
	// enough is asked where one person wrote both, less where also the mail's date
	// is the commit's author date, as git am leaves it, or where no other commit
	// has the subject; more where they are not known to be one.
	enough  = 0.75
	certain = 0.4
	foreign = 0.85
)

// fit says how alike a patch and a commit are, and how alike their subjects.
func (f *finder) fit(patch, commit int) (score, subject float64) {
	p, c := &f.proposed[patch], &f.done[commit]
	subject = 1
	switch {
	case p.title == c.title:
	case f.words.numbers(p.words, c.words), p.reverts != c.reverts:
		subject = 0
	default:
		both, left, right := f.words.common(p.words, c.words)
		subject = share(2*both, left+right)
		if apart(p.bugs, c.bugs) {
			subject *= other
		}
	}
	files := max(f.likeFiles(f.paths, p.paths, c.paths), moved*f.likeFiles(f.names, p.names, c.names))
	size := share(float64(min(p.lines, c.lines)), float64(max(p.lines, c.lines)))
	return subjectWeight*subject + filesWeight*files + sizeWeight*size, subject
}

// limit is how alike a patch and a commit must be, given how like the subjects
// are.
func (f *finder) limit(patch, commit int, subject float64) float64 {
	switch c := f.commits[commit]; {
	case !f.sameAuthor(patch, commit):
		return foreign
	case c.Authored == f.patches[patch].Date, subject == 1 && f.titles[f.done[commit].title] == 1:
		return certain
	}
	return enough
}

// other is what a subject still tells that names another bug.
const other = 0.6

// moved is what a file tells that only has another's name.
const moved = 0.8

// likeFiles says how alike two sets of files are. Where one holds the other they
// may be a part and its whole.
func (f *finder) likeFiles(d *dictionary, a, b []uint32) float64 {
	both, left, right := d.common(a, b)
	return max(share(2*both, left+right), part*share(both, min(left, right)))
}

// part is what a file tells of a set of files that holds it.
const part = 0.8

func share(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

// sameAuthor reports whether one known person wrote both.
func (f *finder) sameAuthor(patch, commit int) bool {
	return f.proposed[patch].author == f.done[commit].author && f.done[commit].author != Person{}
}

// before reports whether a patch can have become a commit of that date.
func (f *finder) before(patch, commit int) bool {
	return int64(f.patches[patch].Date) <= int64(f.commits[commit].Date)+ahead
}
