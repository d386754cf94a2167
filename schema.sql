-- The database of plantrace: archived action plans, one row per action, every value tied to the cell it was printed in.
--
-- Start with the views at the end. `plan_rows` has one row per action with everything that was read from it, `plan_documents` one
-- row per imported file; the tables hold the same in parts. Dates are ISO text (2013-09-18), dates that may be vaguer are EDTF
-- (ISO 8601-2: 2013-09, 2013-04/2014-03, 2018-22 for the summer of 2018), lists are JSON text, yes and no are 1 and 0.
-- Ids are hashes of content and position: importing a file twice is importing it once, and databases filled on two machines agree.
--
-- This file is the one definition of the database. It runs as it is on SQLite and on PostgreSQL.

-- The version of this definition. A database with a lower one is upgraded when plantrace opens it.
--   SELECT version FROM schema_version;
CREATE TABLE schema_version (
    version    INTEGER NOT NULL,
    created_by TEXT NOT NULL                 -- always plantrace: how a database of it is told from any other
);
INSERT INTO schema_version (version, created_by) VALUES (1, 'plantrace');

-- Each `plantrace import`: when, with which version and settings, and what came of it.
--   SELECT started_at, documents, already_there, failed FROM import_runs ORDER BY started_at;
CREATE TABLE import_runs (
    run_id        TEXT NOT NULL PRIMARY KEY,
    started_at    TEXT NOT NULL,
    finished_at   TEXT,                      -- null: it was stopped, or is running
    version       TEXT NOT NULL,             -- of plantrace
    settings      TEXT NOT NULL,             -- JSON: what was given on the command line
    documents     INTEGER NOT NULL DEFAULT 0,  -- imported, or read again
    already_there INTEGER NOT NULL DEFAULT 0,
    failed        INTEGER NOT NULL DEFAULT 0
);

-- Files that a run could not import, each with its reason.
--   SELECT source_path, message FROM import_failures WHERE run_id = (SELECT run_id FROM import_runs ORDER BY started_at DESC LIMIT 1);
CREATE TABLE import_failures (
    run_id      TEXT NOT NULL REFERENCES import_runs ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    source_path TEXT NOT NULL,
    error       TEXT NOT NULL,               -- EncryptedDocument, DamagedDocument, EmptyFile ...
    message     TEXT NOT NULL,
    PRIMARY KEY (run_id, position)
);

-- What a plan answers: an inspection, a review, an audit. `date` and `published` are EDTF.
--   SELECT body, kind, date, COUNT(*) FROM inspections JOIN documents USING (inspection_id) GROUP BY body, kind, date;
CREATE TABLE inspections (
    inspection_id TEXT NOT NULL PRIMARY KEY,
    kind          TEXT,
    body          TEXT,
    date          TEXT,
    published     TEXT
);

-- A plan as a person speaks of it. Its monthly issues, and the same issue in PDF and in Word, are several documents of one plan.
--   SELECT p.authority, p.title, COUNT(*) AS documents FROM plans p JOIN documents d ON d.plan_id = p.plan_id GROUP BY p.authority, p.title;
CREATE TABLE plans (
    plan_id   TEXT NOT NULL PRIMARY KEY,
    authority TEXT,
    title     TEXT                           -- of the document of it that was imported first
);

-- The imported files. `document_id` is the SHA-256 of the file: the same content under two names is one document.
--   SELECT document, authority, plan_date FROM documents ORDER BY authority, plan_date;
CREATE TABLE documents (
    document_id       TEXT NOT NULL PRIMARY KEY,
    document          TEXT NOT NULL,         -- the name of the file
    source_path       TEXT NOT NULL,         -- where it was
    format            TEXT NOT NULL,         -- pdf, docx, docm, doc, rtf, odt
    title             TEXT,
    authority         TEXT,
    plan_date         TEXT,                  -- EDTF: what the plan or update is as at
    plan_id           TEXT NOT NULL REFERENCES plans,
    edition           TEXT,
    inspection_id     TEXT REFERENCES inspections,
    judgements        TEXT NOT NULL,         -- JSON list: what the inspection judged, as this document prints it
    pages             INTEGER,               -- null for Word
    words_in_tables   INTEGER NOT NULL,      -- of the tables that hold the plan
    words_in_rows     INTEGER NOT NULL,
    words_in_headings INTEGER NOT NULL,
    left_over         TEXT NOT NULL,         -- the words of those tables that are in no row, heading or banner, divided by spaces
    words_left_over   INTEGER NOT NULL,
    version           TEXT NOT NULL,         -- of plantrace when it read the file
    settings          TEXT NOT NULL,         -- JSON: what was given with it: --authority, --plan-date, --vocabulary, its row of a plans.csv
    run_id            TEXT NOT NULL REFERENCES import_runs,
    imported_at       TEXT NOT NULL
);
CREATE INDEX documents_by_plan ON documents (plan_id);
CREATE INDEX documents_by_authority ON documents (authority, plan_date);
CREATE INDEX documents_by_name ON documents (document);
CREATE INDEX documents_by_path ON documents (source_path);
CREATE INDEX documents_by_inspection ON documents (inspection_id);
CREATE INDEX documents_by_run ON documents (run_id);

