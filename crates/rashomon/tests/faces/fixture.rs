//! An invented account: four reports by invented outlets about the sale of some harbour cranes.

use rashomon::view::account::Account;
use serde_json::{Value, json};

const COAST_WIRE: &str = "Port of Vellmar sells cranes to Orlan shipyard

VELLMAR (Coast Wire) - The port of Vellmar sold six cranes to the Orlan shipyard on Monday for 12 million crowns, the port authority said in a statement.

The cranes left through Keld and Bransk, said the authority. \"No rule was broken,\" director Mira Halden told Coast Wire.

READ ALSO: Ten beaches for the summer
";

const DAILY_ANCHOR: &str = "Port sells cranes to Orlan shipyard

The port of Vellmar sold six cranes to the Orlan shipyard on Monday for 12 million crowns, the port authority said in a statement.

The shipyard did not answer calls.
";

const HARBOUR_POST: &str = "Cranes went for a song, papers show

Vellmar's port sold eight cranes on Sunday for 9 million crowns, according to customs papers seen by the Harbour Post.

Export licences were issued in 2029. \"I never signed that,\" said Mira Halden, who heads the port.
";

const INLAND_TIMES: &str = "Council opens inquiry into crane sale

The city council opened an inquiry on Thursday into the sale of cranes, the Coast Wire reported, citing councillor Piet Aarden.
";

/// The reports: id, outlet, date, text.
const REPORTS: [(&str, &str, &str, &str); 4] = [
    ("d1", "Coast Wire", "2031-05-05", COAST_WIRE),
    ("d2", "Daily Anchor", "2031-05-05", DAILY_ANCHOR),
    ("d3", "Harbour Post", "2031-05-06", HARBOUR_POST),
    ("d4", "Inland Times", "2031-05-08", INLAND_TIMES),
];

/// The exact words in a report, by the report's number.
fn cite(report: usize, quote: &str) -> Value {
    let (id, _, _, text) = REPORTS[report - 1];
    let at = text
        .find(quote)
        .unwrap_or_else(|| panic!("report {report} does not say {quote:?}"));
    let start = text[..at].chars().count();
    json!({"document": id, "start": start, "end": start + quote.chars().count(), "quote": quote})
}

fn passage(report: usize, quote: &str) -> Value {
    let mut passage = cite(report, quote);
    passage.as_object_mut().expect("a citation").remove("document");
    passage
}

/// A value with more fields.
fn with(mut value: Value, more: Value) -> Value {
    let fields = value.as_object_mut().expect("an object");
    fields.extend(more.as_object().expect("an object").clone());
    value
}

fn reading(report: usize, quote: &str, value: &str, word: (&str, Option<&str>)) -> Value {
    let mut reading = with(cite(report, quote), json!({"value": value, "stance": word.0}));
    if let Some(holder) = word.1 {
        reading["holder"] = json!(holder);
    }
    reading
}

fn point(id: &str, label: &str, kind: [&str; 2], why: &str, witnesses: Value, readings: Value) -> Value {
    let difference = if kind[1] == "differ" || kind[1] == "update" {
        json!(kind[0])
    } else {
        Value::Null
    };
    let origins = witnesses.as_array().map_or(0, Vec::len);
    json!({
        "id": id, "label": label, "kind": kind[0], "relation": kind[1], "difference": difference, "why": why,
        "origins": origins, "witnesses": witnesses, "readings": readings,
    })
}

