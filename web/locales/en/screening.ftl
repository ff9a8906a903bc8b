# Looking at texts before everybody sees them, votes that look like an arrangement, and personal data in posts.

# A field that only programs see.
spam-trap = Please leave this empty
spam-trapped = Something filled in a field that people do not see. If that was your browser, please send the form again.
spam-comment-refused = This looks like advertising to us, and a comment cannot wait for review. Please put it differently, or write an answer.
flash-spam-question-held = Your question is saved. Something about it looks like advertising, so a moderator looks at it first; below it says why.
flash-spam-answer-held = Your answer is saved. Something about it looks like advertising, so a moderator looks at it first; below it says why.
spam-note-held = This waits for a moderator, because something about it looks like advertising. Until then only the author and moderators can see it. It waits because:
spam-signal-points = { $said } ({ $n } points)

# For moderators: what exactly was seen.
signal-new-account-links = New account with links: { $what }
signal-repeated-text = The same or nearly the same text, posted before: { $what } times
signal-listed-domain = Links to an unwanted host: { $what }
signal-removed-domain = Links to a host of posts that were removed: { $what }
signal-speed = Posts in ten minutes: { $what }
signal-fast-form = Seconds between opening and sending the form: { $what }
signal-trap = A field that nobody sees was filled in{ $what }
signal-disposable-mail = Mail address for minutes: { $what }
signal-listed-words = Words of the list: { $what }
signal-learned-words = Its words are those of spam: { $what } percent
signal-outside = A service elsewhere says: { $what }

# For the author.
signal-why-new-account-links = your account is new here, and the text links elsewhere;
signal-why-repeated-text = the same text, or nearly the same, was posted before;
signal-why-listed-domain = it links to a page that is not wanted here;
signal-why-removed-domain = it links to a page that removed posts linked to;
signal-why-speed = many posts came in a short time;
signal-why-fast-form = the form was sent faster than people fill it in;
signal-why-trap = a field was filled in that people do not see;
signal-why-disposable-mail = your mail address is one for a few minutes;
signal-why-listed-words = it holds words that advertising often has;
signal-why-learned-words = its words are much like those of advertising;
signal-why-outside = a service that knows advertising had a doubt.

# In lists.
signal-name-new-account-links = New account with links
signal-name-repeated-text = Repeated text
signal-name-listed-domain = Unwanted host
signal-name-removed-domain = Host of removed posts
signal-name-speed = Many posts at once
signal-name-fast-form = Form sent too fast
signal-name-trap = Invisible field filled in
signal-name-disposable-mail = Mail address for minutes
signal-name-listed-words = Words of the list
signal-name-learned-words = Learned words
signal-name-outside = Service elsewhere

# /admin/spam
spam-nav = Spam
spam-title = Spam
spam-lead = Signals add up to points. From so many points on a post waits for a moderator; nothing is ever deleted. The company and known members are not looked at.
spam-field-on = Look at posts of people who are not known yet
spam-field-hold-at = Points from which a post waits
spam-hint-hold-at = One signal alone hardly ever comes to 60. The lower, the more harmless posts wait.
spam-field-known-reputation = Reputation from which members are known …
spam-hint-known-reputation = Both are needed, reputation and time.
spam-field-known-days = … and days of membership
spam-hint-known-days = Accounts that were made long ago to be used later do not get past this without reputation.
spam-field-words = Words and phrases
spam-hint-words = One a line. Upper and lower case and signs do not matter; the first is worth 20 points, each further one 15.
spam-field-domains = Unwanted hosts
spam-hint-domains = One a line, such as shop.example. Those below it count, too.
spam-field-trusted = Trusted hosts
spam-hint-trusted = Links to them never count: your own pages, for example.
spam-field-disposable = Hosts of mail addresses for minutes
spam-hint-disposable = Beside those that Kiez knows.
spam-problem-words = At most 500 words or phrases of 3 to { $n } characters each.
spam-problem-hosts = At most { $n } hosts, one a line, without http:// or a path.
spam-try = Try on the last 30 days
spam-tried-title = What these rules would have done
spam-tried = { $posts ->
    [0] Nobody posted anything in the last 30 days that everybody sees.
   *[other] Of { $posts } posts of the last 30 days that everybody sees, { $looked } would have been looked at and { $held } would have waited ({ $share } %). Nothing is saved yet.
}
spam-col-signal = Signal
spam-col-seen = Seen
spam-col-held = Of posts that would have waited
spam-col-host = Host
spam-learned-title = What was learned
spam-learned-means = Kiez learns from what moderators decide: posts that they let through, and posts that they hide as advertising.
spam-learned-spam = Spam
spam-learned-fine = No spam
spam-learned-words = Words
spam-learned-silent = Words say nothing yet: { $n } posts of each kind are needed.
spam-learned-hosts = Hosts of removed posts
log-spam-rules-changed = changed what counts as spam

