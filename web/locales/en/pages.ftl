# Words of lists, profiles, the expert's page, the review queue, feeds and help.

home-title = Questions from around the corner
home-lead = Customers answer customers here, and the company stands behind them.
home-description = The help forum: questions and answers from customers, vouched for by experts.
home-welcome = Nobody is left waiting
home-welcome-text = Ask anything about our products. Others who have them answer, often within minutes; experts vouch for what is right. If nobody answers, a moderator takes your question up, and after that our team has to. Reading needs no account.
home-welcome-more = How it works
home-side = From the forum
home-now = Right now
home-waiting = { $n ->
    [one] 1 question waits for a first answer
   *[other] { $n } questions wait for a first answer
}
home-nobody-waits = Every question has an answer. Good work.
home-categories = Topics
home-tags = Asked a lot
home-helpers = Helped most this month
home-helpers-all = The whole list

list-newest = Newest
list-active = Active
list-unanswered = Unanswered
list-solved = Solved
list-for-you = For you
list-order = Order
list-pages = Pages
list-newer = Newer
list-older = Older
list-side = About this list
list-language = Language
list-all-languages = All languages
list-language-en = English
list-language-de = German
list-answers = { $n ->
    [0] no answer
    [one] 1 answer
   *[other] { $n } answers
}
list-also = { $n ->
    [one] 1 has this too
   *[other] { $n } have this too
}
list-active-at = active
list-watch = Watch
list-as-feed = As a feed
list-no-answer-title = Not found?
list-no-answer = Ask: it takes a minute, and whoever has the same question next will find your answer.
list-state-waiting = Waiting
list-state-answered = Answered
list-state-endorsed = Endorsed
list-state-solved = Solved
list-state-closed = Closed
list-state-duplicate = Duplicate
list-state-hidden = Not public
list-empty-newest = No questions yet
list-empty-newest-text = Somebody has to be first. Ask what you would ask a neighbour.
list-empty-language = Nothing in this language yet
list-empty-language-text = There may be answers in another one.
list-empty-unanswered = Nobody is waiting
list-empty-unanswered-text = Every question here has an answer. Perhaps you know a better one, or have a question yourself.
list-empty-solved = Nothing solved yet
list-empty-solved-text = A question is solved when whoever asked it accepts an answer.
list-empty-for-you = Nothing for you yet
list-empty-for-you-text = Tell us in the settings which products you own, or watch products and tags: their questions will stand here.
list-empty-to-newest = To the newest questions
list-empty-to-tags = Look through the tags

products-title = Products
products-lead = Everything that people ask about, by product. Watch one and its questions stand under “For you”.
products-questions = { $n ->
    [0] no questions yet
    [one] 1 question
   *[other] { $n } questions
}
products-questions-many = more than { $n } questions
products-waiting = { $n ->
    [one] 1 waits
   *[other] { $n } wait
}
products-waiting-many = more than { $n } wait
products-empty = No products yet
products-empty-text = Questions can be asked without one.
products-side = About this product
products-experts = Experts

tags-title = Tags
tags-lead = What a question is about, in a word. Watch a tag and its questions stand under “For you”.
tags-page-title = Questions tagged { $name }
tags-filter = Part of a tag
tags-show = Show
tags-show-all = Show all tags
tags-questions = { $n ->
    [0] no questions
    [one] 1 question
   *[other] { $n } questions
}
tags-this-week = { $n } this week
tags-also-called = Also called: { $names }.
tags-side = About this tag
tags-best-month = Helped most this month
tags-best-ever = Knows this best
tags-nobody-yet = Nobody has earned points with this tag yet. A helpful answer is a start.
tags-empty = No tags yet
tags-empty-text = Tags come with the first question.
tags-none-found = No tag has “{ $q }” in its name
tags-none-found-text = Try a shorter piece of the word.
tags-admin-lead = Names, what they mean, and other words for the same thing.
tags-admin-none = No tag fits
tags-admin-none-text = Tags are made by whoever asks a question.
tags-admin-look = See its page
tags-admin-rename = Rename
tags-admin-rename-hint = The old name goes on working as a synonym.
tags-admin-name = Name
tags-admin-save = Save
tags-admin-describe = Say what it is about
tags-admin-description = Description
tags-admin-synonyms = Synonyms
tags-admin-synonym = Another name
tags-admin-synonym-hint = If there is a tag of that name, it becomes part of this one, with all its questions.
tags-admin-synonym-confirm = If there is a tag of that name, the two become one for good. Go on?
tags-admin-add = Add
tags-admin-remove = Remove
flash-tag-changed = Tag changed

