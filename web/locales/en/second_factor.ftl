# The second factor, devices, and notices about the account.
factor-title = Second factor
factor-lead = With a second factor your password alone opens nothing: signing in takes a code from an app on your phone as well.
factor-on = On
factor-on-since = since
factor-none = No second factor.
factor-needed-label = Second factor needed
factor-needed = Your role works only with a second factor. Until you have set it up you are here like any other member.
factor-needed-link = Set it up
factor-begin-title = Set it up
factor-begin-lead = You need an app for one-time codes, such as Aegis, FreeOTP or the one in your password manager.
factor-begin = Go on
factor-set-up-title = Set up the second factor
factor-set-up-lead = Take a picture of this square with the app, then type the code that the app shows.
factor-picture = Square code for the app; the key below says the same
factor-secret = Or type this key into the app:
factor-open-app = open the app on this device
factor-app-code = Code of the app
factor-app-code-hint = Six digits; they change every half minute.
factor-turn-on = Turn it on
factor-codes-title = Recovery codes
factor-codes-lead = The second factor is on. Each of these codes signs you in once when your phone is gone. Print them or write them down.
factor-codes-once = They are shown only this once.
factor-codes-kept = I have kept them
factor-codes-left = { $n ->
    [0] No recovery code is left.
    [one] One recovery code is left.
   *[other] { $n } recovery codes are left.
 }
factor-codes-fresh = Make new ones
factor-off-title = Turn it off
factor-turn-off = Turn it off
factor-code-title = Code
factor-code-lead = Your password is right. Now the second factor.
factor-code = Code
factor-code-hint = Six digits of the app, or a recovery code.
factor-reset = Take the second factor away
factor-reset-lead = Only for somebody who has lost phone and recovery codes, and whom you have recognised.
factor-reset-confirm = Take this person’s second factor away? They are signed out everywhere.
factor-roles = Second factor
factor-roles-hint = Whoever holds such a role can use it only with a second factor. Holders without one are led to set it up, you too.
factor-problem-on = You have a second factor already.
factor-problem-code = That code is not right, or was used already. Wait for the next one.
factor-problem-tries = { $n ->
    [one] That code is not right, or was used already. One try is left.
   *[other] That code is not right, or was used already. { $n } tries are left.
 }
factor-notice-new-device = Signed in with a new device: { $detail }
factor-notice-factor-on = Your second factor is on.
factor-notice-factor-off = Your second factor is off.
factor-notice-factor-reset = An admin took your second factor away.
factor-notice-code-used = A recovery code was used; left: { $detail }
factor-notice-warned = Moderation has warned you.
factor-notice-silenced = You are silenced for a while.
factor-notice-suspended = You are suspended for a while.
factor-notice-sanction-ended = A measure against your account has ended.
factor-notice-more = Look at it
flash-factor-again = Please sign in once more: the code was asked for too often or too long ago.
flash-factor-off = The second factor is off.
flash-factor-reset = The second factor is gone; the person is told.
mail-new-device-subject = { $forum }: signed in with a new device
mail-new-device-body = somebody, hopefully you, has just signed in to your account at { $forum } with a device that was not used for it before.
mail-new-device-note = If it was you, all is well. If not, end that session and set a new password at once.
mail-new-device-link = See your sessions
mail-factor-on-subject = { $forum }: your second factor is on
mail-factor-on-body = from now on, signing in at { $forum } takes a code of your app as well.
mail-factor-on-note = Keep your recovery codes where you find them without your phone. If it was not you, write to those who run the forum.
mail-factor-on-link = Second factor
mail-factor-off-subject = { $forum }: your second factor is off
mail-factor-off-body = signing in at { $forum } takes only your password again.
mail-factor-off-note = If it was not you, set a new password at once.
mail-factor-off-link = Second factor