# /admin/votes and /review/votes
votes-nav = Votes
votes-title = Votes
votes-lead = Votes that look like an arrangement are found at night: one-sided and mutual ones are taken back, rings of three and more wait for a moderator. Each ledger shows a line for it; nobody learns whose vote it was.
votes-would-title = What tonight would bring
votes-simulated = { $n ->
    [0] Nothing: no votes look like an arrangement.
    [one] One arrangement with { $votes } votes. Without them all reputation together is { $points } points lower.
   *[other] { $n } arrangements with { $votes } votes. Without them all reputation together is { $points } points lower.
}
votes-col-kind = What
votes-col-who = Who
votes-col-votes = Votes
votes-col-then = Then
votes-col-person = Person
votes-col-now = Reputation now
votes-col-after = Without these votes
votes-col-voter = Voter
votes-col-author = For
votes-col-vote = How
votes-col-share = Of all their votes
votes-percent = { $n } %
votes-totals-title = Whose reputation would change
votes-would-reverse = would be taken back
votes-would-review = a moderator would be asked
votes-kind-one-sided = One votes for another and hardly for anybody else
votes-kind-reciprocal = Two vote for each other
votes-kind-ring = Several vote for each other in a circle
votes-rules = Rules
votes-rules-hint = Members do not see these numbers, so that nobody stays just below them.
votes-field-on = Look through votes every night
votes-field-days = Days back
votes-field-one-sided-votes = One-sided: votes for one author
votes-field-one-sided-share = One-sided: percent of all votes of that person
votes-field-reciprocal-votes = Mutual: votes in each direction
votes-field-reciprocal-share = Mutual: percent of each one’s votes
votes-field-ring-votes = Ring: votes from one to the next
votes-field-ring-share = Ring: percent of their votes that stay within the ring
votes-problem-number = This number is too small or too large; { $n } is the most.
votes-try = Show what these rules would do
votes-found-title = Found so far
votes-found-none = Nothing yet.
votes-state = State
votes-state-found = waits
votes-state-reversed = taken back
votes-state-left = left alone
votes-state-undone = put back
votes-ring-title = Votes, case { $n }
votes-back = Review
votes-found-at = Found
votes-pairs = Who votes for whom
votes-reason = Reason
votes-reason-hint = For other moderators; the people concerned see only the lines in their ledgers.
votes-reverse = Take the votes back
votes-leave = Leave alone
votes-undo = Undo the decision
votes-problem-decided = This is decided already.
votes-problem-nothing = There is nothing to undo.
votes-problem-own = This is about your own votes; somebody else decides.
votes-problem-reason = Please say why.
votes-ledger-serial = (votes that look like an arrangement were taken back)
flash-votes-reversed = The votes are taken back.
flash-votes-left = Left alone.
flash-votes-undone = Everything is as it was before.
log-votes-rules-changed = changed the rules about votes
log-votes-reversed = took votes back that look like an arrangement, case
log-votes-restored = put votes back, case
log-votes-left = left votes alone, case

# Personal data in posts
mask-shown = ▒▒▒ (only our team sees this)
mask-title = Only our team should see this?
mask-lead = This text seems to hold personal data. Everybody on the internet can read what is posted here.
mask-choice = Hide it?
mask-hide = Hide it: only the team and I see it
mask-leave = Leave it as it is: everybody may see it
mask-in-title = (in the title)
mask-preview = This text seems to hold personal data. When you send it, we ask whether only our team should see it.
mask-kind-email = Mail address
mask-kind-phone = Phone number
mask-kind-iban = Bank account
mask-kind-card = Card number
mask-kind-number = Customer number
mask-kind-other = Other
mask-page = Show what is hidden
mask-page-title = What is hidden in this post
mask-page-lead = Only its author and our team see this. Every look by the team is noted, and the author can read who looked.
mask-page-none = Nothing of yours is hidden here.
mask-look-hint = The author of this post will read that you looked.
mask-look = Show it
mask-looks = Who looked
mask-looks-none = Nobody has looked yet.
mask-after = Hide personal data
mask-after-title = Hide personal data
mask-after-lead = What is hidden goes out of the post, of all its older versions and of suggested edits. Only its author and our team see it.
mask-after-found = Found
mask-after-other = Other text to hide
mask-after-other-hint = Exactly as it stands in the post, 4 to 200 characters.
mask-after-do = Hide it
mask-problem-piece = Please choose what to hide: 1 to 20 pieces of 4 to 200 characters each.
mask-problem-not-there = This does not stand in the post like that.
flash-masked = Hidden, here and in all older versions.