fn points() -> Value {
    let port = ("attributed", Some("port authority of Vellmar"));
    let papers = ("attributed", Some("customs papers"));
    let from_port = || json!({"origin": "port authority of Vellmar", "documents": ["d1", "d2"], "because": "Both cite its statement."});
    let from_papers =
        || json!({"origin": "customs papers", "documents": ["d3"], "because": "It says it has seen them."});
    json!([
        point(
            "p1",
            "number of cranes",
            ["quantity", "differ"],
            "Six cranes in two reports, eight in one.",
            json!([from_port(), from_papers()]),
            json!([
                reading(1, "six cranes", "6 crane", port),
                reading(2, "six cranes", "6 crane", port),
                reading(3, "eight cranes", "8 crane", papers),
            ])
        ),
        point(
            "p2",
            "price",
            ["quantity", "differ"],
            "12 million crowns in two reports, 9 million in one.",
            json!([from_port(), from_papers()]),
            json!([
                reading(1, "12 million crowns", "12000000 crown", port),
                reading(2, "12 million crowns", "12000000 crown", port),
                reading(3, "9 million crowns", "9000000 crown", papers),
            ])
        ),
        point(
            "p3",
            "day of the sale",
            ["date", "differ"],
            "Monday is 5 May, Sunday is 4 May.",
            json!([from_port(), from_papers()]),
            json!([
                reading(1, "on Monday", "2031-05-05", port),
                reading(2, "on Monday", "2031-05-05", port),
                reading(3, "on Sunday", "2031-05-04", papers),
            ])
        ),
        point(
            "p4",
            "what the council does",
            ["status", "update"],
            "The inquiry was opened three days later.",
            json!([{"origin": "Piet Aarden", "documents": ["d4"], "because": "It cites him."}]),
            json!([reading(
                4,
                "opened an inquiry",
                "opened",
                ("attributed", Some("Piet Aarden"))
            )])
        ),
        point(
            "p5",
            "buyer",
            ["participant", "agree"],
            "The same shipyard.",
            json!([from_port()]),
            json!([
                reading(1, "Orlan shipyard", "Orlan shipyard", port),
                reading(2, "Orlan shipyard", "Orlan shipyard", port),
            ])
        ),
        point(
            "p6",
            "cranes were sold",
            ["statement", "agree"],
            "All say so.",
            json!([from_port(), from_papers()]),
            json!([
                reading(1, "sold six cranes", "sold", port),
                reading(3, "sold eight cranes", "sold", papers),
                reading(4, "the sale of cranes", "sold", ("asserts", None)),
            ])
        ),
        point(
            "p7",
            "export licences",
            ["date", "single"],
            "One report has it.",
            json!([{"origin": "Harbour Post", "documents": ["d3"], "because": "It says so itself."}]),
            json!([reading(3, "in 2029", "2029", ("asserts", None))])
        ),
    ])
}

fn attributions() -> Value {
    let said = |report: usize, [whole, content, source, cue]: [&str; 4], kind: &str, chain: &[&str]| {
        let fields = json!({
            "kind": kind, "content": passage(report, content), "source": passage(report, source),
            "cue": passage(report, cue), "speaker": chain.last(), "chain": chain,
        });
        with(cite(report, whole), fields)
    };
    json!([
        said(
            1,
            [
                "\"No rule was broken,\" director Mira Halden told Coast Wire",
                "\"No rule was broken,\"",
                "Mira Halden",
                "told"
            ],
            "direct",
            &["Coast Wire", "Mira Halden"]
        ),
        said(
            4,
            [
                "The city council opened an inquiry on Thursday into the sale of cranes, the Coast Wire reported, citing councillor Piet Aarden",
                "The city council opened an inquiry on Thursday into the sale of cranes",
                "Piet Aarden",
                "citing"
            ],
            "indirect",
            &["Inland Times", "Coast Wire", "Piet Aarden"]
        ),
    ])
}

fn network() -> Value {
    json!({
        "nodes": ["e1", "e2", "e3", "e4"],
        "edges": [
            {"source": "e1", "target": "e2", "via": ["e3", "e4"], "relation": "sold to", "goods": "cranes", "amount": "6 crane",
             "papers": "export licences", "period": "2031-05-05", "stance": "attributed", "holder": "port authority of Vellmar",
             "citations": [cite(1, "The cranes left through Keld and Bransk")]},
            {"source": "e5", "target": "e1", "via": [], "relation": "heads", "stance": "asserts",
             "citations": [cite(3, "Mira Halden, who heads the port")]},
        ],
    })
}

