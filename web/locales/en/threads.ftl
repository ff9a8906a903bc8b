# Why something in a thread was not done, and words of rendered texts.
problem-title-short = A title says in one line what it is about: at least { $n } characters.
problem-title-long = That is long for a title: at most { $n } characters.
problem-body-short = A little more, please: at least { $n } characters.
problem-body-long = That is too long: at most { $n } characters.
problem-too-long = That is too long: at most { $n } characters.
problem-lang = Please choose the language of your text.
problem-product = This product is not in the list any more. Please choose another one.
problem-category = This category is not in the list any more. Please choose another one.
problem-tag-bad = A tag is made of letters, digits and hyphens, { $n } characters at most.
problem-tags-many = At most { $n } tags.
problem-tag-same = That is the tag itself.
problem-tag-taken = There is another tag of that name. To join the two, make the name a synonym.

problem-closed = This question was closed and takes no more answers. Your text is still here.
problem-already-closed = This question is closed already.
problem-not-closed = This question is not closed.
problem-duplicate-missing = Please name the question that was asked before; everybody must be able to see it.
problem-duplicate-circle = That question points to this one. Only one of the two can be the original.
problem-comment-links = New members cannot put links to other sites into comments yet. Please leave the link out or say it in words.
problem-deleted = This was deleted by its author.
problem-not-visible = This is not visible to everybody right now, so nothing can be done with it.
problem-not-yours = Only the author can do this.
problem-held = This waits for review.
problem-not-held = This does not wait for review any more: somebody has decided.

problem-vote-own = Your own posts are for others to vote on.
problem-vote-limit-up = At most { $n } votes up for one author a day. Tomorrow there are new ones.
problem-vote-limit-down = At most { $n } votes down for one author a day.
problem-accept-too-early = On behalf of the asker an answer can be accepted after { $n } days without a sign of them.
problem-accept-own-on-behalf = Somebody else must accept your answer on behalf of the asker.
problem-unaccept-askers = The asker accepted this answer; only they can take that back.
problem-endorse-own = Your own answer is for others to endorse.
problem-endorse-field = This question is not in your field.
problem-join-own = This is your own question: you are counted already.
problem-delete-accepted = An accepted answer stays, because it solved the question for somebody.
problem-delete-endorsed = An endorsed answer stays, because an expert vouches for it.
problem-delete-answered = A question that others have answered stays, because the answers may help somebody.

problem-comment-conflict = This comment was edited in another window while you wrote. Your text is still here; saving it replaces the other version.
problem-picture-left = You chose a picture that is not in the text yet. Choose it again and press “Put it into the text”, or send without it.
problem-edit-conflict = Somebody edited this while you wrote. Your text is still here; please compare it with the new version.
problem-edit-waiting = Another edit of this post waits for review. Please try again when it is decided.
problem-edit-decided = Somebody has decided about this edit already.
problem-edit-own = Your own suggestion is for others to decide.

text-table = Table
text-task-done = done
text-task-open = to do
text-footnote-back = Back to the text
