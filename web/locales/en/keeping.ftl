# Keeping order in threads: locks, protection, merging, splitting, moving, titles.
act-protect = Answer protected questions
act-keep = Lock, protect, merge, split and move

keep-menu = Keep order
keep-reason = Why (optional)
keep-reason-hint = For those who keep order after you. At most 300 characters.
keep-what = What will happen
keep-choose-reason = Please choose a reason.
keep-find = Find
keep-found = Questions like this one
keep-choose = Choose this one
keep-nothing = Nothing was found. Try other words, or paste the question’s address.
keep-other-hint = Its address, its number, or words from its title.
keep-take-back = Take back
keep-ledger-moved = (the post was moved or became something else)

keep-lock = Lock
keep-unlock = Unlock
keep-lock-title = Make this thread reading only
keep-lock-lead = Nobody can answer, comment, vote or edit until somebody unlocks it. While it is locked nobody waits for an answer, so its deadlines stand still. Watching it and having it too stay possible.
keep-lock-why = Why?
keep-lock-why-hint = Everybody reads this on the question’s page.
keep-lock-heated = The discussion got heated
keep-lock-noise = It draws advertising and noise
keep-lock-settled = Everything is said
keep-lock-checking = Moderators are looking into it
keep-lock-other = Another reason
keep-lock-send = Lock
keep-locked-heated = Reading only: the discussion got heated.
keep-locked-noise = Reading only: this thread drew too much advertising and noise.
keep-locked-settled = Reading only: everything is said here.
keep-locked-checking = Reading only while moderators look into it.
keep-locked-other = Reading only for now.
keep-locked-by = Locked by
keep-state-locked = Reading only
keep-promise-locked = Reading only
keep-promise-locked-line = Nobody can answer at the moment. Once it is unlocked, its time goes on.
keep-vote-locked = This thread is for reading only, so nobody can vote here.

keep-protect = Protect
keep-unprotect = Stop protecting
keep-protect-title = Let only known members answer
keep-protect-lead = Only members with a reputation of { $n } or more, the asker and the company can answer then. Everything else stays as it is.
keep-protected = Only members who are known here can answer, because this question draws answers that help nobody.
keep-protected-from-you = This question draws answers that help nobody. You can answer it from a reputation of { $n } on; you get there by helping elsewhere.

keep-merge = Merge
keep-merge-title = Merge this question into another one
keep-merge-other = Which question does it belong to?
keep-merge-into = Everything goes into:
keep-merge-answers = { $n ->
    [0] There are no answers to move.
    [one] One answer moves with its votes, comments and address.
   *[other] { $n } answers move with their votes, comments and addresses.
}
keep-merge-comments = { $n ->
    [0] There are no comments on the question.
    [one] One comment on the question moves.
   *[other] { $n } comments on the question move.
}
keep-merge-followers = { $n ->
    [one] The asker has the other question, too, from then on.
   *[other] { $n } people have the other question, too, from then on. Whoever watches this one watches the other.
}
keep-merge-text = What was asked here stays readable below the other question; it does not become an answer.
keep-merge-address = This question’s address leads to the other one for ever.
keep-merge-clock = The two become one deadline: whichever is further on, or else the earlier one.
keep-merge-send = Merge
keep-merged = { $n ->
    [one] Asked here, too
   *[other] Asked here, too: { $n } questions
}
keep-unmerge = Take apart again
keep-unmerge-confirm = Make this a thread of its own again, with the answers and comments that came along?

keep-move = Move elsewhere
keep-move-title = Move this answer to another question
keep-move-other = Which question does it answer?
keep-move-into = The answer goes to:
keep-move-comments = { $n ->
    [0] It keeps its votes.
    [one] It keeps its votes and its comment.
   *[other] It keeps its votes and its { $n } comments.
}
keep-move-accepted = If it was accepted, that is taken back: nobody has accepted it there.
keep-move-address = Its address leads to its new place for ever.
keep-move-send = Move

keep-split = Split
keep-split-title = Make a question of its own from parts of this thread
keep-split-lead = What you choose becomes a new question, with links both ways. The oldest of them is the question itself, by its own author. Votes on an answer that becomes the question count as votes on a question from then on.
keep-split-empty = There are no answers or comments to take out.
keep-split-pick = Answers and comments
keep-split-pick-hint = At most 50. Comments under an answer go along with it.
keep-split-answer = Answer by { $name }
keep-split-comment = Comment by { $name }
keep-split-new-title = Title of the new question
keep-split-new-title-hint = In one line what it is about.
keep-split-send = Split
keep-split-from = This was split off from
keep-split-into = Split off from here
keep-rejoin-confirm = Put this back into the thread that it came from?

