package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"os"
	"strings"
	"testing"
)

func example() Shares {
	return Shares{
		Title:   "Which features do you use, of all of those that are there, at work or at home, by yourself or with others?",
		Note:    "200 people answered in May 2019; lines are 95 % limits. golden ratio <script>",
		Answers: []string{"Migration", "Snapshots of virtual machines with all of their memory, while they run", "A & B <i>"},
		Series: []Series{
			{"May 2018", []Share{{30, 24, 37, true}, {45, 38, 52, true}, {}}},
			{"May 2019", []Share{{55, 48, 62, true}, {45, 38, 52, true}, {22, 16, 28, true}}},
		},
	}
}

func TestSVG(t *testing.T) {
	var out bytes.Buffer
	if err := example().Write(&out, "svg"); err != nil {
		t.Fatal(err)
	}
	for in := xml.NewDecoder(bytes.NewReader(out.Bytes())); ; {
		_, err := in.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
	}
	for _, want := range []string{"Migration", "May 2018", "A &amp; B &lt;i&gt;"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("there is no %s in the picture", want)
		}
	}
	if strings.Contains(out.String(), "<script>") {
		t.Error("foreign text is a part of the picture's language")
	}
}

func TestPNG(t *testing.T) {
	var out bytes.Buffer
	if err := example().Write(&out, "png"); err != nil {
		t.Fatal(err)
	}
	if path := os.Getenv("PICTURE"); path != "" {
		if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	picture, err := png.Decode(&out)
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X < 600 || size.Y < 200 {
		t.Errorf("the picture has %v", size)
	}
}

func TestFormat(t *testing.T) {
	if err := example().Write(io.Discard, "bmp"); err == nil {
		t.Error("an unknown format is drawn")
	}
}
