# Words of the layout, of times and of errors.
language-own-name = English
skip-to-content = Skip to content
undo = Undo
language-label = Language
theme-label = Colours
theme-auto = Automatic
theme-light = Light
theme-dark = Dark

demo-label = Demo
demo-look-around = An invented company, invented people. Look around as
demo-customer = Customer
demo-moderator = Moderator
demo-expert = Expert
demo-staff = Staff
demo-admin = Admin

search-label = Search
search-placeholder = Search
nav-main = Main
nav-footer = Footer
nav-questions = Questions
nav-products = Products
nav-tags = Tags
nav-people = People
nav-ask = Ask a question
nav-sign-in = Sign in
nav-sign-out = Sign out
nav-profile = Profile
nav-inbox = Inbox
nav-settings = Settings
nav-expert = My field
nav-review = Review
nav-admin = Administration
nav-help = Help
nav-formatting = Formatting
nav-reputation = How reputation works
nav-roles = Who may do what
nav-feed = Newest as a feed

time-now = just now
time-ago-minutes = { $n ->
    [one] 1 minute ago
   *[other] { $n } minutes ago
}
time-ago-hours = { $n ->
    [one] 1 hour ago
   *[other] { $n } hours ago
}
time-ago-days = { $n ->
    [one] yesterday
   *[other] { $n } days ago
}
time-ago-months = { $n ->
    [one] 1 month ago
   *[other] { $n } months ago
}
time-ago-years = { $n ->
    [one] 1 year ago
   *[other] { $n } years ago
}
time-in-minutes = { $n ->
    [one] in 1 minute
   *[other] in { $n } minutes
}
time-in-hours = { $n ->
    [one] in 1 hour
   *[other] in { $n } hours
}
time-in-days = { $n ->
    [one] tomorrow
   *[other] in { $n } days
}
time-in-months = { $n ->
    [one] in 1 month
   *[other] in { $n } months
}
time-in-years = { $n ->
    [one] in 1 year
   *[other] in { $n } years
}
time-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
time-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
time-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}

problem-title-not-found = This page is not here
problem-title-forbidden = Not allowed
problem-title-conflict = Somebody was faster
problem-title-invalid = Something is missing
problem-title-too-many = A little slower, please
problem-title-unavailable = We will be back in a moment
problem-title-internal = Something broke on our side
problem-not-found = It may have been moved or removed, or the address has a typo. Search may find what you came for.
problem-invalid = Something in the form could not be read. Go back: what you typed is still there.
problem-csrf = This form is too old, or it did not come from this site. Go back, load the page again and send it once more: what you typed is still there.
problem-suspended = Your account is suspended. You can read everything, but not write.
problem-needs-reputation = This needs { $n } reputation. Helpful answers earn it.
problem-needs-role = This needs a role that you do not have.
problem-too-many = That was a lot at once. Please wait { $n ->
    [one] 1 second
   *[other] { $n } seconds
} and try again.
problem-too-large = That is too large.
problem-unavailable = The database does not answer right now. Nothing was lost; please try again in a few seconds.
problem-internal = This is our fault, not yours. The number below helps us to find it in the log.
problem-timeout = That took too long to arrive.
problem-method = This address does not take that kind of request.
problem-request-id = Request
problem-go-home = To the questions

script-cancel = Cancel
script-new-answer = A new answer has come in. Show it
script-ok = Yes
script-close = Close
script-undo = Undo
script-copied = Link copied
script-copy-failed = The link could not be copied
script-vote-done = Your vote was counted
script-vote-failed = Your vote was not counted
script-uploading = Uploading …
script-upload-failed = The picture could not be uploaded
script-upload-done = Picture added
script-preview-failed = No preview right now
script-draft-restored = Your draft is back
script-draft-discard = Discard it
script-draft-discarded = Draft discarded
script-draft-kept = Draft kept on this device
script-network-failed = No connection; your text is still here
script-theme-saved = Colours changed
script-shortcuts-title = Keyboard shortcuts
script-key-help = Show this list
script-key-search = Search
script-key-next = Next
script-key-prev = Previous
script-key-answer = Answer
script-key-home = To the questions
script-key-submit = Send the form
script-key-close = Close
time-clock = { $time }
time-weekday = { $day } { $time }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
