//! A type of another crate as a tree, by a newtype: `toml::Value`.
//!
//! `children` returns references to the newtype, so that a reference to the inner value has to be
//! turned into one: `ref-cast` does that for a `repr(transparent)` type, without unsafe code of
//! yours.

use boltons::iter::tree::{
    Rebuild, Seg, SegBuf, Tree, TreeMut, TreePath, assert_laws, get_path, remove_paths, research,
    set_path,
};
use ref_cast::RefCast;
use toml::Value;

#[derive(Clone, Debug, PartialEq, RefCast)]
#[repr(transparent)]
struct Toml(Value);

type Children<'a> = Box<dyn Iterator<Item = (Seg<'a>, &'a Toml)> + 'a>;
type ChildrenMut<'a> = Box<dyn Iterator<Item = (Seg<'a>, &'a mut Toml)> + 'a>;

impl Tree for Toml {
    type Children<'a> = Children<'a>;

    fn children(&self) -> Option<Children<'_>> {
        match &self.0 {
            Value::Array(items) => Some(Box::new(
                items.iter().enumerate().map(|(i, item)| (i.into(), Self::ref_cast(item))),
            )),
            Value::Table(entries) => Some(Box::new(
                entries.iter().map(|(key, value)| (key.as_str().into(), Self::ref_cast(value))),
            )),
            _ => None,
        }
    }
}

impl TreeMut for Toml {
    type ChildrenMut<'a> = ChildrenMut<'a>;

    fn children_mut(&mut self) -> Option<ChildrenMut<'_>> {
        match &mut self.0 {
            Value::Array(items) => Some(Box::new(
                items.iter_mut().enumerate().map(|(i, item)| (i.into(), Self::ref_cast_mut(item))),
            )),
            Value::Table(entries) => Some(Box::new(
                entries
                    .iter_mut()
                    .map(|(key, value)| (key.as_str().into(), Self::ref_cast_mut(value))),
            )),
            _ => None,
        }
    }

    fn take_children(&mut self) -> Option<Vec<(SegBuf, Self)>> {
        match &mut self.0 {
            Value::Array(items) => {
                let items = std::mem::take(items).into_iter().enumerate();
                Some(items.map(|(i, item)| (i.into(), Self(item))).collect())
            }
            Value::Table(entries) => {
                let entries = std::mem::take(entries).into_iter();
                Some(entries.map(|(key, value)| (key.into(), Self(value))).collect())
            }
            _ => None,
        }
    }

    fn with_children(&self, new: Vec<(SegBuf, Self)>) -> Result<Self, Vec<(SegBuf, Self)>> {
        match &self.0 {
            Value::Array(_) => {
                Ok(Self(Value::Array(new.into_iter().map(|(_, item)| item.0).collect())))
            }
            Value::Table(_) => {
                let entries = new.into_iter().map(|(seg, value)| (seg.to_string(), value.0));
                Ok(Self(Value::Table(entries.collect())))
            }
            _ => Err(new),
        }
    }
}

impl Rebuild for Toml {}

#[test]
fn a_newtype_over_a_foreign_type_joins() {
    let text = "title = 'x'\n[server]\nports = [80, 443]\n[server.tls]\non = true\n[empty]\n";
    let mut config = Toml(toml::from_str(text).unwrap());
    assert_laws(&config);
    let path = TreePath::from_dotted("server.ports[1]");
    assert_eq!(get_path(&config, &path).unwrap().0, Value::Integer(443));
    let more: TreePath = "/server/ports/-".parse().unwrap();
    set_path(&mut config, &more, Toml(Value::Integer(8080))).unwrap();
    let low: Vec<TreePath> =
        research(&config, |_, node| node.0.as_integer().is_some_and(|port| port < 1024))
            .into_iter()
            .map(|(path, _)| path)
            .collect();
    assert_eq!(remove_paths(&mut config, &low).unwrap(), 2);
    let left: TreePath = "/server/ports".parse().unwrap();
    assert_eq!(get_path(&config, &left).unwrap().0, Value::Array(vec![Value::Integer(8080)]));
    assert_laws(&config);
}
