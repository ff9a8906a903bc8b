//! The command line's door; everything behind it is in the library.

/// Many threads make and drop many small pieces of text; this one is quicker at it than the C library's
/// (docs/adr/0019-what-a-page-costs.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    small_pages();
    kiez::cli::main()
}

/// The allocator asks for huge pages, of which a forum's small texts fill but a part: without them it takes a third less
/// memory, in the same time (docs/adr/0019-what-a-page-costs.md). A system that knows no huge pages is fine, too.
fn small_pages() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}
