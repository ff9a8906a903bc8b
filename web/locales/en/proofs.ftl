# Mail about measures, hiding things in comments, where to report a hole.
sanction-mail-warn-subject = { $forum }: moderation has warned you
sanction-mail-warn-text = moderation at { $forum } has warned you. You can read and write as before; please read why.
sanction-mail-silence-subject = { $forum }: you are silenced until { $until }
sanction-mail-silence-text = moderation at { $forum } has silenced your account until { $until }. Until then you can read, but not write or vote.
sanction-mail-suspend-subject = { $forum }: you are suspended until { $until }
sanction-mail-suspend-text = moderation at { $forum } has suspended your account until { $until }. Until then you can only read.
sanction-mail-ended-subject = { $forum }: a measure against your account has ended
sanction-mail-ended-text = a measure against your account at { $forum } was ended before its time: { $what }. You need not do anything.
sanction-mail-appeal = If you think this is wrong, you can appeal: it will be looked at again, if possible by somebody else.
sanction-mail-link = Appeal
sanction-mail-all = All measures
sanction-mail-footer = You get this mail because it is about your account at { $forum }. Such mails cannot be switched off.
mask-comment-lead = What is hidden goes out of the comment. Only its author and our team see it.
audit-act-post-masked = hid personal data in post { $what } by { $person }
audit-act-comment-masked = hid personal data in comment { $what } by { $person }
