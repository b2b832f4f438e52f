//! The corpus on disk.
