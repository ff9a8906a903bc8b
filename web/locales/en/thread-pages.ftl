# Words of the question page and its forms.
form-not-sent = Not sent yet. Everything you typed is still here.
form-optional = optional
form-cancel = Cancel
form-preview = Preview
form-show-preview = Preview
form-add-image = Add an image
form-add-image-now = Put it into the text
back-to-question = Back to the question
back-to-answer = Back to the answer
back-to-post = Back to the post

thread-state-waiting = Waiting
thread-state-answered = Answered
thread-state-solved = Solved
thread-state-closed = Closed
thread-state-duplicate = Duplicate
thread-asked = asked
thread-views = { $n ->
    [0] not read yet
    [one] read once
   *[other] read { $n } times
}
thread-answers = { $n ->
    [0] No answers yet
    [one] 1 answer
   *[other] { $n } answers
}
thread-question = Question
thread-answer-by = Answer by { $name }
thread-closed-by = Closed by
thread-closed-off-topic = Closed: this is not about what this forum is for.
thread-closed-unclear = Closed: nobody can tell what is asked. Editing it and asking for it to be reopened may help.
thread-closed-spam = Closed as advertising.
thread-closed-resolved-elsewhere = Closed: it was solved by other means.
thread-closed-private = Closed: the answer concerns personal data, and our team has given it to the asker in person.
thread-closed-no-longer-relevant = Closed: time has passed over it.
thread-closed-duplicate = This has been asked before:
thread-note-deleted = Deleted by its author. Only the author and those who keep order can see it.
thread-note-held = First posts with links wait for a moderator. Until then only the author and moderators can see this.
thread-note-hidden = Hidden by a moderator. Only the author and those who keep order can see it.
thread-note-hidden-rude = Hidden by a moderator because it hurts somebody. Only the author and those who keep order can see it.
thread-note-hidden-spam = Hidden by a moderator as advertising. Only the author and those who keep order can see it.
thread-note-hidden-personal-data = Hidden by a moderator because it holds what should not be public. Only the author and those who keep order can see it.
thread-note-hidden-wrong = Hidden by a moderator because it is dangerous or misleading. Only the author and those who keep order can see it.

thread-promise-waiting = Waiting for neighbours
thread-promise-waiting-line = Nobody has answered yet. Whoever knows something can help right now.
thread-promise-usual = Usually answered within { $time }: in the last 30 days { $answered } of { $asked } questions without a product were.
thread-promise-usual-product = Usually answered within { $time }: in the last 30 days { $answered } of { $asked } questions about { $product } were.
thread-promise-answered = Answered after { $time }
thread-promise-answered-plain = Answered
thread-promise-answered-line = Whether it helped is for the asker to say.
thread-promise-solved = Solved after { $time }
thread-promise-solved-plain = Solved
thread-promise-solved-line = The solution is marked below. Thanks to everybody who helped.
thread-promise-closed = Closed
thread-promise-closed-line = This question takes no more answers.

thread-timeline = Timeline
thread-step-asked = Asked
thread-step-edited = Last edited
thread-step-first-answer = First answer
thread-step-accepted = Accepted
thread-step-endorsed = Endorsed
thread-step-closed = Closed
thread-step-waits-for-answer = Waiting for an answer
thread-step-waits-for-solution = Waiting for a solution

thread-sort = Order of the answers
thread-sort-best = Best first
thread-sort-newest = Newest first
thread-pages = Pages
thread-page-before = Earlier answers
thread-page-after = More answers
thread-empty = Do you know something about this?
thread-empty-hint = A hint in the right direction helps too.
thread-your-answer = Your answer
thread-answer-label = Text
thread-answer-hint = Markdown works. Ctrl+Enter sends.
thread-formatting = How to format
thread-answer-send = Post the answer
thread-answer-verb = Answer
thread-answer-sign-in = Do you know the answer? Sign in and help.
thread-sign-in = Sign in to answer
thread-side = About this question
thread-this-question = This question
thread-quick = Quick actions
thread-join = I have this too
thread-join-short = Me too
thread-also = { $n ->
    [one] 1 other person has this too
   *[other] { $n } other people have this too
}
thread-watch = Watch
thread-watch-short = Watch
thread-feed = Answers as a feed
thread-duplicates = Asked again
thread-people = Who helped

