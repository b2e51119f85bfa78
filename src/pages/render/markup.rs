//! Passes markup to templates as safe text, which is not escaped again.

use serde::{Serialize, Serializer};

use crate::base::Markup;

impl Serialize for Markup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}
