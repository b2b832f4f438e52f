-- What came in, as it came.
CREATE TABLE capture (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,      -- of name, line, what was given, and bytes
    name TEXT NOT NULL,             -- as the account shows it
    line INTEGER,                   -- of a record in a file of records
    place TEXT,                     -- where it lay: tells a revision where there is no address
    given TEXT NOT NULL,            -- JSON
    added INTEGER NOT NULL,         -- seconds since 1970
    bytes BLOB NOT NULL             -- packed by zstd
) STRICT;

-- Made from captures.
CREATE TABLE document (
    arrival INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    capture INTEGER NOT NULL REFERENCES capture (id),
    added INTEGER NOT NULL,
    path TEXT NOT NULL,
    key TEXT,
    address TEXT,                   -- what stays when the text changes
    publisher TEXT,
    title TEXT,
    published TEXT,
    language TEXT NOT NULL,
    revises INTEGER,                -- arrival of the version before
    text TEXT NOT NULL
) STRICT;
CREATE INDEX document_capture ON document (capture);
CREATE INDEX document_address ON document (address, arrival);
CREATE INDEX document_added ON document (added);

CREATE TABLE story (
    id TEXT PRIMARY KEY,
    founder INTEGER NOT NULL UNIQUE, -- arrival of the report that began it
    became TEXT                      -- the story that it is part of now
) STRICT, WITHOUT ROWID;

-- Where each report was put, and why; what the index needs to go on from here.
CREATE TABLE placement (
    arrival INTEGER PRIMARY KEY,
    story TEXT NOT NULL,
    score REAL NOT NULL,
    like INTEGER,                   -- arrival of the report of its story that it is most like
    bond REAL,
    day INTEGER,
    near BLOB NOT NULL,
    terms BLOB NOT NULL,
    shingles BLOB NOT NULL
) STRICT;
CREATE INDEX placement_story ON placement (story, arrival);

CREATE VIRTUAL TABLE words USING fts5 (
    title, text, content = 'document', content_rowid = 'arrival', tokenize = "unicode61 remove_diacritics 2"
);

-- With which version of each stage all of this was made, how often something else than additions
-- changed it, and the first arrival that is still live.
CREATE TABLE stamp (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO stamp VALUES ('documents', 1), ('stories', 1), ('search', 1), ('changes', 0), ('first', 1);