-- What actions answer: a recommendation, issue, finding, priority or objective. Numbers can repeat within a document.
--   SELECT d.authority, d.plan_date, r.number, r.text FROM recommendations r JOIN documents d USING (document_id) WHERE r.text LIKE '%supervision%';
CREATE TABLE recommendations (
    recommendation_id TEXT NOT NULL PRIMARY KEY,
    document_id       TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    position          INTEGER NOT NULL,      -- 1, 2, 3 ... in reading order
    number            TEXT,
    text              TEXT,
    theme             TEXT,
    timeframe         TEXT,
    outcome           TEXT,
    success_measure   TEXT,
    refs              TEXT NOT NULL          -- JSON, as plan_rows.recommendation_refs
);
CREATE UNIQUE INDEX recommendations_by_document ON recommendations (document_id, position);

-- The rows of the plans. A value is what was read, its `_raw` neighbour what is printed.
--   SELECT position, number, text, rag, status FROM actions WHERE document_id = '<sha256>' ORDER BY position;
CREATE TABLE actions (
    row_id            TEXT NOT NULL PRIMARY KEY,
    document_id       TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    recommendation_id TEXT REFERENCES recommendations ON DELETE CASCADE,
    position          INTEGER NOT NULL,      -- 1, 2, 3 ... in reading order
    page_first        INTEGER,
    page_last         INTEGER,
    route             TEXT,
    theme             TEXT,
    number            TEXT,
    text              TEXT,
    refs              TEXT NOT NULL,         -- JSON, as plan_rows.action_refs
    outcome           TEXT,
    success_measure   TEXT,
    lead_raw          TEXT,
    leads             TEXT NOT NULL,         -- JSON; the same as rows: table leads
    timescale_raw     TEXT,
    timescales        TEXT NOT NULL,         -- JSON; the same as rows: table timescales
    due               TEXT,
    due_revised       TEXT,
    due_inferred      TEXT,
    due_reason        TEXT,
    progress          TEXT,
    rag               TEXT,
    rag_source        TEXT,
    rag_reason        TEXT,
    status            TEXT,
    status_reason     TEXT,
    evidence          TEXT,
    monitoring        TEXT,
    struck            INTEGER NOT NULL,
    other             TEXT NOT NULL,         -- JSON
    confidence        DOUBLE PRECISION       -- of OCR, 0 to 1; null where letters were read from the file
);
CREATE UNIQUE INDEX actions_by_document ON actions (document_id, position);
CREATE INDEX actions_by_recommendation ON actions (recommendation_id);
CREATE INDEX actions_by_due ON actions (due);
CREATE INDEX actions_by_rag ON actions (rag);
CREATE INDEX actions_by_status ON actions (status);

-- Who is to do it, one row a party. kind: person, role, group, initials, all.
--   SELECT name, COUNT(*) FROM leads WHERE kind = 'group' GROUP BY name ORDER BY COUNT(*) DESC;
CREATE TABLE leads (
    row_id   TEXT NOT NULL REFERENCES actions ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    role     TEXT,
    PRIMARY KEY (row_id, position)
);
CREATE INDEX leads_by_name ON leads (name);

-- Whom a lead names in full, as its own document and the vocabulary tell: an abbreviation written out, initials by a glossary or an
-- analyst's list, a surname by the one full name that fits. Leads that are in full already have none. `parties` takes it from here.
--   SELECT d.document, n.name, n.full_name, n.reason FROM lead_names n JOIN documents d ON d.document_id = n.document_id;
CREATE TABLE lead_names (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    name        TEXT NOT NULL,              -- as leads.name
    kind        TEXT NOT NULL,              -- as leads.kind
    full_name   TEXT NOT NULL,
    full_kind   TEXT NOT NULL,
    reason      TEXT NOT NULL,              -- in words: HOS is Head of Service in the vocabulary
    PRIMARY KEY (document_id, name, kind)
);

