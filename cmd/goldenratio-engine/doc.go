// Command goldenratio-engine is the embedded ClickHouse: it loads libchdb and
// makes it serve the native and the HTTP protocol on loopback until its parent
// goes away. The program goldenratio starts it (internal/warehouse/engine);
// nobody runs it by hand, but for
//
//	goldenratio-engine -library FILE -version
//
// What it is given:
//
//   - the library, the configuration file and the store's directory as flags;
//   - a directory of its own as working directory, empty;
//   - a terminal as standard input. The engine ends when the terminal hangs up;
//   - a log file, opened for appending, as standard output and standard error;
//   - one end of a socket pair as descriptor 3. It writes one line of JSON
//     there when it serves: {"native": "127.0.0.1:PORT", "http":
//     "127.0.0.1:PORT", "landlock": ABI}. End of file there means that the
//     parent died, and ends it at once.
//
// Before it loads the library it confines itself with Landlock to what it needs.
// It is a program apart from goldenratio because loading a C library without a
// C compiler links the program with glibc, and so that an engine that crashes
// takes nothing with it.
package main
