//! What is known of a row when it has run.

/// A contender's figure.
pub struct Figure {
    pub name: String,
    pub value: f64,
}

/// Another implementation beside ours.
pub struct Rival {
    pub figure: Figure,
    /// Theirs over ours: the first quartile, the median and the third quartile of the rounds.
    pub ratio: [f64; 3],
    /// The least ratio that is promised, 0.0 where there is none.
    pub target: f64,
}

pub struct Row {
    pub id: String,
    /// `s`, or what a figure counts.
    pub unit: String,
    pub ours: Figure,
    pub rivals: Vec<Rival>,
    /// How many rounds were measured, 0 where the figure is exact.
    pub rounds: usize,
    /// In a sweep, how many entries the structure has and how many operations a run makes.
    pub sweep: Option<Sweep>,
}

#[derive(Clone, Copy)]
pub struct Sweep {
    pub size: usize,
    pub operations: usize,
}

impl Row {
    /// Tells whether ours is behind any rival.
    pub fn lost(&self) -> bool {
        self.rivals.iter().any(|rival| rival.ratio[1] < 1.0)
    }

    /// Tells whether ours is below any target.
    pub fn short(&self) -> bool {
        self.rivals.iter().any(|rival| rival.ratio[1] < rival.target)
    }
}
