# The admin pages of policies and calendars.
terms-policies = Policies
terms-calendars = Calendars
terms-policies-lead = The first policy that matches a question says how long it may wait, and for whom. The last one matches everything.
terms-calendars-lead = When moderators and teams work. Their time is counted only while a calendar is open.
terms-policy-new = New policy
terms-policy-one = Policy: { $name }
terms-calendar-new = New calendar
terms-calendar-one = Calendar: { $name }
terms-name = Name
terms-zone = Time zone
terms-zone-hint = By its town, such as Europe/Berlin: then summer time is right, too.
terms-week = Opening hours
terms-week-hint = For example 9:00–12:30, 13:30–17:00. Leave a day empty if nobody works; the end of a day is 24:00.
terms-day-mon = Monday
terms-day-tue = Tuesday
terms-day-wed = Wednesday
terms-day-thu = Thursday
terms-day-fri = Friday
terms-day-sat = Saturday
terms-day-sun = Sunday
terms-short-mon = Mon
terms-short-tue = Tue
terms-short-wed = Wed
terms-short-thu = Thu
terms-short-fri = Fri
terms-short-sat = Sat
terms-short-sun = Sun
terms-days = Special days
terms-days-hint = One a line: 2026-12-25 Christmas is closed, 2026-12-24 Christmas Eve 9:00–12:00 is open until noon.
terms-file = Holidays from an iCal file
terms-file-hint = An .ics file of 1 MB and 2,000 entries at most. You choose from its days before anything is added.
terms-read = Read the file
terms-offered = Days in the file: tick those on which nobody works. They are added when you save.
terms-read-days = { $n ->
    [one] One day from today on was found; days that are over are left out.
   *[other] { $n } days from today on were found; days that are over are left out.
}
terms-read-once = { $n ->
    [one] One entry comes back by a rule that is not followed here: only its first day was read.
   *[other] { $n } entries come back by rules that are not followed here: only their first days were read.
}
terms-read-long = { $n ->
    [one] One entry is longer than two weeks: only its first 14 days were read.
   *[other] { $n } entries are longer than two weeks: only their first 14 days were read.
}
terms-read-more = There are more days than are shown: only the first 1,000.
terms-look = Show the next four weeks
terms-try = Try it on { $n } days
terms-save-anyway = Save all the same
terms-weeks = The next four weeks
terms-weeks-caption = By the clocks of { $zone }, with what stands in the form above
terms-day = Day
terms-open = Open
terms-closed = closed
terms-note = Note
terms-special = Special day
terms-special-name = Special day: { $what }
terms-clocks-forward = { $n ->
    [one] Clocks go forward by one minute
   *[other] Clocks go forward by { $n } minutes
}
terms-clocks-back = { $n ->
    [one] Clocks go back by one minute
   *[other] Clocks go back by { $n } minutes
}
terms-days-to-come = { $n ->
    [0] No special days to come
    [one] One special day to come
   *[other] { $n } special days to come
}
terms-used-by = Used by: { $what }
terms-used-nowhere = No policy uses it
terms-conditions = For which questions
terms-conditions-hint = A question must meet each list in which something is chosen; one entry of the list is enough.
terms-everything = Everything
terms-fallback = For everything that no other policy matches. It always comes last and cannot be retired.
terms-products = Products
terms-categories = Categories
terms-languages = Languages
terms-priorities = Priorities
terms-tags = Tags
terms-tags-hint = Names separated by commas; one of them is enough.
terms-if-product = Product: { $what }
terms-if-category = Category: { $what }
terms-if-tag = Tag: { $what }
terms-if-language = Language: { $what }
terms-if-priority = Priority: { $what }
terms-or = { " or " }
terms-priority-low = Low
terms-priority-normal = Normal
terms-priority-high = High
terms-priority-urgent = Urgent
terms-times = How long
terms-times-hint = The community’s time runs day and night. That of moderators and staff runs while their calendar is open.
terms-unit = Unit
terms-unit-minutes = minutes
terms-unit-hours = hours
terms-unit-days = days
terms-peer-window = Time for the community
terms-hint-peer-window = Then moderators get the question.
terms-triage-window = Time for triage
terms-hint-triage-window = Then staff get it by themselves. A day here is 24 opening hours.
terms-first-response = Staff’s first response
terms-hint-first-response = Until then somebody of the team has answered. A day here is 24 opening hours.
terms-warn-before = Warn staff before
terms-hint-warn-before = How long before the time is over.
terms-solution = Solution
terms-hint-solution = How long a question may be with a ticket system. Empty: there is no such promise.
terms-nudges = Nudges to the community
terms-nudges-hint = After how many percent of the community’s time people who may know the answer are asked, such as 25, 50.
terms-send-backs = Back to the community
terms-send-backs-hint = How often moderators may send a question back.
terms-who = Who and when
terms-triage-calendar = Moderators’ calendar
terms-staff-calendar = Staff’s calendar
terms-team = Team
terms-any-team = Any staff
terms-answered = What counts as answered
terms-answered-any = Any answer by somebody other than the asker
terms-answered-helpful = Only an answer that is accepted, endorsed or voted up
terms-starts-at = In force for questions from
terms-starts-at-hint = By the clocks of the staff’s calendar. Older questions are never escalated by this policy.
terms-none = none
terms-percents = { $what } %
terms-move-up = Up
terms-move-down = Down
terms-move-up-title = Move up: { $name }
terms-move-down-title = Move down: { $name }
terms-move-lead = In the new order another policy comes first for some questions that wait.
terms-order = Order
terms-retire = Retire
terms-retire-title = Retire policy: { $name }
terms-retire-lead = Questions that wait by it fall under the next policy that matches. It cannot be taken back; what it set stays in the history.
flash-policy-retired = Retired. What waited by it waits by another policy now.
terms-not-saved = Not saved yet: this is what it would do.
terms-none-wait = No question waits at the moment, so none gets another due time.
terms-moved = { $n ->
    [0] None of { $all } waiting questions gets another due time.
    [one] One of { $all } waiting questions gets another due time.
   *[other] { $n } of { $all } waiting questions get another due time.
}
terms-other-policy = { $n ->
    [one] One of { $all } falls under another policy.
   *[other] { $n } of { $all } fall under another policy.
}
terms-history = What was changed
terms-history-moved = { $n ->
    [0] no due time moved
    [one] one due time moved
   *[other] { $n } due times moved
}
terms-by-itself = Kiez
terms-changed = { $what }: { $old } → { $new }
terms-made = New
terms-retired = Retired
terms-day-gone = No special day any more: { $what }
terms-day-added = New special day: { $what }
terms-trial = { $all ->
    [0] No questions of the last { $n } days
    [one] One question of the last { $n } days, by the draft and by today’s policies
   *[other] { $all } questions of the last { $n } days, by the draft and by today’s policies
}
terms-trial-how = Nothing was changed. The first answer by somebody else counts as the end of waiting, whatever the policy asks of it; what moderators did is left out, and so is the beginning of each policy. Days and hours: { $zone }.
terms-trial-cut = Only the latest 50,000 questions were looked at.
terms-trial-none = Nobody asked anything in this time, so there is nothing to try it on.
terms-draft = Draft
terms-today = Today
terms-outcome = Outcome
terms-kept-by-peers = Stayed with the community
terms-reached-triage = Reached triage
terms-reached-staff = Reached staff
terms-overdue = Overdue with staff
terms-short-peers = community
terms-short-triage = triage
terms-short-staff = staff
terms-short-overdue = overdue
terms-try-reached = With the draft { $n } of { $all } questions would reach staff, today { $today } do
terms-try-reached-caption = How far questions come; who reaches staff has reached triage before
terms-try-when = With the draft most questions would reach staff on { $day }: { $n }
terms-try-when-none = With the draft no question would reach staff
terms-try-when-caption = On which weekday questions reach triage and staff (the chart shows staff)
terms-triage-draft = Triage, draft
terms-triage-today = Triage, today
terms-staff-draft = Staff, draft
terms-staff-today = Staff, today
terms-try-load = With the draft staff would have most on { $day } at { $hour }: { $load } questions at once
terms-try-load-none = With the draft staff would have nothing to do
terms-try-load-caption = Questions that staff have at once, on average: draft / today
terms-hour = Hour
terms-problem-changed = Somebody else has changed this since you opened it; see the history below. Your entries are still here: save again if they are to hold.
terms-problem-slots = Please write hours like 9:00–12:30, 13:30–17:00; each must end after it begins, by 24:00 at the latest.
terms-problem-day-date = Line { $n } does not begin with a date like 2026-12-24.
terms-problem-day-slots = The hours in line { $n } cannot be read. Please write them like 9:00–12:00.
terms-problem-day-twice = The date in line { $n } stands further up already.
terms-problem-day-long = The name in line { $n } is longer than 80 characters.
terms-problem-days-many = More than { $n } special days cannot be kept.
terms-problem-tag = At least one of these is no tag of this forum.
terms-problem-starts-at = Please give a date and a time.
terms-problem-file-none = Please choose an iCal file first.
terms-problem-file-large = This file is larger than 1 MB.
terms-problem-file-many = This file has more than { $n } entries. Please choose one with holidays only.
terms-problem-file-kind = This is no iCal file that can be read.
terms-problem-file-empty = There is no day from today on in this file.