thread-solution = Solution
thread-accepted-by = accepted by
thread-on-behalf = on behalf of the asker
thread-outscored = Readers find another answer much more helpful.
thread-endorsed = Endorsed
thread-by = by
thread-expert-for = expert for { $field }
thread-version = version { $version }
thread-withdraw = Withdraw the endorsement
thread-withdraw-confirm = Withdraw your endorsement?
thread-role-expert = Expert
thread-role-staff = Team
thread-role-moderator = Moderator
thread-role-admin = Admin
thread-reputation = Reputation
thread-edited = edited
thread-up = Helpful
thread-down = Not helpful
thread-score = Score
thread-vote-own = You cannot vote on your own post
thread-vote-not-visible = Not everybody can see this, so it cannot be voted on
thread-accept = Accept as solution
thread-accept-on-behalf = Accept for the asker
thread-unaccept = Take back the acceptance
thread-endorse = Endorse
thread-share = Share
thread-edit = Edit
thread-suggest = Suggest an edit
thread-more = More
thread-revisions = Versions
thread-close = Close or mark as duplicate
thread-reopen = Reopen
thread-hide = Hide
thread-show = Show again
thread-delete = Delete
thread-delete-confirm = Delete this? You can bring it back at any time.
thread-restore = Bring back
thread-comments = Comments
thread-comment = Comment
thread-your-comment = Your comment
thread-comment-hint = For asking back. Solutions belong into an answer.
thread-comment-send = Send the comment
thread-comment-delete = Delete
thread-comment-delete-confirm = Delete this comment?
thread-comment-gone = Not visible to everybody
comment-edit-title = Edit your comment
comment-now = The comment as it is now
thread-more-comments = { $n ->
    [one] Show 1 more comment
   *[other] Show { $n } more comments
}
thread-feed-answer = Answer by { $name }

similar-heading = Already answered?
ask-title = Ask a question
ask-lead = Write as you would ask a neighbour.
ask-question-title = Title
ask-question-title-hint = One sentence that says what it is about.
ask-similar-hint = If one of these is your question, its answer is there already; “I have this too” lets you know when it is solved. Otherwise ask: nothing you typed is lost.
ask-body = What is going on?
ask-body-hint = What did you want to do, what happened, what have you tried? Markdown works.
ask-product = Product
ask-no-product = None of these
ask-category = Topic
ask-no-category = No topic
ask-lang = Language
ask-lang-detect = Find out by itself
ask-tags = Tags
ask-tags-hint = Up to five, separated by commas.
ask-send = Post the question
ask-send-anyway = Ask anyway

edit-title = Edit
edit-title-suggest = Suggest an edit
edit-suggest-lead = Somebody with more experience here looks at your suggestion. When it is accepted, you earn 2 reputation.
edit-body = Text
edit-reason = What did you change?
edit-reason-hint = A few words for the list of versions.
edit-save = Save
edit-send-suggestion = Send the suggestion

conflict-title = Somebody else was here at the same time
conflict-not-saved = Not saved yet.
conflict-explain = While you were writing, { $name } saved a new version. Yours is here in full. Take over what is missing and save then.
conflict-yours = Your version
conflict-theirs = Saved by { $name }
conflict-save-mine = Save my version
conflict-keep-theirs = Keep theirs
conflict-difference = The difference
conflict-difference-hint = From their version to yours.

diff-removed = removed
diff-added = added
diff-gap = { $n ->
    [one] 1 line unchanged
   *[other] { $n } lines unchanged
}
revisions-title = All versions
revisions-version = Version { $n }
revisions-reason = “{ $reason }”
revisions-current = current
revisions-restore = Restore
revisions-restore-confirm = Restore version { $n }? The others stay in the list.
revisions-changes = Changes in version { $n }
revisions-older = Older versions

endorse-title = Endorse this answer
endorse-lead = You vouch for it as an expert. Your name stands beside it; you can withdraw at any time.
endorse-note = Note
endorse-note-hint = A condition, a correction or what else a reader should know.
endorse-version = Version
endorse-version-hint = The product version it holds for, such as 5.14.

