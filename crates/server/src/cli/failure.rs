//! Why a command did not do what it was asked for, and the exit code that says so.

use store::StoreError;

/// Why a command ended without success.
#[derive(Debug)]
pub enum Failure {
    /// What is wrong was told already, finding by finding: exit code 1.
    Found,
    /// The command line names something that is not there: exit code 2.
    Usage(anyhow::Error),
    /// It could not be done: exit code 1.
    Failed(anyhow::Error),
    /// `doctor` has told what is wrong: exit code 3.
    Unhealthy,
    /// The configuration, or a file that it names, is wrong: exit code 4.
    Configuration(anyhow::Error),
}

impl Failure {
    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Failure::Failed(_) | Failure::Found => 1,
            Failure::Usage(_) => 2,
            Failure::Unhealthy => 3,
            Failure::Configuration(_) => 4,
        }
    }

    /// What is said on standard error; nothing where everything was said already.
    pub fn told(&self) -> Option<String> {
        match self {
            Failure::Failed(error) | Failure::Usage(error) | Failure::Configuration(error) => {
                Some(format!("{error:#}"))
            }
            Failure::Unhealthy | Failure::Found => None,
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Failure::Failed(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure::Failed(error.into())
    }
}
