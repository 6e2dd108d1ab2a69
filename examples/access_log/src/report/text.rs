//! The report for a person: aligned, no wider than asked for, problems first.

use boltons::strings::{
    Align, Ellipsize, Measure, display_width, escape_controls, format_bytes, group_digits, pad,
    unit_len,
};

use super::{chart, rank};
use crate::networks;
use crate::options::Options;
use crate::run::Log;
use crate::stream::CAPACITIES;
use crate::table::{Sums, Table};
use crate::time;

/// A name gets at least so many columns; for that, numbers are left out.
const MIN_NAME: usize = 16;

/// The report as it is written.
struct Page {
    text: String,
    width: usize,
    color: bool,
}

/// A cell, and whether it is red on a terminal.
struct Cell {
    text: String,
    red: bool,
}

impl<T: ToString> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.to_string(), red: false }
    }
}

/// A title, the names of the columns, and rows of a name and a cell for each column.
struct Section<'a> {
    title: String,
    columns: &'a [&'a str],
    rows: Vec<(String, Vec<Cell>)>,
}

macro_rules! cells {
    ($($cell:expr),* $(,)?) => { vec![$(Cell::from($cell)),*] };
}

impl Page {
    fn line(&mut self, text: &str) {
        let text = Ellipsize::new(self.width).measure(Measure::Columns).anywhere().apply(text);
        self.text.push_str(&text);
        self.text.push('\n');
    }

    fn heading(&mut self, title: &str, rest: &str) {
        if self.color && !title.is_empty() {
            self.text.push_str(&format!("\x1b[1m{title}\x1b[0m"));
        } else {
            self.text.push_str(title);
        }
        self.text.push_str(rest);
        self.text.push('\n');
    }