-- By when, one row a date or statement. kind: date, period, open, within, immediate, ongoing, recurring, complete, tbc, event, unparsed.
--   SELECT raw, COUNT(*) FROM timescales WHERE kind = 'unparsed' GROUP BY raw;
CREATE TABLE timescales (
    row_id     TEXT NOT NULL REFERENCES actions ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    raw        TEXT NOT NULL,
    kind       TEXT NOT NULL,
    edtf       TEXT,
    start_date TEXT,
    end_date   TEXT,
    every      TEXT,                         -- ISO 8601 duration: P3M is quarterly
    within     TEXT,                         -- ISO 8601 duration
    PRIMARY KEY (row_id, position)
);
CREATE INDEX timescales_by_kind ON timescales (kind);

-- References printed in a recommendation or in its reference column. kind: paragraph (of the report), recommendation, source.
-- `target_row_id` is the row that is meant (the first of a recommendation's) where it is in the same document; null for paragraphs and
-- sources, for what a column cites of the report, and where two rows have the label (diagnostic reference-ambiguous).
--   SELECT value, COUNT(*) FROM recommendation_references WHERE kind = 'paragraph' GROUP BY value ORDER BY COUNT(*) DESC;
CREATE TABLE recommendation_references (
    recommendation_id TEXT NOT NULL REFERENCES recommendations ON DELETE CASCADE,
    position          INTEGER NOT NULL,
    kind              TEXT NOT NULL,
    value             TEXT NOT NULL,
    target_row_id     TEXT REFERENCES actions ON DELETE SET NULL,
    PRIMARY KEY (recommendation_id, position)
);
CREATE INDEX recommendation_references_by_target ON recommendation_references (target_row_id);

-- References printed in an action; kind `see` points at another action, which is `target_row_id` where it is in the same document.
--   SELECT a.number, f.value, t.text FROM action_references f JOIN actions a ON a.row_id = f.row_id
--   LEFT JOIN actions t ON t.row_id = f.target_row_id WHERE f.kind = 'see';
CREATE TABLE action_references (
    row_id        TEXT NOT NULL REFERENCES actions ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    value         TEXT NOT NULL,
    target_row_id TEXT REFERENCES actions ON DELETE SET NULL,
    PRIMARY KEY (row_id, position)
);
CREATE INDEX action_references_by_target ON action_references (target_row_id);

-- The document's own legend: what it says that its colours mean. The place is where that line of it is printed.
--   SELECT d.document, k.rag, k.meaning FROM rag_keys k JOIN documents d ON d.document_id = k.document_id;
CREATE TABLE rag_keys (
    document_id  TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    rag          TEXT NOT NULL,
    meaning      TEXT NOT NULL,
    status       TEXT,
    page         INTEGER,
    table_number INTEGER,
    table_row    INTEGER,
    table_column INTEGER,
    x0           DOUBLE PRECISION,
    top          DOUBLE PRECISION,
    x1           DOUBLE PRECISION,
    bottom       DOUBLE PRECISION,
    PRIMARY KEY (document_id, position)
);

-- Where each field of each row is printed. `field` is a column of plan_rows; a cell that a page break cuts has two places, and one
-- that stands for several rows is the place of each. Tables, their rows and columns count from 1; table 0 is text outside tables.
-- The box is in points (1/72 inch) from the top left of the page; Word has no pages: page and box are null.
-- Values stand where the print stands that they were read from: leads with lead_raw, timescales and due with timescale_raw.
--   SELECT field, page, x0, top, x1, bottom FROM places WHERE row_id = '<id>' ORDER BY field, position;
CREATE TABLE places (
    row_id       TEXT NOT NULL REFERENCES actions ON DELETE CASCADE,
    field        TEXT NOT NULL,
    position     INTEGER NOT NULL,
    page         INTEGER,
    table_number INTEGER NOT NULL,
    table_row    INTEGER NOT NULL,
    table_column INTEGER NOT NULL,
    x0           DOUBLE PRECISION,
    top          DOUBLE PRECISION,
    x1           DOUBLE PRECISION,
    bottom       DOUBLE PRECISION,
    PRIMARY KEY (row_id, field, position)
);

-- Where a document says what it is: title, authority, plan_date, inspection_body ...; nothing for what was given on the command line.
--   SELECT field, page, table_number FROM document_places WHERE document_id = '<sha256>';
CREATE TABLE document_places (
    document_id  TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    field        TEXT NOT NULL,
    position     INTEGER NOT NULL,
    page         INTEGER,
    table_number INTEGER NOT NULL,
    table_row    INTEGER NOT NULL,
    table_column INTEGER NOT NULL,
    x0           DOUBLE PRECISION,
    top          DOUBLE PRECISION,
    x1           DOUBLE PRECISION,
    bottom       DOUBLE PRECISION,
    PRIMARY KEY (document_id, field, position)
);

-- What plantrace has to say about a document. severity: info, warning, error; `code` is stable, the message quotes the print.
--   SELECT code, COUNT(*) FROM diagnostics GROUP BY code ORDER BY COUNT(*) DESC;
CREATE TABLE diagnostics (
    document_id  TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    code         TEXT NOT NULL,
    severity     TEXT NOT NULL,
    message      TEXT NOT NULL,
    page         INTEGER,
    table_number INTEGER,
    table_row    INTEGER,
    table_column INTEGER,
    x0           DOUBLE PRECISION,
    top          DOUBLE PRECISION,
    x1           DOUBLE PRECISION,
    bottom       DOUBLE PRECISION,
    PRIMARY KEY (document_id, position)
);
CREATE INDEX diagnostics_by_code ON diagnostics (code);

-- What a person said of a row or of a document: a value that was read wrongly, a row that is right as it stands, one that is none.
-- It hangs on the file's hash, the place and the print, not on the ids of rows, and so outlives re-import, a later plantrace that
-- cuts the rows otherwise, and `forget`: nothing here is ever deleted, what is taken back gets a date in undone_at.
--   SELECT who, said_at, field, printed, value_read, value, why FROM corrections WHERE undone_at IS NULL ORDER BY said_at;
CREATE TABLE corrections (
    correction_id TEXT NOT NULL PRIMARY KEY,
    document_id   TEXT NOT NULL,            -- kept when the document is forgotten
    field         TEXT NOT NULL,            -- a column of plan_rows; `row` for the row as a whole; title for the document's
    said          TEXT NOT NULL CHECK (said IN ('corrected', 'accepted', 'rejected')),
    printed       TEXT,                     -- what stands there in print
    value_read    TEXT,                     -- what plantrace made of it at the time; lists as JSON
    value         TEXT,                     -- what it is; null: nothing
    who           TEXT NOT NULL,
    said_at       TEXT NOT NULL,
    why           TEXT,
    row_id        TEXT,                     -- of the row at the time; null for the document as a whole
    position      INTEGER,
    row_text      TEXT,                     -- its action, else its recommendation
    page          INTEGER,                  -- where the field is printed, else the row
    table_number  INTEGER,
    table_row     INTEGER,
    table_column  INTEGER,
    x0            DOUBLE PRECISION,
    top           DOUBLE PRECISION,
    x1            DOUBLE PRECISION,
    bottom        DOUBLE PRECISION,
    undone_at     TEXT,
    undone_by     TEXT
);
CREATE INDEX corrections_by_document ON corrections (document_id);

-- Which row each correction that holds stands in now, and what was read there: `actions`, `leads`, `timescales`, `recommendations`
-- and `documents` hold the corrected values. Worked out anew after every import and correction; taking back puts `held` back.
--   SELECT r.document, r.position, c.field, c.value_read, c.value, c.who FROM applied_corrections x
--   JOIN corrections c ON c.correction_id = x.correction_id JOIN plan_rows r ON r.row_id = x.row_id;
CREATE TABLE applied_corrections (
    correction_id TEXT NOT NULL PRIMARY KEY REFERENCES corrections,
    document_id   TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    row_id        TEXT REFERENCES actions ON DELETE CASCADE,
    field         TEXT NOT NULL,
    said          TEXT NOT NULL,
    found_by      TEXT NOT NULL,            -- how its row was found again: id, print and place, print, place
    held          TEXT NOT NULL             -- JSON: the columns that it replaced, as they were read
);
CREATE INDEX applied_corrections_by_row ON applied_corrections (row_id);
CREATE INDEX applied_corrections_by_document ON applied_corrections (document_id);

-- Rows that a person said are none (a heading taken for an action): they stay in `actions` and are left out of `plan_rows`.
--   SELECT d.document, a.position, a.text FROM rejected_rows x JOIN actions a ON a.row_id = x.row_id
--   JOIN documents d ON d.document_id = a.document_id;
CREATE TABLE rejected_rows (
    row_id TEXT NOT NULL PRIMARY KEY REFERENCES actions ON DELETE CASCADE
);

-- One row per action: what a reader sees as one line of the plan, with everything that was read from it.
--   SELECT authority, plan_date, action, lead_raw, due FROM plan_rows WHERE rag = 'red' ORDER BY due;
--   SELECT recommendation_number, recommendation, COUNT(*) AS actions FROM plan_rows
--   WHERE document = 'sunderland-2013.web.pdf' GROUP BY recommendation_id, recommendation_number, recommendation ORDER BY MIN(position);
CREATE VIEW plan_rows AS
SELECT
    a.row_id,
    a.document_id,
    a.recommendation_id,
    d.plan_id,
    d.document,
    d.source_path,
    d.authority,
    d.plan_date,
    a.position,
    a.page_first,
    a.page_last,
    a.route,
    a.theme,
    r.number AS recommendation_number,
    r.text AS recommendation,
    r.timeframe AS recommendation_timeframe,
    COALESCE(r.refs, '[]') AS recommendation_refs,
    COALESCE(a.outcome, r.outcome) AS outcome,
    a.number AS action_number,
    a.text AS action,
    a.refs AS action_refs,
    COALESCE(a.success_measure, r.success_measure) AS success_measure,
    a.lead_raw,
    a.timescale_raw,
    a.leads,
    a.timescales,
    a.due,
    a.due_revised,
    a.due_inferred,
    a.due_reason,
    a.progress,
    a.rag,
    a.rag_source,
    a.status,
    a.evidence,
    a.monitoring,
    a.struck,
    a.other,
    a.rag_reason,
    a.status_reason,
    a.confidence
FROM actions a
JOIN documents d ON d.document_id = a.document_id
LEFT JOIN recommendations r ON r.recommendation_id = a.recommendation_id
WHERE NOT EXISTS (SELECT 1 FROM rejected_rows x WHERE x.row_id = a.row_id);

-- One row per imported file. words_left_over other than 0 means that something printed in its plan tables is in no row.
-- inspection_judgements is a JSON list, as printed: ["Overall effectiveness: inadequate"].
--   SELECT document, rows, diagnostics FROM plan_documents WHERE words_left_over > 0 OR rows = 0;
CREATE VIEW plan_documents AS
SELECT
    d.document_id,
    d.document,
    d.source_path,
    d.format,
    d.title,
    d.authority,
    d.plan_date,
    d.plan_id,
    d.edition,
    i.kind AS inspection_kind,
    i.body AS inspection_body,
    i.date AS inspection_date,
    i.published AS inspection_published,
    d.pages,
    (SELECT COUNT(*) FROM actions a WHERE a.document_id = d.document_id
     AND NOT EXISTS (SELECT 1 FROM rejected_rows x WHERE x.row_id = a.row_id)) AS rows,
    (SELECT COUNT(*) FROM recommendations r WHERE r.document_id = d.document_id) AS recommendations,
    d.words_in_tables AS words_in_plan_tables,
    d.words_left_over,
    (SELECT COUNT(*) FROM diagnostics g WHERE g.document_id = d.document_id) AS diagnostics,
    d.imported_at,
    d.version,
    d.judgements AS inspection_judgements
FROM documents d
LEFT JOIN inspections i ON i.inspection_id = d.inspection_id;

-- Across the years. The tables from here on are worked out anew from those above after every import and may be emptied at any
-- time, all but `verdicts`, `edition_overrides` and `party_verdicts`: they hold what a person said, and no import touches them.

-- Which plan each document belongs to, and its place among the issues of that plan. Renditions (the same issue in PDF and
-- in Word) share a sequence number; `rendition_of` is null for the one that stands for the issue in counts and threads.
-- `as_at` is the first day of plan_date as far as it is known (2013, 2013-09, 2013-09-18), fit for comparing.
--   SELECT plan_id, sequence, document, as_at, reason FROM editions ORDER BY plan_id, sequence;
CREATE TABLE editions (
    document_id  TEXT NOT NULL PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    plan_id      TEXT NOT NULL,
    sequence     INTEGER NOT NULL,          -- 1 is the earliest issue
    last         INTEGER NOT NULL,          -- 1 for the latest issue of its plan
    rendition_of TEXT,                      -- document_id
    document     TEXT NOT NULL,
    authority    TEXT,
    as_at        TEXT,
    reason       TEXT NOT NULL              -- in words: 16 of 19 rows are the same, 5 of them updated
);
CREATE INDEX editions_by_plan ON editions (plan_id, sequence);

-- A person's word on which documents are one plan: documents of one name are, documents of different names never are.
--   INSERT INTO edition_overrides (document_id, plan_name) VALUES ('<sha256>', 'Improvement plan 2013');
CREATE TABLE edition_overrides (
    document_id TEXT NOT NULL PRIMARY KEY,  -- kept when the document is forgotten
    plan_name   TEXT NOT NULL
);

-- Each action from issue to issue: one row an occurrence. follow_id is the action, row_id its row in plan_rows.
--   SELECT e.sequence, r.due, r.rag, r.status, r.progress FROM followed_rows f JOIN plan_rows r ON r.row_id = f.row_id
--   JOIN editions e ON e.document_id = f.document_id WHERE f.follow_id = '<id>' ORDER BY e.sequence;
CREATE TABLE followed_rows (
    row_id      TEXT NOT NULL PRIMARY KEY REFERENCES actions ON DELETE CASCADE,
    follow_id   TEXT NOT NULL,
    plan_id     TEXT NOT NULL,
    document_id TEXT NOT NULL,
    sequence    INTEGER NOT NULL
);
CREATE INDEX followed_rows_by_action ON followed_rows (follow_id, sequence);

-- What became of each action that stands in a plan of more than one issue: due dates that moved, rows that vanished.
--   SELECT document, action, first_due, last_due, slipped_days FROM slippage WHERE slipped_days > 0 ORDER BY slipped_days DESC;
CREATE TABLE slippage (
    follow_id       TEXT NOT NULL PRIMARY KEY,
    plan_id         TEXT NOT NULL,
    authority       TEXT,
    action          TEXT,                   -- as printed in the latest issue that has it
    first_sequence  INTEGER NOT NULL,
    last_sequence   INTEGER NOT NULL,
    occurrences     INTEGER NOT NULL,
    first_due       TEXT,                   -- ISO dates
    last_due        TEXT,
    slipped_days    INTEGER,                -- last_due less first_due; null where fewer than two issues print a date
    moves           INTEGER NOT NULL,       -- how often the date changed
    first_status    TEXT,
    last_status     TEXT,
    last_rag        TEXT,
    vanished        TEXT,                   -- null, 'after completion', 'while open', 'into another row'
    document        TEXT NOT NULL,          -- the latest that has it
    document_id     TEXT NOT NULL,
    row_id          TEXT NOT NULL REFERENCES actions ON DELETE CASCADE
);
CREATE INDEX slippage_by_row ON slippage (row_id);

-- Scored pairs of recommendations of different plans; recurrence_candidates puts the texts beside them.
--   SELECT level, COUNT(*), MIN(score), MAX(score) FROM recurrence_pairs GROUP BY level ORDER BY MAX(score) DESC;
CREATE TABLE recurrence_pairs (
    recommendation_id_a TEXT NOT NULL REFERENCES recommendations ON DELETE CASCADE,  -- of the earlier plan
    recommendation_id_b TEXT NOT NULL REFERENCES recommendations ON DELETE CASCADE,
    score  DOUBLE PRECISION NOT NULL,       -- 0 to 1
    level  TEXT NOT NULL,                   -- identical, reworded, extended, narrowed, same duty; related is below the threshold
    why    TEXT NOT NULL,                   -- the words that decided
    text_a TEXT NOT NULL,                   -- hashes of the texts in alphabetical order: the key of verdicts
    text_b TEXT NOT NULL,
    PRIMARY KEY (recommendation_id_a, recommendation_id_b)
);
CREATE INDEX recurrence_pairs_by_b ON recurrence_pairs (recommendation_id_b);
CREATE INDEX recurrence_pairs_by_score ON recurrence_pairs (score);

-- The recommendations that were compared: one rendition of the latest issue of each plan that has them.
--   SELECT authority, plan_date, COUNT(*) FROM compared_recommendations WHERE worst_rag = 'red' GROUP BY authority, plan_date;
CREATE TABLE compared_recommendations (
    recommendation_id TEXT NOT NULL PRIMARY KEY REFERENCES recommendations ON DELETE CASCADE,
    plan_id           TEXT NOT NULL,
    document_id       TEXT NOT NULL,
    document          TEXT NOT NULL,
    number            TEXT,
    text              TEXT NOT NULL,
    authority         TEXT,
    plan_date         TEXT,
    as_at             TEXT,
    actions           INTEGER NOT NULL,     -- how many answer it
    worst_rag         TEXT,
    last_rag          TEXT,
    last_status       TEXT,
    page              INTEGER,
    row_id            TEXT                  -- its first row in plan_rows
);

-- What a person said of two texts. Outlives re-import and re-matching, since it hangs on the texts and not on rows.
--   SELECT verdict, recommendation_a, recommendation_b, note FROM verdicts ORDER BY said_at;
CREATE TABLE verdicts (
    text_a           TEXT NOT NULL,
    text_b           TEXT NOT NULL,
    verdict          TEXT NOT NULL CHECK (verdict IN ('confirmed', 'rejected')),
    recommendation_a TEXT NOT NULL,         -- the texts themselves, readable after their documents are gone
    recommendation_b TEXT NOT NULL,
    note             TEXT,
    said_at          TEXT NOT NULL,
    PRIMARY KEY (text_a, text_b)
);

-- Recommendations of one matter over the years, one row an occurrence; `threads` puts the texts beside them.
--   SELECT thread_id, MAX(plans) FROM thread_members GROUP BY thread_id ORDER BY MAX(plans) DESC;
CREATE TABLE thread_members (
    recommendation_id TEXT NOT NULL PRIMARY KEY REFERENCES recommendations ON DELETE CASCADE,
    thread_id         TEXT NOT NULL,
    position          INTEGER NOT NULL,     -- 1 is the earliest
    plans             INTEGER NOT NULL,     -- how many plans the thread runs through
    thread_score      DOUBLE PRECISION NOT NULL
);
CREATE INDEX thread_members_by_thread ON thread_members (thread_id, position);

-- Every scored pair, at most ten partners for a recommendation in any one plan, the earlier plan first.
--   SELECT score, level, recommendation_a, recommendation_b, why FROM recurrence_candidates ORDER BY score DESC LIMIT 20;
CREATE VIEW recurrence_candidates AS
SELECT a.document AS document_a, p.recommendation_id_a, a.number AS recommendation_number_a, a.text AS recommendation_a,
       b.document AS document_b, p.recommendation_id_b, b.number AS recommendation_number_b, b.text AS recommendation_b,
       p.score, p.level, p.why, v.verdict,
       a.plan_id AS plan_id_a, a.authority AS authority_a, a.plan_date AS plan_date_a, a.page AS page_a,
       b.plan_id AS plan_id_b, b.authority AS authority_b, b.plan_date AS plan_date_b, b.page AS page_b
FROM recurrence_pairs p
JOIN compared_recommendations a ON a.recommendation_id = p.recommendation_id_a
JOIN compared_recommendations b ON b.recommendation_id = p.recommendation_id_b
LEFT JOIN verdicts v ON v.text_a = p.text_a AND v.text_b = p.text_b;

-- The pairs that recur: at or above the threshold, and the confirmed, less the rejected.
--   SELECT plan_date_a, recommendation_a, plan_date_b, recommendation_b FROM recurrences
--   WHERE authority_a = 'Sunderland City Council' AND authority_b = authority_a ORDER BY score DESC;
CREATE VIEW recurrences AS
SELECT * FROM recurrence_candidates
WHERE verdict = 'confirmed' OR (verdict IS NULL AND level <> 'related');

-- One authority's recommendations that came back, chained over the years, with the ratings and the place of each.
--   SELECT plan_date, document, number, text, worst_rag, last_status FROM threads
--   WHERE thread_id = '<id>' ORDER BY position;
CREATE VIEW threads AS
SELECT m.thread_id, m.position, m.plans, m.thread_score, c.authority, c.plan_id, c.plan_date, c.as_at, c.document, c.document_id,
       c.recommendation_id, c.number, c.text, c.actions, c.worst_rag, c.last_rag, c.last_status, c.page, c.row_id
FROM thread_members m
JOIN compared_recommendations c ON c.recommendation_id = m.recommendation_id;

-- Actions that were due before the plan's own date and are not complete, in the one rendition that counts.
-- A date that the update moved counts as moved.
--   SELECT authority, as_at, due, action, progress FROM overdue ORDER BY authority, due;
CREATE VIEW overdue AS
SELECT e.plan_id, e.sequence, e.last, e.as_at, r.authority, r.document, r.document_id, r.row_id, r.recommendation_number, r.recommendation,
       r.action_number, r.action, r.lead_raw, r.timescale_raw, r.progress, r.rag, r.status, r.page_first,
       COALESCE(r.due_revised, r.due) AS due
FROM plan_rows r
JOIN editions e ON e.document_id = r.document_id
WHERE e.rendition_of IS NULL
  AND COALESCE(r.due_revised, r.due) < e.as_at
  AND COALESCE(r.status, '') NOT IN ('complete', 'superseded');

-- Each authority's plans year by year: the latest issue within the year of each plan counts, in one rendition. Plans without any
-- date stand under no year; an issue without a date in a plan that has dated ones counts for none.
--   SELECT * FROM year_summary ORDER BY authority, year;
CREATE VIEW year_summary AS
SELECT r.authority, SUBSTR(e.as_at, 1, 4) AS year,
       COUNT(DISTINCT e.plan_id) AS plans,
       COUNT(DISTINCT r.recommendation_id) AS recommendations,
       COUNT(DISTINCT m.thread_id) AS threads,
       COUNT(*) AS actions,
       SUM(CASE WHEN r.status = 'complete' THEN 1 ELSE 0 END) AS complete,
       SUM(CASE WHEN r.rag = 'red' THEN 1 ELSE 0 END) AS red,
       SUM(CASE WHEN r.rag IN ('amber', 'amber_red', 'amber_green') THEN 1 ELSE 0 END) AS amber,
       SUM(CASE WHEN r.rag = 'green' THEN 1 ELSE 0 END) AS green,
       SUM(CASE WHEN r.rag = 'blue' THEN 1 ELSE 0 END) AS blue,
       SUM(CASE WHEN r.rag IS NULL OR r.rag = 'grey' THEN 1 ELSE 0 END) AS unrated,
       SUM(CASE WHEN COALESCE(r.due_revised, r.due) < e.as_at AND COALESCE(r.status, '') NOT IN ('complete', 'superseded')
                THEN 1 ELSE 0 END) AS overdue
FROM plan_rows r
JOIN editions e ON e.document_id = r.document_id
LEFT JOIN thread_members m ON m.recommendation_id = r.recommendation_id
WHERE e.rendition_of IS NULL
  AND e.sequence = (SELECT MAX(later.sequence) FROM editions later
                    WHERE later.plan_id = e.plan_id AND later.rendition_of IS NULL
                      AND COALESCE(SUBSTR(later.as_at, 1, 4), '') = COALESCE(SUBSTR(e.as_at, 1, 4), ''))
  AND (e.as_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM editions dated WHERE dated.plan_id = e.plan_id AND dated.as_at IS NOT NULL))
