package plain

import "testing"

func TestHTML(t *testing.T) {
	for in, want := range map[string]string{
		"":      "",
		"plain": "plain\n",
		"<p>One &amp; two</p><p>three<br>four</p>": "One & two\nthree\nfour\n",
		"<blockquote>said</blockquote>own":         "> said\nown\n",
		"<style>p{}</style><!-- no -->a<script>x":  "a\n",
		"1 < 2": "1 \n",
	} {
		if got := string(HTML([]byte(in))); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