keep-to-comment = Make it a comment
keep-to-comment-title = Make this answer a comment
keep-to-comment-length = It has { $length } characters; a comment can have { $most }.
keep-to-comment-votes = What its votes and its acceptance brought is taken back, with a line in the ledger for each. Taking this back gives them again.
keep-to-comment-comments = Comments under it go to the same place.
keep-shorten = Shorten it first
keep-under = Under which post?
keep-under-question = The question
keep-to-answer = Make it an answer
keep-to-answer-title = Make this comment an answer
keep-to-answer-lead = It becomes an answer by the same author, with the time at which it was written. If it was an answer before, it gets its votes back. Its address leads to its new place for ever.

keep-title = Change the title only
keep-title-title = Change the title
keep-title-new = New title
keep-title-hint = In one line what it is about. The text stays as it is.
keep-title-why = Why?
keep-title-why-hint = It stands in the versions, where the asker reads it.
keep-title-send = Save
keep-title-suggests = Your change is a suggestion: somebody looks at it before it is there for everybody.

flash-keep-locked = This thread is for reading only now.
flash-keep-unlocked = This thread can be written in again.
flash-keep-protected = Only known members can answer now.
flash-keep-unprotected = Everybody can answer again.
flash-keep-merged = The questions are one now.
flash-keep-moved = The answer is here now.
flash-keep-split = This is a question of its own now.
flash-keep-to-comment = The answer is a comment now.
flash-keep-to-answer = The comment is an answer now.
flash-keep-titled = The question has another title now.
flash-keep-undone = It is as it was before.

problem-keep-locked = This thread is for reading only: nobody can change anything here until it is unlocked.
problem-keep-locked-already = Somebody was faster: this thread is locked already.
problem-keep-not-locked = This thread is not locked any more.
problem-keep-protected = Only members with a reputation of { $n } or more can answer here.
problem-keep-protected-already = Somebody was faster: this question is protected already.
problem-keep-not-protected = This question is not protected any more.
problem-keep-merged = This question went into another one meanwhile. What you wrote is still here.
problem-keep-missing = Please name a question that everybody can see.
problem-keep-same = That is this very question. Please choose another one.
problem-keep-circle = That question points to this one as asked before. Merge it the other way round.
problem-keep-into-locked = That question is locked. Unlock it first.
problem-keep-faster = Somebody was faster: this thread has changed since you opened the page. Please look again.
problem-keep-too-much = That is more than { $n } at once.
problem-keep-votes = This has too many votes to become something else.
problem-keep-endorsed = An expert vouches for this answer, so it stays an answer.
problem-keep-under = Please choose a post of this thread.
problem-keep-comment-long = That is too long for a comment: at most { $n } characters.
problem-keep-answer-short = That is too short for an answer: at least { $n } characters.
problem-keep-none = Please choose at least one answer or comment.
problem-keep-many = At most { $n } at once.
problem-keep-reason = Please say why in a few words.
problem-keep-converted = This is something else now. Take that back instead.
problem-keep-undone = Somebody was faster: this was taken back already.
problem-keep-in-the-way = This cannot be taken back any more: something has happened since that stands in the way.
problem-keep-accepted-since = This cannot be taken back as long as an answer is accepted that was accepted since.

keep-moves = Moved in this thread
keep-move-merge = Another question was merged
keep-move-split = A part became a thread of its own
keep-move-split-from = This thread was split off from another one
keep-move-answer-came = An answer came from another question
keep-move-answer-went = An answer went to another question
keep-move-to-comment = An answer became a comment
keep-move-to-answer = A comment became an answer
keep-take-back-confirm = Take this back? Everything is then as it was before.

notice-merged = A question that you asked or follow went into another one about the same
notice-moved = Your answer was moved to the question that it answers
notice-became_comment = Your answer is a comment now
notice-became_answer = Your comment is an answer now
notice-became_question = What you wrote is a question of its own now
thread-step-joined = Another question with the same problem came in
desk-step-joined = Another question went into this one

audit-act-answer-moved = moved answer { $what } by { $person } to another question
audit-act-answer-to-comment = made the answer by { $person } a comment: { $what }
audit-act-comment-to-answer = made comment { $what } by { $person } an answer
audit-act-move-undone = took back what was moved in thread { $what }
audit-act-question-locked = locked question { $what } by { $person }
audit-act-question-merged = merged another question into { $what } by { $person }
audit-act-question-protected = protected question { $what } by { $person }
audit-act-question-split = split question { $what } by { $person } off
audit-act-question-unlocked = unlocked question { $what } by { $person }
audit-act-question-unprotected = stopped protecting question { $what } by { $person }
audit-public-question-locked = { $who } locked a question
audit-public-question-unlocked = { $who } unlocked a question
audit-public-question-merged = { $who } merged two questions
audit-public-question-split = { $who } split a question in two
audit-public-answer-moved = { $who } moved an answer to another question
audit-public-answer-to-comment = { $who } made an answer a comment
audit-public-comment-to-answer = { $who } made a comment an answer