    /// Writes a section, if it has rows.
    fn section(&mut self, section: Section<'_>) {
        let Section { title, columns, rows } = section;
        if rows.is_empty() {
            return;
        }
        let wide = |i: usize| {
            let cells = rows.iter().filter_map(|(_, cells)| cells.get(i));
            let cells = cells.map(|cell| display_width(&cell.text)).max().unwrap_or(0);
            cells.max(columns.get(i).map_or(0, |name| name.len()))
        };
        let mut widths: Vec<usize> = (0..columns.len()).map(wide).collect();
        let names = rows.iter().map(|(name, _)| display_width(name)).max().unwrap_or(0);
        let wanted = names.max(display_width(&title));
        let room = |widths: &[usize]| {
            let numbers: usize = widths.iter().map(|width| width + 2).sum();
            self.width.saturating_sub(numbers + 2)
        };
        while widths.len() > 1 && room(&widths) < wanted.min(MIN_NAME) {
            widths.pop();
        }
        let name_width = wanted.min(room(&widths)).max(1);
        let fit = |text: &str, width: usize| {
            let text = Ellipsize::new(width).measure(Measure::Columns).anywhere().apply(text);
            pad(&text, width, Align::Start, Measure::Columns).into_owned()
        };
        self.text.push('\n');
        let mut rest = String::new();
        for (name, width) in columns.iter().zip(&widths) {
            rest.push_str("  ");
            rest.push_str(&pad(name, *width, Align::End, Measure::Columns));
        }
        let rest = rest.trim_end().to_owned();
        let title = fit(&title, name_width + 2);
        let (title, blanks) = title.split_at(title.trim_end().len());
        if rest.is_empty() {
            self.heading(title, "");
        } else {
            self.heading(title, &format!("{blanks}{rest}"));
        }
        for (name, cells) in rows {
            let mut line = format!("  {}", fit(&name, name_width));
            for (cell, width) in cells.iter().zip(&widths) {
                let text =
                    Ellipsize::new(*width).measure(Measure::Columns).anywhere().apply(&cell.text);
                let padded = pad(&text, *width, Align::End, Measure::Columns);
                line.push_str("  ");
                if self.color && cell.red {
                    line.push_str(&format!("\x1b[31m{padded}\x1b[0m"));
                } else {
                    line.push_str(&padded);
                }
            }
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }
}

/// Writes the report.
pub fn text(log: &Log, options: &Options) -> String {
    let summary = &log.summary;
    let mut page = Page { text: String::new(), width: options.width, color: options.color };
    if !summary.understood_any() {
        nothing(&mut page, log);
        return page.text;
    }
    let (top, requests) = (options.top, summary.requests);
    header(&mut page, log);
    times(&mut page, log);
    statuses(&mut page, log);
    let failed = rank::ranked_by(&summary.paths, |sums| sums.server_errors);
    page.section(Section {
        title: String::from("Server errors (5xx)"),
        columns: &["requests"],
        rows: rows(&failed, top, |sums| vec![red(sums.server_errors)]),
    });
    let missing = rank::ranked_by(&summary.paths, |sums| sums.not_found);
    page.section(Section {
        title: String::from("Not found (404)"),
        columns: &["requests"],
        rows: rows(&missing, top, |sums| cells![group_digits(sums.not_found)]),
    });
    denied(&mut page, log, options);
    routes(&mut page, log, options);
    page.section(Section {
        title: titled("Paths", "paths", &summary.paths),
        columns: &["requests", "share", "bytes", "4xx", "5xx"],
        rows: rows(&rank::ranked(&summary.paths), top, |sums| {
            vec![
                group_digits(sums.requests).into(),
                share(sums.requests, requests).into(),
                format_bytes(sums.bytes).into(),
                group_digits(sums.client_errors).into(),
                red(sums.server_errors),
            ]
        }),
    });
    page.section(Section {
        title: String::from("Most bytes"),
        columns: &["bytes", "requests"],
        rows: rows(&rank::ranked_by(&summary.paths, |sums| sums.bytes), top, |sums| {
            cells![format_bytes(sums.bytes), group_digits(sums.requests)]
        }),
    });
    page.section(Section {
        title: titled("Clients", "clients", &summary.clients),
        columns: &["requests", "share", "bytes", "4xx+5xx"],
        rows: rows(&rank::ranked(&summary.clients), top, |sums| {
            cells![
                group_digits(sums.requests),
                share(sums.requests, requests),
                format_bytes(sums.bytes),
                group_digits(sums.errors),
            ]
        }),
    });
    busy_networks(&mut page, log, top);
    let pairs = rank::pairs(&log.stream);
    page.section(Section {
        title: String::from("One client, one path (1 % or more)"),
        columns: &["requests", "share"],
        rows: pairs
            .iter()
            .take(top)
            .map(|(pair, n)| {
                let name = shown(&format!("{} {}", pair.client, pair.path));
                (name, cells![group_digits(*n), share(*n, requests)])
            })
            .collect(),
    });
    counts(&mut page, "Query keys", "occurrences", &summary.query_keys, top);
    counts(&mut page, "Referring sites", "requests", &summary.referrers, top);
    counts(&mut page, "User agents", "requests", &summary.agents, top);
    counts(&mut page, "Virtual hosts", "requests", &summary.vhosts, top);
    counts(&mut page, "Host names", "requests", &summary.hosts, top);
    page.section(Section {
        title: String::from("Not public"),
        columns: &["requests", "share"],
        rows: rank::blocks(summary)
            .iter()
            .map(|(name, n)| ((*name).to_owned(), cells![group_digits(*n), share(*n, requests)]))
            .collect(),
    });
    let mut none = Vec::new();
    if summary.not_public.is_empty() {
        none.push("Not public: none.");
    }
    if summary.hosts.is_empty() {
        none.push("Host names: none.");
    }
    if !none.is_empty() {
        page.text.push('\n');
        page.line(&none.join(" "));
    }
    caches(&mut page, log);
    page.text
}

/// The one message of a log of which no line was understood.
fn nothing(page: &mut Page, log: &Log) {
    let summary = &log.summary;
    let lines = group_digits(summary.lines);
    match summary.lines {
        0 => page.line("There are no lines."),
        1 => page.line("The only line is not of a web server's log."),
        _ => page.line(&format!("None of the {lines} lines is of a web server's log.")),
    }
    if summary.braces > 0 && summary.braces == summary.lines {
        page.line("They look like JSON: the Common and Combined formats are read, and their like.");
    }
}

fn header(page: &mut Page, log: &Log) {
    let summary = &log.summary;
    let name = match &*log.files {
        [file] => shown(&file.name),
        files => unit_len(files.len(), "file").to_string(),
    };
    let clients = summary.clients.distinct() + summary.hosts.distinct();
    let exact = summary.clients.is_exact() && summary.hosts.is_exact();
    let error = summary.clients.error().max(summary.hosts.error());
    let mut by = format!(
        "{} by {}{}",
        many(summary.requests, "request"),
        if exact { "" } else { "≥ " },
        many(clients as u64, "client"),
    );
    if !exact {
        by += &format!(" (counts up to {} too low; --max-distinct 0 for all)", group_digits(error));
    }
    // The name gives way.
    let rest = format!(": {by}, {}", format_bytes(summary.bytes));
    let room = page.width.saturating_sub(display_width(&rest)).max(MIN_NAME);
    let name = Ellipsize::new(room).measure(Measure::Columns).anywhere().apply(&name).into_owned();
    page.line(&format!("{name}{rest}"));
    let mut notes = Vec::new();
    if let (Some(first), Some(last)) = (summary.first, summary.last) {
        notes.push(format!("{} to {} UTC", time::minutes(first), time::minutes(last)));
    }
    let counted = [
        (summary.rejected(), "line", " rejected"),
        (summary.outside, "line", " outside the window"),
        (summary.malformed, "malformed request", ""),
        (summary.proxied, "client", " named by proxies"),
    ];
    for (n, what, then) in counted {
        if n > 0 {
            notes.push(format!("{}{then}", many(n, what)));
        }
    }
    for line in boltons::strings::Wrap::new(page.width).lines(&notes.join("; ")) {
        page.text.push_str(line);
        page.text.push('\n');
    }
}

fn times(page: &mut Page, log: &Log) {
    let Some((title, rows)) = chart::rows(&log.summary.hours) else { return };
    let labels = rows.iter().map(|row| row.label.len()).max().unwrap_or(0);
    // Two blanks before the label, one before the bar, and the numbers.
    let numbers = 10 + 11 + 5 + 5;
    let room = page.width.saturating_sub(labels + 3 + numbers);
    let columns = room.min(page.width * 35 / 100);
    let most = rows.iter().map(|row| row.sums.requests).max().unwrap_or(0);
    let named = rows.into_iter().map(|row| {
        let bar =
            if columns < 4 { String::new() } else { chart::bar(row.sums.requests, most, columns) };
        let name = pad(&row.label, labels, Align::Start, Measure::Columns);
        let cells = vec![
            group_digits(row.sums.requests).into(),
            format_bytes(row.sums.bytes).into(),
            group_digits(row.sums.client_errors).into(),
            red(row.sums.server_errors),
        ];
        (format!("{name} {bar}"), cells)
    });
    page.section(Section {
        title,
        columns: &["requests", "bytes", "4xx", "5xx"],
        rows: named.collect(),
    });
}

fn statuses(page: &mut Page, log: &Log) {
    let statuses: Vec<(String, u64)> = log.summary.statuses.iter().collect();
    let classes =
        ["1xx", "2xx", "3xx", "4xx", "5xx", "other"].iter().zip(log.summary.statuses.classes());
    let class_of = |status: &str| match status.as_bytes().first() {
        Some(first @ b'1'..=b'5') => usize::from(first - b'1'),
        _ => 5,
    };
    let rows = classes.enumerate().filter(|(_, (_, n))| *n > 0).map(|(class, (name, n))| {
        let of_which: Vec<String> = statuses
            .iter()
            .filter(|(status, _)| class_of(status) == class)
            .map(|(status, n)| format!("{status}: {}", group_digits(*n)))
            .collect();
        let red = class == 4;
        let cells = vec![
            Cell { text: group_digits(n).to_string(), red },
            share(n, log.summary.requests).into(),
            of_which.join(", ").into(),
        ];
        (String::from(*name), cells)
    });
    let mut rows: Vec<(String, Vec<Cell>)> = rows.collect();
    // The codes of a class may be many; they are cut, the class is not.
    let room = page.width.saturating_sub(40).max(8);
    for (_, cells) in &mut rows {
        if let Some(last) = cells.last_mut() {
            last.text =
                Ellipsize::new(room).measure(Measure::Columns).apply(&last.text).into_owned();
        }
    }
    page.section(Section {
        title: String::from("Statuses"),
        columns: &["requests", "share", "of which"],
        rows,
    });
}

fn denied(page: &mut Page, log: &Log, options: &Options) {
    let Some(deny) = &options.deny else { return };
    let denied = log.summary.denied;
    let ranges = rank::denied(&log.summary, deny);
    let clients: u64 = ranges.iter().map(|(_, _, clients)| clients).sum();
    page.text.push('\n');
    page.line(&format!(
        "Denied: {} ({}) by {}, {}",
        many(denied.requests, "request"),
        share(denied.requests, log.summary.requests),
        many(clients, "client"),
        format_bytes(denied.bytes),
    ));
    let rows = ranges.iter().take(options.top).map(|(range, requests, clients)| {
        (rank::range_text(*range), cells![group_digits(*requests), group_digits(*clients)])
    });
    let start = page.text.len();
    page.section(Section {
        title: String::new(),
        columns: &["requests", "clients"],
        rows: rows.collect(),
    });
    // No empty line between the sentence and its table.
    if page.text[start..].starts_with('\n') {
        page.text.remove(start);
    }
}

fn routes(page: &mut Page, log: &Log, options: &Options) {
    let Some(routes) = &options.settings.routes else { return };
    let summary = &log.summary;
    let named = rank::routes(summary, routes);
    let routed: u64 = named.iter().map(|(_, _, clients)| clients).sum();
    let all = (summary.clients.distinct() + summary.hosts.distinct()) as u64;
    let elsewhere = ("elsewhere", summary.unrouted, all.saturating_sub(routed));
    let mut rows: Vec<_> = named.into_iter().take(options.top).chain([elsewhere]).collect();
    rows.sort_by_key(|(_, traffic, _)| std::cmp::Reverse(traffic.requests));
    let rows = rows.into_iter().map(|(name, traffic, clients)| {
        let cells = cells![
            group_digits(traffic.requests),
            share(traffic.requests, summary.requests),
            group_digits(clients),
            format_bytes(traffic.bytes),
        ];
        (shown(name), cells)
    });
    page.section(Section {
        title: String::from("Routes"),
        columns: &["requests", "share", "clients", "bytes"],
        rows: rows.collect(),
    });
}

fn busy_networks(page: &mut Page, log: &Log, top: usize) {
    let summary = &log.summary;
    let networks = networks::busy(summary);
    if networks.is_empty() {
        return;
    }
    let row = |name: String, requests: u64, clients: u64, bytes: u64| {
        let cells = cells![
            group_digits(requests),
            share(requests, summary.from_addresses),
            group_digits(clients),
            format_bytes(bytes),
        ];
        (name, cells)
    };
    let shown = networks.iter().take(top);
    let mut rows: Vec<_> = shown
        .clone()
        .map(|network| {
            row(network.prefix.to_string(), network.requests, network.clients, network.bytes)
        })
        .collect();
    let others = summary.from_addresses - shown.map(|network| network.requests).sum::<u64>();
    if others > 0 {
        let more = networks.len().saturating_sub(top);
        let name = match more {
            0 => String::from("all others"),
            _ => format!("{} more, and all others", group_digits(more)),
        };
        rows.push((name, cells![group_digits(others), share(others, summary.from_addresses)]));
    }
    page.section(Section {
        title: String::from("Networks with 1 % or more"),
        columns: &["requests", "share", "clients", "bytes"],
        rows,
    });
}

fn caches(page: &mut Page, log: &Log) {
    let Some(hits) = log.stream.hits().filter(|_| log.stream.replayed > 0) else { return };
    let rows = CAPACITIES.iter().zip(hits).map(|(capacity, hits)| {
        let cells = hits.iter().map(|n| share(*n, log.stream.replayed).into());
        (format!("{} entries", group_digits(*capacity)), cells.collect())
    });
    page.section(Section {
        title: format!("Hits of a cache ({} GET and HEAD)", group_digits(log.stream.replayed)),
        columns: &["LRU", "LRI", "SIEVE", "S3-FIFO"],
        rows: rows.collect(),
    });
}

fn counts<K>(page: &mut Page, title: &str, column: &str, table: &Table<K, u64>, top: usize)
where
    K: std::hash::Hash + Eq + Ord + ToString,
{
    page.section(Section {
        title: titled(title, &title.to_lowercase(), table),
        columns: &[column],
        rows: rows(&rank::ranked(table), top, |n| cells![group_digits(*n)]),
    });
}

/// Rows of the first of a ranked list.
fn rows<K: ToString, V>(
    ranked: &[(&K, &V)],
    top: usize,
    cells: impl Fn(&V) -> Vec<Cell>,
) -> Vec<(String, Vec<Cell>)> {
    ranked.iter().take(top).map(|(key, sums)| (shown(&key.to_string()), cells(sums))).collect()
}

/// A title that says where a table is not exact.
fn titled<K: std::hash::Hash + Eq, V: Sums>(
    title: &str,
    many: &str,
    table: &Table<K, V>,
) -> String {
    if table.is_exact() {
        return title.to_owned();
    }
    let (distinct, error) = (group_digits(table.distinct()), group_digits(table.error()));
    format!("{title} (≥ {distinct} {many}, counts up to {error} too low)")
}

/// A name from outside, safe to print.
fn shown(name: &str) -> String {
    escape_controls(name).into_owned()
}

fn red(n: u64) -> Cell {
    Cell { text: group_digits(n).to_string(), red: n > 0 }
}

/// A number with its noun.
fn many(n: u64, noun: &str) -> String {
    let phrase = unit_len(usize::try_from(n).unwrap_or(usize::MAX), noun).to_string();
    let noun = phrase.split_once(' ').map_or(noun, |(_, noun)| noun);
    format!("{} {noun}", group_digits(n))
}

/// A share in per cent with one decimal, `-` of nothing.
fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return String::from("-");
    }
    format!("{:.1} %", 100.0 * part as f64 / whole as f64)
}
