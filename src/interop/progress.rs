//! How long work tells how far it has come.

/// Told by an import; an error from it stops the import as a kill would, between two transactions.
pub trait Progress {
    /// A piece of work of so many bytes begins.
    ///
    /// # Errors
    /// Stops the work.
    fn begin(&mut self, title: &str, bytes: u64) -> anyhow::Result<()>;

    /// So many bytes of it are done.
    ///
    /// # Errors
    /// Stops the work.
    fn at(&mut self, bytes: u64) -> anyhow::Result<()>;

    /// It is done.
    ///
    /// # Errors
    /// Stops the work.
    fn end(&mut self) -> anyhow::Result<()>;
}

/// Tells nobody.
pub struct Quiet;

impl Progress for Quiet {
    fn begin(&mut self, _: &str, _: u64) -> anyhow::Result<()> {
        Ok(())
    }

    fn at(&mut self, _: u64) -> anyhow::Result<()> {
        Ok(())
    }

    fn end(&mut self) -> anyhow::Result<()> {
        Ok(())
    }
}
