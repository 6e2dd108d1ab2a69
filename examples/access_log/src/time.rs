//! Times: read in the two forms that servers write, reckoned in seconds of UTC, shown as ISO 8601.

/// Seconds since 1970-01-01 00:00 UTC.
pub type Seconds = i64;

pub const HOUR: i64 = 3600;
pub const DAY: i64 = 24 * HOUR;

const MONTHS: [&[u8; 3]; 12] = [
    b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec",
];
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

/// Reads times, and remembers the last day: in a log it is mostly the next line's, too.
#[derive(Debug, Default)]
pub struct TimeReader {
    last: Option<([u8; 11], i64)>,
}

impl TimeReader {
    /// Reads `10/Oct/2000:13:55:36 -0700` or `2000-10-10T13:55:36-07:00`, each perhaps with a
    /// fraction of a second, which is dropped.
    pub fn read(&mut self, text: &[u8]) -> Option<Seconds> {
        match text.get(4) {
            Some(b'-') => {
                let (day, rest) = iso_date(text)?;
                let (time, rest) = clock(rest.strip_prefix(b"T")?)?;
                let offset = match rest {
                    b"Z" => 0,
                    _ => offset(rest)?,
                };
                Some(day * DAY + time - offset)
            }
            _ => {
                let (date, rest) = text.split_first_chunk::<11>()?;
                let day = match self.last {
                    Some((last, day)) if last == *date => day,
                    _ => {
                        let day = clf_date(date)?;
                        self.last = Some((*date, day));
                        day
                    }
                };
                let (time, rest) = clock(rest.strip_prefix(b":")?)?;
                let rest = rest.strip_prefix(b" ")?;
                if rest.contains(&b':') {
                    return None;
                }
                Some(day * DAY + time - offset(rest)?)
            }
        }
    }
}

/// Reads what `--since` and `--until` take: `2015-05-18`, or `2015-05-18T12:30` with or without
/// seconds and zone. Without a zone it is UTC.
pub fn read_bound(text: &str) -> Option<Seconds> {
    let (day, rest) = iso_date(text.as_bytes())?;
    if rest.is_empty() {
        return Some(day * DAY);
    }
    let rest = rest.strip_prefix(b"T")?;
    let (hours, rest) = number::<2>(rest)?;
    let (minutes, rest) = number::<2>(rest.strip_prefix(b":")?)?;
    let (seconds, rest) = match rest.strip_prefix(b":") {
        Some(rest) => number::<2>(rest)?,
        None => (0, rest),
    };
    let time = time_of_day(hours, minutes, seconds)?;
    let offset = match rest {
        b"" | b"Z" => 0,
        _ => offset(rest)?,
    };
    Some(day * DAY + time - offset)
}

fn clf_date(date: &[u8; 11]) -> Option<i64> {
    let (day, rest) = number::<2>(date)?;
    let (name, rest) = rest.strip_prefix(b"/")?.split_first_chunk::<3>()?;
    let month = 1 + MONTHS.iter().position(|month| *month == name)? as i64;
    let (year, _) = number::<4>(rest.strip_prefix(b"/")?)?;
    day_number(year, month, day)
}

fn iso_date(text: &[u8]) -> Option<(i64, &[u8])> {
    let (year, rest) = number::<4>(text)?;
    let (month, rest) = number::<2>(rest.strip_prefix(b"-")?)?;
    let (day, rest) = number::<2>(rest.strip_prefix(b"-")?)?;
    Some((day_number(year, month, day)?, rest))
}

/// Reads `13:55:36`, and drops a fraction after it.
fn clock(text: &[u8]) -> Option<(i64, &[u8])> {
    let (hours, rest) = number::<2>(text)?;
    let (minutes, rest) = number::<2>(rest.strip_prefix(b":")?)?;
    let (seconds, rest) = number::<2>(rest.strip_prefix(b":")?)?;
    let rest = match rest.strip_prefix(b".") {
        Some(fraction) => {
            let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            (digits > 0).then(|| &fraction[digits..])?
        }
        None => rest,
    };
    Some((time_of_day(hours, minutes, seconds)?, rest))
}

/// A leap second counts as the one before it.
fn time_of_day(hours: i64, minutes: i64, seconds: i64) -> Option<i64> {
    (hours < 24 && minutes < 60 && seconds <= 60)
        .then(|| hours * HOUR + minutes * 60 + seconds.min(59))
}

/// Reads `-0700` or `-07:00`, and nothing after it.
fn offset(text: &[u8]) -> Option<i64> {
    let (sign, rest) = text.split_first()?;
    let (hours, rest) = number::<2>(rest)?;
    let (minutes, rest) = number::<2>(rest.strip_prefix(b":").unwrap_or(rest))?;
    let seconds = hours * HOUR + minutes * 60;
    match (sign, rest) {
        (b'+', []) if hours < 24 && minutes < 60 => Some(seconds),
        (b'-', []) if hours < 24 && minutes < 60 => Some(-seconds),
        _ => None,
    }
}

/// Reads exactly `N` digits.
fn number<const N: usize>(text: &[u8]) -> Option<(i64, &[u8])> {
    let (digits, rest) = text.split_first_chunk::<N>()?;
    let mut value = 0;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + i64::from(digit);
    }
    Some((value, rest))
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 1970-01-01 to a date of the Gregorian calendar, if it exists.
fn day_number(year: i64, month: i64, day: i64) -> Option<i64> {
    let last = match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return None,
    };
    // Years that begin in March have the leap day last, and months of 153 days in five.
    let from_march = (month + 9) % 12;
    let year = year - from_march / 10;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    (1..=last)
        .contains(&day)
        .then(|| 365 * year + leap_days + (153 * from_march + 2) / 5 + day - 1 - 719_468)
}