people-title = People
people-lead = Those who ask and those who help. Reputation counts what has helped others.
people-search = Part of a name
people-by-reputation = By reputation
people-this-month = This month
people-last-month = Last month
people-ever = All time
people-reputation = Reputation
people-reputation-of = Reputation { $n }
people-none = Nobody is here yet
people-none-found = Nobody’s name has “{ $q }” in it
people-none-found-text = Try a shorter piece of the name.
people-show-all = Show everybody
people-board-empty = No points in this time yet
people-board-empty-text = A helpful answer is a start. These questions are waiting for one:
people-former-member = Former member
people-former-member-text = This person has left. What they wrote stays, without their name.
people-since = here since
people-edit = Edit your profile
people-solutions = Solutions
people-endorsed = Endorsed
people-tabs = Profile
people-tab-answers = Answers
people-tab-questions = Questions
people-tab-reputation = Reputation
people-answer = Answer
people-answer-accepted = Solution
people-score = score { $score }
people-no-answers = No answers yet
people-no-answers-own = These questions wait for a first answer; perhaps you know one.
people-no-questions = No questions yet
people-no-questions-own = Ask what you would ask a neighbour.
people-ledger-title = Where the reputation comes from
people-ledger-caption = Every line has a cause. Nothing is removed; what is taken back stands as a line of its own.
people-ledger-when = When
people-ledger-why = What for
people-ledger-points = Points
people-ledger-taken-back = Taken back:
people-ledger-gone = (taken back)
people-ledger-held-back = (the limit of the day or the floor applied)
people-ledger-private = Who voted is never shown.
people-no-lines = No points yet
people-no-lines-text = Points come from answers and questions that helped others.
people-badges = Badges
people-no-badges = None yet
people-products = Owns
people-side = About { $name }
people-role-moderator-for = Moderator for { $field }
people-role-expert-for = Expert for { $field }
people-role-staff-for = Staff, { $field }
people-role-lead-for = Lead of { $field }

expert-title = My field
expert-lead = What waits for your word. Endorsing means: I vouch for this as an expert.
expert-answers = Answers that wait for endorsement
expert-no-answers = Nothing waits for you
expert-no-answers-text = Every answer in your field from the last year is endorsed, or is your own.
expert-questions = Questions that nobody answered
expert-endorse = Endorse
expert-note = Note or correction
expert-version = Holds for version
expert-optional = optional


feed-newest = { $forum }: newest questions
feed-tag = { $forum }: questions tagged { $tag }

help-title = How this forum works
help-lead = Ask, answer, and say what helped: in a few sentences.
help-promise = Nobody is left waiting
help-promise-text = Every question gets an answer. First the others who have the same product are asked; most answers come from them, often within minutes. If nobody has answered by then, a moderator takes the question up. If that does not help either, our own team has to answer. Each question shows where it stands.
help-ask = Asking
help-ask-text = Write what you would tell a neighbour: what you want to do, what happens instead, what you have tried. While you type the title, questions that are already answered appear. If somebody has asked the same, press “I have this too”: you will hear when it is solved.
help-ask-link = Ask a question
help-answer = Answering
help-answer-text = Everybody can answer. Say what to do and why it works, and what you are not sure of. Answers that help rise to the top.
help-answer-link = Questions without an answer
help-accept = Accepting
help-accept-text = If an answer solved it, accept it; several can be accepted. If you do not come back for a week, a moderator may accept for you, and it says so.
help-endorsed = Endorsed by an expert
help-endorsed-text = Experts of the company vouch for answers in their field, with a date and sometimes a version. That is not the same as accepted: whoever asked says that it helped, the expert says that it is right.
help-edit = Editing
help-edit-text = Every post can be improved. All versions are kept, and everybody can see what changed. Without the privilege you suggest an edit and others decide.
help-edit-link = Formatting
help-moderation = Keeping order
help-moderation-text = Posts appear at once. Only a new account’s first posts with links wait until somebody has looked at them; their author sees that, and why. Moderators close what does not belong here and hide what hurts, always with a reason.
help-moderation-link = Who may do what
help-more = Read more
help-keys = Keyboard shortcuts
help-keys-hint = Everywhere, unless you are typing:
help-keys-lead = They work on every page while you are not typing. Single keys can be switched off in the list that opens with “?”.
help-keys-key = Key
help-keys-does = What it does

help-reputation-title = How reputation works
help-reputation-lead = Nothing here is secret: every point has a cause that stands on the profile.
help-reputation-causes = What brings points
help-reputation-cause = Cause
help-reputation-counts = Daily limit
help-reputation-capped = counts towards it
help-reputation-uncapped = does not count
help-reputation-cap = Votes and edits bring at most { $n } points a day (UTC); solutions and endorsements come on top.
help-reputation-floor = Reputation never falls below { $n }.
help-reputation-ledger = On one person’s posts, a vote up counts six times a day and a vote down three times. What turns out to be unfair is taken back by a line of its own. Who voted is never shown.
help-reputation-privileges = What reputation opens
help-reputation-own = In your own threads you may comment, tag and close from the start.
help-reputation-opens = From there on you may

help-roles-title = Who may do what
help-roles-lead = The whole list. The program itself decides by this table.
help-roles-act = What
help-roles-member = Everybody signed in
help-roles-always = yes
help-roles-from = from reputation { $n }
help-roles-from-or-own = from reputation { $n }, or in own threads
help-roles-own = in own threads
help-roles-no = no
help-roles-yes = yes
help-roles-like-members = as everybody
help-roles-note = Nobody votes on, accepts or endorses their own posts for points, and nobody acts on somebody of a higher rank.

help-formatting-title = Formatting
help-formatting-lead = Plain text is fine. If you want more, a few signs are enough (Markdown).
help-format-typed = What you type
help-format-shown = What everybody sees
help-format-words = Words and paragraphs
help-format-lists = Lists
help-format-links = Links and names
help-format-code = Commands and code
help-format-quotes = Quotes and footnotes
help-format-tables = Tables
help-format-headings = Headings
help-format-pictures = Pictures
help-format-pictures-text = Drag a picture into the text, paste it, or choose it with “Add an image”. Places and other hidden data in photos are removed.
list-state-triage = In triage
list-state-staff = With staff
