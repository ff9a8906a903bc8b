//! The command line's door; everything behind it is in the library.

fn main() -> std::process::ExitCode {
    kiez::cli::main()
}
