//! The rules: their names, their levels, what they say to whoever asks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "FindingLevel")]
pub enum Level {
    /// Good to know.
    Note,
    /// Worth a look before it is printed.
    Warning,
    /// The sources have it otherwise.
    Error,
}

impl Level {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! rules {
    ($($rule:ident $name:literal $level:ident $help:literal),* $(,)?) => {
        /// What a finding is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum Rule {
            $(#[doc = $help] #[serde(rename = $name)] $rule,)*
        }

        impl Rule {
            /// All rules, in the order in which their findings are weighed.
            pub const ALL: &[Rule] = &[$(Rule::$rule),*];

            /// Its name, as in `quotation-altered`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$rule => $name,)* }
            }

            /// Its level, unless settings say otherwise.
            pub fn level(self) -> Level {
                match self { $(Self::$rule => Level::$level,)* }
            }

            /// One line of advice.
            pub fn help(self) -> &'static str {
                match self { $(Self::$rule => $help,)* }
            }

            /// What it finds and what it can't see, as Markdown.
            pub fn documentation(self) -> &'static str {
                match self { $(Self::$rule => include_str!(concat!("rules/", $name, ".md")),)* }
            }
        }
    };
}

rules! {
    Quantity "quantity" Error "Compare the figure, and what it counts, with the quoted source.",
    Date "date" Error "Compare the date with the quoted source; check which event it belongs to.",
    Name "name" Error "Check the spelling and the full name with the quoted source.",
    Place "place" Error "Check where the quoted source has it.",
    Participant "participant" Error "Check who did what to whom in the quoted source.",
    Negation "negation" Error "Check whether the quoted source says that it is so or that it is not.",
    Antonym "antonym" Error "The quoted source has a word that says the opposite.",
    QuotationAltered "quotation-altered" Error "Restore the words of the quotation, or take the quotation marks away.",
    AttributionChanged "attribution-changed" Error "Check whose words these are in the quoted source.",
    AttributionDropped "attribution-dropped" Warning "Say on whose word this stands, as the quoted source does.",
    CertaintyRaised "certainty-raised" Warning "Say it as carefully as the quoted source does.",
    Outdated "outdated" Warning "A later source has moved on; check whether the newer state of affairs is meant.",
    Disputed "disputed" Warning "The sources differ here; say so, or say whose version this is.",
    NotFound "not-found" Warning "No source says this; find one, or take it out.",
    SingleOrigin "single-origin" Note "All sources have this from one origin; look for a second.",
    CertaintyLowered "certainty-lowered" Note "The quoted source says it more firmly.",
    PartlySupported "partly-supported" Note "Part of this stands in no source; check the words that are marked.",
}

impl Rule {
    /// The rule of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// Whether a finding says that the sources have it otherwise.
    pub fn contradicts(self) -> bool {
        self <= Self::AttributionChanged
    }
}

/// The pages of all rules as one, for `docs/check-rules.md`.
pub fn manual() -> String {
    let mut out = String::from(
        "# The rules of rashomon check\n\nWritten by `cargo xtask schema` from the pages beside the rules; `rashomon explain RULE` prints one.\n",
    );
    for rule in Rule::ALL {
        out.push('\n');
        for line in rule.documentation().lines() {
            // Its headings go down by one under the manual's.
            out.push_str(if line.starts_with('#') { "#" } else { "" });
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}
