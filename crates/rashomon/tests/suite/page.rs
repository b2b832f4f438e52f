//! Pages of the suite: reports in fenced blocks, then expectations in fenced blocks or in the first cells of tables.

/// Reports and what must be found in them.
#[derive(Default)]
pub(crate) struct Affair {
    pub(crate) reports: Vec<Report>,
    pub(crate) expectations: Vec<Expectation>,
}

/// A file as it would lie on disk, and what the reader is told of it.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) path: String,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) text: String,
}

/// One line to hold against the account.
pub(crate) struct Expectation {
    /// Line of the page, from one.
    pub(crate) line: usize,
    /// Whether it is known not to be found yet.
    pub(crate) missed: bool,
    pub(crate) text: String,
}

/// The affairs of a page: a report after an expectation begins the next.
pub(crate) fn affairs(page: &str) -> Vec<Affair> {
    enum Inside {
        Prose,
        Report(Report),
        Expect,
        Other,
    }
    let mut out = vec![Affair::default()];
    let mut inside = Inside::Prose;
    for (number, line) in page.lines().enumerate() {
        let affair = out.last_mut().expect("there is one");
        let fence = line.strip_prefix("```");
        match (&mut inside, fence) {
            (Inside::Prose, Some(info)) => {
                inside = match info.split_once(' ').unwrap_or((info, "")) {
                    ("report", header) => Inside::Report(report(header)),
                    ("expect", _) => Inside::Expect,
                    _ => Inside::Other,
                }
            }
            (Inside::Prose, None) => {
                if let Some((text, _)) = line.strip_prefix("| `").and_then(|rest| rest.split_once("` |")) {
                    // A cell with a name and no more is the key of a table of another sort.
                    if text.contains(' ') {
                        affair.expectations.push(expectation(number + 1, text));
                    }
                }
            }
            (Inside::Report(report), Some(_)) => {
                let report = std::mem::take(report);
                if affair.expectations.is_empty() {
                    affair.reports.push(report);
                } else {
                    out.push(Affair {
                        reports: vec![report],
                        expectations: Vec::new(),
                    });
                }
                inside = Inside::Prose;
            }
            (Inside::Report(report), None) => {
                report.text.push_str(line);
                report.text.push('\n');
            }
            (Inside::Expect, None) if !line.is_empty() && !line.starts_with('#') => {
                affair.expectations.push(expectation(number + 1, line));
            }
            (Inside::Expect, None) | (Inside::Other, None) => {}
            (Inside::Expect | Inside::Other, Some(_)) => inside = Inside::Prose,
        }
    }
    out
}

/// `a.txt | The Outlet | 2031-05-09`; what is left empty is not told.
fn report(header: &str) -> Report {
    let mut parts = header.split('|').map(|part| part.trim().to_owned());
    let mut next = || parts.next().filter(|part| !part.is_empty());
    Report {
        path: next().expect("a report has a path"),
        publisher: next(),
        published: next(),
        text: String::new(),
    }
}

fn expectation(line: usize, text: &str) -> Expectation {
    let (missed, text) = match text.strip_prefix("missed ") {
        Some(text) => (true, text),
        None => (false, text),
    };
    Expectation {
        line,
        missed,
        text: text.to_owned(),
    }
}

/// The page with the mark of an expectation set where it stands without, and taken away where it stands.
pub(crate) fn turned(page: &str, expectation: &Expectation) -> String {
    let mut out = String::new();
    for (number, line) in page.split_inclusive('\n').enumerate() {
        if number + 1 != expectation.line {
            out.push_str(line);
        } else if expectation.missed {
            out.push_str(&line.replacen("missed ", "", 1));
        } else {
            out.push_str(&line.replacen(&expectation.text, &format!("missed {}", expectation.text), 1));
        }
    }
    out
}
