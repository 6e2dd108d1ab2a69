//! `serde_json::Value` as a tree: arrays are lists, objects are maps, the rest are leaves.

use serde_json::{Map, Value, map};

use super::frame::{Closed, insert_item, remove_item};
use super::{
    Children, ChildrenMut, Frame, Seg, SegBuf, Tree, TreeBuild, TreeMut, TreeOwned, drop_deep,
};

impl Tree for Value {
    type Children<'a> = Children<'a, Self, map::Iter<'a>>;

    #[inline]
    fn children(&self) -> Option<Self::Children<'_>> {
        match self {
            Self::Array(items) => Some(Children::list(items)),
            Self::Object(entries) => Some(Children::map(entries.iter())),
            _ => None,
        }
    }

    fn child(&self, seg: Seg<'_>) -> Option<&Self> {
        match (self, seg) {
            (Self::Array(items), seg) => items.get(seg.as_index()?),
            (Self::Object(entries), Seg::Key(key)) => entries.get(key),
            _ => None,
        }
    }
}

impl TreeMut for Value {
    type ChildrenMut<'a> = ChildrenMut<'a, Self, map::IterMut<'a>>;

    #[inline]
    fn children_mut(&mut self) -> Option<Self::ChildrenMut<'_>> {
        match self {
            Self::Array(items) => Some(ChildrenMut::list(items)),
            Self::Object(entries) => Some(ChildrenMut::map(entries.iter_mut())),
            _ => None,
        }
    }

    fn child_mut(&mut self, seg: Seg<'_>) -> Option<&mut Self> {
        match (self, seg) {
            (Self::Array(items), seg) => items.get_mut(seg.as_index()?),
            (Self::Object(entries), Seg::Key(key)) => entries.get_mut(key),
            _ => None,
        }
    }

    #[inline]
    fn retain_children(&mut self, mut keep: impl FnMut(Seg<'_>, &mut Self) -> bool) {
        let mut kept = |seg: Seg<'_>, child: &mut Self| {
            let kept = keep(seg, child);
            if !kept && (child.is_array() || child.is_object()) {
                drop_deep(child.take());
            }
            kept
        };
        match self {
            Self::Array(items) => {
                let mut indices = 0..;
                items.retain_mut(|child| kept(Seg::Index(indices.next().unwrap_or(0)), child));
            }
            Self::Object(entries) => entries.retain(|key, child| kept(Seg::Key(key), child)),
            _ => {}
        }
    }

    fn insert_child(&mut self, seg: Seg<'_>, value: Self) -> Result<Option<Self>, Self> {
        match (self, seg) {
            (Self::Array(items), seg) => insert_item(items, seg, value),
            (Self::Object(entries), Seg::Key(key)) => Ok(entries.insert(key.into(), value)),
            _ => Err(value),
        }
    }

    fn remove_child(&mut self, seg: Seg<'_>) -> Option<Self> {
        match (self, seg) {
            (Self::Array(items), seg) => remove_item(items, seg),
            (Self::Object(entries), Seg::Key(key)) => {
                let value = entries.get_mut(key)?.take();
                // `remove` would swap under the feature `preserve_order`.
                entries.retain(|own, _| own != key);
                Some(value)
            }
            _ => None,
        }
    }
}

impl TreeOwned for Value {
    type Frame = Frame<Self, map::IntoIter>;

    #[inline]
    fn open(self) -> Result<Self::Frame, Self> {
        match self {
            Self::Array(items) => Ok(Frame::list(items)),
            Self::Object(entries) => Ok(Frame::map(entries.into_iter())),
            leaf => Err(leaf),
        }
    }

    #[inline]
    fn take(frame: &mut Self::Frame) -> Option<(SegBuf, Self)> {
        frame.take(|| Self::Null)
    }

    #[inline]
    fn put(frame: &mut Self::Frame, seg: SegBuf, child: Self) {
        frame.put(seg, child);
    }

    fn close(frame: Self::Frame) -> Self {
        match frame.close() {
            Closed::List(items) => Self::Array(items),
            Closed::Map(entries) => Self::Object(entries.into_iter().collect()),
        }
    }

    fn shell(&self) -> Option<Self::Frame> {
        match self {
            Self::Array(items) => Some(Frame::list(alloc::vec::Vec::with_capacity(items.len()))),
            Self::Object(entries) => Some(Frame::empty_map(Map::new().into_iter(), entries.len())),
            _ => None,
        }
    }

    fn same_shell(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Array(_), Self::Array(_)) | (Self::Object(_), Self::Object(_)) => true,
            (Self::Array(_) | Self::Object(_), _) | (_, Self::Array(_) | Self::Object(_)) => false,
            (leaf, other) => leaf == other,
        }
    }
}

impl TreeBuild for Value {
    fn new_list() -> Self {
        Self::Array(alloc::vec::Vec::new())
    }

    fn new_map() -> Self {
        Self::Object(Map::new())
    }

    fn is_map(&self) -> bool {
        self.is_object()
    }

    fn null() -> Option<Self> {
        Some(Self::Null)
    }

    fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}
