//! The command line's door; everything behind it is in the library.

/// Many threads make and drop many small pieces of text; this one is quicker at it than the C library's
/// (docs/adr/0019-what-a-page-costs.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    kiez::cli::main()
}