fn story() -> Value {
    let entity = |id: &str, name: &str, kind: &str, mention: Value| json!({"id": id, "name": name, "kind": kind, "aliases": [], "mentions": [mention]});
    let shared = "The port of Vellmar sold six cranes to the Orlan shipyard on Monday for 12 million crowns";
    json!({
        "id": "s1", "title": "Port of Vellmar sells cranes to Orlan shipyard", "documents": ["d1", "d2", "d3", "d4"],
        "entities": [
            entity("e1", "port of Vellmar", "organisation", cite(1, "port of Vellmar")),
            entity("e2", "Orlan shipyard", "organisation", cite(1, "Orlan shipyard")),
            entity("e3", "Keld", "place", cite(1, "Keld")),
            entity("e4", "Bransk", "place", cite(1, "Bransk")),
            entity("e5", "Mira Halden", "person", cite(3, "Mira Halden")),
        ],
        "points": points(),
        "attributions": attributions(),
        "origins": [
            with(cite(1, "the port authority said in a statement"), json!({"origin": "port authority of Vellmar", "kind": "statement"})),
            with(cite(2, "the port authority said in a statement"), json!({"origin": "port authority of Vellmar", "kind": "statement"})),
            with(cite(3, "according to customs papers"), json!({"origin": "customs papers", "kind": "document"})),
            with(cite(4, "the Coast Wire reported"), json!({"origin": "Coast Wire", "kind": "outlet"})),
        ],
        "lineage": [{"from": "d1", "to": "d2", "kind": "copy", "share": 0.71,
            "passages": [{"from": cite(1, shared), "to": cite(2, shared)}],
            "why": "The Daily Anchor has a sentence of the Coast Wire word for word."}],
        "only_in": [cite(2, "The shipyard did not answer calls"), cite(3, "\"I never signed that,\"")],
        "timeline": [
            {"when": "2029", "text": "Export licences are issued", "citations": [cite(3, "Export licences were issued in 2029")]},
            {"when": "2031-05-05", "text": "The port sells the cranes", "citations": [cite(1, "sold six cranes"), cite(2, "sold six cranes")]},
            {"when": "2031-05-08", "text": "The council opens an inquiry", "citations": [cite(4, "opened an inquiry on Thursday")]},
        ],
        "network": network(),
        "brief": [
            {"text": "The port of Vellmar sold cranes to the Orlan shipyard.", "citations": [cite(1, "sold six cranes to the Orlan shipyard"), cite(2, "sold six cranes")]},
            {"text": "How many, for how much and when is told in two ways.", "citations": [cite(1, "12 million crowns"), cite(3, "9 million crowns")]},
        ],
    })
}

/// The account.
pub(crate) fn account() -> Account {
    let document = |&(id, publisher, published, text): &(&str, &str, &str, &str)| {
        let title = text.lines().next();
        let path = format!("{}.txt", publisher.to_lowercase().replace(' ', "-"));
        json!({"id": id, "path": path, "publisher": publisher, "title": title, "published": published, "language": "en", "text": text, "cut": []})
    };
    let mut documents: Vec<Value> = REPORTS.iter().map(document).collect();
    documents[0]["cut"] = json!([with(
        passage(1, "READ ALSO: Ten beaches for the summer"),
        json!({"why": "related"})
    )]);
    documents[0]["url"] = json!("https://coastwire.example/cranes");
    let account = json!({
        "schema": rashomon::view::account::SCHEMA,
        "generator": {"name": "rashomon", "version": "0.0.0", "models": []},
        "documents": documents,
        "stories": [story()],
        "notes": [{"level": "error", "path": "scan.pdf", "code": "unreadable", "text": "PDF files are not read; save it as text."}],
    });
    serde_json::from_value(account).expect("the fixture is an account")
}
