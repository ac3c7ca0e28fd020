package time

// A Month is a month of the year, January is 1.
type Month int

// The months.
const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September",
	"October", "November", "December"}

// String returns the English name.
func (m Month) String() string {
	if m < January || m > December {
		return "%!Month(" + padded(int64(m), 1) + ")"
	}
	return monthNames[m-1]
}

// A Weekday is a day of the week, Sunday is 0.
type Weekday int

// The days.
const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

var dayNames = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

// String returns the English name.
func (d Weekday) String() string {
	if d < Sunday || d > Saturday {
		return "%!Weekday(" + padded(int64(d), 1) + ")"
	}
	return dayNames[d]
}

// Days before each month, counted from March, so that a leap day comes last.
var daysFromMarch = [...]int64{0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337}

// dayNumber returns the days from the beginning of the year 1 to a date; month and day may be any numbers.
func dayNumber(year, month, day int64) int64 {
	months := year*12 + month - 3 // since March of the year 0
	year, month = floorDiv(months, 12)
	return year*365 + floor(year, 4) - floor(year, 100) + floor(year, 400) + daysFromMarch[month] + day - 1 - 306
}

// civil returns the date of a day.
func civil(days int64) (year int64, month Month, day int) {
	days += 306 // since March 1 of the year 0
	era, rest := floorDiv(days, 146097)
	ofEra := (rest - rest/1460 + rest/36524 - rest/146096) / 365
	ofYear := rest - (365*ofEra + ofEra/4 - ofEra/100)
	m := 11
	for daysFromMarch[m] > ofYear {
		m--
	}
	year = era*400 + ofEra
	month = Month(m + 3)
	if m > 9 {
		year++
		month -= 12
	}
	return year, month, int(ofYear-daysFromMarch[m]) + 1
}

func floor(a, b int64) int64 {
	quotient, _ := floorDiv(a, b)
	return quotient
}

// floorDiv divides such that the rest is not negative.
func floorDiv(a, b int64) (quotient, rest int64) {
	quotient, rest = a/b, a%b
	if rest < 0 {
		quotient, rest = quotient-1, rest+b
	}
	return quotient, rest
}

// Date returns the time of a date and a time of day in a zone; all numbers may be out of their usual ranges.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	days := dayNumber(int64(year), int64(month), int64(day))
	_, offset := loc.zone()
	seconds := days*secondsPerDay + int64(hour)*secondsPerHour + int64(min)*60 + int64(sec) - int64(offset)
	if loc == &utc {
		loc = nil
	}
	return at(seconds, int64(nsec), loc)
}

// clock returns the day and the second of the day in the zone of t.
func (t Time) clock() (days, second int64) {
	_, offset := t.loc.zone()
	return floorDiv(t.sec()+int64(offset), secondsPerDay)
}

// Date returns year, month and day.
func (t Time) Date() (year int, month Month, day int) {
	days, _ := t.clock()
	y, month, day := civil(days)
	return int(y), month, day
}

// Year returns the year.
func (t Time) Year() int {
	year, _, _ := t.Date()
	return year
}

// Month returns the month.
func (t Time) Month() Month {
	_, month, _ := t.Date()
	return month
}

// Day returns the day of the month.
func (t Time) Day() int {
	_, _, day := t.Date()
	return day
}

// Weekday returns the day of the week.
func (t Time) Weekday() Weekday {
	days, _ := t.clock()
	_, day := floorDiv(days+1, 7)
	return Weekday(day)
}

// YearDay returns the day of the year, from 1.
func (t Time) YearDay() int {
	days, _ := t.clock()
	return int(days-dayNumber(int64(t.Year()), 1, 1)) + 1
}

// ISOWeek returns the year and the week, which begins on Monday; week 1 has the first Thursday.
func (t Time) ISOWeek() (year, week int) {
	days, _ := t.clock()
	_, sinceMonday := floorDiv(days, 7)
	thursday := days - sinceMonday + 3
	y, _, _ := civil(thursday)
	return int(y), int(thursday-dayNumber(y, 1, 1))/7 + 1
}

// Clock returns hour, minute and second.
func (t Time) Clock() (hour, min, sec int) {
	_, second := t.clock()
	return int(second / secondsPerHour), int(second / 60 % 60), int(second % 60)
}

// Hour returns the hour, from 0.
func (t Time) Hour() int {
	hour, _, _ := t.Clock()
	return hour
}

// Minute returns the minute within the hour.
func (t Time) Minute() int {
	_, minute, _ := t.Clock()
	return minute
}

// Second returns the second within the minute.
func (t Time) Second() int {
	_, _, second := t.Clock()
	return second
}

// Nanosecond returns the nanosecond within the second.
func (t Time) Nanosecond() int { return int(t.nsec()) }

// AddDate returns t some years, months and days later.
func (t Time) AddDate(years, months, days int) Time {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	return Date(year+years, month+Month(months), day+days, hour, min, sec, int(t.nsec()), t.Location())
}
