use crate::fixture;
use rashomon::view::account;

const COMMITTED: &str = include_str!("../../../../docs/account.schema.json");

#[test]
fn the_committed_schema_is_current() {
    let committed: serde_json::Value = serde_json::from_str(COMMITTED).expect("it is JSON");
    assert!(
        committed == account::schema(),
        "run `cargo xtask schema` and commit docs/account.schema.json"
    );
}

#[test]
fn an_account_is_valid_and_what_is_unknown_may_not_be_null() {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler
        .add_resource("account.json", serde_json::from_str(COMMITTED).expect("it is JSON"))
        .expect("it is a schema");
    let schema = compiler.compile("account.json", &mut schemas).expect("it compiles");
    let mut account = serde_json::to_value(fixture::account()).expect("an account is JSON");
    schemas.validate(&account, schema).expect("the account is valid");
    account["documents"][0]["byline"] = serde_json::Value::Null;
    assert!(schemas.validate(&account, schema).is_err());
}

#[test]
fn an_account_survives_being_written_and_read() {
    let account = fixture::account();
    let written = serde_json::to_string(&account).expect("an account is JSON");
    assert!(serde_json::from_str::<account::Account>(&written).expect("it can be read back") == account);
}
