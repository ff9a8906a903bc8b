# What search learns: figures for admins, synonyms, pinned answers, questions that did not have to be asked.
learn-title = Search
learn-nav = Search
learn-lead = What is searched here, what is not found, and what did not have to be asked because it was. No figure is about a single person.
learn-tab-figures = Figures
learn-tab-words = Synonyms and pinned answers
learn-days = { $n } days
learn-searches = Searches
learn-without-hit = Without a hit
learn-abandoned = Abandoned
learn-saved = Not asked, because answered
learn-how = Days are UTC days; the last one is today. The same words by the same person count once an hour, so filters, sorting and further pages add nothing. “Without a hit” is the share of all searches that found nothing. “Abandoned” is the share of searches with hits after which nobody opened one; it counts only visitors whose browser runs our scripts, because nobody else’s clicks are heard of. No person and no address is kept, and what was counted a moment ago takes a few seconds to appear.
learn-enough = A term is listed for a month only if at least { $n } people searched it in that month; the others are gone when it is over.
learn-no-terms = No such term in these days.
learn-no-saving = None in these days.
learn-make-synonym = Make a synonym
learn-pin-answer = Pin an answer
learn-place-pinned = Pinned
learn-place-behind = Later pages
learn-pinned = Pinned by the team
learn-answers-mine = This answers my question
learn-likely = Perhaps it was asked here before; solved ones come first.

reports-col-searches = Searches
reports-col-without-hit = Without a hit
reports-col-followable = With hits and scripts
reports-col-abandoned = Abandoned
reports-col-place = Place
reports-col-clicks = Opened
reports-col-share = Share
reports-col-term = Term
reports-col-question = Question
reports-col-saved = Not asked
reports-searches-title = { $n } searches in these days
reports-searches-means = Searches with words, how many of them found nothing, and how many found something that nobody opened. The latter counts only visitors whose browser runs our scripts.
reports-searches-caption = Searches by days
reports-positions-title = { $n } % of the opened hits were the first one
reports-positions-none = No hit was opened in these days
reports-positions-means = At which place of the list a hit stood that somebody opened. Pinned answers stand before the first place, later pages behind the twentieth. The same place counts once for a person, a term and an hour.
reports-positions-caption = Opened hits by place
reports-without-hit-means = What was searched and not found, the most frequent first. What is missing can be asked and answered; what is only called something else here can become a synonym.
reports-without-hit-caption = Terms without a hit
reports-abandoned-means = What was searched and found, without anybody opening a hit: the list may not show what they meant.
reports-abandoned-caption = Abandoned terms
reports-saving-means = The questions of which those who were about to ask said “this answers my question”. A person counts once for a question and day; who it was is not kept.
reports-saving-caption = Questions that spared others
reports-saved-title = { $n ->
    [0] No question was spared by another one
    [one] { $n } question did not have to be asked
   *[other] { $n } questions did not have to be asked
 }
reports-saved-means = How often somebody who was about to ask said of a similar question “this answers my question” and asked nothing. A person counts once for a question and UTC day; questions that were hidden since do not count.
reports-saved-caption = Questions that did not have to be asked

learn-words-title = Synonyms and pinned answers
learn-words-lead = What the search cannot know by itself: which words mean the same here, and which answer should stand on top. Changes hold from the next search on.
learn-synonyms = Synonyms
learn-synonyms-means = Who searches one word of a group finds all of them. A word or phrase stands in one group only.
learn-no-synonyms = No synonyms yet.
learn-words = Words that mean the same
learn-words-new = New group
learn-words-hint = 2 to 10 words or phrases, parted by commas or equals signs, for example: WLAN = WiFi = wireless
learn-add-synonyms = Add group
learn-save = Save
learn-remove = Remove
learn-pins = Pinned answers
learn-pins-means = Shown above the hits, marked “Pinned by the team”, whenever these words and nothing else are searched, synonyms included. At most three for a term.
learn-no-pins = Nothing is pinned yet.
learn-pin-is-answer = (an answer)
learn-pin-unseen = Not visible at present
learn-unpin = Unpin
learn-term = Search term
learn-term-hint = As people type it. Case and punctuation do not matter.
learn-target = Question or answer
learn-target-hint = Its address or number. Everybody must be able to see it.
learn-pin = Pin

learn-problem-count = Write 2 to { $n } words or phrases, parted by commas or equals signs.
learn-problem-long = Word number { $n } is longer than 40 characters.
learn-problem-no-word = Word number { $n } has neither a letter nor a digit.
learn-problem-twice = Word number { $n } stands there twice.
learn-problem-taken = Word number { $n } stands in another group already. Add the others there, or take it out of that group first.
learn-problem-groups = There are { $n } groups already. Remove one that is not needed any more.
learn-problem-term = Write what people search.
learn-problem-pins = { $n } answers are pinned to this term already. Unpin one first.
learn-problem-pinned = This question is pinned to this term already.
learn-problem-target = There is no such question or answer that everybody can see. Write its address or number.

flash-learn-thanks = Good that it was there already. Thank you: that was one question less, and somebody else can be helped sooner.
flash-learn-removed = Removed. The search knows already.
log-search-words-changed = changed synonyms or pinned answers of the search
