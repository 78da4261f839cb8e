//! The commands stand in four places; one that is missing in any cannot be called, or by everybody.

const BUILD: &str = include_str!("../build.rs");
const HANDLER: &str = include_str!("commands.rs");
const CAPABILITY: &str = include_str!("../capabilities/main.json");
const INTERFACE: &str = include_str!("../../ui/src/backend/api.ts");

#[test]
fn the_build_script_the_handler_the_capability_and_the_interface_name_the_same_commands() {
    let named = in_build();
    assert!(named.len() > 10, "{named:?}");
    assert_eq!(in_handler(), named);
    assert_eq!(in_capability(), named);
    assert_eq!(sorted(in_interface()), sorted(named));
}

/// What stands between two marks of a text.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(from).unwrap();
    rest.split_once(to).unwrap().0
}

fn in_build() -> Vec<String> {
    let list = between(BUILD, "COMMANDS: &[&str] = &[", "]");
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn in_handler() -> Vec<String> {
    let list = between(HANDLER, "generate_handler![", "]");
    list.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

fn in_capability() -> Vec<String> {
    let capability: serde_json::Value = serde_json::from_str(CAPABILITY).unwrap();
    let permissions = capability["permissions"].as_array().unwrap().iter();
    let commands = permissions.filter_map(|name| name.as_str().unwrap().strip_prefix("allow-"));
    commands.map(|name| name.replace('-', "_")).collect()
}

fn in_interface() -> Vec<String> {
    let calls = INTERFACE.split("invoke<").skip(1);
    calls.map(|call| between(call, ">('", "'").to_owned()).collect()
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}
