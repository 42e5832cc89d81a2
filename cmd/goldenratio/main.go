// Command goldenratio measures the health of an open-source community.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

// Exit statuses, beside 0.
const (
	exitFailed    = 1   // something went wrong: the message says what
	exitUsage     = 2   // the command line makes no sense
	exitCancelled = 130 // Ctrl-C; what was stored stays
)

// commands are what the program does: a file of this folder for each.
type commands struct {
	Config  string `short:"c" default:"goldenratio.yaml" env:"GOLDENRATIO_CONFIG" help:"The community's configuration." placeholder:"FILE"`
	JSON    bool   `name:"json" help:"Print results as JSON."`
	Verbose bool   `short:"v" help:"Log what happens to standard error."`
	Debug   bool   `hidden:"" help:"Log every step as JSON to standard error."`

	// For tests, which need small loads and a clock that stands still.
	LoadRows int       `hidden:""`
	Now      time.Time `hidden:""`

	Engine string `env:"GOLDENRATIO_ENGINE" placeholder:"FILE" help:"The program goldenratio-engine; by default the one beside this program."`

	Init      initCommand      `cmd:"" help:"Write a configuration for a clone and a mail archive."`
	Conf      configCommand    `cmd:"" name:"config" help:"Check the configuration, or print its JSON Schema."`
	Collect   collectCommand   `cmd:"" help:"Collect what is new from the sources."`
	Compute   computeCommand   `cmd:"" help:"Compute every KPI for every period."`
	Serve     serveCommand     `cmd:"" help:"Serve the board pages and /metrics."`
	KPI       kpiCommand       `cmd:"" name:"kpi" help:"List, show and explain KPIs."`
	People    peopleCommand    `cmd:"" help:"See and decide who is who."`
	Survey    surveyCommand    `cmd:"" help:"Import surveys, and see what their exports hold."`
	Report    reportCommand    `cmd:"" help:"Print a quarter's pages, or the digest of a week."`
	Snapshot  snapshotCommand  `cmd:"" help:"Close quarters, and see what has changed since."`
	Backfill  backfillCommand  `cmd:"" help:"Write the past of /metrics for Prometheus, as OpenMetrics."`
	Status    statusCommand    `cmd:"" help:"Show whether every source is fresh and complete."`
	Reconcile reconcileCommand `cmd:"" help:"Ask the sources how much they hold, and compare."`
	SQL       sqlCommand       `cmd:"" name:"sql" help:"Ask the store in SQL, as a reader."`
	Sample    sampleCommand    `cmd:"" help:"Write a synthetic community to try things on."`
	EngineC   engineCommand    `cmd:"" name:"engine" help:"Install or inspect the embedded ClickHouse."`
	Doctor    doctorCommand    `cmd:"" help:"Check that everything needed is there."`
}

// memory is what the collector of garbage aims at: what is gathered for the
// store is short-lived, and letting twice as much pile up gains nothing.
const memory = 200 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program without the process around it.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var c commands
	status := -1
	parser, err := kong.New(&c,
		kong.Name("goldenratio"),
		kong.Vars{"who": whoHelp},
		kong.Description("Measures the health of an open-source community, and makes the numbers believable."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { status = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(stderr, "goldenratio:", err)
		return exitFailed
	}
	selected, err := parser.Parse(args)
	if status >= 0 { // --help has printed itself
		return status
	}
	if err != nil {
		fmt.Fprintf(stderr, "goldenratio: %v\n%s\n", err, hint(err))
		return exitUsage
	}
	a := &app{commands: &c, stdout: stdout, stderr: stderr, now: c.clock(), log: logger(&c, stderr)}
	selected.BindTo(ctx, (*context.Context)(nil))
	return a.status(ctx, selected.Run(a))
}

// hint says where to read how a command line goes on.
func hint(err error) string {
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context != nil && wrong.Context.Selected() != nil {
		return "`goldenratio " + wrong.Context.Selected().Path() + " --help` shows how it is used."
	}
	return "`goldenratio --help` lists the commands."
}

// status says an error and turns it into an exit status.
func (a *app) status(ctx context.Context, err error) int {
	switch {
	case err == nil:
		return 0
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		fmt.Fprintln(a.stderr, "goldenratio: stopped; the same command goes on from here")
		return exitCancelled
	}
	fmt.Fprintln(a.stderr, "goldenratio:", plain(err.Error()))
	return exitFailed
}

// logger writes to stderr: nothing unless asked, warnings always.
func logger(c *commands, stderr io.Writer) *slog.Logger {
	switch {
	case c.Debug:
		return slog.New(slog.NewJSONHandler(stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
	case c.Verbose:
		return slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: slog.LevelInfo}))
	}
	return slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// clock is the time, which tests can stop.
func (c *commands) clock() func() time.Time {
	if c.Now.IsZero() {
		return time.Now
	}
	return func() time.Time { return c.Now }
}