close-title = Close the question
close-as-duplicate = It was asked before
close-original = Number or link of the original
close-original-hint = Such as 123 or the address of the question. The two will be linked both ways.
close-mark-duplicate = Mark as duplicate
close-for-reason = It cannot be answered here
close-reason = Reason
close-send = Close the question
close-choose-reason = Please choose a reason.
close-reason-off-topic = Not about what this forum is for
close-reason-unclear = Nobody can tell what is asked
close-reason-spam = Advertising
close-reason-resolved-elsewhere = Solved by other means
close-reason-private = Answered in person: it concerns personal data
close-reason-no-longer-relevant = Time has passed over it
close-reason-duplicate = Asked before

hide-title = Hide this post
hide-lead = Its author and those who keep order still see it, with the reason. It can be shown again at any time.
hide-reason = Reason
hide-choose-reason = Please choose a reason.
hide-reason-rude = Hurts somebody
hide-reason-spam = Advertising
hide-reason-personal-data = Holds what should not be public
hide-reason-wrong = Dangerous or misleading
hide-reason-other = Something else

flash-question-posted = Your question is online. We will tell you as soon as somebody answers.
flash-question-held = Your question is saved. First posts with links wait for a moderator; until then only you can see it.
flash-answer-posted = Your answer is online. Thank you!
flash-answer-held = Your answer is saved. First posts with links wait for a moderator; until then only you can see it.
flash-comment-posted = Comment posted.
flash-comment-deleted = Comment deleted.
flash-comment-edited = Comment saved.
flash-comment-restored = The comment is back.
flash-answer-accepted = Accepted as a solution.
flash-answer-unaccepted = Not accepted any more.
flash-answer-endorsed = Endorsed. Your name stands beside the answer.
flash-endorsement-withdrawn = Endorsement withdrawn.
flash-joined = Noted: you have this too. We will tell you when it is solved.
flash-left = Noted: you do not have this any more.
flash-watching = You are watching this.
flash-not-watching = You are not watching this any more.
flash-edit-saved = Saved as a new version.
flash-edit-suggested = Thank you! Your suggestion waits for somebody to look at it.
flash-edit-restored = The older version is back, as a new one.
flash-question-closed = Question closed.
flash-question-duplicate = Marked as a duplicate.
flash-question-reopened = Question reopened.
flash-question-deleted = Question deleted.
flash-answer-deleted = Answer deleted.
flash-post-restored = It is back.
flash-post-hidden = Hidden.
flash-post-shown = Visible to everybody again.
thread-promise-usual-hour = Usually answered within { $time } at this hour of the week: in the last 30 days { $answered } of { $asked } questions without a product were.
thread-promise-usual-hour-product = Usually answered within { $time } at this hour of the week: in the last 30 days { $answered } of { $asked } questions about { $product } were.
thread-promise-then = If nobody has by { $triage }, a moderator takes it up; our team answers by { $by } at the latest.
thread-promise-triage = With our moderators
thread-promise-triage-line = Our moderators have had it since { $since }. Our team answers by { $by } at the latest.
thread-promise-snoozed-line = Our moderators have put it off until { $until }. Our team answers by { $by } at the latest.
thread-promise-staff = With our team
thread-promise-staff-line = Our team answers by { $by } at the latest.
thread-promise-overdue-line = Our team wanted to answer by { $by }. That time is over; this question is at the top of our list.
thread-promise-handed-over-line = Our team works on it in another system and answers here.
thread-promise-handed-over-by = Our team works on it in another system and answers here by { $by } at the latest.
thread-promise-handed-over-late = Our team works on it in another system and wanted to answer here by { $by }. That time is over; the answer appears here.
thread-still-needs-help = I still need help
thread-step-triage = With our moderators
thread-step-staff = With our team
thread-step-sent-back = Back with neighbours
thread-step-snoozed = Put off
thread-step-still-needs-help = The asker still needs help
thread-step-handed-over = In our ticket system
thread-step-taken-back = Back with our team
thread-step-overdue = Promised time over
thread-step-triage-by = A moderator takes it up
thread-step-staff-by = Our team takes it up
thread-step-answer-by = Our team has answered
thread-state-triage = In triage
thread-state-staff = With staff
