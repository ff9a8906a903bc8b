# The triage board: what waits for moderators.
triage-nav = { $n ->
    [0] Triage
    [one] Triage (1 waits)
   *[other] Triage ({ $n } wait)
}
triage-title = Triage
triage-lead = Questions that peers have not answered in time, the most urgent first. Take one up, and the others see that you have it.
triage-list = Questions that wait
triage-whose = Whose
triage-who-all = All
triage-who-free = Free
triage-who-mine = Mine
triage-who-snoozed = Snoozed
triage-filter = Filter
triage-product = Product
triage-all-products = All products
triage-lang = Language
triage-all-langs = All languages
triage-priority = Priority
triage-all-priorities = Every priority
triage-priority-low = Low
triage-priority-normal = Normal
triage-priority-high = High
triage-priority-urgent = Urgent
triage-show = Show
triage-show-all = Show everything
triage-none = Nobody waits here
triage-none-text = As soon as peers’ time is over for a question, it appears here by itself.
triage-none-narrowed = With other filters there may be more.
triage-first-page = First page
triage-next-page = Next page
triage-changed = The list has changed
triage-snoozed-until = Snoozed until
triage-yours = You have it
triage-has-it = { $who } has it
triage-back = Back to the list

triage-due-now = due now
triage-in-minutes = in { $n } min
triage-in-hours = in { $n } h
triage-in-days = in { $n } days
triage-over-minutes = { $n } min over
triage-over-hours = { $n } h over
triage-over-days = { $n } days over
triage-seconds-ago = { $n ->
    [one] 1 second ago
   *[other] { $n } seconds ago
}
triage-day-1 = Mon
triage-day-2 = Tue
triage-day-3 = Wed
triage-day-4 = Thu
triage-day-5 = Fri
triage-day-6 = Sat
triage-day-7 = Sun

triage-stands-peers = With peers
triage-stands-triage = In triage
triage-stands-staff = With staff
triage-stands-handed-over = Handed over
triage-stands-answered = Answered
triage-stands-closed = Closed

triage-comments = { $n ->
    [one] 1 comment
   *[other] { $n } comments
}
triage-tried = What was tried
triage-tried-nothing = Nobody has answered yet.
triage-tried-more = { $n ->
    [one] One more answer
   *[other] { $n } more answers
}
triage-steps = Steps so far
triage-why-link = Why then?

triage-claim = Take it up
triage-take-over = Take it over
triage-leave = Leave it
triage-answer = Answer
triage-edit = Edit
triage-optional = (optional)
triage-note = What should they know?
triage-note-team = What should the team know?
triage-reason = Why?
triage-route = Route to a team
triage-team = Team
triage-no-teams = There are no teams yet. An admin can add some.
triage-route-send = Route
triage-snooze = Snooze
triage-until = Until
triage-until-hint = By the clock of { $zone }, at most thirty days from now. Its time begins anew then.
triage-snooze-send = Snooze
triage-send-back = Send back to peers
triage-send-back-hint = Edit the question first, so that it is easier to answer. Peers then have their whole time again.
triage-send-back-send = Send back
triage-duplicate = Mark as duplicate
triage-duplicate-of-this = Duplicate of this
triage-close = Close
triage-prioritise = Set the priority
triage-prioritise-send = Set

triage-faster = { $what }, { $ago }.
triage-faster-then = Nothing was changed by you. What you typed is still here.
triage-kept = What you had typed
triage-somebody = Somebody
triage-did-claim = { $who } took it up
triage-did-asked = { $who } asked
triage-did-entered-peers = It went to peers
triage-did-entered-triage = Peers’ time was over, and it came to triage
triage-did-entered-staff = The time in triage was over, and it went to staff
triage-did-entered-handed_over = It was handed over
triage-did-answered = Thanks to { $who } it counted as answered
triage-did-unanswered = { $who } changed something, and no answer counts any more
triage-did-closed = { $who } closed it
triage-did-reopened = { $who } reopened it
triage-did-nudged = Peers were asked to help
triage-did-warned = Staff were told that their time is nearly over
triage-did-overdue = Staff’s time was over
triage-did-sent_back = { $who } sent it back to peers
triage-did-routed = { $who } routed it to staff
triage-did-routed-to = { $who } routed it to { $team }
triage-did-snoozed = { $who } snoozed it
triage-did-still_needs_help = { $who } still needs help
triage-did-handed_over = { $who } handed it over
triage-did-taken_back = { $who } took it back from the ticket system
triage-did-assigned = { $who } changed whose it is
triage-did-terms_changed = { $who } changed the terms, and its due time moved
triage-did-terms-moved = The terms changed, and its due time moved
triage-did-prioritised = { $who } changed its priority
triage-did-undone = { $who } took the last step back

flash-triage-claimed = You have it now, for ten minutes. The others see it.
flash-triage-taken-over = You have taken it over.
flash-triage-left = You have left it to the others.
flash-triage-sent-back = Sent back to peers.
flash-triage-routed = Routed to the team.
flash-triage-snoozed = Snoozed.
flash-triage-prioritised = Priority set.
flash-triage-undone = Taken back.

triage-why-title = Why it is due then
triage-why-now = Where it stands
triage-why-stage = Stage
triage-why-since = Since
triage-why-counted = Counted from
triage-why-due = Due
triage-why-never = Never
triage-why-promise = Promised to the asker: an answer by
triage-why-next-nudge = Next: peers who agreed to it are asked to help
triage-why-next-triage = Next: it comes to triage
triage-why-next-staff = Next: it goes to staff
triage-why-next-warn = Next: staff are warned
triage-why-next-overdue = Next: staff’s time is over
triage-why-time = The time that counts
triage-why-window = { $time } of opening hours, by the calendar “{ $calendar }”.
triage-why-window-always = { $time }, around the clock.
triage-why-no-window = No time is set for this stage.
triage-why-zone = All times are by the clock of { $zone }.
triage-why-stretch = { $from } to { $to }
triage-why-policy = The policy
triage-why-policy-text = Policies are looked at in this order; the first that matches counts.
triage-why-matches = matches
triage-why-starts-later = holds only for questions asked later
triage-why-product = is for other products
triage-why-category = is for other categories
triage-why-tags = is for other tags
triage-why-language = is for other languages
triage-why-priority = is for another priority