/// Year, month and day of a day number.
fn date(day: i64) -> (i64, i64, i64) {
    let from_epoch = day + 719_468;
    let (era, day) = (from_epoch.div_euclid(146_097), from_epoch.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let from_march = (5 * day + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    (year, month, day - (153 * from_march + 2) / 5 + 1)
}

/// Writes `2015-05-17T10:05:00Z`.
pub fn iso(time: Seconds) -> String {
    let (year, month, day) = date(time.div_euclid(DAY));
    let (hour, minute, second) = parts(time);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Writes `2015-05-17 10:05`.
pub fn minutes(time: Seconds) -> String {
    let (year, month, day) = date(time.div_euclid(DAY));
    let (hour, minute, _) = parts(time);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
}

/// Writes `Sun 17 May`.
pub fn weekday_and_day(time: Seconds) -> String {
    let number = time.div_euclid(DAY);
    let (_, month, day) = date(number);
    let month = MONTHS
        .get(month as usize - 1)
        .map_or("", |name| std::str::from_utf8(name.as_slice()).unwrap_or_default());
    format!("{} {day:2} {month}", WEEKDAYS[number.rem_euclid(7) as usize])
}

/// Writes `18:00`.
pub fn hour_of_day(time: Seconds) -> String {
    let (hour, minute, _) = parts(time);
    format!("{hour:02}:{minute:02}")
}

fn parts(time: Seconds) -> (i64, i64, i64) {
    let of_day = time.rem_euclid(DAY);
    (of_day / HOUR, of_day % HOUR / 60, of_day % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverses_over_all_years_that_can_be_written() {
        let mut day = day_number(0, 1, 1).unwrap();
        for year in 0..10_000 {
            for month in 1..=12 {
                for of_month in 1..=31 {
                    if let Some(number) = day_number(year, month, of_month) {
                        assert_eq!(number, day);
                        assert_eq!(date(number), (year, month, of_month));
                        day += 1;
                    }
                }
            }
        }
        assert_eq!(day_number(1970, 1, 1), Some(0));
        assert_eq!(day_number(2026, 11, 29), Some(20_786));
        assert_eq!(weekday_and_day(20_786 * DAY), "Sun 29 Nov");
    }

    #[test]
    fn both_forms_and_their_edges() {
        let read = |text: &str| TimeReader::default().read(text.as_bytes());
        let noon = read("10/Oct/2000:13:55:36 -0700").unwrap();
        assert_eq!(iso(noon), "2000-10-10T20:55:36Z");
        for same in [
            "10/Oct/2000:20:55:36 +0000",
            "10/Oct/2000:20:55:36.125 +0000",
            "2000-10-10T13:55:36-07:00",
            "2000-10-10T13:55:36-0700",
            "2000-10-10T20:55:36.9Z",
            "2000-10-11T20:54:36+23:59",
        ] {
            assert_eq!(read(same), Some(noon), "{same}");
        }
        assert_eq!(read("29/Feb/2024:00:00:60 +0000").map(iso).unwrap(), "2024-02-29T00:00:59Z");
        for wrong in [
            "",
            "10/Oct/2000:13:55:36",
            "10/oct/2000:13:55:36 -0700",
            "31/Apr/2000:13:55:36 -0700",
            "29/Feb/2023:13:55:36 -0700",
            "00/Oct/2000:13:55:36 -0700",
            "10/Oct/2000:24:55:36 -0700",
            "10/Oct/2000:13:60:36 -0700",
            "10/Oct/2000:13:55:61 -0700",
            "10/Oct/2000:13:55:36 -2400",
            "10/Oct/2000:13:55:36 -0760",
            "10/Oct/2000:13:55:36. -0700",
            "10/Oct/2000:13:55:36 0700",
            "10/Oct/2000:13:55:36 -07000",
            "10/Oct/2000:13:55:36 -07:00",
            "2000-13-10T13:55:36Z",
            "2000-10-10 13:55:36Z",
            "2000-10-10T13:55:36",
            "2000-10-10T13:55:36z",
            "1/Oct/2000:13:55:36 -0700",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn bounds_are_dates_or_times() {
        let bound = |text| read_bound(text).map(iso);
        assert_eq!(bound("2015-05-18").unwrap(), "2015-05-18T00:00:00Z");
        assert_eq!(bound("2015-05-18T12:30").unwrap(), "2015-05-18T12:30:00Z");
        assert_eq!(bound("2015-05-18T12:30:15Z").unwrap(), "2015-05-18T12:30:15Z");
        assert_eq!(bound("2015-05-18T12:30+02:00").unwrap(), "2015-05-18T10:30:00Z");
        for wrong in
            ["", "2015-5-18", "2015-05-18T", "2015-05-18T12", "2015-05-18T12:30:00 ", "2015-02-29"]
        {
            assert_eq!(read_bound(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_before_the_epoch_are_shown() {
        assert_eq!(iso(-1), "1969-12-31T23:59:59Z");
        assert_eq!(minutes(-DAY), "1969-12-31 00:00");
        assert_eq!(hour_of_day(-HOUR), "23:00");
    }
}
