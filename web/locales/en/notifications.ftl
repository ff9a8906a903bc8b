# What people are told: the inbox and the mails.
inbox-title = Inbox
inbox-unread-count = { $n ->
    [one] One notice is new.
   *[other] { $n } notices are new.
}
inbox-read-all = Mark all as read
inbox-read-one = Mark as read
inbox-new = New
inbox-empty = Nothing here yet.
inbox-empty-next = When somebody answers your question, comments on your post or accepts your answer, you will read it here.
inbox-pages = Pages
inbox-newest = Newest
inbox-older = Older
flash-notices-read = { $n ->
    [0] Everything was read already.
    [one] One notice marked as read.
   *[other] { $n } notices marked as read.
}

notice-somebody = Somebody
notice-gone = This post is not there any more.
notice-answered = { $name } answered your question
notice-followed_answered = { $name } answered a question that you follow
notice-solved = A question that you have too is solved
notice-watched_solved = A question that you watch is solved
notice-accepted = { $name } accepted your answer as a solution
notice-accepted_on_behalf = { $name } accepted an answer to your question on your behalf
notice-endorsed = { $name } endorsed your answer
notice-commented = { $name } commented on your post
notice-mentioned = { $name } mentioned you
notice-closed = { $name } closed your question
notice-duplicate = { $name } found that your question was asked before
notice-edit_accepted = Your suggested edit was accepted
notice-edit_rejected = Your suggested edit was not accepted
notice-released = Your post was reviewed and is now there for everybody
notice-hidden = A moderator took your post down; you can still see it and why

letter-open = See it in the forum
letter-from = This is an automatic mail from { $forum }; answers to it are not read.
letter-answered-subject = Answer to: { $title }
letter-answered-text = { $name } has answered your question “{ $title }”. If the answer helps, please accept it as a solution; if not, say what is missing.
letter-answered-why = You get this mail because you asked this question.
letter-accepted-subject = Your answer is a solution: { $title }
letter-accepted-text = { $name } has accepted your answer to “{ $title }” as a solution. Thank you for helping!
letter-accepted-why = You get this mail because you wrote this answer.
letter-endorsed-subject = An expert vouches for your answer: { $title }
letter-endorsed-text = { $name } knows this field and vouches for your answer to “{ $title }”. Thank you for helping!
letter-endorsed-why = You get this mail because you wrote this answer.
letter-solved-subject = Solved: { $title }
letter-solved-text = There is a solution to “{ $title }”.
letter-solved-why = You get this mail because you have this question too.
notice-taken_up = { $name } of our team has taken up your question
notice-triage = Questions wait in triage
notice-assigned = { $name } gave you a question
notice-due_soon = A question of your team is nearly due
notice-overdue = A question of your team is overdue
letter-taken_up-subject = Our team has taken it up: { $title }
letter-taken_up-text = { $name } of our team has taken up your question “{ $title }”. You get another mail when there is an answer.
letter-taken_up-why = You get this mail because you asked this question.
letter-work-subject = { $n ->
    [one] A question needs you
   *[other] { $n } questions need you
}
letter-work-triage = In triage
letter-work-assigned = Given to you
letter-work-due_soon = Nearly due
letter-work-overdue = Overdue
letter-work-why = You get this mail because you moderate or work for a team here.
