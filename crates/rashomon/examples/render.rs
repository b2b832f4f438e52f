//! Sets a saved account: `cargo run -p rashomon --example render -- ACCOUNT.json [html | OPTIONS]`, to look at the faces alone.

use rashomon::render::html;
use rashomon::render::terminal::{self, Options};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| args.iter().any(|a| a == name);
    let path = args.first().ok_or("which account?")?;
    let account = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    if has("html") {
        print!("{}", html::account(&account));
        return Ok(());
    }
    let width = args.iter().find_map(|a| a.parse().ok()).unwrap_or(80);
    let options = Options {
        width,
        color: has("color"),
        ascii: has("ascii"),
        full: has("full"),
        quotes: has("quotes"),
    };
    print!("{}", terminal::account(&account, &options));
    Ok(())
}
