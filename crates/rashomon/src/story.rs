//! Stories: which documents are about one affair.
