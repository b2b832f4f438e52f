//! Bytes to documents: plain text, Markdown, HTML, JSONL.
