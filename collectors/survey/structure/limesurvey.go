package structure

import "goldenratio/collectors/survey/form"

// labels makes options of texts that stand for themselves.
func labels(pairs ...string) (all []Label) {
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, Label{pairs[i], pairs[i+1]})
	}
	return all
}

// numbered are the options 1 to n.
func numbered(n int) (all []Label) {
	for i := 1; i <= n; i++ {
		text := string(rune('0' + i))
		if i == 10 {
			text = "10"
		}
		all = append(all, Label{text, text})
	}
	return all
}

// limeType is what a type of LimeSurvey's is, with the options of those that bring
// their own; drop is what is no question. (LimeSurvey's manual, "Question object
// types".)
func limeType(letter string) (kind form.Kind, options []Label) {
	switch letter {
	case "L", "!", "O", "Z", "W": // lists, with a comment, too
		return form.Single, nil
	case "Y":
		return form.Single, labels("Y", "Yes", "N", "No")
	case "G":
		return form.Single, labels("F", "Female", "M", "Male")
	case "C":
		return form.Single, labels("Y", "Yes", "N", "No", "U", "Uncertain")
	case "5", "A":
		return form.Scale, numbered(5)
	case "B":
		return form.Scale, numbered(10)
	case "E":
		return form.Scale, labels("D", "Decrease", "S", "Same", "I", "Increase")
	case "F", "H", "1": // arrays of answers, by row, by column, with two scales
		return form.Scale, nil
	case "M", "P":
		return form.Tick, nil
	case "N", "K", ":":
		return form.Number, nil
	case "R":
		return form.Rank, nil
	case "S", "T", "U", "Q", ";":
		return form.Text, nil
	}
	return form.Drop, nil // X text to read, I language, D date, | files, * computed
}