GROUP BY r.authority, SUBSTR(e.as_at, 1, 4);

-- Who leads: one row a person, post or body, over all documents. What one authority prints in several ways is one party; posts, persons
-- and bodies of two authorities never are (the Director of Children's Services of Stockton is not that of Sunderland), except for
-- national bodies such as Ofsted, which are one everywhere and of no authority. Documents that name no authority stand alone, plan by plan;
-- so do initials without a glossary and single names (`Jane`, `Mr Clayton`), which may be another person's in another plan. Where
-- documents.authority is a place alone (`Stockton`), authority is its council.
-- `All staff` is no party. `variants` is a JSON list of {"name", "kind", "rows", "reason"}: the ways in which it is printed, and why each
-- was taken for it (null: its own name).
--   SELECT name, kind, rows, documents, variants FROM parties WHERE authority = 'Sunderland City Council' ORDER BY rows DESC;
CREATE TABLE parties (
    party_id  TEXT NOT NULL PRIMARY KEY,
    name      TEXT NOT NULL,                -- the fullest form that is printed or known
    kind      TEXT NOT NULL,                -- person, role, group, initials
    authority TEXT,
    rows      INTEGER NOT NULL,             -- rows of plan_rows that name it
    documents INTEGER NOT NULL,
    variants  TEXT NOT NULL
);
CREATE INDEX parties_by_authority ON parties (authority, name);

-- The party of each name that a document prints among its leads.
--   SELECT p.name, n.name AS printed, n.reason FROM party_names n JOIN parties p ON p.party_id = n.party_id WHERE n.reason IS NOT NULL;
CREATE TABLE party_names (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    name        TEXT NOT NULL,              -- as leads.name
    kind        TEXT NOT NULL,              -- as leads.kind
    party_id    TEXT NOT NULL REFERENCES parties ON DELETE CASCADE,
    reason      TEXT,                       -- why it was taken for this party; null: it is its name
    PRIMARY KEY (document_id, name, kind)
);
CREATE INDEX party_names_by_party ON party_names (party_id);

-- What a person said of two names among an authority's leads: `apart` are never one party, `same` always. Made by `plantrace parties`.
--   SELECT authority, name, other, verdict, note FROM party_verdicts ORDER BY said_at;
CREATE TABLE party_verdicts (
    authority TEXT NOT NULL,                -- as parties.authority; empty for national bodies and where no authority is named
    name      TEXT NOT NULL,
    other     TEXT NOT NULL,
    verdict   TEXT NOT NULL CHECK (verdict IN ('same', 'apart')),
    note      TEXT,
    said_at   TEXT NOT NULL,
    PRIMARY KEY (authority, name, other)
);

-- The leads of each row with the party that each of them is.
--   SELECT COUNT(*) FROM lead_parties WHERE party = 'Head of Service Safeguarding';
--   SELECT r.plan_date, r.action FROM lead_parties l JOIN plan_rows r ON r.row_id = l.row_id WHERE l.party_id = '<id>' ORDER BY r.plan_date;
CREATE VIEW lead_parties AS
SELECT l.row_id, l.position, l.name AS printed, l.role, p.party_id, p.name AS party, p.kind, n.reason
FROM leads l
JOIN actions a ON a.row_id = l.row_id
JOIN party_names n ON n.document_id = a.document_id AND n.name = l.name AND n.kind = l.kind
JOIN parties p ON p.party_id = n.party_id;
